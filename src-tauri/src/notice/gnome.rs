//! What GNOME keeps of Do Not Disturb: its server does not say, its settings
//! do.

use gtk::gio::prelude::SettingsExt;
use gtk::gio::{Settings, SettingsSchemaSource};

const NOTIFICATIONS: &str = "org.gnome.desktop.notifications";
const BANNERS: &str = "show-banners";

/// Whether a server is GNOME's own; the settings may lie on other desktops
/// too, where they mean nothing.
pub(super) fn is_it(server: &str) -> bool {
    server.to_lowercase().contains("gnome")
}

/// Whether bubbles are held back now, if the settings are there.
pub(super) fn holds_back() -> Option<bool> {
    let all = SettingsSchemaSource::default()?;
    let schema = all.lookup(NOTIFICATIONS, true)?;
    // A key that is not there would end the program.
    schema
        .has_key(BANNERS)
        .then(|| !Settings::new(NOTIFICATIONS).boolean(BANNERS))
}
