//! Who works on a request, with what this user has just done on top.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use domain::picture::{Entry, Pending, PendingVerb, Picture, Stage};
use domain::{Holder, Judged, PersonKey};

use super::words;
use crate::{Owner, OwnerKind};

/// Who has a request once what is on its way has arrived.
pub(super) fn owners<'a>(
    picture: &Picture,
    entry: &'a Entry,
) -> Cow<'a, [Holder]> {
    let known = Cow::Borrowed(entry.judged.owners.as_slice());
    let Some(me) = &picture.who.person else { return known };
    let Some(last) = last_of_claim(entry) else { return known };
    let others =
        || entry.judged.owners.iter().filter(|o| o.person != *me).cloned();
    match last.verb {
        PendingVerb::Claim if !picture.who.role.on_duty() => known,
        PendingVerb::Claim => {
            let mine = Holder { person: me.clone(), since: last.asked };
            // A silent owner loses to a newer claim; a live one shares.
            let left = (!is_stale(&entry.judged, picture.now)).then(others);
            Cow::Owned(left.into_iter().flatten().chain([mine]).collect())
        }
        _ => Cow::Owned(others().collect()),
    }
}

/// The newest claim or release that is sure to be on its way.
fn last_of_claim(entry: &Entry) -> Option<&Pending> {
    entry.pending.iter().rfind(|p| {
        matches!(p.verb, PendingVerb::Claim | PendingVerb::Release)
            && matches!(p.stage, Stage::Sending | Stage::Waiting)
    })
}

/// Whether the owner has been silent so long that a newer claim wins.
pub(super) fn is_stale(judged: &Judged, now: DateTime<Utc>) -> bool {
    judged.owners.len() == 1 && judged.stale_at.is_some_and(|at| at <= now)
}

/// Whether it was handed over, nobody has accepted it, and the next shift has
/// begun.
pub(super) fn unaccepted(judged: &Judged, now: DateTime<Utc>) -> bool {
    let passing = judged.passing.as_ref();
    passing.is_some_and(|it| it.to.is_none() && it.until <= now)
}

/// Whether nobody has it, or this user does.
pub(super) fn is_for_me(picture: &Picture, owners: &[Holder]) -> bool {
    let me = picture.who.person.as_ref();
    owners.is_empty() || owners.iter().any(|o| Some(&o.person) == me)
}

/// Everyone who has it, this user first: "You, Ana".
pub(super) fn label(picture: &Picture, owners: &[Holder]) -> String {
    let mut names: Vec<String> =
        owners.iter().map(|o| words::name(picture, &o.person)).collect();
    names.sort_by_key(|name| name != "You");
    names.join(", ")
}

/// The owner cell of a row.
pub(super) fn owner(picture: &Picture, entry: &Entry) -> Owner {
    let owners = owners(picture, entry);
    let me = picture.who.person.as_ref();
    let mine = owners.iter().find(|o| Some(&o.person) == me);
    let kind = match (owners.len(), mine) {
        (0, _) => OwnerKind::Nobody,
        (1, Some(_)) => OwnerKind::You,
        (_, Some(_)) => OwnerKind::Together,
        (_, None) => OwnerKind::Teammate,
    };
    let label = match kind {
        OwnerKind::Nobody if unaccepted(&entry.judged, picture.now) => {
            "Not accepted".to_owned()
        }
        OwnerKind::Nobody => "Nobody".to_owned(),
        OwnerKind::You | OwnerKind::Teammate | OwnerKind::Together => {
            label(picture, &owners)
        }
    };
    let stale =
        kind == OwnerKind::Teammate && is_stale(&entry.judged, picture.now);
    Owner {
        kind,
        label,
        since: mine.or(owners.first()).map(|o| o.since),
        stale,
        silent_since: entry.judged.heard.filter(|_| stale),
        looking: looking(picture, entry)
            .iter()
            .map(|key| words::name(picture, key))
            .collect(),
    }
}

/// Teammates off duty who look at it, with this user's mark on its way.
pub(super) fn looking(picture: &Picture, entry: &Entry) -> Vec<PersonKey> {
    let mut looking = entry.judged.looking.clone();
    let (Some(me), Some(last)) = (&picture.who.person, last_of_claim(entry))
    else {
        return looking;
    };
    let claims = last.verb == PendingVerb::Claim;
    looking.retain(|key| key != me);
    if claims && !picture.who.role.on_duty() {
        looking.push(me.clone());
    }
    looking
}

/// How far the least certain of this user's acts has come.
pub(super) fn sending(entry: &Entry) -> Option<String> {
    let stages = entry.pending.iter().map(|pending| pending.stage);
    let (_, word) = stages
        .map(|stage| match stage {
            Stage::Sending => (0, "sending"),
            Stage::Waiting => (1, "held back"),
            Stage::Held => (2, "not sent"),
            Stage::Unknown => (3, "may be there"),
        })
        .max()?;
    Some(word.to_owned())
}
