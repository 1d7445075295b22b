//! The bands of a first answer as instants.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Until when an answer falls into a band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandEnd {
    /// What the team file calls it: "great".
    pub name: String,
    /// An answer at this instant still falls into it.
    pub until: DateTime<Utc>,
}

impl BandEnd {
    /// The band of an answer that is given at an instant; none after the
    /// last, where it is missed.
    #[must_use]
    pub fn at(bands: &[BandEnd], at: DateTime<Utc>) -> Option<&BandEnd> {
        bands.iter().find(|band| at <= band.until)
    }
}
