//! The stage that all sources of a demo share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::{Rules, SourceId};
use tokio::sync::watch;

use super::play::Play;
use super::source::DemoSource;
use super::troupe::Troupe;

/// One performance, which all sources of a process tell of.
#[derive(Clone)]
pub struct Stage(Arc<Inner>);

struct Inner {
    play: Mutex<Play>,
    stir: watch::Sender<()>,
}

impl Stage {
    /// A performance: the same for the same seed, with requests at a fixed
    /// pace or, without one, every 30 to 60 seconds.
    #[must_use]
    pub fn new(seed: u64, pace: Option<Duration>) -> Stage {
        Stage::of(Play::new(seed, pace))
    }

    /// A performance that the user only watches: the team answers.
    #[must_use]
    pub fn watched(seed: u64, pace: Option<Duration>) -> Stage {
        Stage::of(Play::watched(seed, pace))
    }

    fn of(play: Play) -> Stage {
        Stage(Arc::new(Inner {
            play: Mutex::new(play),
            stir: watch::Sender::new(()),
        }))
    }

    /// A source of the team file, as a view on this stage.
    #[must_use]
    pub fn source(&self, rules: &Rules, id: &SourceId) -> DemoSource {
        DemoSource::new(self.clone(), Troupe::new(rules.clone()), id.clone())
    }

    /// The play, for as long as it takes to look or to act. A panic of
    /// another listener leaves it as it was.
    pub(super) fn play(&self) -> MutexGuard<'_, Play> {
        self.0.play.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes every listener: the user did something.
    pub(super) fn stir(&self) {
        self.0.stir.send_replace(());
    }

    /// What wakes a listener before its time.
    pub(super) fn stirred(&self) -> watch::Receiver<()> {
        self.0.stir.subscribe()
    }
}
