//! Who was first, when two claim at once.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

use crate::{Mark, PersonKey, Rules, SourceId};

/// How a claim of mine came out, by the marks read once more after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Race {
    /// It is mine.
    Won,
    /// Somebody on duty stands before me.
    Lost {
        /// Who.
        to: PersonKey,
    },
    /// My mark does not stand; the source has lost it.
    Gone,
}

/// Goes by the order in which the source names those on duty, and by nothing
/// else, so that both sides of a race see the same winner.
#[must_use]
pub fn race(
    marks: &[Mark],
    me: &PersonKey,
    rules: &Rules,
    source: &SourceId,
    now: DateTime<Utc>,
) -> Race {
    let standing = marks
        .iter()
        .find(|mark| mark.name == rules.claim_mark)
        .map_or(&[][..], |mark| mark.by.as_slice());
    let mates = || standing.iter().filter_map(|by| rules.teammate(source, by));
    if !mates().any(|mate| mate.key == *me) {
        return Race::Gone;
    }
    match mates().find(|mate| rules.on_duty(&mate.key, now)) {
        Some(first) if first.key != *me && rules.on_duty(me, now) => {
            Race::Lost { to: first.key.clone() }
        }
        Some(_) | None => Race::Won,
    }
}
