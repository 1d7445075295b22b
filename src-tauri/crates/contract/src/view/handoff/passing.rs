//! How a handoff stands in its channel, for people.

use domain::Judged;
use domain::handoff::{Arrived, Arriving, Handoff, Item, letter};
use domain::picture::Picture;
use domain::text::clean;

use super::{day, is_me};
use crate::view::count::figure;
use crate::view::words::{line, name, time};
use crate::{HandoffArriving, HandoffItem};

/// What would be sent, message by message; nothing where it cannot be.
pub(super) fn words(picture: &Picture, handoff: &Handoff) -> Vec<String> {
    if handoff.over || handoff.sent.channel.is_none() {
        return Vec::new();
    }
    let letter = letter(handoff, &picture.rules);
    let replies = letter.replies.into_iter().map(|reply| reply.text);
    std::iter::once(letter.summary).chain(replies).collect()
}

/// "Sent to #support by Ana 17:20, 3 of 4 accepted."
pub(super) fn sent(picture: &Picture, handoff: &Handoff) -> Option<String> {
    let sent = &handoff.sent;
    let waiting = match sent.waiting {
        0 => String::new(),
        1 => " 1 message is on its way.".to_owned(),
        n => format!(" {n} messages are on their way."),
    };
    let Some(summary) = sent.summary() else {
        let some = !waiting.is_empty();
        return some.then(|| waiting.trim_start().to_owned());
    };
    let place = picture.rules.place(&summary.source, &summary.place);
    let place = place
        .map_or_else(|| summary.place.to_string(), |place| line(&place.name));
    let passed = sent.items.iter().filter(|item| item.about.is_some());
    let (mut all, mut taken) = (0, 0);
    for item in passed {
        all += 1;
        taken += usize::from(item.taken(&picture.rules).is_some());
    }
    let since = time(picture, summary.at);
    let by = sent.with.as_ref().map(|by| name(picture, by));
    let by = by.map_or_else(String::new, |by| format!(" by {by}"));
    Some(format!(
        "Sent to {place}{by} {since}, {taken} of {all} accepted.{waiting}"
    ))
}

/// "Sent, not accepted yet", "Accepted by Priya", and whether it is.
pub(super) fn passed(
    picture: &Picture,
    handoff: &Handoff,
    judged: &Judged,
) -> Option<(String, bool)> {
    let mut items = handoff.sent.items.iter();
    let item = items.rfind(|item| item.is_about(judged))?;
    Some(match taken(picture, item) {
        Some(by) => (format!("Accepted by {by}"), true),
        None if item.span.to <= picture.now => {
            ("Nobody accepted it".to_owned(), false)
        }
        None => ("Sent, not accepted yet".to_owned(), false),
    })
}

/// What somebody else hands over.
pub(super) fn arriving(
    picture: &Picture,
    arriving: &Arriving,
) -> HandoffArriving {
    let from = name(picture, &arriving.from);
    let begins = match arriving.until <= picture.now {
        true => "The next shift began",
        false => "The next shift begins",
    };
    let items = arriving.items.iter().map(|it| arrived(picture, it));
    let items: Vec<HandoffItem> = items.collect();
    let waits = |item: &&HandoffItem| item.taken.is_none();
    HandoffArriving {
        title: format!("Handoff from {from}"),
        under: format!(
            "Sent {}. {begins} {}.",
            day(picture, arriving.at),
            day(picture, arriving.until)
        ),
        waiting: figure(items.iter().filter(waits).count()),
        items,
    }
}

fn arrived(picture: &Picture, arrived: &Arrived) -> HandoffItem {
    let Arrived { item, judged, sending } = arrived;
    let judged = judged.as_ref();
    let source = item.about.as_ref().map(|about| &about.source);
    let known = source.and_then(|source| picture.source(source));
    let due = judged.and_then(|judged| judged.stands_by(picture.now));
    HandoffItem {
        message: item.external.to_string(),
        request: judged.map(|judged| judged.id.0),
        due: due.map(|due| time(picture, due.due)).unwrap_or_default(),
        priority: judged.map(|judged| judged.priority.into()),
        source_kind: known.map(|it| it.kind.clone()).unwrap_or_default(),
        source: known.map(|it| line(&it.name)).unwrap_or_default(),
        gist: judged.map_or_else(
            || "A request that is not in the queue here".to_owned(),
            |judged| line(&judged.gist),
        ),
        requester: judged.map(|it| line(&it.requester)).unwrap_or_default(),
        note: item.note.as_deref().map(clean),
        taken: taken(picture, item),
        sending: *sending,
    }
}

fn taken(picture: &Picture, item: &Item) -> Option<String> {
    let (by, _) = item.taken(&picture.rules)?;
    Some(match is_me(picture, by) {
        true => "you".to_owned(),
        false => name(picture, by),
    })
}
