//! Do Not Disturb as GNOME keeps it.

use hotseat_shell::notice::{Desktop, Server};
use tokio::sync::mpsc;

use crate::support::bus::Bus;
use crate::support::notifications::Notifications;
use crate::support::story::alone;

/// What a server says of Do Not Disturb, with these settings of GNOME.
async fn held_back(bus: &Bus, server: &str, settings: &str) -> Option<bool> {
    let kept = bus.home().join("config/glib-2.0/settings");
    std::fs::create_dir_all(&kept).expect("a directory");
    std::fs::write(kept.join("keyfile"), settings).expect("the settings");
    let notices = Notifications::start(bus).await;
    notices.called(server);
    let (clicks, _) = mpsc::channel(1);
    let desktop = Desktop::start("Hotseat", clicks);
    match desktop.server().await {
        Server::There { inhibited, .. } => inhibited,
        Server::Missing(why) => panic!("{why}"),
    }
}

const SILENT: &str = "[org/gnome/desktop/notifications]\nshow-banners=false";

#[test]
fn gnome_says_in_its_settings_that_it_holds_notices_back() {
    alone(|bus| async move {
        let held = held_back(&bus, "gnome-shell", SILENT).await;
        assert_eq!(held, Some(true));
    });
}

#[test]
fn gnome_that_holds_nothing_back_says_so_too() {
    alone(|bus| async move {
        let held = held_back(&bus, "gnome-shell", "").await;
        assert_eq!(held, Some(false));
    });
}

#[test]
fn what_gnome_has_set_says_nothing_of_another_server() {
    alone(|bus| async move {
        assert_eq!(held_back(&bus, "dunst", SILENT).await, None);
    });
}
