//! The window on a screen that nobody sees.

use hotseat_shell::window::{Frame, LABEL, frame, raise};
use tauri::{AppHandle, Listener, Manager};
use tokio::sync::oneshot;

use crate::support::app::live;
use crate::support::story::{alone_on_screen, soon};

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
            |app| raise(app, "Hotseat (Demo)", FRAME, None).map(drop),
            |app, made| async move {
                made.expect("a window");
                let window = app.get_webview_window(LABEL).expect("it is");
                let title = window.title().expect("a title");
                assert_eq!(title, "Hotseat (Demo)");
                let stands = frame(&window).expect("a place");
                assert_eq!((stands.width, stands.height), (900.0, 700.0));

                raise(&app, "Hotseat (Demo)", Frame::default(), None)
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
            move |app| raise(app, "Hotseat", tiny, None).map(drop),
            |app, made| async move {
                made.expect("a window");
                let window = app.get_webview_window(LABEL).expect("it is");
                let stands = frame(&window).expect("a place");
                assert_eq!((stands.width, stands.height), (400.0, 560.0));
            },
        );
    });
}
