//! Whether somebody else takes a share of our app's events.
//!
//! Slack deals each event to one of the app's connections. More of them than
//! we have open are either another Hotseat or the ghost of one of ours, which
//! Slack forgets within a minute: so the count is looked at twice.

use chrono::{DateTime, TimeDelta, Utc};

/// A ghost is gone after that.
const TO_BE_SURE: TimeDelta = TimeDelta::seconds(60);
/// The other may have left after that.
const LATER: TimeDelta = TimeDelta::minutes(10);

/// What is known of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sharing {
    /// The app is ours alone, as far as we know.
    #[default]
    Alone,
    /// There was one connection too many.
    Suspected {
        /// When we connect once more, to be sure; none once we do.
        again: Option<DateTime<Utc>>,
    },
    /// There was still one too many.
    Shared {
        /// When we connect once more; none while we do.
        again: Option<DateTime<Utc>>,
    },
}

impl Sharing {
    /// A hello has told how many connections the app has; `ours` are open.
    pub(super) fn told(
        &mut self,
        connections: u32,
        ours: usize,
        now: DateTime<Utc>,
    ) {
        let more = usize::try_from(connections).is_ok_and(|all| all > ours);
        *self = match *self {
            _ if !more => Sharing::Alone,
            Sharing::Alone => {
                Sharing::Suspected { again: Some(now + TO_BE_SURE) }
            }
            // It was another reason to connect: it is too soon to tell.
            Sharing::Suspected { again: Some(again) } if again > now => *self,
            Sharing::Suspected { .. } | Sharing::Shared { .. } => {
                Sharing::Shared { again: Some(now + LATER) }
            }
        }
    }

    /// Whether to connect once more now; said once.
    pub(super) fn ask_again(&mut self, now: DateTime<Utc>) -> bool {
        match self {
            Sharing::Suspected { again } | Sharing::Shared { again } => {
                again.take_if(|at| *at <= now).is_some()
            }
            Sharing::Alone => false,
        }
    }

    /// When to connect once more.
    pub(super) fn next(&self) -> Option<DateTime<Utc>> {
        match self {
            Sharing::Suspected { again } | Sharing::Shared { again } => *again,
            Sharing::Alone => None,
        }
    }

    /// Whether somebody else is there for certain.
    pub(super) fn is_shared(&self) -> bool {
        matches!(self, Sharing::Shared { .. })
    }
}
