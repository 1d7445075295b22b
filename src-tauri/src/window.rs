//! The window: made when it is wanted, destroyed when it is closed.
//!
//! A hidden window costs as much memory as an open one, so there is none; all
//! state stays on this side, and a new window asks for one snapshot.

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

/// Brings the window to the front, or makes it where it last stood; with a
/// request, that is the one being read.
pub fn raise(
    app: &AppHandle,
    title: &str,
    frame: Frame,
    request: Option<i64>,
) -> tauri::Result<WebviewWindow> {
    if let Some(window) = app.get_webview_window(LABEL) {
        if let Some(request) = request {
            let read = serde_json::json!({ "request": request });
            window.emit("raised", read)?;
        }
        window.unminimize()?;
        window.show()?;
        window.set_focus()?;
        return Ok(window);
    }
    let (width, height) = SMALLEST;
    let page = match request {
        Some(request) => format!("index.html#request={request}"),
        None => "index.html".to_owned(),
    };
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
    window.build()
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
