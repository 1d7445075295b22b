//! The window: made when it is wanted, destroyed when it is closed.
//!
//! A hidden window costs as much memory as an open one, so there is none; all
//! state stays on this side, and a new window asks for one snapshot.

use contract::{Aim, Spot};
use tauri::webview::{NewWindowResponse, WebviewWindow};
use tauri::{
    AppHandle, Emitter, Manager, Url, WebviewUrl, WebviewWindowBuilder,
};

/// The name under which the window has its rights.
pub const LABEL: &str = "main";

/// Where a window stood, in the screen's own points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// From the left, if the desktop says so.
    pub x: Option<f64>,
    /// From the top, if the desktop says so.
    pub y: Option<f64>,
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
}

/// The smallest window in which the queue can be read.
const SMALLEST: (f64, f64) = (400.0, 560.0);

impl Default for Frame {
    fn default() -> Frame {
        Frame { x: None, y: None, width: 1080.0, height: 720.0 }
    }
}

/// Brings the window to the front, or makes it where it last stood, and goes
/// to what is wanted there.
pub fn raise(
    app: &AppHandle,
    title: &str,
    frame: Frame,
    aim: Aim,
) -> tauri::Result<WebviewWindow> {
    if let Some(window) = app.get_webview_window(LABEL) {
        window.emit("raised", aim)?;
        window.unminimize()?;
        window.show()?;
        window.set_focus()?;
        return Ok(window);
    }
    let (width, height) = SMALLEST;
    let page = format!("index.html{}", fragment(aim));
    let mut window =
        WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App(page.into()))
            .title(title)
            .inner_size(frame.width.max(width), frame.height.max(height))
            .min_inner_size(width, height)
            .focused(true)
            .on_navigation(is_own)
            .on_new_window(|_, _| NewWindowResponse::Deny);
    if let (Some(x), Some(y)) = (frame.x, frame.y) {
        window = window.position(x, y);
    }
    let window = window.build()?;
    #[cfg(target_os = "linux")]
    comes_back(&window)?;
    Ok(window)
}

/// How a new window is told what is wanted of it.
fn fragment(aim: Aim) -> String {
    match (aim.spot, aim.request) {
        (Spot::Settings, _) => "#settings".to_owned(),
        (Spot::Call, _) => "#call".to_owned(),
        (Spot::Preflight, _) => "#preflight".to_owned(),
        (Spot::Handoff, _) => "#handoff".to_owned(),
        (Spot::Reply, Some(request)) => format!("#reply={request}"),
        (Spot::Reading, Some(request)) => format!("#request={request}"),
        (Spot::Reply | Spot::Reading, None) => String::new(),
    }
}

/// So often a window whose process has ended is drawn anew; what breaks down
/// more often would do so for ever.
#[cfg(target_os = "linux")]
const LIVES: u32 = 3;
/// Where nothing can be drawn, the title is what can still be read.
#[cfg(target_os = "linux")]
const BROKEN: &str = "Hotseat: this window broke down, close it and open it \
                      again (alarms go on)";

/// A window is drawn by a process of its own. When that is killed the window
/// stays and is empty, which looks like a queue without requests.
#[cfg(target_os = "linux")]
fn comes_back(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::WebViewExt;
    let handle = window.clone();
    let ended = std::sync::atomic::AtomicU32::new(0);
    window.with_webview(move |page| {
        page.inner().connect_web_process_terminated(move |page, why| {
            let before =
                ended.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            tracing::error!(?why, before, "The window's process has ended.");
            if before < LIVES {
                page.reload();
            } else if let Err(error) = handle.set_title(BROKEN) {
                tracing::error!(%error, "The window cannot say so.");
            }
        });
    })
}

/// Where the window stands now, to be remembered before it is closed.
pub fn frame(window: &WebviewWindow) -> tauri::Result<Frame> {
    let scale = window.scale_factor()?;
    let size = window.inner_size()?.to_logical::<f64>(scale);
    let corner = window.outer_position().ok();
    let corner = corner.map(|corner| corner.to_logical::<f64>(scale));
    Ok(Frame {
        x: corner.map(|corner| corner.x),
        y: corner.map(|corner| corner.y),
        width: size.width,
        height: size.height,
    })
}

/// Whether an address is the product's own: links lead to the browser, and
/// foreign content never comes into the window.
fn is_own(address: &Url) -> bool {
    let host = address.host_str();
    match address.scheme() {
        "tauri" => host == Some("localhost"),
        // So Windows writes the same origin. A build without pages of its
        // own takes them from the server of whoever is changing them.
        "http" | "https" => {
            host == Some("tauri.localhost")
                || (tauri::is_dev() && host == Some("localhost"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(address: &str) -> bool {
        is_own(&address.parse().expect("an address"))
    }

    #[test]
    fn a_new_window_goes_where_it_was_wanted() {
        assert_eq!(fragment(Aim::default()), "");
        assert_eq!(fragment(Aim::at(Some(7))), "#request=7");
        assert_eq!(fragment(Aim::reply_to(7)), "#reply=7");
        assert_eq!(fragment(Aim::settings()), "#settings");
        assert_eq!(fragment(Aim::preflight()), "#preflight");
        assert_eq!(fragment(Aim::handoff()), "#handoff");
        assert_eq!(fragment(Aim::call()), "#call");
    }

    #[test]
    fn only_its_own_pages_come_into_the_window() {
        assert!(own("tauri://localhost/"));
        assert!(own("http://tauri.localhost/index.html"));
        for foreign in [
            "https://example.com/",
            "http://127.0.0.1:5173/",
            "https://tauri.localhost.example.com/",
            "tauri://elsewhere/",
            "data:text/html,<script>1</script>",
            "file:///etc/passwd",
            "about:blank",
        ] {
            assert!(!own(foreign), "{foreign}");
        }
    }
}
