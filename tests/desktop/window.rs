//! The window on a screen that nobody sees.

use std::process::Command;

use contract::Aim;
use hotseat_shell::window::{Frame, LABEL, frame, raise};
use tauri::{AppHandle, Listener, Manager};
use tokio::sync::oneshot;

use crate::support::app::live;
use crate::support::hotseat::eventually;
use crate::support::story::{alone_on_screen, soon};
use crate::support::window::descendants_of;

const FRAME: Frame =
    Frame { x: Some(40.0), y: Some(30.0), width: 900.0, height: 700.0 };

/// Closes the window as its button does, and waits until it is gone.
async fn close(app: &AppHandle) {
    let window = app.get_webview_window(LABEL).expect("a window");
    let (gone, is_gone) = oneshot::channel();
    window.once("tauri://destroyed", move |_| {
        let _ = gone.send(());
    });
    window.close().expect("it closes");
    let _ = soon("the end of the window", is_gone).await;
}

#[test]
fn a_window_is_made_where_it_stood_and_destroyed_when_it_is_closed() {
    alone_on_screen(|_| {
        live(
            |app| raise(app, "Hotseat (Demo)", FRAME, Aim::default()).map(drop),
            |app, made| async move {
                made.expect("a window");
                let window = app.get_webview_window(LABEL).expect("it is");
                let title = window.title().expect("a title");
                assert_eq!(title, "Hotseat (Demo)");
                let stands = frame(&window).expect("a place");
                assert_eq!((stands.width, stands.height), (900.0, 700.0));

                raise(&app, "Hotseat (Demo)", Frame::default(), Aim::default())
                    .expect("it");
                assert_eq!(app.webview_windows().len(), 1, "there is one");
                assert_eq!(frame(&window).expect("a place"), stands);

                close(&app).await;
                assert!(app.get_webview_window(LABEL).is_none());
            },
        );
    });
}

#[test]
fn no_window_is_smaller_than_the_queue_needs() {
    alone_on_screen(|_| {
        let tiny = Frame { width: 10.0, height: 10.0, ..FRAME };
        live(
            move |app| raise(app, "Hotseat", tiny, Aim::default()).map(drop),
            |app, made| async move {
                made.expect("a window");
                let window = app.get_webview_window(LABEL).expect("it is");
                let stands = frame(&window).expect("a place");
                assert_eq!((stands.width, stands.height), (400.0, 560.0));
            },
        );
    });
}

/// The processes that draw windows of this program.
fn drawing() -> Vec<u32> {
    descendants_of(std::process::id())
        .into_iter()
        .filter(|(_, name)| name.starts_with("WebKitWebProc"))
        .map(|(pid, _)| pid)
        .collect()
}

/// Waits until the page of the window runs.
async fn lives(app: &AppHandle) {
    let window = app.get_webview_window(LABEL).expect("a window");
    eventually("a page that answers", async || {
        let (said, hears) = oneshot::channel();
        let said = std::sync::Mutex::new(Some(said));
        window
            .eval_with_callback("document.readyState", move |state| {
                let said = said.lock().expect("nobody panics here").take();
                said.map(|said| said.send(state));
            })
            .expect("a script");
        let wait = std::time::Duration::from_secs(1);
        let heard = tokio::time::timeout(wait, hears).await;
        heard.ok()?.ok().filter(|state| state.contains("complete"))
    })
    .await;
}

/// Kills the one process that draws, and says which it was.
fn kill_the_drawing() -> Vec<u32> {
    let before = drawing();
    assert_eq!(before.len(), 1, "one process draws");
    let pid = before[0].to_string();
    let killed = Command::new("kill").args(["-9", &pid]).status();
    assert!(killed.expect("kill is installed").success());
    before
}

#[test]
fn a_window_whose_process_is_killed_comes_back_and_at_last_says_so() {
    alone_on_screen(|_| {
        live(
            |app| raise(app, "Hotseat", FRAME, Aim::default()).map(drop),
            |app, made| async move {
                made.expect("a window");
                lives(&app).await;
                for _ in 0..3 {
                    let before = kill_the_drawing();
                    eventually("another process", async || {
                        let now = drawing();
                        (now.len() == 1 && now != before).then_some(())
                    })
                    .await;
                    lives(&app).await;
                }
                // What breaks down again and again is not begun for ever.
                kill_the_drawing();
                let window = app.get_webview_window(LABEL).expect("it is");
                let title = eventually("a title that says so", async || {
                    let title = window.title().ok()?;
                    (title != "Hotseat").then_some(title)
                })
                .await;
                assert!(title.contains("broke down"), "{title}");
                assert!(title.contains("open it again"), "what to do: {title}");
                assert!(title.contains("alarms go on"), "{title}");
                // Whoever was killed takes a moment to go.
                eventually("nothing that draws", async || {
                    drawing().is_empty().then_some(())
                })
                .await;

                close(&app).await;
                raise(&app, "Hotseat", FRAME, Aim::default()).expect("another");
                lives(&app).await;
                let window = app.get_webview_window(LABEL).expect("it is");
                assert_eq!(window.title().expect("a title"), "Hotseat");
            },
        );
    });
}
