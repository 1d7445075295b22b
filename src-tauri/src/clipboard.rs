//! The clipboard of the desktop.

use tauri::AppHandle;

/// Puts a text into it.
#[cfg(target_os = "linux")]
pub(crate) fn put(app: &AppHandle, text: &str) -> Result<(), String> {
    let text = text.to_owned();
    let put = app.run_on_main_thread(move || {
        let selection = gtk::gdk::SELECTION_CLIPBOARD;
        gtk::Clipboard::get(&selection).set_text(&text);
    });
    put.map_err(|e| format!("The clipboard could not be reached: {e}."))
}

/// Only the Linux desktop's is known so far.
#[cfg(not(target_os = "linux"))]
pub(crate) fn put(_app: &AppHandle, _text: &str) -> Result<(), String> {
    Err("This system's clipboard is not known yet.".to_owned())
}
