//! What came of a simulated week.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::picture::Picture;
use domain::queue::Section;
use domain::{DueKind, Judged, Life, Loudness, Outcome, Rules, Verdict};
use serde::Serialize;

use super::rung::{Again, Rung};
use super::stage::Heard;

/// What came of a simulated week.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// From.
    pub from: DateTime<Utc>,
    /// To.
    pub to: DateTime<Utc>,
    /// In the zone of the team.
    pub zone: Tz,
    /// How many requests came.
    pub requests: usize,
    /// What became of them, level by level.
    pub levels: Vec<LevelReport>,
    /// The queue at the end of every hour.
    pub queue: Vec<Queue>,
    /// How often everybody who had a seat was told and rung again, in the
    /// order of the roster.
    pub people: Vec<Rung>,
    /// Who was told what, in order of time.
    pub bubbles: Vec<Bubble>,
}

/// What became of the requests of a service level.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LevelReport {
    /// Its name; nothing for requests that no level is for.
    pub level: Option<String>,
    /// How many there were.
    pub requests: usize,
    /// Answered in time.
    pub met: usize,
    /// Answered late.
    pub missed: usize,
    /// Ended without an answer, or nobody can tell.
    pub other: usize,
    /// Not answered, and late at the end.
    pub overdue: usize,
    /// Not answered, and not late yet.
    pub waiting: usize,
    /// Nothing was promised.
    pub unpromised: usize,
    /// Next answers that were given in time.
    pub next_met: usize,
    /// Next answers that were given late.
    pub next_missed: usize,
}

/// How long the queue was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Queue {
    /// When.
    pub at: DateTime<Utc>,
    /// Requests that wait for us.
    pub waiting: usize,
    /// Of them, late ones.
    pub overdue: usize,
}

/// What somebody was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bubble {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub who: String,
    /// How loud.
    pub loudness: Loudness,
    /// In these words.
    pub title: String,
}

impl Report {
    pub(super) fn new(
        rules: &Rules,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Report {
        Report {
            from,
            to,
            zone: rules.zone,
            requests: 0,
            levels: Vec::new(),
            queue: Vec::new(),
            people: Vec::new(),
            bubbles: Vec::new(),
        }
    }

    /// Counts the queue as it stands.
    pub(super) fn look(&mut self, at: DateTime<Utc>, picture: &Picture) {
        let sections = || picture.entries.iter().map(|entry| entry.section);
        self.queue.push(Queue {
            at,
            waiting: sections().filter(|it| it.in_front()).count(),
            overdue: sections().filter(|it| *it == Section::Overdue).count(),
        });
    }

    /// Counts what became of the requests.
    pub(super) fn judge<'j>(
        &mut self,
        every: impl Iterator<Item = &'j Judged>,
        now: DateTime<Utc>,
    ) {
        let mut levels: BTreeMap<Option<&str>, LevelReport> = BTreeMap::new();
        for judged in every {
            // Dismissed requests count nowhere.
            if matches!(judged.life, Life::Dismissed { .. } | Life::History) {
                continue;
            }
            self.requests += 1;
            let name = judged.level.as_deref();
            let level = levels.entry(name).or_default();
            level.level = name.map(str::to_owned);
            level.count(judged, now);
        }
        self.levels = levels.into_values().collect();
    }

    /// Takes in what somebody heard.
    pub(super) fn hear(&mut self, who: &str, heard: Vec<Heard>, again: &Again) {
        self.people.push(Rung::of(who, &heard, again));
        self.bubbles.extend(heard.into_iter().map(|heard| Bubble {
            at: heard.at,
            who: who.to_owned(),
            loudness: heard.loudness,
            title: heard.title,
        }));
    }
}

impl LevelReport {
    fn count(&mut self, judged: &Judged, now: DateTime<Utc>) {
        self.requests += 1;
        let first =
            judged.running().find(|it| it.kind == DueKind::FirstResponse);
        let counter = match (&judged.verdict, first) {
            (Some(verdict), _) => match verdict.outcome {
                Outcome::Met => &mut self.met,
                Outcome::Missed => &mut self.missed,
                Outcome::Unsure | Outcome::Cancelled => &mut self.other,
            },
            (None, Some(deadline)) if deadline.due <= now => &mut self.overdue,
            (None, Some(_)) => &mut self.waiting,
            (None, None) => &mut self.unpromised,
        };
        *counter += 1;
        // An update is never a missed target.
        let next = |it: &&Verdict| it.kind == DueKind::NextResponse;
        for reply in judged.replies.iter().filter(next) {
            match reply.outcome {
                Outcome::Met => self.next_met += 1,
                Outcome::Missed => self.next_missed += 1,
                Outcome::Unsure | Outcome::Cancelled => {}
            }
        }
    }
}
