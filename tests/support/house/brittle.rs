//! A clock that may break.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::Clock;
use engine::SimulatedClock;

/// The simulated clock, how often it will still break, and how often the
/// engine has looked at it.
pub(crate) struct BrittleClock {
    pub(super) clock: Arc<SimulatedClock>,
    pub(super) breaks: Arc<AtomicUsize>,
    pub(super) looks: Arc<AtomicUsize>,
}

#[async_trait]
impl Clock for BrittleClock {
    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn steady(&self) -> TimeDelta {
        self.looks.fetch_add(1, Ordering::Relaxed);
        let less = |n: usize| n.checked_sub(1);
        let breaks = self
            .breaks
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less)
            .is_ok();
        assert!(!breaks, "the clock breaks on purpose");
        self.clock.steady()
    }

    async fn sleep(&self, at_most: Duration) {
        self.clock.sleep(at_most).await;
    }
}
