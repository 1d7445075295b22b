//! Tells on the desktop that nothing was started, where nobody reads a
//! terminal.

use contract::Failure;
use notify_rust::{Hint, Notification, Timeout, Urgency};

use super::words::plain;

/// What it means, before what happened and what to do.
const TITLE: &str = "Hotseat did not start";
const MEANS: &str = "Nobody watches your channels.";

/// Shows one bubble that stays. A desktop that shows none changes nothing:
/// the exit code and the standard error say the same.
pub(crate) fn tell(failure: &Failure) {
    let hint = failure.hint.as_deref().unwrap_or_default();
    let body = format!("{MEANS} {}\n{hint}", failure.message);
    let shown = Notification::new()
        .appname("Hotseat")
        .icon("hotseat")
        .summary(TITLE)
        .body(&plain(&body))
        .urgency(Urgency::Critical)
        .timeout(Timeout::Never)
        .hint(Hint::DesktopEntry("Hotseat".to_owned()))
        .show();
    if let Err(error) = shown {
        tracing::warn!(%error, "Nothing shows that it did not start.");
    }
}
