//! The play: cues in order of time, and what came of them.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{ActionId, Activity, Event, ExternalId, Post, Receipt};

use super::program::Program;
use super::script::Turn;
use super::talk::Talk;
use super::troupe::{Spot, Troupe};
use super::watched::turns;

/// The first request comes so long after the first listener.
const OVERTURE: TimeDelta = TimeDelta::seconds(2);
/// One source goes dark so long after the first listener,
const DARK_AFTER: TimeDelta = TimeDelta::minutes(3);
/// and stays dark for so long.
const DARK_FOR: TimeDelta = TimeDelta::seconds(60);
/// When nobody has looked for so long, the computer slept or its clock was
/// set; the play waits for its audience.
const MISSED: TimeDelta = TimeDelta::seconds(60);

/// Something that is to happen.
pub(super) enum Cue {
    /// The next request.
    Ask,
    /// What follows a request by itself.
    Follow {
        /// Which.
        root: ExternalId,
        /// What.
        turn: &'static Turn,
    },
    /// The requester says something to the user's words.
    Respond {
        /// In which thread.
        root: ExternalId,
        /// What.
        says: &'static str,
    },
}

/// What the user did since anybody looked at the clock.
pub(super) enum Fresh {
    /// The marks of a root are others now.
    Marks {
        /// Which.
        root: ExternalId,
    },
    /// They wrote.
    Said {
        /// In which thread.
        root: ExternalId,
        /// Under which id.
        external: ExternalId,
        /// What.
        post: Box<Post>,
    },
}

/// The play.
pub(super) struct Play {
    program: Program,
    /// The user only watches; how many questions the team has had so far.
    watched: Option<usize>,
    opened: Option<DateTime<Utc>>,
    looked: DateTime<Utc>,
    dark: (DateTime<Utc>, DateTime<Utc>),
    cues: BTreeMap<(DateTime<Utc>, u64), Cue>,
    counted: u64,
    told: BTreeMap<Spot, Vec<Activity>>,
    /// What the user did and no listener has told yet.
    pub(super) fresh: Vec<Fresh>,
    /// Every thread by its root.
    pub(super) talks: BTreeMap<ExternalId, Talk>,
    /// Every action of the user that came here.
    pub(super) done: BTreeMap<ActionId, Receipt>,
}

impl Play {
    /// A play that begins when somebody looks.
    pub(super) fn new(seed: u64, pace: Option<Duration>) -> Play {
        let never = DateTime::<Utc>::UNIX_EPOCH;
        Play {
            program: Program::new(seed, pace),
            watched: None,
            opened: None,
            looked: never,
            dark: (never, never),
            cues: BTreeMap::new(),
            counted: 0,
            told: BTreeMap::new(),
            fresh: Vec::new(),
            talks: BTreeMap::new(),
            done: BTreeMap::new(),
        }
    }

    /// The same, which the user only watches: the team answers.
    pub(super) fn watched(seed: u64, pace: Option<Duration>) -> Play {
        Play { watched: Some(0), ..Play::new(seed, pace) }
    }

