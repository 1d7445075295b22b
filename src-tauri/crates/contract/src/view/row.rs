//! A request as one line of the queue.

use chrono::{DateTime, Days, Utc};
use domain::picture::{Entry, Picture};
use domain::{CALLS, Judged};

use super::words::line;
use super::{clock, owner, spoken};
use crate::Row;

/// A snooze that ends later than this has no time of its own.
const FAR: Days = Days::new(365);

/// A request as one line of the queue.
#[must_use]
pub fn row(picture: &Picture, entry: &Entry) -> Row {
    let judged = &entry.judged;
    let (source_kind, source) = source(picture, judged);
    let mut row = Row {
        id: judged.id.0,
        section: entry.section.into(),
        clock: clock::clock(picture, judged),
        priority: judged.priority.into(),
        source_kind,
        source,
        place: place(picture, judged),
        gist: line(&judged.gist),
        requester: line(&judged.requester),
        tier: judged.tier.as_deref().map(line).filter(|t| !t.is_empty()),
        tier_first: judged.tier_place == 0 && !picture.rules.tiers.is_empty(),
        owner: owner::owner(picture, entry),
        sending: owner::sending(entry),
        draft: entry.drafted,
        only_here: judged.only_here.clone(),
        posted: judged.asked,
        snoozed_until: snoozed_until(picture, entry),
        internal: judged.internal,
        votes: u32::try_from(judged.votes).unwrap_or(u32::MAX),
        evergreen: judged.evergreen,
        spoken: String::new(),
    };
    row.spoken = spoken::spoken(picture, judged, &row);
    row
}

/// When its snooze ends, unless that is only when they answer.
pub(super) fn snoozed_until(
    picture: &Picture,
    entry: &Entry,
) -> Option<DateTime<Utc>> {
    let far = picture.now.checked_add_days(FAR)?;
    entry.snooze_end.filter(|end| picture.now < *end && *end < far)
}

/// Its kind and what people call it.
pub(super) fn source(picture: &Picture, judged: &Judged) -> (String, String) {
    if let Some(watched) = picture.source(&judged.source) {
        return (watched.kind.clone(), line(&watched.name));
    }
    if judged.source.as_str() == CALLS {
        return ("phone".to_owned(), "Phone".to_owned());
    }
    match picture.rules.source(&judged.source) {
        Some(rules) => (rules.kind.clone(), line(&rules.name)),
        None => (String::new(), judged.source.to_string()),
    }
}

pub(super) fn place(picture: &Picture, judged: &Judged) -> String {
    picture
        .rules
        .place(&judged.source, &judged.place)
        .map_or_else(|| judged.place.to_string(), |place| line(&place.name))
}
