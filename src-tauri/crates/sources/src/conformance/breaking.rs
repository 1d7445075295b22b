//! What becomes of a source whose own code breaks in the middle of its work.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Abilities, Action, Batch, Closed, Cursors, Done, Fault, PlaceId, Probe,
    Receipt, Sink, Source, Wish,
};
use futures_util::FutureExt;

use super::{Stage, Voice, World};

const SECOND: TimeDelta = TimeDelta::seconds(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);
/// It breaks at its n-th word to the engine: densely at its start, where it
/// does something else each time.
const WORDS: [usize; 12] = [1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 30, 45];

/// A source that breaks at one of its words to the engine, wherever in its
/// code it says that word.
struct Brittle<'s> {
    real: &'s dyn Source,
    left: AtomicUsize,
}

/// The ear of the engine that a brittle source speaks into.
struct Ear<'s> {
    to: &'s dyn Sink,
    left: &'s AtomicUsize,
}

impl Brittle<'_> {
    fn broke(&self) -> bool {
        self.left.load(Ordering::SeqCst) == 0
    }
}

impl Ear<'_> {
    fn word(&self) {
        let taken = |left: usize| left.checked_sub(1);
        let (order, left) = (Ordering::SeqCst, self.left);
        assert_ne!(left.fetch_update(order, order, taken), Ok(1), "it breaks");
    }
}

#[async_trait]
impl Sink for Ear<'_> {
    async fn accept(&self, batch: Batch) -> Result<(), Closed> {
        self.word();
        self.to.accept(batch).await
    }

    fn alive(&self, place: &PlaceId, at: DateTime<Utc>) {
        self.word();
        self.to.alive(place, at);
    }

    fn offset(&self, ms: i64) {
        self.word();
        self.to.offset(ms);
    }

    fn trouble(&self, place: &PlaceId, fault: &Fault) {
        self.word();
        self.to.trouble(place, fault);
    }

    fn degraded(&self, why: Option<&str>) {
        self.word();
        self.to.degraded(why);
    }

    fn pace(&self, every: Duration) {
        self.word();
        self.to.pace(every);
    }

    fn ahead(&self, place: &PlaceId, left: u64) {
        self.word();
        self.to.ahead(place, left);
    }

    fn wish(&self) -> Wish {
        self.word();
        self.to.wish()
    }

    fn now(&self) -> DateTime<Utc> {
        self.word();
        self.to.now()
    }

    async fn rest(&self, at_most: Duration) {
        self.word();
        self.to.rest(at_most).await;
    }
}

#[async_trait]
impl Source for Brittle<'_> {
    fn abilities(&self) -> Abilities {
        self.real.abilities()
    }

    async fn probe(&self, now: DateTime<Utc>) -> Result<Probe, Fault> {
        self.real.probe(now).await
    }

    /// Breaks as the engine takes it: a panic ends the listening and nothing
    /// else.
    async fn listen(&self, from: &Cursors, to: &dyn Sink) -> Fault {
        let ear = Ear { to, left: &self.left };
        let listening = self.real.listen(from, &ear);
        let ended = AssertUnwindSafe(listening).catch_unwind().await;
        ended.unwrap_or_else(|_| Fault::garbled("its code broke"))
    }

    async fn perform(&self, action: &Action) -> Result<Receipt, Fault> {
        self.real.perform(action).await
    }

    async fn confirm(&self, action: &Action) -> Result<Done, Fault> {
        self.real.confirm(action).await
    }
}

/// A source that breaks in the middle of its code, at its start or while it
/// tells something, is begun anew by the engine without a fresh start: it
/// loses nothing and tells nothing twice.
pub async fn a_panic_anywhere_loses_nothing(world: &dyn World) {
    for n in WORDS {
        let (real, stage) = (world.source(), Stage::set(world).await);
        let left = AtomicUsize::new(n);
        let brittle = Brittle { real: real.as_ref(), left };
        let old = world.post(Voice::Requester, "an old one").await;
        stage.pass(SECOND).await;
        stage.listened_with(&brittle, MINUTE, None).await;
        let new = world.post(Voice::Requester, "a new one").await;
        world.mark(Voice::Teammate, &new, "eyes").await;
        stage.pass(SECOND).await;
        stage.listened_with(&brittle, MINUTE, None).await;
        let broke = brittle.broke();
        assert!(broke || n > 1, "it says a word");
        stage.pass(SECOND).await;
        stage.listen_with(real.as_ref(), MINUTE * 2).await;
        let ledger = stage.ledger();
        for root in [&old, &new] {
            let stands = world.standing(root).await;
            assert_eq!(ledger.standing(root), stands, "word {n}");
        }
        assert!(ledger.repeated().is_empty(), "word {n}");
        if !broke {
            return;
        }
    }
}
