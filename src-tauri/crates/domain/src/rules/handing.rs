//! Where handoffs are sent.

use serde::{Deserialize, Serialize};

use super::Rules;
use crate::{PlaceId, SourceId};

/// The mark that accepts where the team has switched off the one that closes.
const ACCEPTS: &str = "white_check_mark";

/// The channel in which handoffs are sent and accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoffChannel {
    /// Its source.
    pub source: SourceId,
    /// Which.
    pub place: PlaceId,
    /// It is read for handoffs alone: nobody asks for help there.
    #[serde(default)]
    pub apart: bool,
}

impl Rules {
    /// Whether handoffs are sent to a place.
    #[must_use]
    pub fn hands_over_at(&self, source: &SourceId, place: &PlaceId) -> bool {
        let channel = self.handoff.channel.as_ref();
        channel.is_some_and(|it| it.source == *source && it.place == *place)
    }

    /// Whether a place is read for handoffs alone.
    #[must_use]
    pub fn is_apart(&self, source: &SourceId, place: &PlaceId) -> bool {
        let channel = self.handoff.channel.as_ref();
        self.hands_over_at(source, place) && channel.is_some_and(|it| it.apart)
    }

    /// The mark that accepts what is handed over.
    #[must_use]
    pub fn accept_mark(&self) -> &str {
        self.close_mark.as_deref().unwrap_or(ACCEPTS)
    }
}
