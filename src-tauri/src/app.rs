//! The desktop application: tray, window and engine under one roof.

mod feed;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use contract::{Command, Envelope, Select};
use engine::Engine;
use tauri::{AppHandle, Manager, RunEvent, State, WindowEvent};
use tokio::runtime::Runtime;
use tokio::sync::mpsc;

use crate::answers::{Clerk, Stagehand};
use crate::boot::Paths;
use crate::doctor::Doctor;
use crate::notice::Click;
use crate::tray::{Host, Panel, Tray, TrayView};
use crate::window::{self, Frame};
use crate::wiring::Unready;

/// What the application starts with.
pub(crate) struct Start {
    /// Where things lie.
    pub paths: Paths,
    /// The running engine.
    pub engine: Engine,
    /// What is pressed on them.
    pub clicks: mpsc::Receiver<Click>,
    /// What is examined on demand.
    pub doctor: Arc<Doctor>,
    /// Show the window at once.
    pub show: bool,
    /// Nothing here is real.
    pub demo: bool,
}

struct Hands {
    app: OnceLock<AppHandle>,
    frame: Mutex<Frame>,
    title: &'static str,
    quit: mpsc::Sender<()>,
}

impl Stagehand for Hands {
    fn raise(&self, request: Option<i64>) -> Result<(), String> {
        let app = self.app.get().ok_or("The window is not ready yet.")?.clone();
        let frame = *self.frame.lock().unwrap_or_else(PoisonError::into_inner);
        let title = self.title;
        let raised = app.clone().run_on_main_thread(move || {
            if let Err(error) = window::raise(&app, title, frame, request) {
                tracing::error!(%error, "The window could not be made.");
            }
        });
        raised.map_err(|e| format!("The window could not be made: {e}."))
    }

    fn quit(&self) {
        // A full queue means that it is ending already.
        let _ = self.quit.try_send(());
    }
}

/// Without a desktop there is no window to raise.
struct Headless {
    quit: mpsc::Sender<()>,
}

impl Stagehand for Headless {
    fn raise(&self, _request: Option<i64>) -> Result<(), String> {
        Err("This engine runs without a window.".to_owned())
    }

    fn quit(&self) {
        let _ = self.quit.try_send(());
    }
}

#[tauri::command]
async fn rpc(
    command: Command,
    clerk: State<'_, Clerk>,
) -> Result<Envelope, ()> {
    Ok(Envelope::from(clerk.answer(command).await))
}

/// Runs without a desktop until it is told to end.
pub(crate) fn headless(runtime: &Runtime, start: Start) -> Result<(), Unready> {
    let _entered = runtime.enter();
    let (quit, mut quits) = mpsc::channel(1);
    let stagehand = Arc::new(Headless { quit: quit.clone() });
    let clerk = Clerk::new(start.engine.desk(), start.doctor, stagehand);
    start.engine.open_socket(&start.paths.data, feed::answers(&clerk))?;
    start.engine.beside(feed::signals(quit));
    start.engine.beside(feed::clicks(start.clicks, clerk));
    runtime.block_on(async {
        let failed = start.engine.failed();
        let broken = tokio::select! {
            _ = quits.recv() => false,
            () = failed => true,
        };
        start.engine.stop().await;
        if broken { Err(Unready::Broken) } else { Ok(()) }
    })
}

