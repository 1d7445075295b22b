//! Carries the tray's words onto the desktop, touching only what changed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use contract::Command;
use domain::Clock;
use tauri::menu::Menu;
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Wry};

use super::choice::Choices;
use super::lines::{self, Drawn};
use super::picture::{Panel, picture};
use super::{Icon, TrayView};

/// The tray on the desktop. All of it lives on the main thread; from
/// elsewhere it is reached in one hop.
#[derive(Clone)]
pub struct Tray {
    app: AppHandle,
    panel: Panel,
    shown: Arc<Mutex<Shown>>,
    choices: Arc<Mutex<Choices>>,
    clock: Arc<dyn Clock>,
}

struct Shown {
    tray: TrayIcon,
    menu: Menu<Wry>,
    drawn: Vec<Drawn>,
    icon: Icon,
    words: String,
}

impl Tray {
    /// Puts the icon into the tray; to be called on the main thread. Presses
    /// go where the caller says. The sentence of a refusal says why there
    /// can be no icon.
    pub fn put(
        app: &AppHandle,
        view: &TrayView,
        panel: Panel,
        press: impl Fn(Command) + Send + Sync + 'static,
    ) -> Result<Tray, String> {
        let choices = Arc::new(Mutex::new(Choices::default()));
        let clock = engine::system();
        lock(&choices).show(view.lines.clone(), clock.steady());
        let (wired, hand) = (Arc::clone(&choices), Arc::clone(&clock));
        let build = || -> tauri::Result<Shown> {
            let menu = Menu::new(app)?;
            let tray = TrayIconBuilder::with_id("hotseat")
                .icon(picture(view.icon, panel))
                .tooltip(&view.words)
                .menu(&menu)
                .on_menu_event(move |_, event| {
                    let means =
                        lock(&wired).choose(event.id().as_ref(), hand.steady());
                    if let Some(command) = means {
                        press(command);
                    }
                })
                .build(app)?;
            title(&tray, &view.words)?;
            // Lines get their labels where they stand, so the menu has to
            // stand first.
            let mut drawn = Vec::new();
            lines::draw(app, &menu, &mut drawn, &view.lines)?;
            let (icon, words) = (view.icon, view.words.clone());
            Ok(Shown { tray, menu, drawn, icon, words })
        };
        // The library behind the tray is looked for when the first icon is
        // made, and one that is not installed is a panic there.
        let shown = match catch_unwind(AssertUnwindSafe(build)) {
            Ok(Ok(shown)) => shown,
            Ok(Err(error)) => return Err(format!("the tray refused: {error}")),
            Err(_) => return Err(NO_LIBRARY.to_owned()),
        };
        let shown = Arc::new(Mutex::new(shown));
        Ok(Tray { app: app.clone(), panel, shown, choices, clock })
    }

    /// Shows other words, from any thread.
    pub fn apply(&self, view: TrayView) -> tauri::Result<()> {
        let tray = self.clone();
        self.app.run_on_main_thread(move || {
            if let Err(error) = tray.carry(view) {
                tracing::warn!(%error, "the tray could not be changed");
            }
        })
    }

    fn carry(&self, view: TrayView) -> tauri::Result<()> {
        let mut shown = lock(&self.shown);
        let shown = &mut *shown;
        lines::draw(&self.app, &shown.menu, &mut shown.drawn, &view.lines)?;
        lock(&self.choices).show(view.lines, self.clock.steady());
        if shown.icon != view.icon {
            shown.tray.set_icon(Some(picture(view.icon, self.panel)))?;
            shown.icon = view.icon;
        }
        if shown.words != view.words {
            shown.tray.set_tooltip(Some(&view.words))?;
            title(&shown.tray, &view.words)?;
            shown.words = view.words;
        }
        Ok(())
    }
}

/// What is said where the library behind the tray is not installed.
const NO_LIBRARY: &str = "the library libayatana-appindicator3 is not \
                          installed, and without it there is no icon";

/// Panels on Linux show no tooltip; the icon's title says the same.
fn title(tray: &TrayIcon, words: &str) -> tauri::Result<()> {
    if cfg!(target_os = "linux") {
        tray.set_title(Some(words))?;
    }
    Ok(())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