    /// What the team does about the next question, where the user only
    /// watches.
    pub(super) fn others_answer(&mut self) -> &'static [(i64, Turn)] {
        let Some(n) = self.watched.as_mut() else { return &[] };
        *n += 1;
        turns(*n - 1)
    }

    /// Plays everything that is due.
    pub(super) fn advance(&mut self, troupe: &Troupe, now: DateTime<Utc>) {
        if self.opened.is_none() {
            self.opened = Some(now);
            self.dark = (now + DARK_AFTER, now + DARK_AFTER + DARK_FOR);
            self.cue(now + OVERTURE, Cue::Ask);
        } else if (now - self.looked).abs() > MISSED {
            self.put_off(now - self.looked);
        }
        self.looked = now;
        while let Some(entry) = self.cues.first_entry()
            && entry.key().0 <= now
        {
            let ((at, _), cue) = entry.remove_entry();
            self.play(cue, at, troupe);
        }
        for fresh in std::mem::take(&mut self.fresh) {
            self.take_in(fresh, now, troupe);
        }
    }

    /// When the play began.
    pub(super) fn opened(&self) -> Option<DateTime<Utc>> {
        self.opened
    }

    /// When the next thing happens, on the stage or to its lights.
    pub(super) fn next(&self) -> Option<DateTime<Utc>> {
        let cue = self.cues.keys().next().map(|(at, _)| *at);
        let (from, to) = self.dark;
        let lights = [from, to].into_iter().find(|at| *at > self.looked);
        cue.into_iter().chain(lights).min()
    }

    /// Whether the one source that goes dark is dark.
    pub(super) fn is_dark(&self) -> bool {
        (self.dark.0..self.dark.1).contains(&self.looked)
    }

    /// What has happened at a place so far.
    pub(super) fn told(&self, spot: &Spot) -> &[Activity] {
        self.told.get(spot).map_or(&[], Vec::as_slice)
    }

    /// How much has happened so far: a number that nobody else chooses.
    pub(super) fn counted(&self) -> u64 {
        self.counted
    }

    /// An id for one more message.
    pub(super) fn mint(&mut self) -> ExternalId {
        self.counted += 1;
        let name = self.opened.map_or(0, |opened| opened.timestamp());
        ExternalId::new(format!("{name}.{:05}", self.counted))
    }

    /// Foresees something.
    pub(super) fn cue(&mut self, at: DateTime<Utc>, cue: Cue) {
        self.counted += 1;
        self.cues.insert((at, self.counted), cue);
    }

    fn put_off(&mut self, by: TimeDelta) {
        self.dark = (self.dark.0 + by, self.dark.1 + by);
        self.cues = std::mem::take(&mut self.cues)
            .into_iter()
            .map(|((at, n), cue)| ((at + by, n), cue))
            .collect();
    }

    /// Nothing is foreseen any more, and no line goes dead by itself.
    #[cfg(test)]
    pub(super) fn hush(&mut self) {
        self.cues.clear();
        self.darken(false);
    }

    /// The line that can go dead does, or is mended.
    #[cfg(test)]
    pub(super) fn darken(&mut self, dark: bool) {
        let from = DateTime::<Utc>::UNIX_EPOCH;
        let long = TimeDelta::days(if dark { 100_000 } else { 0 });
        self.dark = (from, from + long);
    }

    fn play(&mut self, cue: Cue, at: DateTime<Utc>, troupe: &Troupe) {
        match cue {
            Cue::Ask => {
                if let Some(scene) = self.program.deal() {
                    self.ask(scene, at, troupe);
                }
                let pause = self.program.pause();
                self.cue(at + pause, Cue::Ask);
            }
            Cue::Follow { root, turn } => self.follow(&root, turn, at, troupe),
            Cue::Respond { root, says } => self.insist(&root, says, at, troupe),
        }
    }

    /// Somebody writes in a thread.
    pub(super) fn reply(
        &mut self,
        root: &ExternalId,
        at: DateTime<Utc>,
        post: Post,
    ) {
        let external = self.mint();
        self.post(root, external, at, post);
    }

    /// A message appears under its id.
    pub(super) fn post(
        &mut self,
        root: &ExternalId,
        external: ExternalId,
        at: DateTime<Utc>,
        post: Post,
    ) {
        self.tell(root, external, at, Event::Post { post });
    }

    /// The marks of a root are told, all of them.
    pub(super) fn tell_marks(&mut self, root: &ExternalId, at: DateTime<Utc>) {
        let Some(talk) = self.talks.get(root) else { return };
        let marks = talk.marks.clone();
        self.tell(root, root.clone(), at, Event::Marks { marks });
    }

    /// Something is told of a message.
    pub(super) fn tell(
        &mut self,
        root: &ExternalId,
        external: ExternalId,
        at: DateTime<Utc>,
        event: Event,
    ) {
        let Some(talk) = self.talks.get(root) else { return };
        let activity = Activity {
            place: talk.spot.place.clone(),
            external,
            root: root.clone(),
            at,
            event,
            since: None,
        };
        self.told.entry(talk.spot.clone()).or_default().push(activity);
    }
}
