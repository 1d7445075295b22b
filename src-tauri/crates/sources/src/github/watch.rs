//! Watches the repositories: which read is due, and what a failed one means.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Cursors, Fault, Sink};

use super::client::No;
use super::memory::Memory;
use super::place::Place;
use super::reader::{Reader, Stop};
use super::source::GitHub;
use crate::pace::{Pace, Refused, span};

const SECOND: TimeDelta = TimeDelta::seconds(1);
/// The time between two reads of a list on duty and off it. A list in which
/// nothing changed costs nothing of the hourly allowance.
const ON_DUTY: TimeDelta = TimeDelta::seconds(10);
const OFF_DUTY: TimeDelta = TimeDelta::seconds(60);
/// So many reads a minute are made of all lists together.
const A_MINUTE: usize = 60;
/// Where little is left of the allowance, lists are read no more often.
const SPARING: TimeDelta = TimeDelta::minutes(2);
/// The slowest pace after refusals.
const SLOWEST: TimeDelta = TimeDelta::minutes(5);
/// A repository that cannot be read is tried again after this.
const TROUBLED: TimeDelta = TimeDelta::seconds(60);
/// A wait of this length hides nothing.
const SHORT: TimeDelta = TimeDelta::seconds(20);

/// Which read is due; what is new comes first, what is old last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Job {
    Head,
    Look,
    Fill,
}

/// The repositories of an account while they are watched.
pub(crate) struct Watch<'a> {
    reader: Reader<'a>,
    places: Vec<Place>,
    pace: Pace,
}

impl<'a> Watch<'a> {
    /// Takes up what was known.
    pub(crate) fn begin(
        github: &'a GitHub,
        from: &Cursors,
        sink: &'a dyn Sink,
    ) -> Watch<'a> {
        let now = sink.now();
        let places = github
            .places()
            .iter()
            .map(|rules| {
                let known = from.get(&rules.id).and_then(|c| Memory::of(c));
                let memory = known.unwrap_or_else(|| {
                    Memory::first(github.api.by_github(now))
                });
                Place::new(rules.clone(), memory, now)
            })
            .collect();
        let reader = Reader::new(github, sink);
        Watch { reader, places, pace: Pace::default() }
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
    /// something has changed, and every list is read.
    async fn wait(&mut self) {
        let due = self.due();
        let now = self.reader.sink.now();
        if due <= now {
            return;
        }
        self.reader.sink.rest(span(due - now)).await;
        let now = self.reader.sink.now();
        if now < due {
            for place in &mut self.places {
                let fresh = place.headed.is_some_and(|at| now - at < SECOND);
                if !fresh {
                    place.head = place.head.min(now);
                }
            }
        }
    }

    fn due(&self) -> DateTime<Utc> {
        let now = self.reader.sink.now();
        let due = self.jobs().map(|(at, ..)| at).min();
        due.unwrap_or(now + SLOWEST)
    }

    /// What is to be read, from when on; nothing before GitHub allows it.
    fn jobs(&self) -> impl Iterator<Item = (DateTime<Utc>, Job, usize)> {
        let free = self.reader.github.api.blocked();
        let free = free.unwrap_or(DateTime::<Utc>::MIN_UTC);
        self.places.iter().enumerate().flat_map(move |(i, place)| {
            let read = place.headed.is_some();
            let filled = place.memory.filled;
            let head = Some((place.head.max(free), Job::Head, i));
            let fill =
                (read && !filled).then(|| (place.fill.max(free), Job::Fill, i));
            let look =
                (read && filled).then(|| (place.look.max(free), Job::Look, i));
            [head, fill, look].into_iter().flatten()
        })
    }

    /// Does what is most urgent of what is due.
    async fn step(&mut self) -> Result<(), Fault> {
        let now = self.reader.sink.now();
        let job = self
            .jobs()
            .filter(|(at, ..)| *at <= now)
            .min_by_key(|(at, job, _)| (*job, *at));
        let Some((_, job, index)) = job else { return Ok(()) };
        let interval = self.interval(now);
        self.tell_pace(interval);
        let Some(place) = self.places.get_mut(index) else { return Ok(()) };
        let done = match job {
            Job::Head => {
                let done = self.reader.head(place).await;
                place.head = now + interval;
                done
            }
            Job::Fill => self.reader.fill(place).await,
            Job::Look => self.reader.look_around(place).await,
        };
        match done {
            Ok(()) => {
                self.tell_pace(interval);
                Ok(())
            }
            Err(Stop::Closed) => Err(Fault::unreachable("Hotseat is closing")),
            Err(Stop::No(no)) => self.weigh(no, (job, index)),
        }
    }

    fn tell_pace(&mut self, interval: TimeDelta) {
        let reads = self.places.iter().map(|place| place.headed);
        self.pace.tell(interval, reads, self.reader.sink);
    }

    /// What a failed read means: to wait, that one repository is in trouble,
    /// or that all is.
    fn weigh(
        &mut self,
        no: No,
        (job, index): (Job, usize),
    ) -> Result<(), Fault> {
        let now = self.reader.sink.now();
        let alone = no.status == Some(403);
        let refused = Refused { fault: &no.fault, alone, troubled: TROUBLED };
        let until = self.pace.weigh(&refused, now)?;
        let interval = self.interval(now);
        let Some(place) = self.places.get_mut(index) else { return Ok(()) };
        let hides = (interval * 2).max(SHORT);
        refused.tell(&place.rules, (until - now, hides), self.reader.sink);
        match job {
            Job::Head => place.head = until.max(now + interval),
            Job::Fill => place.fill = until,
            Job::Look => place.look = until,
        }
        Ok(())
    }

    /// The time between two reads of a list now.
    fn interval(&self, now: DateTime<Utc>) -> TimeDelta {
        let on_duty = self.reader.sink.wish().on_duty;
        let own = if on_duty { ON_DUTY } else { OFF_DUTY };
        let lists = i32::try_from(self.places.len()).unwrap_or(i32::MAX);
        let reads = i32::try_from(A_MINUTE).unwrap_or(i32::MAX);
        let shared = TimeDelta::minutes(1) * lists / reads;
        let scarce = self.reader.github.api.is_scarce();
        let least = if scarce { SPARING } else { shared };
        self.pace.interval(own.max(least), SLOWEST, now)
    }
}
