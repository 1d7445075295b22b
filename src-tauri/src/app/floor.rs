//! The engine on a desktop: what shows it, and what ends it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use contract::{Aim, Command, Failure};
use domain::Vault;
use engine::{Engine, Lock};
use tauri::AppHandle;
use tokio::sync::{SetOnce, mpsc, oneshot};

use super::feed;
use super::hands::Hands;
use super::life::End;
use crate::answers::{Clerk, Stagehand};
use crate::boot::Paths;
use crate::cli::{failed, unready};
use crate::opening::{self, Opened, Opening, Purpose};
use crate::setup::Rooms;
use crate::tray::{Host, Panel, Tray, TrayView};
use crate::wiring::Unready;

/// An icon in the tray, and what is pressed in its menu.
struct Placed {
    tray: Tray,
    presses: mpsc::Receiver<Command>,
}

/// Where an engine stands, once there is one.
pub(super) struct Floor {
    hands: Arc<Hands>,
    clerk: Arc<SetOnce<Clerk>>,
    house: Mutex<Option<(Engine, Lock)>>,
    /// The icon until the engine feeds it, or why there is none.
    placed: Mutex<Option<Result<Placed, String>>>,
    /// Whether a panel takes the icon.
    tray: Arc<AtomicBool>,
    quit: mpsc::Sender<End>,
}

impl Floor {
    /// An empty one.
    pub(super) fn new(hands: Arc<Hands>, quit: mpsc::Sender<End>) -> Floor {
        Floor {
            hands,
            clerk: Arc::default(),
            house: Mutex::default(),
            placed: Mutex::default(),
            tray: Arc::default(),
            quit,
        }
    }

    /// Whoever answers, once there is an engine.
    pub(super) fn clerk(&self) -> Arc<SetOnce<Clerk>> {
        Arc::clone(&self.clerk)
    }

    /// Whether the icon can be seen, so that the window may be closed.
    pub(super) fn has_tray(&self) -> bool {
        self.tray.load(Ordering::Relaxed)
    }

    /// The engine, to be ended.
    pub(super) fn leave(&self) -> Option<(Engine, Lock)> {
        held(&self.house).take()
    }

    /// Opens an engine and takes it in. Meanwhile it is seen to that there is
    /// a window where nobody sees the icon.
    pub(super) async fn open(&self, opening: Opening) -> Result<(), Unready> {
        let seen = async {
            let seen = self.takes_icons().await;
            if seen.is_err()
                && let Err(error) = self.hands.raise(Aim::default())
            {
                tracing::error!(error, "There is neither icon nor window.");
            }
            seen
        };
        let (opened, seen) = tokio::join!(opening::open(opening), seen);
        let clerk = self.settle(opened?, true)?;
        self.hand_over(clerk, seen);
        Ok(())
    }

    /// Takes an engine in: window and notifications are its own from now on,
    /// and its socket where nobody answers there yet.
    fn settle(&self, opened: Opened, socket: bool) -> Result<Clerk, Unready> {
        let Opened { paths, engine, clicks, calls, doctor, purpose, lock } =
            opened;
        if purpose.is_demo() {
            self.hands.play();
        }
        let stagehand = Arc::clone(&self.hands) as Arc<dyn Stagehand>;
        let clerk = Clerk::new(engine.desk(), doctor, stagehand);
        if socket {
            engine.open_socket(&paths.data, feed::answers(&clerk))?;
        }
        engine.beside(feed::clicks(clicks, clerk.clone()));
        engine.beside(feed::calls(calls, clerk.clone()));
        let changed = engine.desk().changed();
        engine.beside(feed::shifts(clerk.clone(), changed));
        let app = self.hands.app().map_err(Unready::Desktop)?.clone();
        engine.beside(feed::window(app, engine.desk().changed()));
        #[cfg(target_os = "linux")]
        engine.beside(crate::resume::resumes(engine.desk()));
        let (broken, quit) = (engine.failed(), self.quit.clone());
        engine.beside(async move {
            broken.await;
            // A full queue means that it is ending already.
            let _ = quit.try_send(End::Broken);
        });
        *held(&self.house) = Some((engine, lock));
        Ok(clerk)
    }

    /// The clerk answers every surface from now on, and the icon shows what
    /// the engine knows.
    fn hand_over(&self, clerk: Clerk, seen: Result<(), String>) {
        clerk.lacks(seen.err());
        let placed = held(&self.placed).take();
        if let (Some(Ok(placed)), Some((engine, _))) =
            (placed, held(&self.house).as_ref())
        {
            let Placed { tray, presses } = placed;
            engine.beside(feed::commands(presses, clerk.clone()));
            let taken = Arc::clone(&self.tray);
            engine.beside(feed::panel(clerk.clone(), taken));
            let changed = engine.desk().changed();
            engine.beside(feed::tray(tray, clerk.clone(), changed));
        }
        // Only one engine ever moves in.
        let _ = self.clerk.set(clerk);
    }

    /// Puts the icon into the tray; on the main thread. One that no panel
    /// takes yet is taken as soon as a panel comes.
    pub(super) fn put_tray(&self, app: &AppHandle, purpose: Purpose) {
        let (pressed, presses) = mpsc::channel(16);
        let hands = Arc::clone(&self.hands);
        let press = move |command| match command {
            // To end it nobody else is needed.
            Command::Quit => hands.quit(),
            // A menu that is pressed faster than it is answered is stuck.
            command => _ = pressed.try_send(command),
        };
        let view = TrayView::opening(purpose.is_demo());
        let put = Tray::put(app, &view, Panel::here(), press);
        let placed = put.map(|tray| Placed { tray, presses });
        *held(&self.placed) = Some(placed);
    }

    /// Whether the icon can be seen; the sentence says why not.
    async fn takes_icons(&self) -> Result<(), String> {
        let refused = match &*held(&self.placed) {
            Some(Err(why)) => Some(why.clone()),
            Some(Ok(_)) | None => None,
        };
        let taken = match (refused, Host::connect().await) {
            (Some(why), _) | (None, Err(why)) => Err(why),
            (None, Ok(host)) => host.takes_icons().await,
        };
        self.tray.store(taken.is_ok(), Ordering::Relaxed);
        taken
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An engine that is started from the window.
pub(super) struct Upstairs(pub(super) Arc<Floor>);

#[async_trait]
impl Rooms for Upstairs {
    async fn open(
        &self,
        place: (&Paths, Lock),
        vault: Arc<dyn Vault>,
        purpose: Purpose,
    ) -> Result<Clerk, Failure> {
        let floor = Arc::clone(&self.0);
        let (paths, lock) = place;
        let paths = paths.clone();
        let opening = Opening { paths, lock, vault, purpose };
        let opened = opening::open(opening).await.map_err(unready)?;
        // The demo has a directory of its own, and so a socket.
        let clerk = floor.settle(opened, purpose.is_demo()).map_err(unready)?;
        let app = floor.hands.app().map_err(failed)?.clone();
        let (put, is_put) = oneshot::channel();
        let (handle, on_floor) = (app.clone(), Arc::clone(&floor));
        app.run_on_main_thread(move || {
            on_floor.put_tray(&handle, purpose);
            // Whoever waited has gone.
            let _ = put.send(());
        })
        .map_err(failed)?;
        // An application that ends puts no icon anywhere.
        let _ = is_put.await;
        let seen = floor.takes_icons().await;
        floor.hand_over(clerk.clone(), seen);
        Ok(clerk)
    }

    fn copy(&self, text: &str) -> Result<(), String> {
        self.0.hands.copy(text)
    }
}
