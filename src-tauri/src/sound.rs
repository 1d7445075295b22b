//! Makes the product's own sounds, one at a time.
//!
//! What sounds is worked out by [`tone`] from nothing but numbers. One
//! detached thread ([`player`]) owns the computer's loudspeaker ([`device`])
//! and opens it only while something sounds, so that a silent Hotseat never
//! wakes the sound system. Nothing waits on that thread without a limit.

mod device;
mod manner;
mod player;
mod tone;

use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::Chime;
use tokio::sync::oneshot;

pub use manner::Manner;

use device::Device;
use player::{Order, Player};

/// How long a loudspeaker may take to begin.
const LIMIT: Duration = Duration::from_secs(2);

/// How many orders wait for the loudspeaker before it counts as stuck.
const QUEUE: usize = 8;

/// What is said of a loudspeaker that does not begin.
const TOO_SLOW: &str = "the sound system did not answer within 2 s";

/// Why no sound is heard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoSound(pub String);

/// What samples are played on.
pub trait Speaker {
    /// Plays samples from now on, instead of what it plays; calls back when
    /// the last one is played.
    fn play(
        &mut self,
        samples: Vec<f32>,
        ended: Box<dyn Fn() + Send>,
    ) -> Result<(), NoSound>;
    /// Falls silent and lets go of the computer's sound system.
    fn rest(&mut self);
    /// Tries whether it could play, and says on what.
    fn look(&mut self) -> Result<String, NoSound>;
}

/// The sound of this computer.
#[derive(Clone, Debug)]
pub struct Sound {
    orders: SyncSender<Order>,
    manner: Arc<Mutex<Manner>>,
    lack: Arc<Mutex<Option<NoSound>>>,
    limit: Duration,
}

impl Sound {
    /// Starts the thread that owns this computer's loudspeaker.
    #[must_use]
    pub fn of_this_computer() -> Sound {
        Sound::start(|| Box::new(Device::default()))
    }

    /// Starts the thread that owns a loudspeaker, which is made there.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "a device blocks, and nothing waits on it"
    )]
    pub fn start<F>(speaker: F) -> Sound
    where
        F: FnOnce() -> Box<dyn Speaker> + Send + 'static,
    {
        let (orders, queue) = mpsc::sync_channel(QUEUE);
        let lack = Arc::default();
        let known = Arc::clone(&lack);
        let run = move || Player::new(speaker(), known).run(&queue);
        let thread = std::thread::Builder::new().name("sound".to_owned());
        if let Err(error) = thread.spawn(run) {
            // The queue is closed with it, and every order is refused.
            tracing::error!(%error, "the sound's thread could not start");
        }
        Sound { orders, manner: Arc::default(), lack, limit: LIMIT }
    }

    /// How it sounds.
    #[must_use]
    pub fn manner(&self) -> Manner {
        *held(&self.manner)
    }

    /// Sounds like this from now on.
    pub fn set(&self, manner: Manner) {
        *held(&self.manner) = manner;
    }

    /// Why the last sound was not heard, as far as one was tried.
    #[must_use]
    pub fn lack(&self) -> Option<NoSound> {
        held(&self.lack).clone()
    }

    /// Sounds, unless it is set not to, or something more urgent sounds
    /// already. It waits for nothing.
    pub fn ring(&self, chime: Chime) {
        let Some(gain) = self.manner().gain(chime.priority) else { return };
        let (reply, _) = oneshot::channel();
        let ended = self.orders.clone();
        let order = Order::Ring { chime, gain, first: false, reply, ended };
        if self.orders.try_send(order).is_err() {
            tracing::warn!("No sound was made: {TOO_SLOW}.");
        }
    }

    /// Sounds at once and also while muted, because the user asked to hear
    /// it; says whether it could.
    pub async fn preview(&self, chime: Chime) -> Result<(), NoSound> {
        let gain = self.manner().loudness();
        self.order(|reply| {
            let ended = self.orders.clone();
            Order::Ring { chime, gain, first: true, reply, ended }
        })
        .await
    }

    /// Tries whether there is something to sound on.
    pub async fn look(&self) -> Result<String, NoSound> {
        self.order(|reply| Order::Look { reply }).await
    }

    async fn order<T>(
        &self,
        order: impl FnOnce(oneshot::Sender<Result<T, NoSound>>) -> Order,
    ) -> Result<T, NoSound> {
        let (reply, answer) = oneshot::channel();
        if self.orders.try_send(order(reply)).is_err() {
            return Err(NoSound(TOO_SLOW.to_owned()));
        }
        match tokio::time::timeout(self.limit, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(NoSound("its thread has ended".to_owned())),
            Err(_) => Err(NoSound(TOO_SLOW.to_owned())),
        }
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
