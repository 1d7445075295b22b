//! The first ten minutes, kept on this side so that the window may be closed
//! and opened again.

mod arrive;
mod door;
mod join;
mod page;
mod preview;
mod staff;
mod state;

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
use crate::opening::Purpose;

/// Where the team's app is made.
const MAKE_AT: &str = "https://api.slack.com/apps?new_app=1";

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
    vault: Mutex<Arc<dyn Vault>>,
    state: Mutex<State>,
    clerk: Mutex<Option<Clerk>>,
    rooms: Arc<dyn Rooms>,
    /// What is waited for is waited for no longer.
    enough: Notify,
    /// Another directory is played in: this one is left to others.
    left: Notify,
}

impl FirstRun {
    /// They begin at the door.
    pub(crate) fn new(found: Found, rooms: Arc<dyn Rooms>) -> FirstRun {
        let Found { paths, lock, vault } = found;
        FirstRun {
            paths,
            lock: Mutex::new(Some(lock)),
            vault: Mutex::new(vault),
            state: Mutex::new(State::new()),
            clerk: Mutex::default(),
            rooms,
            enough: Notify::new(),
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
        if matches!(act, SetupAct::Look) {
            return self.page();
        }
        if let SetupAct::Back = act {
            self.enough.notify_waiters();
            self.state().back();
            return self.page();
        }
        let aside = matches!(
            act,
            SetupAct::MakeApp | SetupAct::CopyManifest | SetupAct::OpenBrowser
        );
        let turn = match aside {
            true => self.state().turn,
            false => match self.state().take_turn() {
                Some(turn) => turn,
                // The answer before is still being thought about.
                None => return self.page(),
            },
        };
        let done = self.carry_out(act, turn).await;
        let mut state = self.state();
        if state.turn == turn {
            if !aside {
                state.rest();
            }
            if let Err(failure) = done {
                state.trouble = Some(failure);
            }
        }
        drop(state);
        self.page()
    }

    async fn carry_out(&self, act: SetupAct, turn: u64) -> Result<(), Failure> {
        match act {
            SetupAct::Demo => self.play().await,
            SetupAct::Join { file } => self.join(file),
            SetupAct::Preset { name } => self.begin_with(&name),
            SetupAct::MakeApp => crate::links::open(MAKE_AT),
            SetupAct::CopyManifest => self.copy_manifest(),
            SetupAct::SessionOnly => {
                self.remember_only();
                Ok(())
            }
            SetupAct::SignIn { client_id } => {
                self.sign_in(client_id.trim(), turn).await
            }
            SetupAct::OpenBrowser => self.open_browser(),
            SetupAct::Read { channels, mentions } => {
                self.read((channels, mentions), turn).await
            }
            SetupAct::Staff { roster, on_duty, zone } => {
                self.staff(roster, on_duty, &zone)
            }
            SetupAct::Write => self.write().await,
            SetupAct::ReadAlong => self.look_in().await,
            SetupAct::Start => self.ring().await,
            SetupAct::Look | SetupAct::Back => Ok(()),
        }
    }

    /// Starts an engine in a directory of ours.
    async fn open(
        &self,
        paths: &Paths,
        lock: Lock,
        purpose: Purpose,
    ) -> Result<(), Failure> {
        let vault = self.vault();
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

    fn vault(&self) -> Arc<dyn Vault> {
        let vault = self.vault.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&vault)
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
