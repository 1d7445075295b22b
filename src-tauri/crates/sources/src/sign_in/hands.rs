//! A clock that is at once where it was told to wait for.

use std::sync::Mutex;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::Clock;

/// The clock, and how many seconds each wait was.
pub(crate) struct Hands(Mutex<(DateTime<Utc>, Vec<u64>)>);

impl Hands {
    /// A clock that stands at an instant.
    pub(crate) fn at(now: DateTime<Utc>) -> Hands {
        Hands(Mutex::new((now, Vec::new())))
    }

    /// How many seconds each wait was.
    pub(crate) fn waits(&self) -> Vec<u64> {
        self.0.lock().unwrap().1.clone()
    }
}

#[async_trait]
impl Clock for Hands {
    fn now(&self) -> DateTime<Utc> {
        self.0.lock().unwrap().0
    }

    fn steady(&self) -> TimeDelta {
        TimeDelta::zero()
    }

    async fn sleep(&self, at_most: Duration) {
        let mut hands = self.0.lock().unwrap();
        hands.0 += TimeDelta::from_std(at_most).unwrap();
        hands.1.push(at_most.as_secs());
    }
}
