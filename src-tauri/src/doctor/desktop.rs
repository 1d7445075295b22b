//! Examines what the desktop shows for us.

use contract::Check;

use crate::cli::sentence;
use crate::notice::Server;
use crate::tray::Host;

/// Whether an emergency, which is sent as critical, is shown while Do Not
/// Disturb is on; each server decides that by itself.
fn breaks_through(server: &str) -> &'static str {
    let server = server.to_lowercase();
    if server.contains("gnome") || server.contains("plasma") {
        "An emergency is sent as critical, which it shows during Do Not \
         Disturb too unless you told it otherwise."
    } else if server.contains("dunst") || server.contains("mako") {
        "An emergency is sent as critical, but while it is paused it shows \
         nothing, emergencies included."
    } else {
        "An emergency is sent as critical; try with `hotseat test-alarm` \
         whether it comes through while Do Not Disturb is on."
    }
}

/// What shows notifications here, and how well.
pub(crate) fn shows(server: &Server) -> Check {
    match server {
        Server::There { name, version, abilities, inhibited } => {
            let can = |what: &str| abilities.iter().any(|a| a == what);
            let words = format!("{name} {version} shows them");
            let through = breaks_through(name);
            if *inhibited == Some(true) {
                Check::limited(
                    "notifications",
                    format!("{words}, but Do Not Disturb is on. {through}"),
                    "Switch Do Not Disturb off while you are on duty; the \
                     tray shows everything meanwhile.",
                )
            } else if can("actions") {
                Check::well(
                    "notifications",
                    format!("{words}, with buttons. {through}"),
                )
            } else {
                Check::limited(
                    "notifications",
                    format!("{words}, without buttons. {through}"),
                    "Every button is in the tray menu and the window too.",
                )
            }
        }
        Server::Missing(why) => Check::broken(
            "notifications",
            sentence(why),
            "Start your desktop's notification service; the tray and the \
             window work without it.",
        ),
    }
}

/// Whether the desktop shows tray icons.
pub(crate) async fn tray() -> Check {
    let found = match Host::connect().await {
        Ok(host) => host.takes_icons().await,
        Err(why) => Err(why),
    };
    match found {
        Ok(()) => Check::well("tray", "The desktop shows tray icons."),
        Err(why) => Check::limited(
            "tray",
            sentence(&why),
            "On GNOME install the AppIndicator extension. Without a tray \
             Hotseat opens a normal window.",
        ),
    }
}
