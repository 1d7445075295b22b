//! One room for each part of the team file: keys in, domain out.

pub(crate) mod calendar;
pub(crate) mod calendars;
pub(crate) mod dates;
pub(crate) mod duty;
pub(crate) mod handing;
pub(crate) mod imported;
pub(crate) mod levels;
pub(crate) mod marks;
pub(crate) mod mentions;
pub(crate) mod never;
pub(crate) mod observing;
pub(crate) mod promises;
pub(crate) mod roster;
pub(crate) mod shared;
pub(crate) mod sources;
pub(crate) mod texts;
pub(crate) mod tiers;
pub(crate) mod when;
pub(crate) mod working;
pub(crate) mod zone;

use domain::Priority;

/// The priorities as the team file names them.
pub(crate) const PRIORITIES: &[(&str, Priority)] = &[
    ("emergency", Priority::Emergency),
    ("urgent", Priority::Urgent),
    ("normal", Priority::Normal),
];

/// A key that people type and that other keys refer to.
pub(crate) fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
}
