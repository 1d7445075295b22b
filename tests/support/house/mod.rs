//! A house to play stories in: a clock that is moved by hand, a world of
//! channels, and the desktops of those who read them.

mod brittle;
mod desktop;
mod directs;
mod lines;
mod mishaps;
mod notifier;
mod people;
mod said;
mod sign_ins;
mod source;
mod team;
mod world;
mod written;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;
use domain::Clock;
use engine::{Pulse, SimulatedClock};
use store::Store;
use tempfile::TempDir;

pub(crate) use self::desktop::Desktop;
pub(crate) use self::mishaps::{Cut, LastLook, Mishap};
pub(crate) use self::said::Said;
pub(crate) use self::team::TeamFile;
pub(crate) use self::world::World;

use self::brittle::BrittleClock;
use self::desktop::Seat;

/// The house.
pub(crate) struct House {
    pub(crate) world: World,
    clock: Arc<SimulatedClock>,
    breaks: Arc<AtomicUsize>,
    looks: Arc<AtomicUsize>,
    pulse: Arc<Pulse>,
    dir: Arc<TempDir>,
}

/// An instant by the clock of the team: "2026-11-20 14:00" or with seconds.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    let full =
        if text.len() == 16 { format!("{text}:00") } else { text.to_owned() };
    NaiveDateTime::parse_from_str(&full, "%Y-%m-%d %H:%M:%S")
        .expect("an instant")
        .and_local_timezone(Berlin)
        .single()
        .expect("an hour that is there once")
        .with_timezone(&Utc)
}

/// So many seconds.
pub(crate) fn seconds(n: i64) -> TimeDelta {
    TimeDelta::seconds(n)
}

/// So many minutes.
pub(crate) fn minutes(n: i64) -> TimeDelta {
    TimeDelta::minutes(n)
}

impl House {
    /// A house in which it is so late, with the usual team.
    pub(crate) fn at(now: &str) -> House {
        House::with(now, &TeamFile::usual())
    }

    /// A house with a team of its own.
    pub(crate) fn with(now: &str, team: &TeamFile) -> House {
        let clock = Arc::new(SimulatedClock::at(at(now)));
        let (breaks, looks) = <(Arc<AtomicUsize>, Arc<AtomicUsize>)>::default();
        let shared: Arc<dyn Clock> = Arc::new(BrittleClock {
            clock: Arc::clone(&clock),
            breaks: Arc::clone(&breaks),
            looks: Arc::clone(&looks),
        });
        let house = House {
            world: World::new(Arc::clone(&clock)),
            clock,
            breaks,
            looks,
            pulse: Arc::new(Pulse::new(shared)),
            dir: Arc::new(tempfile::tempdir().expect("a directory")),
        };
        house.rules(&team.text());
        house
    }

    /// The team file says this from now on.
    pub(crate) fn rules(&self, text: &str) {
        let file = self.dir.path().join("team.toml");
        std::fs::write(file, text).expect("a team file");
    }

    /// Somebody's Hotseat starts on an empty ledger, and has read what there
    /// is.
    pub(crate) async fn desktop(&self, name: &str) -> Desktop {
        let store = Store::in_memory().await.expect("a ledger");
        self.sits_down(name, Some(store)).await
    }

    /// The same with a ledger in a file, which may be quit and started again.
    pub(crate) async fn desktop_on_disk(&self, name: &str) -> Desktop {
        self.sits_down(name, None).await
    }

    async fn sits_down(&self, name: &str, memory: Option<Store>) -> Desktop {
        let seat = Seat {
            name: name.to_owned(),
            world: self.world.clone(),
            pulse: Arc::clone(&self.pulse),
            dir: Arc::clone(&self.dir),
            memory,
            starts: 0,
        };
        let desktop = Desktop::start(seat).await;
        self.pass(seconds(2)).await;
        desktop
    }

    /// Time passes.
    pub(crate) async fn pass(&self, span: TimeDelta) {
        self.clock.pass(&self.pulse, span).await;
    }

    /// Time passes until it is so late.
    pub(crate) async fn until(&self, time: &str) {
        let span = at(time) - self.clock.now();
        assert!(span >= TimeDelta::zero(), "{time} has passed");
        self.pass(span).await;
    }

    /// Time passes until the power fails; says whether it did.
    pub(crate) async fn until_power_fails(&self, at_most: TimeDelta) -> bool {
        tokio::select! {
            biased;
            () = self.world.power_fails() => true,
            () = self.pass(at_most) => false,
        }
    }

    /// The lid is closed for a while.
    pub(crate) async fn close_lid(&self, span: TimeDelta) {
        self.clock.close_lid(&self.pulse, span).await;
    }

    /// The same, and no timer notices: on waking each has as long to go as
    /// before.
    pub(crate) async fn sleeps(&self, span: TimeDelta) {
        self.clock.set_back(&self.pulse, -span).await;
    }

    /// Somebody sets the clock back.
    pub(crate) async fn set_clock_back(&self, by: TimeDelta) {
        self.clock.set_back(&self.pulse, by).await;
    }

    /// The next so many looks at the clock break down.
    pub(crate) fn breaks_the_clock(&self, times: usize) {
        self.breaks.store(times, Ordering::Relaxed);
    }

    /// How often engines have looked at the clock.
    pub(crate) fn looks(&self) -> usize {
        self.looks.load(Ordering::Relaxed)
    }

    /// How late it is.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The story ends: every engine is stopped, nothing is on its way and no
    /// task is left behind.
    pub(crate) async fn close<const N: usize>(self, desktops: [Desktop; N]) {
        self.pass(seconds(1)).await;
        for mut desktop in desktops {
            if desktop.runs() {
                let waiting: Vec<_> = desktop
                    .picture()
                    .entries
                    .into_iter()
                    .filter(|entry| !entry.pending.is_empty())
                    .map(|entry| (entry.judged.gist.clone(), entry.pending))
                    .collect();
                assert!(waiting.is_empty(), "on its way: {waiting:?}");
                desktop.stop().await;
            }
        }
        let left = Arc::strong_count(&self.pulse) - 1;
        assert_eq!(left, 0, "a task is left behind");
    }
}
