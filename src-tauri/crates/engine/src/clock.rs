//! The clocks: the wall's, and one that a simulation moves.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::Clock;

use crate::Pulse;

/// Whoever looks now and then looks at least this often: timers stand still
/// while a laptop sleeps.
const LOOK: Duration = Duration::from_secs(30);

/// How long until the next look of all who look now and then. They look
/// together, so that a computer that has nothing to do wakes once for all.
#[must_use]
pub fn until_look(now: DateTime<Utc>) -> Duration {
    let since = now.timestamp_millis().rem_euclid(30_000);
    LOOK - Duration::from_millis(since.unsigned_abs())
}

/// The clock of this computer.
#[derive(Debug)]
pub struct SystemClock {
    began: Instant,
}

impl SystemClock {
    /// Begins to count.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that counts")]
    pub fn new() -> SystemClock {
        SystemClock { began: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> SystemClock {
        SystemClock::new()
    }
}

#[async_trait]
impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that looks")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn steady(&self) -> TimeDelta {
        TimeDelta::from_std(self.began.elapsed()).unwrap_or(TimeDelta::MAX)
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that sleeps")]
    async fn sleep(&self, at_most: Duration) {
        tokio::time::sleep(at_most).await;
    }
}

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct SimulatedClock {
    now: Mutex<(DateTime<Utc>, TimeDelta)>,
}

impl SimulatedClock {
    /// A clock that stands at an instant.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> SimulatedClock {
        SimulatedClock { now: Mutex::new((now, TimeDelta::zero())) }
    }

    fn set(&self, to: DateTime<Utc>, steady: bool) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if steady {
            let passed = to - now.0;
            now.1 += passed;
        }
        now.0 = to;
    }

    /// Lets time pass: everybody who waits is woken when their time comes,
    /// and has finished before time goes on.
    pub async fn pass(&self, pulse: &Pulse, span: TimeDelta) {
        let end = self.now() + span;
        loop {
            pulse.settle().await;
            match pulse.next() {
                Some(next) if next <= end => {
                    self.set(next.max(self.now()), true);
                    pulse.wake_due();
                }
                Some(_) | None => break,
            }
        }
        self.set(end, true);
    }

    /// The lid is closed for a while: the wall clock goes on, everything else
    /// stands still.
    pub async fn close_lid(&self, pulse: &Pulse, span: TimeDelta) {
        pulse.settle().await;
        self.set(self.now() + span, false);
        pulse.wake_due();
        pulse.settle().await;
    }

    /// The clock is set back; what was waited for takes as long as before.
    pub async fn set_back(&self, pulse: &Pulse, by: TimeDelta) {
        pulse.settle().await;
        self.set(self.now() - by, false);
        pulse.shift(-by);
    }
}

#[async_trait]
impl Clock for SimulatedClock {
    fn now(&self) -> DateTime<Utc> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    fn steady(&self) -> TimeDelta {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    /// Whoever waits is woken by [`SimulatedClock::pass`].
    async fn sleep(&self, _at_most: Duration) {
        std::future::pending().await
    }
}

/// The clock of this computer, shared.
#[must_use]
pub fn system() -> Arc<dyn Clock> {
    Arc::new(SystemClock::new())
}
