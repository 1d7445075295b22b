//! A desktop that decides about one request, and remembers.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;

use crate::alert::{
    Alert, AlertKind, Hush, Moment, Told, before_shift, due, next,
};
use crate::world::*;
use crate::{Judged, PersonKey, Role};

/// Whose desktop it is, and how it stands.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    pub(super) me: PersonKey,
    pub(super) role: Role,
    pub(super) responder_seated: bool,
    pub(super) rings: bool,
    pub(super) quiet_until: Option<DateTime<Utc>>,
    pub(super) blind_since: Option<DateTime<Utc>>,
    pub(super) catching_up: bool,
    pub(super) told: Told,
}

/// What was decided, in short: what, loudly or not, and why not.
pub(super) type Said = (AlertKind, bool, Option<Hush>);

/// Said, with a sound.
pub(super) fn loud(kind: AlertKind) -> Said {
    (kind, true, None)
}

/// Said, without one.
pub(super) fn soft(kind: AlertKind) -> Said {
    (kind, false, None)
}

impl Desk {
    pub(super) fn of(name: &str, role: Role) -> Desk {
        Desk {
            me: key(name),
            role,
            responder_seated: true,
            rings: true,
            quiet_until: None,
            blind_since: None,
            catching_up: false,
            told: Told::default(),
        }
    }

    /// Yours; you are on duty.
    pub(super) fn yours() -> Desk {
        Desk::of("you", Role::Responder)
    }

    fn moment(&self, now: DateTime<Utc>) -> Moment<'_> {
        Moment {
            now,
            zone: Berlin,
            me: Some(&self.me),
            role: self.role,
            responder_seated: self.responder_seated,
            rings: self.rings,
            quiet_until: self.quiet_until,
            blind_since: self.blind_since,
            catching_up: self.catching_up,
            source: "Slack",
            pace: TimeDelta::seconds(10),
            claim_verb: "I'm on it",
            slack: TimeDelta::zero(),
        }
    }

    /// Decides what is due, and remembers it.
    pub(super) fn decides(
        &mut self,
        story: &Story,
        now: DateTime<Utc>,
    ) -> Vec<Alert> {
        self.decides_of(&story.seen_on(now), story, now)
    }

    /// The same of what has been judged already.
    pub(super) fn decides_of(
        &mut self,
        judged: &Judged,
        story: &Story,
        now: DateTime<Utc>,
    ) -> Vec<Alert> {
        let alerts = due(judged, &story.rules, &self.moment(now), &self.told);
        for alert in &alerts {
            assert!(!self.told.decided.contains_key(&alert.key), "{alert:?}");
            self.told.note(alert, now);
        }
        alerts
    }

    /// The same in short.
    pub(super) fn at(&mut self, story: &Story, time: &str) -> Vec<Said> {
        let alerts = self.decides(story, at(time));
        let short =
            |a: &Alert| (a.kind, a.hushed.is_none() && a.sounds(), a.hushed);
        alerts.iter().map(short).collect()
    }

    /// What is said of it in a stretch of seconds, each at its second.
    pub(super) fn between(
        &mut self,
        story: &Story,
        (from, to): (&str, &str),
    ) -> Vec<(DateTime<Utc>, Said)> {
        let mut said = Vec::new();
        let mut now = at(from);
        while now < at(to) {
            for alert in self.decides(story, now) {
                let sounds = alert.hushed.is_none() && alert.sounds();
                said.push((now, (alert.kind, sounds, alert.hushed)));
            }
            now += TimeDelta::seconds(1);
        }
        said
    }

    /// Whether it is told of as what waited before this shift.
    pub(super) fn takes_over(&self, story: &Story, time: &str) -> bool {
        let (now, rules) = (at(time), &story.rules);
        let alert = before_shift(&story.seen_on(now), rules, &self.moment(now));
        alert.is_some_and(|it| it.hushed == Some(Hush::Before))
    }

    /// When it wants to look again.
    pub(super) fn looks_again(
        &self,
        story: &Story,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        next(&story.seen_on(now), &story.rules, &self.moment(now), &self.told)
    }
}
