//! One bubble for what was not told when it happened.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::alert::{Alert, AlertKind, Hush, caught_up_notice, named};
use domain::when::clock_time;
use domain::{DueKind, Judged, Life, Loudness, PersonKey, Priority, RequestId};

use crate::Trouble;
use crate::house::{Board, House};
use crate::owed::{Owed, Paid};
use crate::watch::Memory;

/// A stretch in which nobody was watching.
type Gap = (DateTime<Utc>, DateTime<Utc>);

/// What is told of what is owed.
#[derive(Default)]
pub(crate) struct Digest {
    /// Nothing where all of it has ended meanwhile.
    pub(crate) alert: Option<Alert>,
    pub(crate) paid: Paid,
}

impl House {
    /// Tells what is owed once its reason is over: the hours have begun, the
    /// quiet has ended, the sources have caught up. What is decided in the
    /// same look is told with it.
    pub(crate) async fn digest(
        &self,
        memory: &mut Memory,
        alerts: &[Alert],
        now: DateTime<Utc>,
    ) -> Result<Digest, Trouble> {
        if self.board().cannot_be_told(now) {
            return Ok(Digest::default());
        }
        let rows = self.owed(now).await?;
        let gap = memory.gap.take();
        let board = self.board();
        let mut ready = board.ready_at(now);
        let fresh = |(at, alert)| Some((at, Owed::fresh(alert)?));
        let (fresh, new): (Vec<usize>, Vec<Owed<'_>>) = alerts
            .iter()
            .enumerate()
            .filter_map(fresh)
            .filter(|(_, owed)| ready(*owed))
            .unzip();
        let owed: Vec<Owed<'_>> =
            rows.iter().map(Owed::row).chain(new).collect();
        if owed.is_empty() && gap.is_none() {
            return Ok(Digest::default());
        }
        let rows = rows.iter().map(|row| row.id).collect();
        let paid = Paid { rows, fresh };
        let told = board.account(self, &owed, gap, now);
        let alert = told.map(|(title, body)| {
            let mut notice = caught_up_notice(title, body);
            if board.burns(&owed) {
                notice.loudness = Loudness::Critical;
                notice.chime.priority = Priority::Emergency;
            }
            let key = format!("digest:{}", now.timestamp_millis());
            Alert {
                key,
                kind: AlertKind::Digest,
                request: None,
                due: now,
                notice,
                hushed: None,
                repeat: false,
            }
        });
        Ok(Digest { alert, paid })
    }
}

impl Board {
    /// Whether an emergency that nobody has is among what is owed.
    fn burns(&self, owed: &[Owed<'_>]) -> bool {
        self.still_there(owed).iter().any(|judged| {
            judged.priority == Priority::Emergency
                && judged.owners.is_empty()
                && judged.life == Life::Open
        })
    }

    /// What came, and how it stands now. Nothing where all of it has ended
    /// meanwhile.
    fn account(
        &self,
        house: &House,
        owed: &[Owed<'_>],
        gap: Option<Gap>,
        now: DateTime<Utc>,
    ) -> Option<(String, String)> {
        let cards = self.still_there(owed);
        let say = |at| clock_time(at, now, house.zone);
        // What is about no request stands in its own words.
        let others = owed.iter().filter(|row| row.request.is_none());
        let mut lines: Vec<String> =
            others.map(|row| row.title.to_owned()).collect();
        if let Some((from, to)) = gap {
            let title = format!("Not watching {} to {}", say(from), say(to));
            let (came, before) = self.since(from, cards);
            if !before.is_empty() {
                let standing = self.standing(&before, house, now);
                let names = gists(&before, now);
                lines.insert(0, format!("From before: {standing}.\n{names}"));
            }
            let n = came.len();
            let standing = self.standing(&came, house, now);
            let names = gists(&came, now);
            lines.insert(
                0,
                match n {
                    0 => "Nothing came.".to_owned(),
                    n => format!("{n} came: {standing}.\n{names}"),
                },
            );
            return Some((title, lines.join("\n")));
        }
        let told = |hush: Hush| owed.iter().any(|r| r.hushed == hush.words());
        let history = told(Hush::History);
        let cards = if history { self.history(cards) } else { cards };
        let (n, standing) = (cards.len(), self.standing(&cards, house, now));
        let Some(oldest) = cards.iter().map(|j| j.asked).min() else {
            let title = (!lines.is_empty()).then(|| lines.remove(0))?;
            return Some((title, lines.join("\n")));
        };
        lines.insert(0, format!("{standing}.\n{}", gists(&cards, now)));
        let title = if history {
            format!("{n} open, the oldest since {}", say(oldest))
        } else if told(Hush::Before) {
            let since = say(oldest);
            format!("{n} waiting since {since}{}", first_due(&cards, say))
        } else if told(Hush::Closed) {
            format!("{n} since {}{}", say(oldest), first_due(&cards, say))
        } else {
            format!("{n} came{}", first_due(&cards, say))
        };
        Some((title, lines.join("\n")))
    }

    /// Everything that a first read has opened, also what somebody has.
    fn history<'b>(&'b self, owed: Vec<&'b Judged>) -> Vec<&'b Judged> {
        let Some(first) = owed.iter().map(|j| j.seen).min() else {
            return owed;
        };
        let owes: BTreeSet<RequestId> = owed.iter().map(|j| j.id).collect();
        let all = self.cards.values().map(|card| card.judged.as_ref());
        all.filter(|j| j.history && j.seen >= first || owes.contains(&j.id))
            .collect()
    }

    /// Everything first seen since an instant, also what somebody had by
    /// then; and what is owed of before.
    fn since<'b>(
        &'b self,
        from: DateTime<Utc>,
        owed: Vec<&'b Judged>,
    ) -> (Vec<&'b Judged>, Vec<&'b Judged>) {
        let all = self.cards.values().map(|card| card.judged.as_ref());
        let came = all.filter(|j| j.seen >= from && !j.history).collect();
        let before = owed.into_iter().filter(|j| j.seen < from).collect();
        (came, before)
    }

    /// "1 overdue, 1 with Ana, 1 due 15:40": each request stands once.
    pub(crate) fn standing(
        &self,
        cards: &[&Judged],
        house: &House,
        now: DateTime<Utc>,
    ) -> String {
        let mut parts: BTreeMap<Standing, usize> = BTreeMap::new();
        for judged in cards {
            *parts.entry(standing(judged, now)).or_default() += 1;
        }
        let words = |standing: &Standing| match standing {
            Standing::Overdue => "overdue".to_owned(),
            Standing::With(person) if self.me.as_ref() == Some(person) => {
                "with you".to_owned()
            }
            Standing::With(person) => {
                format!("with {}", self.rules.name(person))
            }
            Standing::Due(at) => {
                format!("due {}", clock_time(*at, now, house.zone))
            }
            Standing::Idle => "without a deadline".to_owned(),
            Standing::Theirs => "waiting for them".to_owned(),
            Standing::Answered => "answered".to_owned(),
        };
        let parts: Vec<String> = parts
            .iter()
            .map(|(standing, n)| format!("{n} {}", words(standing)))
            .collect();
        parts.join(", ")
    }
}

/// Where a request stands, in the order in which it is told.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Overdue,
    With(PersonKey),
    Due(DateTime<Utc>),
    Idle,
    Theirs,
    Answered,
}

fn standing(judged: &Judged, now: DateTime<Utc>) -> Standing {
    match (&judged.life, &judged.deadline, judged.owners.first()) {
        (Life::Waiting { .. }, _, _) => Standing::Theirs,
        (Life::Answered { .. }, _, _) => Standing::Answered,
        (_, Some(_), _) if judged.late(now).is_some() => Standing::Overdue,
        (_, _, Some(owner)) => Standing::With(owner.person.clone()),
        (_, Some(deadline), None) if deadline.kind != DueKind::Reminder => {
            Standing::Due(deadline.due)
        }
        (_, Some(_) | None, None) => Standing::Idle,
    }
}

/// What each is about, the most pressing first.
pub(crate) fn gists(cards: &[&Judged], now: DateTime<Utc>) -> String {
    let mut cards = cards.to_vec();
    cards.sort_by_cached_key(|judged| {
        let due = judged.deadline.as_ref().map_or(judged.asked, |d| d.due);
        (standing(judged, now), due)
    });
    let gists: Vec<&str> = cards.iter().map(|j| j.gist.as_str()).collect();
    named(&gists)
}

fn first_due(
    cards: &[&Judged],
    say: impl Fn(DateTime<Utc>) -> String,
) -> String {
    cards
        .iter()
        .filter_map(|j| j.deadline.as_ref())
        .filter(|due| due.kind != DueKind::Reminder)
        .map(|due| due.due)
        .min()
        .map_or_else(String::new, |at| format!(", first due {}", say(at)))
}
