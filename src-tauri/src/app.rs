//! The desktop application: tray, window and engine under one roof.

mod feed;
mod floor;
mod hands;
mod life;
mod pressed;

use std::sync::Arc;

use contract::{Aim, Command, Envelope};
use tauri::{App, AppHandle, Manager, RunEvent, State, WindowEvent};
use tokio::runtime::Runtime;
use tokio::sync::mpsc;

use self::floor::{Floor, Upstairs};
use self::hands::{Hands, Headless};
use self::life::{Life, Work};
use crate::answers::{Clerk, Stagehand};
use crate::door::Door;
use crate::opening::{Opened, Opening};
use crate::setup::{FirstRun, Found};
use crate::window;
use crate::wiring::Unready;

/// What the application starts with.
pub(crate) enum Start {
    /// An engine that is still to be opened.
    Engine(Opening),
    /// No team file, so the first ten minutes.
    FirstRun(Found),
}

#[tauri::command]
async fn rpc(command: Command, door: State<'_, Door>) -> Result<Envelope, ()> {
    Ok(Envelope::from(door.answer(command).await))
}

/// Runs without a desktop until it is told to end.
pub(crate) fn headless(
    runtime: &Runtime,
    opened: Opened,
) -> Result<(), Unready> {
    let _entered = runtime.enter();
    let asked = feed::stop_asked();
    let (quit, mut quits) = mpsc::channel(1);
    let stagehand = Arc::new(Headless { quit: quit.clone() });
    let Opened { engine, doctor, clicks, calls, paths, lock, .. } = opened;
    // There is no window that keys could open.
    drop(calls);
    let clerk = Clerk::new(engine.desk(), doctor, stagehand);
    engine.open_socket(&paths.data, feed::answers(&clerk))?;
    engine.beside(feed::signals(asked, quit));
    #[cfg(target_os = "linux")]
    engine.beside(crate::resume::resumes(engine.desk()));
    engine.beside(feed::clicks(clicks, clerk));
    let ended = runtime.block_on(async {
        let failed = engine.failed();
        let broken = tokio::select! {
            _ = quits.recv() => false,
            () = failed => true,
        };
        engine.stop().await;
        if broken { Err(Unready::Broken) } else { Ok(()) }
    });
    drop(lock);
    ended
}

/// Runs on the desktop until it is told to end. The icon comes first: how
/// long the ledger takes to open depends on how much is in it.
pub(crate) fn run(
    runtime: &Runtime,
    start: Start,
    show: bool,
) -> Result<(), Unready> {
    let _entered = runtime.enter();
    let asked = feed::stop_asked();
    let (quit, quits) = mpsc::channel(1);
    let hands = Arc::new(Hands::new(quit.clone()));
    let floor = Arc::new(Floor::new(Arc::clone(&hands), quit));
    let work = match start {
        Start::Engine(opening) => Work::Open(opening),
        Start::FirstRun(found) => {
            let rooms = Arc::new(Upstairs(Arc::clone(&floor)));
            Work::Greet(Arc::new(FirstRun::new(found, rooms)))
        }
    };
    let first = work.first();
    let stagehand = Arc::clone(&hands) as Arc<dyn Stagehand>;
    let door = Door::new(floor.clerk(), first.clone(), stagehand);
    tauri::async_runtime::set(runtime.handle().clone());
    let app = built(door.clone())?;
    hands.meet(app.handle());
    if let Work::Open(opening) = &work {
        floor.put_tray(app.handle(), opening.purpose);
    }
    if show {
        hands
            .show(app.handle(), Aim::default())
            .map_err(|e| Unready::Desktop(e.to_string()))?;
    }
    let life = Life { floor: Arc::clone(&floor), door, quits };
    let living = life.begin(runtime, (asked, work), app.handle().clone())?;
    let hand = Arc::clone(&hands);
    app.run_return(move |app, event| {
        let stays = floor.has_tray()
            || first.as_ref().is_some_and(|first| first.has_begun());
        on_event(app, &event, &hands, stays);
    });
    // However the window system has ended, the rest ends with it.
    hand.quit();
    living.end()
}

/// The application, without anything to be seen of it yet.
#[expect(
    clippy::disallowed_methods,
    reason = "the framework's own reading of its configuration"
)]
fn built(door: Door) -> Result<App, Unready> {
    tauri::Builder::default()
        .manage(door)
        .invoke_handler(tauri::generate_handler![rpc])
        .build(tauri::generate_context!())
        .map_err(|e| {
            Unready::Desktop(format!(
                "The window system cannot be used ({e}). `hotseat run \
                 --headless` works without one."
            ))
        })
}

fn on_event(app: &AppHandle, event: &RunEvent, hands: &Hands, stays: bool) {
    match event {
        // The last window closing ends nothing: the tray goes on watching,
        // and what was answered in the first minutes is kept. Where there is
        // neither, the window is the application.
        RunEvent::ExitRequested { code: None, api, .. } => {
            api.prevent_exit();
            if !stays {
                hands.quit();
            }
        }
        RunEvent::WindowEvent {
            event: WindowEvent::CloseRequested { .. },
            ..
        } => {
            let window = app.get_webview_window(window::LABEL);
            if let Some(frame) = window.and_then(|w| window::frame(&w).ok()) {
                hands.remember(frame);
            }
        }
        _ => {}
    }
}
