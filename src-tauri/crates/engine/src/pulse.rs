//! Waiting: until a time, or until a bell rings.
//!
//! Every task of the engine waits here and nowhere else. Because each waiter
//! is known, a simulated clock can tell when all of them have nothing left to
//! do and may move on to the next instant at which one of them wakes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::Clock;
use tokio::sync::{Notify, oneshot};

/// Rings for one task. A ring while the task works is kept until it waits; a
/// ring for a task that has ended is heard by nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Bell(u64);

struct Waiter {
    bell: Bell,
    until: DateTime<Utc>,
    wake: oneshot::Sender<()>,
}

#[derive(Default)]
struct State {
    next: u64,
    /// The bells of the tasks that live.
    tasks: BTreeSet<Bell>,
    waiters: BTreeMap<u64, Waiter>,
    rung: BTreeSet<Bell>,
}

impl State {
    /// Whether every task waits, and for something that is still to come.
    fn settled(&self) -> bool {
        let waits =
            |bell: &Bell| self.waiters.values().any(|w| w.bell == *bell);
        self.rung.is_empty() && self.tasks.iter().all(waits)
    }
}

/// The engine's waiting room.
pub struct Pulse {
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
    settled: Notify,
}

impl Pulse {
    /// A waiting room with a clock on its wall.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Pulse {
        Pulse {
            clock,
            state: Mutex::new(State::default()),
            settled: Notify::new(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The wall clock.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The time on a clock that nobody sets.
    #[must_use]
    pub fn steady(&self) -> TimeDelta {
        self.clock.steady()
    }

    pub(crate) fn bell(&self) -> Bell {
        let mut state = self.state();
        state.next += 1;
        Bell(state.next)
    }

    /// Wakes whoever waits for the bell, or the next who will.
    pub(crate) fn ring(&self, bell: Bell) {
        let mut state = self.state();
        let waiting: Vec<u64> = state
            .waiters
            .iter()
            .filter(|(_, w)| w.bell == bell)
            .map(|(id, _)| *id)
            .collect();
        if waiting.is_empty() && state.tasks.contains(&bell) {
            state.rung.insert(bell);
        }
        for id in waiting {
            if let Some(waiter) = state.waiters.remove(&id) {
                // Nobody hears it if the task has just been ended.
                _ = waiter.wake.send(());
            }
        }
    }

    /// Waits for the bell, at most so long.
    pub(crate) async fn wait(&self, bell: Bell, at_most: Duration) {
        let (wake, woken) = oneshot::channel();
        let id = {
            let mut state = self.state();
            if state.rung.remove(&bell) {
                return;
            }
            state.next += 1;
            let id = state.next;
            let until =
                self.now() + TimeDelta::from_std(at_most).unwrap_or_default();
            state.waiters.insert(id, Waiter { bell, until, wake });
            id
        };
        self.settled.notify_waiters();
        let _leaves = Leaves { pulse: self, id };
        tokio::select! {
            () = self.clock.sleep(at_most) => {}
            _ = woken => {}
        }
    }

    /// Waits on the wall clock alone, for tasks that wait for the outside.
    pub(crate) async fn rest(&self, at_most: Duration) {
        self.clock.sleep(at_most).await;
    }

    /// A task begins that waits here for its bell whenever it has nothing to
    /// do.
    pub(crate) fn task(self: &Arc<Pulse>, bell: Bell) -> Working {
        self.state().tasks.insert(bell);
        Working { pulse: Arc::clone(self), bell }
    }

    /// Waits until every task has nothing to do.
    pub(crate) async fn settle(&self) {
        loop {
            let changed = self.settled.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            if self.state().settled() {
                return;
            }
            changed.await;
        }
    }

    /// The next instant at which somebody wakes.
    pub(crate) fn next(&self) -> Option<DateTime<Utc>> {
        self.state().waiters.values().map(|w| w.until).min()
    }

    /// The wall clock was set: nobody waits for more or less time than before.
    pub(crate) fn shift(&self, by: TimeDelta) {
        let mut state = self.state();
        state.waiters.values_mut().for_each(|waiter| waiter.until += by);
    }

    /// Wakes everybody whose time has come.
    pub(crate) fn wake_due(&self) {
        let now = self.now();
        let mut state = self.state();
        let due: Vec<u64> = state
            .waiters
            .iter()
            .filter(|(_, w)| w.until <= now)
            .map(|(id, _)| *id)
            .collect();
        for id in due {
            if let Some(waiter) = state.waiters.remove(&id) {
                _ = waiter.wake.send(());
            }
        }
    }
}

/// Takes a waiter out however its waiting ends.
struct Leaves<'p> {
    pulse: &'p Pulse,
    id: u64,
}

impl Drop for Leaves<'_> {
    fn drop(&mut self) {
        self.pulse.state().waiters.remove(&self.id);
    }
}

/// A task of the engine, for as long as it lives.
pub(crate) struct Working {
    pulse: Arc<Pulse>,
    bell: Bell,
}

impl Drop for Working {
    fn drop(&mut self) {
        let mut state = self.pulse.state();
        state.tasks.remove(&self.bell);
        state.rung.remove(&self.bell);
        drop(state);
        self.pulse.settled.notify_waiters();
    }
}

#[cfg(test)]
mod tests;