/// Runs on the desktop until it is told to end.
pub(crate) fn run(runtime: &Runtime, start: Start) -> Result<(), Unready> {
    let _entered = runtime.enter();
    let (quit, quits) = mpsc::channel(1);
    let title = if start.demo { "Hotseat (Demo)" } else { "Hotseat" };
    let hands = Arc::new(Hands {
        app: OnceLock::new(),
        frame: Mutex::new(Frame::default()),
        title,
        quit: quit.clone(),
    });
    let stagehand = Arc::clone(&hands) as Arc<dyn Stagehand>;
    let clerk = Clerk::new(start.engine.desk(), start.doctor, stagehand);
    start.engine.open_socket(&start.paths.data, feed::answers(&clerk))?;
    start.engine.beside(feed::signals(quit));
    start.engine.beside(feed::clicks(start.clicks, clerk.clone()));
    tauri::async_runtime::set(runtime.handle().clone());
    let app = tauri::Builder::default()
        .manage(clerk.clone())
        .invoke_handler(tauri::generate_handler![rpc])
        .build(tauri::generate_context!())
        .map_err(|e| {
            Unready::Desktop(format!(
                "The window system cannot be used ({e}). `hotseat run \
                 --headless` works without one."
            ))
        })?;
    let _ = hands.app.set(app.handle().clone());
    let tray = put_tray(runtime, app.handle(), &start.engine, &clerk)
        .inspect_err(|why| clerk.lacks(Some(why.clone())))
        .ok();
    let taken = tray.is_some() && runtime.block_on(takes_icons(&clerk));
    let has_tray = Arc::new(AtomicBool::new(taken));
    if start.show || !taken {
        let frame = *hands.frame.lock().unwrap_or_else(PoisonError::into_inner);
        window::raise(app.handle(), title, frame, None)
            .map_err(|e| Unready::Desktop(e.to_string()))?;
    }
    let changed = start.engine.desk().changed();
    start.engine.beside(feed::window(app.handle().clone(), changed.clone()));
    if let Some(tray) = tray {
        let watching = feed::panel(clerk.clone(), Arc::clone(&has_tray));
        start.engine.beside(watching);
        start.engine.beside(feed::tray(tray, clerk, changed));
    }
    end_when_told(runtime, start.engine, quits, app.handle().clone())?;
    app.run(move |app, event| {
        on_event(app, &event, &hands, has_tray.load(Ordering::Relaxed));
    });
    Ok(())
}

fn on_event(app: &AppHandle, event: &RunEvent, hands: &Hands, tray: bool) {
    match event {
        // The last window closing ends nothing: the tray goes on watching.
        // Where there is no tray, the window is the application.
        RunEvent::ExitRequested { code: None, api, .. } => {
            api.prevent_exit();
            if !tray {
                hands.quit();
            }
        }
        RunEvent::WindowEvent {
            event: WindowEvent::CloseRequested { .. },
            ..
        } => {
            let window = app.get_webview_window(window::LABEL);
            if let Some(frame) = window.and_then(|w| window::frame(&w).ok()) {
                *hands.frame.lock().unwrap_or_else(PoisonError::into_inner) =
                    frame;
            }
        }
        _ => {}
    }
}

/// Puts the icon into the tray. One that no panel takes yet is taken as soon
/// as a panel comes.
fn put_tray(
    runtime: &Runtime,
    app: &AppHandle,
    engine: &Engine,
    clerk: &Clerk,
) -> Result<Tray, String> {
    let snapshot = runtime.block_on(clerk.snapshot(Select::default()));
    let desktop = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    let (pressed, presses) = mpsc::channel(16);
    engine.beside(feed::commands(presses, clerk.clone()));
    Tray::put(
        app,
        &TrayView::from(&snapshot),
        Panel::of_desktop(&desktop),
        // A menu that is pressed faster than it is answered is stuck.
        move |command| _ = pressed.try_send(command),
    )
}

/// Whether a panel takes icons; if none does, the user is told why.
async fn takes_icons(clerk: &Clerk) -> bool {
    let taken = match Host::connect().await {
        Ok(host) => host.takes_icons().await,
        Err(why) => Err(why),
    };
    clerk.lacks(taken.clone().err());
    taken.is_ok()
}

/// Ends the engine in order, and then the application.
fn end_when_told(
    runtime: &Runtime,
    engine: Engine,
    mut quits: mpsc::Receiver<()>,
    app: AppHandle,
) -> std::io::Result<()> {
    let runtime = runtime.handle().clone();
    let end = move || {
        let code = runtime.block_on(async {
            let failed = engine.failed();
            let code = tokio::select! {
                _ = quits.recv() => 0,
                () = failed => 1,
            };
            engine.stop().await;
            code
        });
        app.exit(code);
    };
    std::thread::Builder::new().name("ending".to_owned()).spawn(end)?;
    Ok(())
}
