//! Which sources are listened to.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Abilities, Rules, Source, SourceId, SourceRules};

use crate::health::Gauge;
use crate::house::{House, Listener};
use crate::listen;

impl House {
    /// Makes every source of the rules; one that cannot be made is blind, and
    /// says why.
    pub(crate) async fn make_sources(&self) {
        let rules = self.rules();
        let now = self.now();
        for source in &rules.sources {
            let made = self.make(&rules, &source.id);
            let mut gauge = match &made {
                Ok(made) => self.gauge(source, made.abilities(), now).await,
                Err(words) => Gauge::broken(source, words.clone(), now),
            };
            let mut board = self.board();
            if let Some(old) = board.gauges.get(&source.id) {
                gauge.inherit(old);
            }
            board.gauges.insert(source.id.clone(), gauge);
            match made {
                Ok(made) => board.sources.insert(source.id.clone(), made),
                Err(_) => board.sources.remove(&source.id),
            };
        }
        let named = |id: &_| rules.source(id).is_some();
        let mut board = self.board();
        board.gauges.retain(|id, _| named(id));
        board.sources.retain(|id, _| named(id));
        drop(board);
        self.reckon();
    }

    /// A source that breaks while it is made is one that cannot be made.
    fn make(
        &self,
        rules: &Rules,
        id: &SourceId,
    ) -> Result<Arc<dyn Source>, String> {
        let make = AssertUnwindSafe(|| self.makers.make(rules, id));
        catch_unwind(make).unwrap_or_else(|_| {
            let words = "It cannot be made: something failed that should not. \
                         Please report this with the log.";
            Err(words.to_owned())
        })
    }

    /// A gauge that knows what the ledger knows of a source.
    async fn gauge(
        &self,
        source: &SourceRules,
        abilities: Abilities,
        now: DateTime<Utc>,
    ) -> Gauge {
        let last = self.store.last_request(&source.id).await;
        let reads = self.store.reads(&source.id).await.unwrap_or_default();
        let places = source.places.iter().map(|place| place.id.clone());
        let mut gauge = Gauge::new(abilities, places, now);
        gauge.name.clone_from(&source.name);
        gauge.last_request = last.unwrap_or_default();
        for (place, at) in reads {
            if let Some(known) = gauge.places.get_mut(&place) {
                // By a clock that was wrong it was read in what lies ahead.
                known.read = Some(at).filter(|at| *at <= now);
            }
        }
        gauge
    }

    /// Listens to every source of the rules, and to no other.
    pub(crate) async fn begin_listening(self: &Arc<House>) {
        let _alone = self.listening.lock().await;
        let old = std::mem::take(&mut self.board().listeners);
        for listener in old.values() {
            listener.stop.cancel();
        }
        self.make_sources().await;
        let sources = self.board().sources.clone();
        for (id, source) in sources {
            let listener = Listener {
                bell: self.pulse.bell(),
                stop: self.stop.child_token(),
            };
            let (bell, stop) = (listener.bell, listener.stop.clone());
            self.board().listeners.insert(id.clone(), listener);
            let house = Arc::clone(self);
            self.spawn(bell, async move {
                let ended = async {
                    stop.cancelled().await;
                    // What was committed is shown: a listener is never
                    // dropped between the two.
                    let _turn = house.turn.take().await;
                };
                let work = Arc::clone(&house);
                tokio::select! {
                    () = listen::listen(work, source, (id, bell), stop.clone()) => {}
                    () = ended => {}
                }
            });
        }
    }
}
