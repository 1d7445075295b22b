//! How urgent it is, and since when.

use chrono::{DateTime, Utc};

use super::sides::{Cast, Side};
use crate::did::holding;
use crate::{GroupId, News, NewsKind, Priority, PriorityFrom, Step, What};

/// The priority with what it does to the clock.
pub(crate) struct Raised {
    pub(crate) priority: Priority,
    pub(crate) from: PriorityFrom,
    /// The priorities it had, the last one now.
    pub(crate) chain: Vec<Link>,
    /// When this user set the first of them.
    pub(crate) by_hand: Option<DateTime<Utc>>,
    /// The last raise as news, if it came after the first message.
    pub(crate) news: Option<News>,
}

/// A priority that a request had, with the groups that were called by then:
/// what its service level goes by.
pub(crate) struct Link {
    pub(crate) priority: Priority,
    pub(crate) called: Vec<GroupId>,
    /// The mention from which its target counts; nothing for the start.
    pub(crate) since: Option<DateTime<Utc>>,
}

/// The highest priority that a mention gives, by anyone but a teammate on
/// duty. Only a person lowers: this user's hand sets it, and what is
/// mentioned afterwards raises it anew.
pub(crate) fn of(cast: &Cast<'_>) -> Raised {
    let hand = hand(cast);
    let place = cast
        .rules
        .place(&cast.thread.source, &cast.thread.place)
        .map_or(Priority::Normal, |place| place.priority);
    let (base, from) = match hand {
        Some((at, priority)) => (priority, PriorityFrom::Hand { at }),
        None => (place, PriorityFrom::Place),
    };
    let mut raised = Raised {
        priority: base,
        from,
        chain: Vec::new(),
        by_hand: hand.map(|(at, _)| at),
        news: None,
    };
    let asked = cast.opening().map(|m| m.at);
    let mut mentions = mentions(cast);
    mentions
        .sort_by(|a, b| (a.at, &a.news.message).cmp(&(b.at, &b.news.message)));
    let known = |mention: &Mentioned| {
        let by = |(at, _)| mention.at <= at && mention.news.seen <= at;
        hand.is_some_and(by)
    };
    let mut called: Vec<GroupId> =
        mentions.iter().filter(|m| known(m)).map(|m| m.group.clone()).collect();
    raised.chain.push(Link {
        priority: base,
        called: called.clone(),
        since: None,
    });
    mentions.retain(|mention| !known(mention));
    for mention in mentions {
        let raises = mention.priority < raised.priority;
        let chooses = !called.contains(&mention.group)
            && cast.rules.asks_for(&mention.group);
        if !raises && !chooses {
            continue;
        }
        called.push(mention.group);
        let later = asked.is_some_and(|asked| mention.at > asked);
        raised.chain.push(Link {
            priority: raised.priority.min(mention.priority),
            called: called.clone(),
            since: later.then_some(mention.at),
        });
        if raises {
            raised.news = later.then(|| mention.news.clone());
            raised.priority = mention.priority;
            raised.from = mention.from;
        }
    }
    raised
}

struct Mentioned {
    at: DateTime<Utc>,
    group: GroupId,
    priority: Priority,
    from: PriorityFrom,
    news: News,
}

fn mentions(cast: &Cast<'_>) -> Vec<Mentioned> {
    let mut found = Vec::new();
    for message in &cast.thread.messages {
        let side = cast.side(message);
        if message.deleted.is_some() || side == Side::Machine {
            continue;
        }
        let helper = cast.helper(message.speaker());
        for (mention, at) in &message.mentions {
            // Whoever had a seat when they wrote it raises nothing, also when
            // their shift has ended since.
            if helper.is_some_and(|m| cast.rules.on_duty(&m.key, message.at)) {
                continue;
            }
            let Some(raise) =
                cast.rules.raised_by(&cast.thread.source, mention)
            else {
                continue;
            };
            found.push(Mentioned {
                at: *at,
                group: raise.group.clone(),
                priority: raise.priority,
                from: PriorityFrom::Mention {
                    handle: raise.group.to_string(),
                    by: cast.shown(message.speaker()),
                    at: *at,
                    asking: helper.is_none(),
                },
                news: News::of(NewsKind::Raised, message, *at),
            });
        }
    }
    found
}

/// What this user set last.
fn hand(cast: &Cast<'_>) -> Option<(DateTime<Utc>, Priority)> {
    holding(&cast.thread.acts).rev().find_map(|did| match did.what {
        What::Priority { priority } => Some((did.at, priority)),
        What::WaitOnThem
        | What::NotThanks
        | What::Dismiss
        | What::BringBack
        | What::Close
        | What::Snooze { .. }
        | What::Wake
        | What::Split
        | What::Claim { .. }
        | What::Release { .. }
        | What::ThisAnswers { .. }
        | What::DueSet { .. }
        | What::Kept
        | What::Call { .. }
        | What::Spoke { .. }
        | What::Rejudged
        | What::Ruled
        | What::Undo { .. } => None,
    })
}

impl Raised {
    /// The raise's part of the explanation.
    pub(crate) fn step(&self, cast: &Cast<'_>) -> Option<Step> {
        let word = word(self.priority);
        match &self.from {
            PriorityFrom::Place => None,
            PriorityFrom::Mention { handle, by, at, .. } => Some(Step {
                at: *at,
                message: self.news.as_ref().map(|n| n.message.clone()),
                words: format!("{by} mentioned {handle}: {word}."),
            }),
            PriorityFrom::Hand { at } => Some(Step {
                at: *at,
                message: None,
                words: format!(
                    "You set it to {word}, on this desktop{}.",
                    if cast.internal() {
                        ", though a teammate asks"
                    } else {
                        ""
                    }
                ),
            }),
        }
    }
}

/// The priority in a sentence.
pub(crate) fn word(priority: Priority) -> &'static str {
    match priority {
        Priority::Emergency => "emergency",
        Priority::Urgent => "urgent",
        Priority::Normal => "normal",
    }
}
