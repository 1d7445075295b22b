//! The few tasks that move things.
//!
//! One task a source listens; what it hears is taken in, in one transaction a
//! batch. One task looks at the clock, decides what is to be said, and keeps
//! the watch. One speaks to the desktop, one delivers what goes out. All of
//! them wait in one waiting room ([`Pulse`]), share one [`Board`] that shows
//! what the ledger holds, and end when the engine ends.
//!
//! People act through the [`Desk`] and nowhere else.
//!
//! [`Board`]: house::Board

mod announce;
mod backlog;
mod backoff;
mod backup;
mod calendars;
mod check;
mod clock;
mod deliver;
mod desk;
mod digest;
mod drafts;
mod due;
mod ears;
mod fold;
mod forget;
mod health;
mod heartbeat;
mod house;
mod intake;
mod jump;
mod listen;
mod load;
mod owed;
mod passed;
mod pulse;
mod rebuild;
mod ruling;
mod shift;
mod show;
mod sight;
mod sign_in;
pub mod simulation;
mod sketch;
mod socket;
mod speak;
mod step;
mod sweep;
mod trouble;
mod turn;
mod watch;
mod week;

use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

pub use calendars::{Kept, fetch_missing, whole_text};
pub use clock::{SimulatedClock, SystemClock, system, until_look};
pub use desk::{Act, Desk, Forgetting, Refused, Rejudged, SnoozeUntil, Taught};
pub use house::{Makings, Sources};
pub use pulse::Pulse;
pub use rebuild::Rebuilt;
pub use ruling::{faulty, unreadable};
pub use socket::{Answer, Lock, ask, greet};
pub use trouble::Trouble;
pub use week::WeekClock;

use crate::house::House;
use crate::pulse::Bell;

/// The tasks are waited for at most this long: of the 3 s that an orderly
/// stop may take, one is the ledger's to close in.
const STOP: Duration = Duration::from_secs(2);

/// The running engine.
pub struct Engine {
    house: Arc<House>,
}

impl Engine {
    /// Starts it: what the ledger holds is shown, and every task begins.
    pub async fn start(makings: Makings) -> Result<Engine, Trouble> {
        let engine = Engine::quiet(makings).await?;
        engine.begin().await
    }

    /// Starts it without ringing: it rings from the next start, or from the
    /// moment the user lets it.
    pub async fn start_held(makings: Makings) -> Result<Engine, Trouble> {
        let engine = Engine::quiet(makings).await?;
        engine.house.board().rings = false;
        engine.begin().await
    }

    async fn begin(self) -> Result<Engine, Trouble> {
        let engine = self;
        let house = &engine.house;
        let memory = house.begin_watch().await?;
        if let Some(mended) = &house.mended {
            house.tell_mended(mended).await;
        }
        house.begin_listening().await;
        let (watching, speaking) = (Arc::clone(house), Arc::clone(house));
        house.spawn(house.clock_bell, watch::watch(watching, memory));
        house.spawn(house.speak_bell, speak::speak(speaking));
        house.spawn(house.draft_bell, drafts::keep(Arc::clone(house)));
        engine.deliver();
        Ok(engine)
    }

    /// Opens the ledger for one act, without watching anything: what the
    /// command line does while nobody else is running.
    pub async fn for_one_act(makings: Makings) -> Result<Engine, Trouble> {
        let engine = Engine::quiet(makings).await?;
        let house = &engine.house;
        house.make_sources().await;
        engine.deliver();
        Ok(engine)
    }

    fn deliver(&self) {
        let house = Arc::clone(&self.house);
        self.house.spawn(self.house.deliver_bell, deliver::deliver(house));
    }

    async fn quiet(makings: Makings) -> Result<Engine, Trouble> {
        let ruling = makings.ruling.clone();
        let house = Arc::new(House::new(makings));
        house.load(&ruling).await?;
        Ok(Engine { house })
    }

