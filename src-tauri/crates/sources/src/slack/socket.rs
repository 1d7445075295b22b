//! Slack by push: Socket Mode, checked.

mod ears;
mod frame;
mod life;
mod lines;
mod push;
mod sharing;
mod trust;

pub(super) use push::listen_push;

/// Socket Mode was switched off at Slack.
pub(super) const SWITCHED_OFF: &str = "Socket Mode was switched off for the app. Switch it on again on the \
     app's page at Slack, or take push out of this source in the team file";

/// The app's connections are all in use.
const TOO_MANY: &str = "The app has more than ten connections, so Slack refuses another: too \
     many Hotseats use it. Push needs an app of one's own: hotseat \
     slack-manifest";

/// Somebody else takes a part of the events.
const SHARED: &str = "Another Hotseat uses the same app, and Slack tells each of them only a \
     part. Push needs an app of one's own: hotseat slack-manifest";

/// A connection ended before it stood.
const CUT_OFF: &str =
    "Slack's connection for push was cut off; Hotseat tries again";

/// A check found what push had not brought.
const MISSED: &str =
    "Slack's connection for push did not bring a message that is there";
