//! The service level of a request, and its targets as clocks.

use chrono::{DateTime, Utc};

use super::priority::Link;
use super::sides::Cast;
use crate::target::{Reckoning, Target};
use crate::{Band, BandEnd, Deadline, DueKind, Fitted, Grounds, Level, Origin};

/// The service level of a request while it had a priority.
pub(crate) fn level<'a>(cast: &Cast<'a>, link: &Link) -> Option<&'a Level> {
    cast.rules.level(&cast.asking(link))
}

/// What of a request fitted each condition of its level.
pub(crate) fn fitted(cast: &Cast<'_>, link: Option<&Link>) -> Vec<Fitted> {
    let fitted = |link| {
        let level = level(cast, link)?;
        Some(level.when.fitted(&cast.asking(link), cast.rules))
    };
    link.and_then(fitted).unwrap_or_default()
}

/// A target of the level that was chosen by a link, counted from an instant.
pub(crate) fn applied(
    cast: &Cast<'_>,
    (kind, link): (DueKind, &Link),
    (target, since): (&Target, DateTime<Utc>),
) -> Option<Deadline> {
    let calendar = cast.rules.calendar_of(target);
    let deadline = Deadline::of(kind, target, since, calendar)?;
    let level = level(cast, link);
    let origin = level.map(|level| Origin {
        level: level.name.clone(),
        fitted: fitted(cast, Some(link)),
    });
    let first = level.filter(|_| kind == DueKind::FirstResponse);
    let bands = first.map(|level| bands(cast, level, since));
    let bands = bands.unwrap_or_default();
    Some(Deadline { origin, bands, ..deadline })
}

/// The bands of a level, counted from an instant.
fn bands(cast: &Cast<'_>, level: &Level, since: DateTime<Utc>) -> Vec<BandEnd> {
    let end = |band: &Band| {
        let calendar = cast.rules.calendar_of(&band.within);
        let until = band.within.deadline(since, calendar)?;
        Some(BandEnd { name: band.name.clone(), until })
    };
    level.bands.iter().filter_map(end).collect()
}

/// How a deadline came to be, to be kept with the word on it.
pub(crate) fn grounds(cast: &Cast<'_>, due: &Deadline) -> Option<Grounds> {
    let target = due.target.as_ref()?;
    let calendar = cast.rules.calendar_of(target);
    let reckoning = target.reckon(due.started, calendar)?;
    // What was not counted is made up for after it.
    let steps = match due.pauses.is_empty() {
        true => reckoning.steps,
        false => target.steps(due.started, due.due, calendar),
    };
    Some(Grounds {
        origin: due.origin.clone(),
        reckoning: Reckoning { steps, ..reckoning },
        least: due.least,
        held: due.held,
        pauses: due.pauses.clone(),
    })
}
