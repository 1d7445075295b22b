//! Listens by push, and reads what push has to be checked with.

use std::collections::VecDeque;
use std::pin::pin;

use chrono::{DateTime, Utc};
use domain::{Cursors, Fault, PlaceId, Sink};

use super::super::source::Slack;
use super::super::stamp::Stamp;
use super::super::watch::Watch;
use super::ears::Ears;
use super::frame::{Envelope, Told};
use super::life::Id;
use super::trust::Trust;
use crate::pace::span;

/// A read gives way to what push brings, but only so often in a row.
const GIVES_WAY: u8 = 3;

/// Listens for ever, until something breaks that only the user can mend.
pub(in super::super) async fn listen_push(
    slack: &Slack,
    from: &Cursors,
    sink: &dyn Sink,
) -> Fault {
    let watch = match Watch::begin(slack, from, sink).await {
        Ok(watch) => watch,
        Err(fault) => return fault,
    };
    let mut push = Push::new(slack, sink, watch);
    let acts = push.ears.life.start(sink.now());
    push.ears.act(acts, sink.now()).await;
    loop {
        if let Err(fault) = push.turn().await {
            return fault;
        }
    }
}

/// What is acknowledged once something has been read.
struct Owed {
    id: Id,
    envelope: String,
    place: PlaceId,
    read: Read,
}

#[derive(Clone, Copy)]
enum Read {
    Thread(Stamp),
    Marks(Stamp),
}

struct Push<'a> {
    slack: &'a Slack,
    sink: &'a dyn Sink,
    watch: Watch<'a>,
    ears: Ears<'a>,
    trust: Trust,
    marks: VecDeque<(PlaceId, Stamp)>,
    owed: Vec<Owed>,
    gave_way: u8,
    why: Option<String>,
}

