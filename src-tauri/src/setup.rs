//! The first ten minutes, kept on this side so that the window may be closed
//! and opened again.

mod arrive;
mod candidates;
mod door;
mod join;
mod mentions;
mod page;
mod preview;
mod staff;
mod state;
mod week;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use contract::{Code, Failure, Setup, SetupAct, SetupStep};
use domain::Vault;
use engine::{Answer, Lock};
use tokio::sync::Notify;

use self::state::State;
use crate::answers::Clerk;
use crate::boot::Paths;
use crate::connecting::Connecting;
use crate::opening::Purpose;

/// A data directory without a team file.
pub(crate) struct Found {
    /// Where things lie.
    pub(crate) paths: Paths,
    /// It is ours.
    pub(crate) lock: Lock,
    /// Where sign-ins are kept.
    pub(crate) vault: Arc<dyn Vault>,
}

/// What the first ten minutes lead to.
#[async_trait]
pub(crate) trait Rooms: Send + Sync {
    /// Starts an engine, and shows it in tray and window.
    async fn open(
        &self,
        place: (&Paths, Lock),
        vault: Arc<dyn Vault>,
        purpose: Purpose,
    ) -> Result<Clerk, Failure>;
    /// Puts a text into the clipboard; says so if there is none.
    fn copy(&self, text: &str) -> Result<(), String>;
}

/// The first ten minutes.
pub(crate) struct FirstRun {
    paths: Paths,
    lock: Mutex<Option<Lock>>,
    state: Mutex<State>,
    clerk: Mutex<Option<Clerk>>,
    rooms: Arc<dyn Rooms>,
    /// The way to the source that is connected now.
    connecting: Connecting,
    /// Another directory is played in: this one is left to others.
    left: Notify,
}

impl FirstRun {
    /// They begin at the door.
    pub(crate) fn new(found: Found, rooms: Arc<dyn Rooms>) -> FirstRun {
        let Found { paths, lock, vault } = found;
        let clipboard = Arc::clone(&rooms);
        let copy = Box::new(move |text: &str| clipboard.copy(text));
        FirstRun {
            paths,
            lock: Mutex::new(Some(lock)),
            state: Mutex::new(State::new()),
            clerk: Mutex::default(),
            rooms,
            connecting: Connecting::new(vault, copy),
            left: Notify::new(),
        }
    }

    /// Whether something was answered that would be lost.
    pub(crate) fn has_begun(&self) -> bool {
        !matches!(self.state().step, SetupStep::Door)
    }

    /// Answers whoever calls on the directory, until it is left to others.
    pub(crate) async fn greet(&self, answers: Answer) {
        tokio::select! {
            greeted = engine::greet(&self.paths.data, answers) => {
                if let Err(error) = greeted {
                    tracing::warn!(%error, "The socket failed.");
                }
            }
            () = self.left.notified() => {}
        }
    }

    /// Takes an answer, and asks what is to be asked next.
    pub(crate) async fn answer(&self, act: SetupAct) -> Setup {
        match act {
            SetupAct::Look => {}
            SetupAct::Back => self.state().back(),
            SetupAct::Connect { act } => self.connect(act).await,
            act => self.think(Box::pin(self.carry_out(act))).await,
        }
        self.page()
    }

    /// Thinks about an answer, one at a time.
    async fn think(&self, about: impl Future<Output = Result<(), Failure>>) {
        let Some(turn) = self.state().take_turn() else { return };
        let done = about.await;
        let mut state = self.state();
        if state.turn == turn {
            state.busy = None;
            if let Err(failure) = done {
                state.trouble = Some(failure);
            }
        }
    }

    async fn carry_out(&self, act: SetupAct) -> Result<(), Failure> {
        match act {
            SetupAct::Demo => self.play().await,
            SetupAct::Join { file } => self.join(file).await,
            SetupAct::Preset { name } => self.begin_with(&name),
            SetupAct::LeaveOut { source } => {
                self.leave_out(&source);
                Ok(())
            }
            SetupAct::Enough => self.enough(),
            SetupAct::Staff { roster, on_duty, zone } => {
                self.staff(roster, on_duty, &zone)
            }
            SetupAct::Write => self.write().await,
            SetupAct::Week { on } => self.newcomer(on),
            SetupAct::ReadAlong => self.look_in().await,
            SetupAct::Start => self.ring().await,
            SetupAct::Look | SetupAct::Back | SetupAct::Connect { .. } => {
                Ok(())
            }
        }
    }

    /// Starts an engine in a directory of ours.
    async fn open(
        &self,
        paths: &Paths,
        lock: Lock,
        purpose: Purpose,
    ) -> Result<(), Failure> {
        let vault = self.connecting.vault();
        let clerk = self.rooms.open((paths, lock), vault, purpose).await?;
        *self.clerk.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(clerk);
        Ok(())
    }

    /// The engine's answers, once one runs.
    fn clerk(&self) -> Option<Clerk> {
        self.clerk.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The lock of the directory; taken anew after a start that failed.
    fn lock(&self) -> Result<Lock, Failure> {
        let mut kept = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lock) = kept.take() {
            return Ok(lock);
        }
        let taken = Lock::take(&self.paths.data).map_err(crate::cli::failed)?;
        taken.ok_or_else(|| {
            Failure::new(
                Code::Unreachable,
                "Another Hotseat has started on this data directory.",
            )
            .hint("Close this window and use that one.")
        })
    }

    /// The file that was joined, or the usual one.
    fn team_file(&self) -> PathBuf {
        let state = self.state();
        let joined = state.joined.as_ref().map(|joined| joined.file.clone());
        joined.unwrap_or_else(|| self.paths.team.clone())
    }
}
