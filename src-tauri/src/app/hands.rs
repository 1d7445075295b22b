//! What the shell does on command: the window, the clipboard and the end.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use contract::Aim;
use tauri::{AppHandle, Manager};
use tokio::sync::mpsc;

use super::life::End;
use crate::answers::Stagehand;
use crate::clipboard;
use crate::window::{self, Frame};

/// On a desktop.
pub(super) struct Hands {
    app: OnceLock<AppHandle>,
    frame: Mutex<Frame>,
    demo: AtomicBool,
    quit: mpsc::Sender<End>,
}

impl Hands {
    /// Hands that have no application yet.
    pub(super) fn new(quit: mpsc::Sender<End>) -> Hands {
        Hands {
            app: OnceLock::new(),
            frame: Mutex::new(Frame::default()),
            demo: AtomicBool::new(false),
            quit,
        }
    }

    /// This is the application.
    pub(super) fn meet(&self, app: &AppHandle) {
        // It is met once.
        let _ = self.app.set(app.clone());
    }

    /// The application, once it is there.
    pub(super) fn app(&self) -> Result<&AppHandle, String> {
        self.app.get().ok_or_else(|| "The window is not ready yet.".to_owned())
    }

    /// Nothing is real from now on, and the window says so.
    pub(super) fn play(&self) {
        self.demo.store(true, Ordering::Relaxed);
        let window = self
            .app
            .get()
            .and_then(|app| app.get_webview_window(window::LABEL));
        if let Some(window) = window {
            // A title that stays is no reason to stop.
            let _ = window.set_title(self.title());
        }
    }

    /// Makes the window, or brings it to the front; on the main thread.
    pub(super) fn show(&self, app: &AppHandle, aim: Aim) -> tauri::Result<()> {
        let frame = *self.frame.lock().unwrap_or_else(PoisonError::into_inner);
        window::raise(app, self.title(), frame, aim).map(drop)
    }

    /// Remembers where the window stood.
    pub(super) fn remember(&self, frame: Frame) {
        *self.frame.lock().unwrap_or_else(PoisonError::into_inner) = frame;
    }

    fn title(&self) -> &'static str {
        match self.demo.load(Ordering::Relaxed) {
            true => "Hotseat (Demo)",
            false => "Hotseat",
        }
    }
}

impl Stagehand for Hands {
    fn raise(&self, aim: Aim) -> Result<(), String> {
        let app = self.app()?.clone();
        let frame = *self.frame.lock().unwrap_or_else(PoisonError::into_inner);
        let title = self.title();
        let raised = app.clone().run_on_main_thread(move || {
            if let Err(error) = window::raise(&app, title, frame, aim) {
                tracing::error!(%error, "The window could not be made.");
            }
        });
        raised.map_err(|e| format!("The window could not be made: {e}."))
    }

    fn quit(&self) {
        // A full queue means that it is ending already.
        let _ = self.quit.try_send(End::Asked);
    }

    fn copy(&self, text: &str) -> Result<(), String> {
        clipboard::put(self.app()?, text)
    }
}

/// Without a desktop there is no window to raise.
pub(super) struct Headless {
    /// Where the end is asked for.
    pub(super) quit: mpsc::Sender<End>,
}

impl Stagehand for Headless {
    fn raise(&self, _aim: Aim) -> Result<(), String> {
        Err("This engine runs without a window.".to_owned())
    }

    fn quit(&self) {
        let _ = self.quit.try_send(End::Asked);
    }
}
