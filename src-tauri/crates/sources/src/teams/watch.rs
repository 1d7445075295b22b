//! Watches the channels: which read is due, and what a failed one means.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Cursors, Fault, Sink};

use super::budget::Budget;
use super::memory::Memory;
use super::place::Place;
use super::reader::{Reader, Stop};
use super::source::Teams;
use crate::pace::{Pace, Refused, span};

/// A channel that was read so short a time ago is not read again at once.
const JUST: TimeDelta = TimeDelta::seconds(2);
/// The slowest pace after refusals.
const SLOWEST: TimeDelta = TimeDelta::minutes(10);
/// A channel that cannot be read is tried again after this.
const TROUBLED: TimeDelta = TimeDelta::minutes(2);
/// A wait of this length hides nothing.
const SHORT: TimeDelta = TimeDelta::seconds(30);

/// The channels of an account while they are watched.
pub(crate) struct Watch<'a> {
    reader: Reader<'a>,
    budget: Budget,
    places: Vec<Place>,
    pace: Pace,
}

impl<'a> Watch<'a> {
    /// Takes up what was known.
    pub(crate) fn begin(
        teams: &'a Teams,
        from: &Cursors,
        sink: &'a dyn Sink,
    ) -> Watch<'a> {
        let now = sink.now();
        let places = teams
            .places()
            .iter()
            .map(|rules| {
                let known = from.get(&rules.id).and_then(|c| Memory::of(c));
                let memory = known
                    .unwrap_or_else(|| Memory::first(teams.api.by_graph(now)));
                Place::new(rules.clone(), memory, now)
            })
            .collect();
        let budget = Budget::of(&teams.rules, &teams.id);
        let reader = Reader::new(teams, sink);
        Watch { reader, budget, places, pace: Pace::default() }
    }

    /// Reads for ever, until something breaks.
    pub(crate) async fn run(&mut self) -> Fault {
        loop {
            if let Err(fault) = self.step().await {
                return fault;
            }
            self.wait().await;
        }
    }

    /// Waits until the next read is due. When the engine ends the wait early
    /// something has changed, and every channel is read.
    async fn wait(&mut self) {
        let (now, due) = (self.reader.sink.now(), self.due());
        if due <= now {
            return;
        }
        self.reader.sink.rest(span(due - now)).await;
        let now = self.reader.sink.now();
        if now < due {
            for place in &mut self.places {
                let fresh = place.read.is_some_and(|at| now - at < JUST);
                if !fresh {
                    place.next = place.next.min(now);
                }
            }
        }
    }

    /// When something is to be read; not before it may be.
    fn due(&self) -> DateTime<Utc> {
        let now = self.reader.sink.now();
        let next = self.places.iter().map(|place| place.next).min();
        let free = self.reader.teams.api.free(self.budget.share(), now);
        next.unwrap_or(now + SLOWEST).max(free)
    }

    /// Reads a page of the channel that is due for the longest time.
    async fn step(&mut self) -> Result<(), Fault> {
        let now = self.reader.sink.now();
        if self.due() > now {
            return Ok(());
        }
        let interval = self.interval(now);
        self.tell_pace(interval);
        let due = self.places.iter_mut().filter(|place| place.next <= now);
        let Some(place) = due.min_by_key(|place| place.next) else {
            return Ok(());
        };
        match self.reader.page(place).await {
            Ok(true) => {
                place.next = now + interval;
                self.tell_pace(interval);
                Ok(())
            }
            // There is more, which is read at once.
            Ok(false) => Ok(()),
            Err(Stop::Closed) => Err(Fault::unreachable("Hotseat is closing")),
            Err(Stop::No(no)) => {
                let (fault, alone) = (&no.fault, no.status == Some(403));
                let refused = Refused { fault, alone, troubled: TROUBLED };
                let until = self.pace.weigh(&refused, now)?;
                let hides = (interval * 2).max(SHORT);
                let wait = (until - now, hides);
                refused.tell(&place.rules, wait, self.reader.sink);
                place.next = until;
                Ok(())
            }
        }
    }

    fn tell_pace(&mut self, interval: TimeDelta) {
        let reads = self.places.iter().map(|place| place.read);
        self.pace.tell(interval, reads, self.reader.sink);
    }

    /// The time between two reads of a channel now.
    fn interval(&self, now: DateTime<Utc>) -> TimeDelta {
        let own = self.budget.interval(self.reader.sink.wish().on_duty);
        self.pace.interval(own, SLOWEST, now)
    }
}
