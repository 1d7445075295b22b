//! What the window is brought to the front for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What of the window is wanted.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Spot {
    /// What is read there.
    #[default]
    Reading,
    /// The reply box of the request.
    Reply,
    /// The settings.
    Settings,
    /// The form for a phone call, ready to type.
    Call,
    /// How everything stands as a shift begins.
    Preflight,
    /// What the shift leaves to the next.
    Handoff,
}

/// What the window is brought to the front for.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS,
)]
#[serde(default)]
#[ts(export)]
pub struct Aim {
    /// The request to read.
    pub request: Option<i64>,
    /// What of the window.
    pub spot: Spot,
}

impl Aim {
    /// To read a request, or whatever was read last.
    #[must_use]
    pub fn at(request: Option<i64>) -> Aim {
        Aim { request, spot: Spot::Reading }
    }

    /// To write an answer to a request.
    #[must_use]
    pub fn reply_to(request: i64) -> Aim {
        Aim { request: Some(request), spot: Spot::Reply }
    }

    /// To look at the settings.
    #[must_use]
    pub fn settings() -> Aim {
        Aim { request: None, spot: Spot::Settings }
    }

    /// To write down a phone call.
    #[must_use]
    pub fn call() -> Aim {
        Aim { request: None, spot: Spot::Call }
    }

    /// To see how everything stands as a shift begins.
    #[must_use]
    pub fn preflight() -> Aim {
        Aim { request: None, spot: Spot::Preflight }
    }

    /// To write what the shift leaves to the next.
    #[must_use]
    pub fn handoff() -> Aim {
        Aim { request: None, spot: Spot::Handoff }
    }
}
