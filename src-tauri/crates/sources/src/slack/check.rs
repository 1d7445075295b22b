//! One more look at a thread that is about to ring, where no list shows it.

use chrono::{DateTime, SubsecRound, Utc};
use domain::{Activity, Fault, OpenThread, PlaceId};

use super::calls::{Calls, Span};
use super::client::No;
use super::draft::{Standing, Told, standing};
use super::map::Scene;
use super::memory::Pair;
use super::said::Names;
use super::source::Slack;
use super::stamp::Stamp;
use super::wire::Message;

/// What the last reads of a channel's own list have shown.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shown {
    /// The last head held everything from here on.
    pub(crate) floor: Stamp,
    /// When the head was read.
    pub(crate) looked: Option<DateTime<Utc>>,
    /// When all was swept.
    pub(crate) swept: Option<DateTime<Utc>>,
}

impl Slack {
    /// Reads a root that the last head did not hold, and its thread if that
    /// shows an answer that is not known.
    pub(crate) async fn look_once_more(
        &self,
        thread: &OpenThread,
        now: DateTime<Utc>,
    ) -> Result<Vec<Activity>, Fault> {
        let Some(root) = Stamp::read(thread.root.as_str()) else {
            return Ok(Vec::new());
        };
        if self.held(&thread.place, root) {
            return Ok(Vec::new());
        }
        let calls = Calls::or_never(&self.api, now);
        let at = (thread.place.as_str(), root);
        let mut told = match root_of(&calls, at).await? {
            Some(parent) => became(&parent, root),
            None => vec![Told::Gone { ts: root, root }],
        };
        if let Some(last) = answered(&told)
            // The ledger knows no finer time.
            && last.time().trunc_subsecs(3) > thread.last.trunc_subsecs(3)
        {
            let (read, _) = calls.thread(at, None).await?;
            told.extend(read.iter().filter_map(|reply| answer(reply, root)));
        }
        self.complete(&calls, (at.0, &mut told)).await?;
        self.tell((&thread.place, &told), (&calls, now)).await
    }

    /// What is to be told, in the domain's words.
    pub(super) async fn tell(
        &self,
        (place, told): (&PlaceId, &[Told]),
        (calls, now): (&Calls<'_>, DateTime<Utc>),
    ) -> Result<Vec<Activity>, Fault> {
        let (me, groups) = (self.me(calls).await?, self.groups(calls).await?);
        let shown = self.shown(place);
        let scene = Scene {
            place,
            bots: self.bots(place),
            address: &me.address,
            me: &me.id,
            names: &Names {
                people: &self.people,
                groups: &groups,
                channels: &self.channels,
            },
            read: self.api.by_slack(now),
            floor: shown.floor,
            looked: shown.looked,
            swept: shown.swept,
        };
        let mut all: Vec<_> =
            told.iter().map(|told| scene.activity(told)).collect();
        // What is about a message comes after it.
        all.sort_by_key(|activity| {
            !matches!(activity.event, domain::Event::Post { .. })
        });
        Ok(all)
    }
}

/// A root as it stands; none where two reads in a row do not find it, for one
/// may be behind.
async fn root_of(
    calls: &Calls<'_>,
    (channel, root): (&str, Stamp),
) -> Result<Option<Message>, No> {
    for _ in 0..2 {
        match calls.replies((channel, root), &Span::pages_of(1)).await {
            Ok(page) => {
                let mut all = page.messages.into_iter();
                let parent = all.find(|message| message.ts == Some(root));
                if parent.is_some() {
                    return Ok(parent);
                }
            }
            Err(no) if no.is("thread_not_found") => {}
            Err(no) => return Err(no),
        }
    }
    Ok(None)
}

/// What a root tells of itself.
fn became(parent: &Message, root: Stamp) -> Vec<Told> {
    if let Standing::Tombstone(ts) = standing(parent) {
        return vec![Told::Gone { ts, root: ts }];
    }
    let message = Box::new(parent.clone());
    let marks = parent.reactions.clone();
    vec![
        Told::Post { message, root },
        Told::Marks { ts: root, root, marks, first: false },
    ]
}

/// The last answer that a root shows.
fn answered(told: &[Told]) -> Option<Stamp> {
    told.iter().find_map(|told| match told {
        Told::Post { message, .. } => {
            let Pair(last, count) = Pair::of(message);
            (count > 0).then_some(last)
        }
        Told::Marks { .. } | Told::Gone { .. } => None,
    })
}

fn answer(message: &Message, thread: Stamp) -> Option<Told> {
    match standing(message) {
        Standing::Reply { root, .. } if root == thread => {
            let message = Box::new(message.clone());
            Some(Told::Post { message, root })
        }
        _ => None,
    }
}
