//! How well each source is read.

mod showing;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Abilities, Fault, PlaceId, Probe, SourceRules, Way};

use crate::backlog::Backlog;

/// A place that has not been read for less is not blind yet.
const LEAST: TimeDelta = TimeDelta::seconds(30);
/// After a start or a resume a source is given this long to catch up.
const CATCH_UP: TimeDelta = TimeDelta::seconds(30);
/// The steps of a blindness that are kept for telling.
const STEPS: usize = 20;

/// What is known of reading one place.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlaceGauge {
    pub(crate) read: Option<DateTime<Utc>>,
    pub(crate) fault: Option<Fault>,
    pub(crate) backlog: Backlog,
}

/// What is known of reading one source.
#[derive(Clone, Debug)]
pub(crate) struct Gauge {
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    pub(crate) way: Way,
    /// A request can be claimed and answered there, and not only here.
    pub(crate) writes: bool,
    /// A request can be closed there, and not only here.
    pub(crate) closes: bool,
    /// A close puts every root away by itself.
    pub(crate) closes_each: bool,
    /// Its threads are issues.
    pub(crate) issues: bool,
    /// It brings a message to one teammate alone.
    pub(crate) directs: bool,
    pub(crate) pace: TimeDelta,
    pub(crate) places: BTreeMap<PlaceId, PlaceGauge>,
    pub(crate) fault: Option<Fault>,
    /// When it began to be read, or to catch up.
    pub(crate) began: DateTime<Utc>,
    /// What was missed has not been told yet.
    pub(crate) behind: bool,
    /// Why push cannot be relied on, if it cannot.
    pub(crate) degraded: Option<String>,
    /// The user has been told that it is blind.
    pub(crate) told_blind: Option<DateTime<Utc>>,
    pub(crate) tries: u32,
    pub(crate) next_try: Option<DateTime<Utc>>,
    pub(crate) offset: Option<TimeDelta>,
    pub(crate) last_request: Option<DateTime<Utc>>,
    pub(crate) history: Vec<(DateTime<Utc>, String)>,
    /// Who we are there, and what we may do.
    pub(crate) account: Option<Probe>,
    /// When the source was last asked whether the sign-in really ends soon.
    pub(crate) end_asked: Option<DateTime<Utc>>,
}

impl Gauge {
    pub(crate) fn new(
        abilities: Abilities,
        places: impl Iterator<Item = PlaceId>,
        now: DateTime<Utc>,
    ) -> Gauge {
        Gauge {
            kind: abilities.kind,
            name: abilities.name,
            way: abilities.way,
            writes: abilities.claim_mark.is_some(),
            closes: abilities.close_mark.is_some(),
            closes_each: abilities.closes_each,
            issues: abilities.issues,
            directs: abilities.directs,
            pace: TimeDelta::seconds(10),
            places: places.map(|id| (id, PlaceGauge::default())).collect(),
            fault: None,
            began: now,
            behind: true,
            degraded: None,
            told_blind: None,
            tries: 0,
            next_try: None,
            offset: None,
            last_request: None,
            history: Vec::new(),
            account: None,
            end_asked: None,
        }
    }

    /// A source that could not be made.
    pub(crate) fn broken(
        source: &SourceRules,
        words: String,
        now: DateTime<Utc>,
    ) -> Gauge {
        let abilities = Abilities {
            kind: "unknown",
            name: source.name.clone(),
            way: Way::Poll,
            claim_mark: None,
            close_mark: None,
            closes_each: false,
            issues: false,
            directs: false,
        };
        let places = source.places.iter().map(|p| p.id.clone());
        let mut gauge = Gauge::new(abilities, places, now);
        gauge.behind = false;
        // What is closed now goes there once it can be made.
        gauge.writes = true;
        gauge.closes = true;
        gauge.broke(Fault::refused(words), now, now);
        gauge
    }

