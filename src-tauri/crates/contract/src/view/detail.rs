//! A request read closely.

use domain::direct::PassedOn;
use domain::picture::{Close, PendingVerb, Picture, Stage};
use domain::text::clean;
use domain::{Judged, PlaceRules, Reach, allow};

use super::words::{first_name, line};
use super::{
    alerts, happened, notes, practice, priority, receipts, row, sentence,
    snoozes, thread, verbs,
};
use crate::{Detail, Draft, Offer, PassedLine, Row};

/// A request read closely.
#[must_use]
pub fn detail(picture: &Picture, close: &Close) -> Detail {
    let judged = &*close.entry.judged;
    let row = row(picture, &close.entry);
    let (clock_lead, clock_rest) = sentence::clock(picture, close, &row);
    let may = allow(&picture.who, Reach::Source).is_ok();
    let snoozes =
        if may { snoozes::snoozes(picture, close) } else { Vec::new() };
    Detail {
        seen: judged.seen,
        seen_after_s: (judged.seen - judged.asked).num_seconds().max(0),
        priority_words: priority::priority_words(picture, judged),
        clock_lead,
        clock_rest,
        labels: verbs::labels(close).map(line).collect(),
        verbs: verbs::verbs(picture, close, &row.owner, &snoozes),
        snoozes,
        thread: thread::thread(picture, close),
        happened: happened::happened(picture, judged),
        offers: offers(picture, judged),
        follows: judged.follows.map(|id| id.0),
        followed: judged.followed.map(|id| id.0),
        receipts: receipts::explain(picture, close),
        alerts: alerts::why(picture, close),
        open_label: verbs::open_label(close, picture),
        reply_to: reply_to(picture, judged, &row),
        reply_effect: reply_effect(picture, judged).filter(|_| may),
        notes: notes(&close.notes),
        practice: practice::lines(picture, close),
        passed: passed(picture, close),
        draft: Draft { text: close.draft.text.clone(), turn: close.draft.turn },
        row: Row { sending: held_back(picture, close).or(row.sending), ..row },
    }
}

/// Why an act waits for its source; that of a reply stands beneath its words.
fn held_back(picture: &Picture, close: &Close) -> Option<String> {
    let waits = |stage| stage == Stage::Waiting;
    let mut acts = close.entry.pending.iter();
    let act =
        acts.find(|act| waits(act.stage) && act.verb != PendingVerb::Reply)?;
    Some(thread::status(picture, act))
}

/// What teammates passed on is of use to whoever answers.
fn passed(picture: &Picture, close: &Close) -> Vec<PassedLine> {
    let answers = allow(&picture.who, Reach::Source).is_ok();
    let line = |it: &PassedOn| PassedLine {
        by: first_name(&picture.rules, &it.by),
        at: it.at,
        text: clean(&it.text),
    };
    close.passed.iter().filter(|_| answers).map(line).collect()
}

fn offers(picture: &Picture, judged: &Judged) -> Vec<Offer> {
    let offer = |offer: &domain::Offer| Offer {
        message: offer.message.to_string(),
        by: first_name(&picture.rules, &offer.by),
        at: offer.at,
        words: line(&offer.gist),
    };
    judged.offers.iter().map(offer).collect()
}

fn reply_to(picture: &Picture, judged: &Judged, row: &Row) -> String {
    let asks = match row.requester.as_str() {
        "" => &row.place,
        name => name,
    };
    if let Some(Ok(to)) = verbs::helped(picture, judged) {
        format!("to {to}, not to {asks}")
    } else if row.requester.is_empty() {
        format!("in {}", row.place)
    } else {
        format!("to {} in {}", row.requester, row.place)
    }
}

/// What a reply does: where this user only helps it goes to those who give
/// it.
fn reply_effect(picture: &Picture, judged: &Judged) -> Option<String> {
    match verbs::helped(picture, judged) {
        Some(Ok(_)) => Some("A direct message; the answer is theirs".into()),
        Some(Err(_)) => None,
        None => answer_effect(picture, judged),
    }
}

/// What an answer does, and the warning of the wrong-thread guard.
fn answer_effect(picture: &Picture, judged: &Judged) -> Option<String> {
    let asks = judged.internal;
    let place = picture.rules.place(&judged.source, &judged.place);
    let open_to_all = |place: &&PlaceRules| asks && place.public;
    let guard = place.filter(open_to_all).map(|place| {
        format!(
            "A teammate asks, and everyone in {} can read the answer",
            line(&place.name)
        )
    });
    let waits = judged.deadline.is_some() && judged.unanswered.is_some();
    let stops = waits.then(|| "Stops the clock".to_owned());
    match (stops, guard) {
        (Some(stops), Some(guard)) => Some(format!("{stops}. {guard}")),
        (stops, guard) => stops.or(guard),
    }
}