impl<'a> Push<'a> {
    fn new(
        slack: &'a Slack,
        sink: &'a dyn Sink,
        mut watch: Watch<'a>,
    ) -> Push<'a> {
        watch.believe(true);
        Push {
            slack,
            sink,
            watch,
            ears: Ears::new(slack),
            trust: Trust::default(),
            marks: VecDeque::new(),
            owed: Vec::new(),
            gave_way: 0,
            why: None,
        }
    }

    /// Takes what has come; then reads, or waits, until more comes.
    async fn turn(&mut self) -> Result<(), Fault> {
        while let Some((id, envelope)) = self.ears.inbox.pop_front() {
            self.take(id, envelope).await?;
        }
        self.settle().await;
        self.catch_up();
        self.report();
        // What is due now is due when it was asked, so time is read after it.
        let due = self.watch.due();
        let now = self.sink.now();
        if due <= now || !self.marks.is_empty() {
            self.read().await?;
        } else {
            self.wait(due).await;
        }
        let now = self.watch.reader.by_slack(self.sink.now());
        for written in self.watch.found() {
            self.trust.found(written, now);
        }
        Ok(())
    }

    async fn take(
        &mut self,
        id: Id,
        Envelope { id: envelope, told }: Envelope,
    ) -> Result<(), Fault> {
        let ours = |place: &PlaceId| {
            self.watch.places.iter().any(|known| known.rules.id == *place)
        };
        let Some(told) = told.filter(|told| ours(told.place())) else {
            self.ears.lines.acknowledge(id, &envelope).await;
            return Ok(());
        };
        self.trust.came(self.watch.reader.by_slack(self.sink.now()));
        let (place, read) = match told {
            Told::Message { place, message } => {
                self.watch.message(&place, &message).await?;
                let thread = message.thread_ts.or(message.ts);
                (place, thread.map(Read::Thread))
            }
            Told::Deleted { place, ts, root } => {
                self.watch.deleted(&place, (ts, root)).await?;
                (place, None)
            }
            // It names one mark of one person; only a read shows them all.
            Told::Marked { place, ts } => {
                if !self.marks.contains(&(place.clone(), ts)) {
                    self.marks.push_back((place.clone(), ts));
                }
                (place, Some(Read::Marks(ts)))
            }
        };
        match read {
            Some(read) => self.owed.push(Owed { id, envelope, place, read }),
            None => self.ears.lines.acknowledge(id, &envelope).await,
        }
        Ok(())
    }

    /// Acknowledges what has been committed by now.
    async fn settle(&mut self) {
        for owed in std::mem::take(&mut self.owed) {
            let place = self.watch.places.iter();
            let mut place = place.filter(|place| place.rules.id == owed.place);
            let waits = match owed.read {
                Read::Thread(root) => {
                    place.any(|place| place.threads.contains_key(&root))
                }
                Read::Marks(ts) => {
                    self.marks.contains(&(owed.place.clone(), ts))
                }
            };
            if waits {
                self.owed.push(owed);
            } else {
                self.ears.lines.acknowledge(owed.id, &owed.envelope).await;
            }
        }
    }

    /// After a gap, everything written in it is read now.
    fn catch_up(&mut self) {
        let now = self.sink.now();
        if std::mem::take(&mut self.ears.catch_up) {
            self.trust.begin(self.watch.reader.by_slack(now));
            self.read_heads(now);
        }
        if !self.ears.life.stands() {
            self.trust.pause();
        }
    }

    /// Has every head read, also one that was read a moment ago.
    fn read_heads(&mut self, now: DateTime<Utc>) {
        for place in &mut self.watch.places {
            place.head = place.head.min(now);
        }
    }

    /// Where push cannot be relied on, polling takes over at its own pace.
    fn report(&mut self) {
        let now = self.watch.reader.by_slack(self.sink.now());
        let missing = self.trust.is_missing(now).then_some(super::MISSED);
        let why = self.ears.life.trouble().or(missing).map(str::to_owned);
        if why == self.why {
            return;
        }
        if why.is_some() != self.why.is_some() {
            self.watch.believe(why.is_none());
            self.read_heads(self.sink.now());
        }
        self.sink.degraded(why.as_deref());
        if let Some(why) = &why {
            tracing::warn!(why, "push cannot be relied on");
        }
        self.slack.push_trouble(why.as_deref());
        self.why = why;
    }

    /// Reads what is due, and hears meanwhile. What push brings is worth
    /// more than a read that can be begun again.
    async fn read(&mut self) -> Result<(), Fault> {
        let Push { sink, watch, ears, marks, .. } = self;
        let mut work = pin!(work(watch, marks));
        let patient = self.gave_way >= GIVES_WAY;
        loop {
            let idle = ears.life.idle(sink.now());
            tokio::select! {
                biased;
                came = ears.lines.next() => {
                    ears.hear(came, sink.now()).await;
                    if ears.catch_up || (!ears.inbox.is_empty() && !patient) {
                        self.gave_way = self.gave_way.saturating_add(1);
                        return Ok(());
                    }
                }
                done = &mut work => {
                    self.gave_way = 0;
                    return done;
                }
                () = sink.rest(span(idle)) => {
                    let acts = ears.life.tick(sink.now());
                    ears.act(acts, sink.now()).await;
                }
            }
        }
    }

    /// Waits until something comes or is due. When the engine ends the wait
    /// early something has changed, and every head is read.
    async fn wait(&mut self, due: DateTime<Utc>) {
        let ears = &mut self.ears;
        let began = self.sink.now();
        let idle = ears.life.idle(began).min(due - began);
        tokio::select! {
            biased;
            came = ears.lines.next() => {
                ears.hear(came, self.sink.now()).await;
            }
            () = self.sink.rest(span(idle)) => {
                let now = self.sink.now();
                let acts = ears.life.tick(now);
                ears.act(acts, now).await;
                if now - began < idle {
                    self.watch.hurry(now);
                }
            }
        }
    }
}

/// Does what is most urgent: marks that were told to have changed, else the
/// next read that is due.
async fn work(
    watch: &mut Watch<'_>,
    marks: &mut VecDeque<(PlaceId, Stamp)>,
) -> Result<(), Fault> {
    let Some((place, ts)) = marks.front().cloned() else {
        return watch.step().await;
    };
    watch.marked(&place, ts).await?;
    marks.pop_front();
    Ok(())
}

#[cfg(test)]
mod tests;