    /// A place was read: if it was blind there, it begins to catch up. Says
    /// since when it had been reading in that case. A place that was read all
    /// along ends no blindness of another.
    pub(crate) fn stirs(
        &mut self,
        place: &PlaceId,
        at: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        self.blind_since(at)?;
        let known = self.places.get(place)?.read.unwrap_or(self.began);
        if known + self.patience() >= at {
            return None;
        }
        let before = self.began;
        self.resync(at);
        Some(before)
    }

    /// What had stirred it is not known after all.
    pub(crate) fn lies_still(&mut self, before: Option<DateTime<Utc>>) {
        if let Some(before) = before {
            self.began = before;
            self.behind = false;
        }
    }

    /// A place was read.
    pub(crate) fn read(&mut self, place: &PlaceId, at: DateTime<Utc>) {
        if let Some(gauge) = self.places.get_mut(place) {
            gauge.read = gauge.read.max(Some(at));
            gauge.fault = None;
        }
        self.fault = None;
        self.tries = 0;
        self.next_try = None;
    }

    /// It broke.
    pub(crate) fn broke(
        &mut self,
        fault: Fault,
        now: DateTime<Utc>,
        next_try: DateTime<Utc>,
    ) {
        self.tries = self.tries.saturating_add(1);
        if self.fault.as_ref() != Some(&fault) {
            self.step(now, fault.to_string());
        }
        self.fault = Some(fault);
        self.next_try = Some(next_try);
    }

    /// Remembers a step of what happened.
    pub(crate) fn step(&mut self, at: DateTime<Utc>, words: String) {
        if self.history.len() >= STEPS {
            self.history.remove(0);
        }
        self.history.push((at, words));
    }

    /// The longest a place may go unread.
    pub(crate) fn patience(&self) -> TimeDelta {
        (self.pace * 3).max(LEAST)
    }

    /// Since when it cannot be read: judged by its worst place, counted from
    /// that place's last read.
    pub(crate) fn blind_since(
        &self,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let blind = !self.catching_up(now) && self.blind_at()? < now;
        self.oldest().filter(|_| blind)
    }

    /// When it will be blind, if it is not read before.
    pub(crate) fn blind_at(&self) -> Option<DateTime<Utc>> {
        let patient = self.oldest()? + self.patience();
        Some(if self.behind { patient.max(self.caught_up()) } else { patient })
    }

    /// The oldest of its places' last reads.
    fn oldest(&self) -> Option<DateTime<Utc>> {
        self.places.values().map(|p| p.read.unwrap_or(self.began)).min()
    }

    /// By when it has to have read what was missed.
    pub(crate) fn caught_up(&self) -> DateTime<Utc> {
        self.began + CATCH_UP
    }

    /// Whether it still reads what was missed.
    pub(crate) fn catching_up(&self, now: DateTime<Utc>) -> bool {
        let unread = |p: &PlaceGauge| p.read.is_none_or(|at| at < self.began);
        self.behind
            && now < self.caught_up()
            && self.places.values().any(unread)
    }

    /// It starts to catch up: a resume, a reconnection.
    pub(crate) fn resync(&mut self, now: DateTime<Utc>) {
        self.began = now;
        self.behind = true;
    }

    /// The clock was set: nothing was read in what lies ahead.
    pub(crate) fn set_back(&mut self, now: DateTime<Utc>) {
        for place in self.places.values_mut() {
            place.read = place.read.filter(|read| *read < now);
        }
        self.end_asked = self.end_asked.map(|asked| asked.min(now));
        self.resync(now);
    }

    /// What an earlier gauge of the same source knew is known to this one.
    pub(crate) fn inherit(&mut self, old: &Gauge) {
        self.pace = old.pace;
        self.told_blind = old.told_blind;
        self.offset = old.offset;
        self.account.clone_from(&old.account);
        self.end_asked = old.end_asked;
        self.last_request = self.last_request.max(old.last_request);
        self.history.clone_from(&old.history);
        for (id, place) in &mut self.places {
            let known = old.places.get(id).and_then(|old| old.read);
            place.read = place.read.max(known);
        }
    }
}

#[cfg(test)]
mod tests;
