//! Watches the channels: which read is due, and what a failed one means.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Cursors, Fault, Sink};

use super::budget::budget;
use super::client::No;
use super::memory::Memory;
use super::place::Place;
use super::reader::{Depth, Reader, Stop};
use super::source::Slack;
use super::stamp::Stamp;
use crate::pace::{Pace, Refused, span};

const SECOND: TimeDelta = TimeDelta::seconds(1);
/// The check of a source that tells by itself.
const CHECK: TimeDelta = TimeDelta::seconds(60);
/// The slowest paces after refusals.
const MOST_ON_DUTY: TimeDelta = TimeDelta::seconds(20);
const MOST_OFF_DUTY: TimeDelta = TimeDelta::minutes(5);
/// A channel that cannot be read is tried again after this.
const TROUBLED: TimeDelta = TimeDelta::seconds(60);
/// A wait of this length hides nothing.
const SHORT: TimeDelta = TimeDelta::seconds(20);

/// Which read is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    Head,
    Look,
    Thread(Stamp),
    Sweep,
    Deep,
    Fill,
}

impl Job {
    /// What is new comes first, what is old last.
    fn rank(self) -> u8 {
        match self {
            Job::Head => 0,
            Job::Look => 1,
            Job::Thread(_) => 2,
            Job::Sweep => 3,
            Job::Deep => 4,
            Job::Fill => 5,
        }
    }
}

/// The channels of a workspace while they are watched.
pub(crate) struct Watch<'a> {
    /// Reads and tells.
    pub(super) reader: Reader<'a>,
    /// The channels.
    pub(super) places: Vec<Place>,
    pace: Pace,
}

impl<'a> Watch<'a> {
    /// Finds out who we are and which groups are meant, and takes up what
    /// was known.
    pub(crate) async fn begin(
        slack: &'a Slack,
        from: &Cursors,
        sink: &'a dyn Sink,
    ) -> Result<Watch<'a>, Fault> {
        let reader = Reader::new(slack, sink).await?;
        let now = sink.now();
        let places = slack
            .places()
            .iter()
            .map(|rules| {
                let known = from.get(&rules.id).and_then(|c| Memory::of(c));
                let memory = known
                    .unwrap_or_else(|| Memory::first(reader.by_slack(now)));
                Place::new(rules.clone(), memory, now)
            })
            .collect();
        let pace = Pace::default();
        Ok(Watch { reader, places, pace })
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
    /// something has changed, and every head is read.
    async fn wait(&mut self) {
        let due = self.due();
        let now = self.reader.sink.now();
        if due <= now {
            return;
        }
        self.reader.sink.rest(span(due - now)).await;
        let now = self.reader.sink.now();
        if now < due {
            self.hurry(now);
        }
    }

    /// Has every head read that was not just read.
    pub(crate) fn hurry(&mut self, now: DateTime<Utc>) {
        for place in &mut self.places {
            let fresh = place.headed.is_some_and(|at| now - at < SECOND);
            if !fresh {
                place.head = place.head.min(now);
            }
        }
    }

    /// When the next read is due.
    pub(crate) fn due(&self) -> DateTime<Utc> {
        let now = self.reader.sink.now();
        let due = self.jobs(now).map(|(at, ..)| at).min();
        due.unwrap_or(now + MOST_OFF_DUTY)
    }

    /// Does what is most urgent of what is due.
    pub(crate) async fn step(&mut self) -> Result<(), Fault> {
        let now = self.reader.sink.now();
        let job = self
            .jobs(now)
            .filter(|(at, ..)| *at <= now)
            .min_by_key(|(at, job, _)| (job.rank(), *at));
        let Some((_, job, index)) = job else { return Ok(()) };
        let interval = self.interval(now);
        self.tell_pace(interval);
        let Some(place) = self.places.get_mut(index) else { return Ok(()) };
        let reader = &self.reader;
        let done = match job {
            Job::Head => reader.head(place, interval).await,
            Job::Look => {
                reader.look(place);
                Ok(())
            }
            Job::Thread(root) => reader.thread(place, root).await,
            Job::Sweep => reader.sweep(place, Depth::Week).await,
            Job::Deep => reader.sweep(place, Depth::Month).await,
            Job::Fill => reader.fill(place).await,
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

    /// What is to be read, from when on.
    fn jobs(
        &self,
        now: DateTime<Utc>,
    ) -> impl Iterator<Item = (DateTime<Utc>, Job, usize)> {
        let api = &self.reader.slack.api;
        let free = |method| now + api.queue(method, now).unwrap_or_default();
        let history = free("conversations.history");
        let replies = free("conversations.replies");
        self.places.iter().enumerate().flat_map(move |(i, place)| {
            let filled = place.memory.unread.is_none();
            let read = place.headed.is_some();
            let thread = place
                .next_thread()
                .map(|(root, due)| (due.max(replies), Job::Thread(root), i));
            let fill = (read && !filled)
                .then(|| (place.fill.max(history).max(replies), Job::Fill, i));
            let sweeps = (read && filled).then(|| {
                [
                    (place.sweep.max(history), Job::Sweep, i),
                    (place.deep.max(history), Job::Deep, i),
                ]
            });
            let head = (place.head.max(history), Job::Head, i);
            let look = (place.look, Job::Look, i);
            [head, look]
                .into_iter()
                .chain(thread)
                .chain(fill)
                .chain(sweeps.into_iter().flatten())
        })
    }

    /// What a failed read means: to wait, that one channel is in trouble, or
    /// that all is.
    fn weigh(
        &mut self,
        no: No,
        (job, index): (Job, usize),
    ) -> Result<(), Fault> {
        let now = self.reader.sink.now();
        let alone = no.is("missing_scope");
        let refused = Refused { fault: &no.fault, alone, troubled: TROUBLED };
        let until = self.pace.weigh(&refused, now)?;
        let interval = self.interval(now);
        let Some(place) = self.places.get_mut(index) else { return Ok(()) };
        let hides = (interval * 2).max(SHORT);
        refused.tell(&place.rules, (until - now, hides), self.reader.sink);
        match job {
            Job::Head => place.head = until.max(now + interval),
            Job::Look => place.look = until,
            Job::Sweep => place.sweep = until,
            Job::Deep => place.deep = until,
            Job::Fill => place.fill = until,
            Job::Thread(root) => {
                if let Some(waiting) = place.threads.get_mut(&root) {
                    waiting.due = until;
                }
            }
        }
        Ok(())
    }

    /// The time between two reads of a head now.
    fn interval(&self, now: DateTime<Utc>) -> TimeDelta {
        let slack = self.reader.slack;
        if self.reader.pushed {
            return self.pace.interval(CHECK, MOST_OFF_DUTY, now);
        }
        let budget = budget(&slack.rules, &slack.id, now);
        if self.reader.sink.wish().on_duty {
            self.pace.interval(budget.on_duty, MOST_ON_DUTY, now)
        } else {
            self.pace.interval(budget.off_duty, MOST_OFF_DUTY, now)
        }
    }
}