    /// Where people act.
    #[must_use]
    pub fn desk(&self) -> Desk {
        Desk::new(Arc::clone(&self.house))
    }

    /// Runs a task beside the engine's own, which ends with the engine.
    pub fn beside<F>(&self, task: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.house.spawn_aside(task);
    }

    /// Answers on the socket of a data directory, for the command line and
    /// for a second start.
    pub fn open_socket(
        &self,
        dir: &Path,
        answer: Answer,
    ) -> Result<(), Trouble> {
        let listener = socket::open(dir)?;
        let house = Arc::clone(&self.house);
        self.house.spawn_aside(socket::serve(house, listener, answer));
        Ok(())
    }

    /// Ends it in order: every task is told, waited for, and at last aborted;
    /// then the ledger is closed.
    pub async fn stop(self) {
        let house = self.house;
        house.stop.cancel();
        for listener in house.board().listeners.values() {
            listener.stop.cancel();
        }
        house.ring_everybody();
        house.tasks.close();
        let orderly =
            tokio::time::timeout(STOP, house.tasks.wait()).await.is_ok();
        if !orderly {
            house.abort.cancel();
            house.tasks.wait().await;
        }
        house.store.close().await;
    }

    /// Ends when the clock's task has broken down for good: the user has been
    /// told, and the app is to exit as failed.
    pub fn failed(&self) -> impl Future<Output = ()> + Send + use<> {
        self.house.failed.clone().cancelled_owned()
    }

    /// Ends it as a power cut does: nothing is waited for.
    pub async fn crash(self) {
        self.house.abort.cancel();
        self.house.stop.cancel();
        self.house.tasks.close();
        self.house.tasks.wait().await;
    }
}

impl House {
    /// The only place that starts a task. It ends by itself when it is told
    /// to stop; what does not is dropped where it waits.
    #[expect(clippy::disallowed_methods, reason = "the one place that spawns")]
    pub(crate) fn spawn<F>(&self, bell: Bell, task: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let abort = self.abort.clone();
        let working = self.pulse.task(bell);
        let task = async move {
            let _working = working;
            tokio::select! {
                biased;
                () = abort.cancelled() => {}
                () = task => {}
            }
        };
        tokio::spawn(self.tasks.track_future(task));
    }

    /// Starts a task that waits for the outside and not for the clock.
    #[expect(clippy::disallowed_methods, reason = "the one place that spawns")]
    pub(crate) fn spawn_aside<F>(&self, task: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let stop = self.stop.clone();
        let task = async move {
            tokio::select! {
                () = task => {}
                () = stop.cancelled() => {}
            }
        };
        tokio::spawn(self.tasks.track_future(task));
    }

    /// Starts work that is carried through although whoever waits for it is
    /// dropped meanwhile. Nothing comes of it if the engine is aborted.
    #[expect(clippy::disallowed_methods, reason = "the one place that spawns")]
    pub(crate) fn carry<T, F>(
        &self,
        work: F,
    ) -> impl Future<Output = Option<T>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: Future<Output = T> + Send + 'static,
    {
        let abort = self.abort.clone();
        let work = async move {
            tokio::select! {
                biased;
                () = abort.cancelled() => None,
                done = work => Some(done),
            }
        };
        let carried = tokio::spawn(self.tasks.track_future(work));
        async move {
            match carried.await {
                Ok(done) => done,
                Err(broken) if broken.is_panic() => {
                    std::panic::resume_unwind(broken.into_panic())
                }
                Err(_) => None,
            }
        }
    }

    fn ring_everybody(&self) {
        let bells: Vec<_> =
            self.board().listeners.values().map(|l| l.bell).collect();
        let own = [
            self.clock_bell,
            self.speak_bell,
            self.deliver_bell,
            self.draft_bell,
        ];
        for bell in own.into_iter().chain(bells) {
            self.pulse.ring(bell);
        }
    }
}
