//! The desktop application: tray, window and engine under one roof.

mod feed;
mod floor;
mod hands;
#[cfg(target_os = "linux")]
mod resume;

use std::sync::Arc;

use contract::{Aim, Command, Envelope};
use tauri::{AppHandle, Manager, RunEvent, State, WindowEvent};
use tokio::runtime::Runtime;
use tokio::sync::mpsc;

use self::floor::{End, Floor, Upstairs};
use self::hands::{Hands, Headless};
use crate::answers::{Clerk, Stagehand};
use crate::door::Door;
use crate::opening::Opened;
use crate::setup::{FirstRun, Found};
use crate::window;
use crate::wiring::Unready;

/// What the application starts with.
pub(crate) enum Start {
    /// An engine that runs.
    Engine(Box<Opened>),
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
    let Opened { engine, doctor, clicks, paths, lock, .. } = opened;
    let clerk = Clerk::new(engine.desk(), doctor, stagehand);
    engine.open_socket(&paths.data, feed::answers(&clerk))?;
    engine.beside(feed::signals(asked, quit));
    #[cfg(target_os = "linux")]
    engine.beside(resume::resumes(engine.desk()));
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

/// Runs on the desktop until it is told to end.
#[expect(
    clippy::disallowed_methods,
    reason = "the framework's own reading of its configuration"
)]
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
    let (opened, first) = match start {
        Start::Engine(opened) => (Some(opened), None),
        Start::FirstRun(found) => {
            let rooms = Arc::new(Upstairs(Arc::clone(&floor)));
            (None, Some(Arc::new(FirstRun::new(found, rooms))))
        }
    };
    let stagehand = Arc::clone(&hands) as Arc<dyn Stagehand>;
    let door = Door::new(floor.clerk(), first.clone(), stagehand);
    tauri::async_runtime::set(runtime.handle().clone());
    let app = tauri::Builder::default()
        .manage(door.clone())
        .invoke_handler(tauri::generate_handler![rpc])
        .build(tauri::generate_context!())
        .map_err(|e| {
            Unready::Desktop(format!(
                "The window system cannot be used ({e}). `hotseat run \
                 --headless` works without one."
            ))
        })?;
    hands.meet(app.handle());
    let taken = match opened {
        Some(opened) => {
            let clerk = floor.settle(*opened, true)?;
            floor.put_tray(app.handle(), &clerk);
            runtime.block_on(floor.takes_icons(&clerk))
        }
        None => false,
    };
    if show || !taken {
        hands
            .show(app.handle(), Aim::default())
            .map_err(|e| Unready::Desktop(e.to_string()))?;
    }
    let house = (Arc::clone(&floor), door, first.clone());
    end_when_told(runtime, house, (asked, quits), app.handle().clone())?;
    app.run(move |app, event| {
        let stays = floor.has_tray()
            || first.as_ref().is_some_and(|first| first.has_begun());
        on_event(app, &event, &hands, stays);
    });
    Ok(())
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

/// Ends the engine in order, and then the application. Until there is an
/// engine, whoever calls is answered here.
#[expect(
    clippy::disallowed_methods,
    reason = "the main thread belongs to the window system"
)]
fn end_when_told(
    runtime: &Runtime,
    (floor, door, first): (Arc<Floor>, Door, Option<Arc<FirstRun>>),
    (asked, mut quits): (
        impl Future<Output = ()> + Send + 'static,
        mpsc::Receiver<End>,
    ),
    app: AppHandle,
) -> std::io::Result<()> {
    let runtime = runtime.handle().clone();
    let end = move || {
        let code = runtime.block_on(async {
            let greeting = async {
                if let Some(first) = &first {
                    first.greet(door.answers()).await;
                }
                std::future::pending::<()>().await;
            };
            let end = tokio::select! {
                end = quits.recv() => end,
                () = asked => Some(End::Asked),
                () = greeting => None,
            };
            if let Some((engine, _lock)) = floor.leave() {
                engine.stop().await;
            }
            i32::from(end == Some(End::Broken))
        });
        app.exit(code);
    };
    std::thread::Builder::new().name("ending".to_owned()).spawn(end)?;
    Ok(())
}
