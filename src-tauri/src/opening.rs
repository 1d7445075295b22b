//! Starts an engine on a data directory, with everything it leans on.

use std::sync::Arc;

use domain::Vault;
use engine::{Engine, Lock, Trouble};
use store::StoreError;
use tokio::sync::mpsc;

use crate::boot::Paths;
use crate::computer::{Computer, Shortcut, Start};
use crate::doctor::Doctor;
use crate::notice::{Click, Desktop, Ringing};
use crate::sound::Sound;
use crate::wiring::{self, Playing, Unready};

/// Presses on notifications that wait to be answered.
const CLICKS: usize = 16;

/// What an engine is started for.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    /// Real work.
    Work,
    /// Real work that does not ring yet.
    Preview,
    /// The demo.
    Demo(Playing),
}

impl Purpose {
    /// Nothing of it is real.
    pub(crate) fn is_demo(self) -> bool {
        matches!(self, Purpose::Demo(_))
    }
}

/// An engine that is still to be started.
pub(crate) struct Opening {
    /// Where things lie; the directory is there.
    pub(crate) paths: Paths,
    /// It is ours.
    pub(crate) lock: Lock,
    /// Where sign-ins are kept.
    pub(crate) vault: Arc<dyn Vault>,
    /// What it is started for.
    pub(crate) purpose: Purpose,
}

/// A running engine.
pub(crate) struct Opened {
    /// Where things lie.
    pub(crate) paths: Paths,
    /// The engine.
    pub(crate) engine: Engine,
    /// What is pressed on its notifications.
    pub(crate) clicks: mpsc::Receiver<Click>,
    /// The keys for a call are pressed.
    pub(crate) calls: mpsc::Receiver<()>,
    /// What is examined on demand.
    pub(crate) doctor: Arc<Doctor>,
    /// What it was started for.
    pub(crate) purpose: Purpose,
    /// Held as long as it runs.
    pub(crate) lock: Lock,
}

/// Starts an engine.
pub(crate) async fn open(opening: Opening) -> Result<Opened, Unready> {
    let Opening { paths, lock, vault, purpose } = opening;
    let name = if purpose.is_demo() { "Hotseat (Demo)" } else { "Hotseat" };
    let (clicked, clicks) = mpsc::channel(CLICKS);
    let notices = Desktop::start(name, clicked);
    let sound = Sound::of_this_computer();
    let start =
        if purpose.is_demo() { Start::never() } else { Start::of(&paths) };
    let (called, calls) = mpsc::channel(1);
    let shortcut = Shortcut::new(called);
    let computer =
        Computer::new(notices.clone(), sound.clone(), start, shortcut);
    let computer = Arc::new(computer);
    let doctor = Arc::new(Doctor {
        notices: Some(notices.clone()),
        vault: Arc::clone(&vault),
        data: paths.data.clone(),
        computer: Some(Arc::clone(&computer)),
        stays: true,
    });
    let shown = Arc::new(Ringing::new(notices, sound));
    let engine = match purpose {
        Purpose::Demo(playing) => {
            Engine::start(wiring::demo(&paths, shown, playing).await?).await?
        }
        Purpose::Work | Purpose::Preview => {
            started(&paths, vault, shown, purpose).await?
        }
    };
    computer.remember(&engine.desk()).await;
    Ok(Opened { paths, engine, clicks, calls, doctor, purpose, lock })
}

/// Starts the engine for real work. Damage in a ledger that was closed in
/// order is met only while it is read; the newest copy takes its place.
async fn started(
    paths: &Paths,
    vault: Arc<dyn Vault>,
    shown: Arc<Ringing>,
    purpose: Purpose,
) -> Result<Engine, Unready> {
    let mut damage = None;
    loop {
        let tried = damage.is_some();
        let (vault, shown) = (Arc::clone(&vault), Arc::clone(&shown));
        let makings = wiring::real(paths, vault, shown, damage).await?;
        let begun = match purpose {
            Purpose::Preview => Engine::start_held(makings).await,
            Purpose::Work | Purpose::Demo(_) => Engine::start(makings).await,
        };
        match begun {
            Err(Trouble::Ledger(StoreError::Damaged(why))) if !tried => {
                damage = Some(why);
            }
            other => return Ok(other?),
        }
    }
}
