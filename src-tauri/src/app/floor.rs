//! The engine on a desktop: what shows it, and what ends it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use async_trait::async_trait;
use contract::Failure;
use domain::Vault;
use engine::{Engine, Lock};
use tauri::AppHandle;
use tokio::sync::{mpsc, oneshot};

use super::feed;
use super::hands::Hands;
use crate::answers::{Clerk, Stagehand};
use crate::boot::Paths;
use crate::cli::{failed, unready};
use crate::opening::{self, Opened, Purpose};
use crate::setup::Rooms;
use crate::tray::{Host, Panel, Tray, TrayView};
use crate::wiring::Unready;

/// How it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Somebody asked for it.
    Asked,
    /// The engine has broken down.
    Broken,
}

/// Where an engine stands, once there is one.
pub(super) struct Floor {
    hands: Arc<Hands>,
    clerk: Arc<OnceLock<Clerk>>,
    house: Mutex<Option<(Engine, Lock)>>,
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
            tray: Arc::default(),
            quit,
        }
    }

    /// Whoever answers, once there is an engine.
    pub(super) fn clerk(&self) -> Arc<OnceLock<Clerk>> {
        Arc::clone(&self.clerk)
    }

    /// Whether the icon can be seen, so that the window may be closed.
    pub(super) fn has_tray(&self) -> bool {
        self.tray.load(Ordering::Relaxed)
    }

    /// The engine, to be ended.
    pub(super) fn leave(&self) -> Option<(Engine, Lock)> {
        self.house.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Takes an engine in: window and notifications are its own from now on,
    /// and its socket where nobody answers there yet.
    pub(super) fn settle(
        &self,
        opened: Opened,
        socket: bool,
    ) -> Result<Clerk, Unready> {
        let Opened { paths, engine, clicks, doctor, purpose, lock } = opened;
        if purpose.is_demo() {
            self.hands.play();
        }
        let stagehand = Arc::clone(&self.hands) as Arc<dyn Stagehand>;
        let clerk = Clerk::new(engine.desk(), doctor, stagehand);
        if socket {
            engine.open_socket(&paths.data, feed::answers(&clerk))?;
        }
        engine.beside(feed::clicks(clicks, clerk.clone()));
        let app = self.hands.app().map_err(Unready::Desktop)?.clone();
        engine.beside(feed::window(app, engine.desk().changed()));
        #[cfg(target_os = "linux")]
        engine.beside(super::resume::resumes(engine.desk()));
        let (broken, quit) = (engine.failed(), self.quit.clone());
        engine.beside(async move {
            broken.await;
            // A full queue means that it is ending already.
            let _ = quit.try_send(End::Broken);
        });
        let mut house =
            self.house.lock().unwrap_or_else(PoisonError::into_inner);
        *house = Some((engine, lock));
        // Only one engine ever moves in.
        let _ = self.clerk.set(clerk.clone());
        Ok(clerk)
    }

    /// Puts the icon into the tray; on the main thread. One that no panel
    /// takes yet is taken as soon as a panel comes.
    pub(super) fn put_tray(&self, app: &AppHandle, clerk: &Clerk) {
        if let Err(why) = self.try_tray(app, clerk) {
            clerk.lacks(Some(why));
        }
    }

    fn try_tray(&self, app: &AppHandle, clerk: &Clerk) -> Result<(), String> {
        let house = self.house.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((engine, _)) = house.as_ref() else { return Ok(()) };
        let (pressed, presses) = mpsc::channel(16);
        engine.beside(feed::commands(presses, clerk.clone()));
        let tray = Tray::put(
            app,
            &TrayView::from(&clerk.glance()),
            Panel::here(),
            // A menu that is pressed faster than it is answered is stuck.
            move |command| _ = pressed.try_send(command),
        )?;
        let taken = Arc::clone(&self.tray);
        engine.beside(feed::panel(clerk.clone(), taken));
        let changed = engine.desk().changed();
        engine.beside(feed::tray(tray, clerk.clone(), changed));
        Ok(())
    }

    /// Whether a panel takes icons; if none does, the user is told why.
    pub(super) async fn takes_icons(&self, clerk: &Clerk) -> bool {
        let taken = match Host::connect().await {
            Ok(host) => host.takes_icons().await,
            Err(why) => Err(why),
        };
        clerk.lacks(taken.clone().err());
        self.tray.store(taken.is_ok(), Ordering::Relaxed);
        taken.is_ok()
    }
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
        // The demo has a directory of its own, and so a socket.
        let demo = purpose.is_demo();
        let opened = opening::open(place, vault, purpose).await;
        let opened = opened.map_err(unready)?;
        let clerk = floor.settle(opened, demo).map_err(unready)?;
        let app = floor.hands.app().map_err(failed)?.clone();
        let (put, is_put) = oneshot::channel();
        let (handle, known) = (app.clone(), clerk.clone());
        let on_floor = Arc::clone(&floor);
        app.run_on_main_thread(move || {
            on_floor.put_tray(&handle, &known);
            // Whoever waited has gone.
            let _ = put.send(());
        })
        .map_err(failed)?;
        // An application that ends puts no icon anywhere.
        let _ = is_put.await;
        floor.takes_icons(&clerk).await;
        Ok(clerk)
    }

    fn copy(&self, text: &str) -> Result<(), String> {
        self.0.hands.copy(text)
    }
}
