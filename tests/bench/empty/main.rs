//! The least that a tray app of this kind can be: an icon, a menu that opens
//! a window, and nothing behind either.

use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, RunEvent, WebviewUrl, WebviewWindowBuilder};

#[expect(
    clippy::disallowed_methods,
    reason = "the framework's own reading of its configuration"
)]
fn main() -> tauri::Result<()> {
    let context = tauri::generate_context!("tests/bench/empty/tauri.conf.json");
    let app = tauri::Builder::default()
        .setup(|app| Ok(stand_in_the_tray(app.handle())?))
        .build(context)?;
    app.run(|_, event| {
        // The last window is not the end of the app.
        if let RunEvent::ExitRequested { code: None, api, .. } = event {
            api.prevent_exit();
        }
    });
    Ok(())
}

fn stand_in_the_tray(app: &AppHandle) -> tauri::Result<()> {
    let open = MenuItem::with_id(app, "open", "Open", true, None::<&str>)?;
    let mut icon = TrayIconBuilder::with_id("empty")
        .menu(&Menu::with_items(app, &[&open])?)
        .on_menu_event(|app, event| {
            if event.id().as_ref() == "open" {
                // A figure of a window that is not there says so itself.
                let _ = window(app);
            }
        });
    if let Some(picture) = app.default_window_icon() {
        icon = icon.icon(picture.clone());
    }
    icon.build(app)?;
    Ok(())
}

fn window(app: &AppHandle) -> tauri::Result<()> {
    let page = WebviewUrl::App("index.html".into());
    WebviewWindowBuilder::new(app, "main", page).build()?;
    Ok(())
}
