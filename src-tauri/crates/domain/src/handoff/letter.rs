//! A handoff in the words in which it is sent into a channel.

use chrono::{DateTime, TimeDelta, Utc};

use super::item::words_of_note;
use super::{About, Handoff, Left};
use crate::text::{clean, clean_line, shorten};
use crate::when::duration;
use crate::wording::{capital, joined};
use crate::{CALLS, ExternalId, Judged, PersonKey, PlaceId, Rules, SourceId};

/// The most lines of a list in the summary.
const MOST: usize = 10;
/// The most characters of a note or an answer, so that the channel takes it
/// as one message.
const LONGEST: usize = 3_000;

/// A reply that passes one request on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Which.
    pub about: About,
    /// What it says.
    pub text: String,
}

/// A handoff as it is sent: a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What begins the thread.
    pub summary: String,
    /// One for each request that is open.
    pub replies: Vec<Reply>,
}

/// Puts a handoff into the words in which it is sent. Times are those of the
/// team: people in other zones read it, too.
#[must_use]
pub fn letter(handoff: &Handoff, rules: &Rules) -> Letter {
    let open = handoff.open.iter();
    let replies = open.map(|(left, judged)| Reply {
        about: about(judged),
        text: reply((left, judged), handoff, rules),
    });
    Letter { summary: summary(handoff, rules), replies: replies.collect() }
}

/// A request by its first message. A call has none: nobody else knows it.
#[must_use]
pub fn about(judged: &Judged) -> About {
    let call = || ExternalId::new(judged.id.to_string());
    match &judged.root {
        Some(root) => About {
            source: judged.source.clone(),
            place: judged.place.clone(),
            root: root.clone(),
        },
        None => About {
            source: SourceId::new(CALLS),
            place: PlaceId::new(""),
            root: call(),
        },
    }
}

fn summary(handoff: &Handoff, rules: &Rules) -> String {
    let day = |at: DateTime<Utc>| {
        at.with_timezone(&rules.zone).format("%a %-d %b").to_string()
    };
    let span =
        format!("{} to {}", day(handoff.span.from), day(handoff.span.to));
    let from = people(&handoff.on, rules);
    let to = people(&handoff.next, rules);
    let to = if to.is_empty() { to } else { format!(" to {to}") };
    let mut lines = vec![format!("Handoff from {from}{to}, {span}.")];
    let mark = sign(rules.accept_mark());
    lines.push(match handoff.open.len() {
        0 => "Nothing is open.".to_owned(),
        1 => format!("1 request is open. {mark} on the reply takes it over."),
        n => format!(
            "{n} requests are open, one reply each. {mark} on a reply \
             takes that request over."
        ),
    });
    lines.push(numbers(handoff));
    lines.extend(users(handoff));
    let late = handoff.late.iter().take(MOST);
    lines.extend(late.map(|it| {
        let late = duration(TimeDelta::milliseconds(it.late_ms));
        format!("Answered {late} late: {}", clean_line(&it.gist))
    }));
    let back = handoff.came_back.iter().take(MOST);
    lines.extend(back.map(|it| {
        format!("Came {} times: {}", it.times, clean_line(&it.gist))
    }));
    lines.extend(handoff.jobs.iter().map(|it| match it.done {
        Some(at) => format!("Done: {} ({})", it.job, day(at)),
        None => format!("Not done: {}", it.job),
    }));
    lines.extend(handoff.form.iter().map(|it| {
        let answer = it.text.as_deref().unwrap_or("Not answered.");
        format!("{}\n{}", it.question, shorten(&clean(answer), LONGEST))
    }));
    lines.join("\n")
}

/// How a mark is written: as people see it where that is known.
fn sign(mark: &str) -> String {
    match mark {
        "white_check_mark" => "\u{2705}".to_owned(),
        other => format!(":{other}:"),
    }
}

fn numbers(handoff: &Handoff) -> String {
    let it = &handoff.numbers;
    let took = |name: &str, ms: Option<i64>| {
        let span = duration(TimeDelta::milliseconds(ms?));
        Some(format!("{name} {span}"))
    };
    let mut parts = vec![match it.requests {
        1 => "1 request".to_owned(),
        n => format!("{n} requests"),
    }];
    if it.answered > 0 {
        parts.push(format!("{} of {} in time", it.in_time, it.answered));
    }
    parts.extend(took("first response p50", it.p50_ms));
    parts.extend(took("p90", it.p90_ms));
    parts.join(", ") + "."
}

fn users(handoff: &Handoff) -> Option<String> {
    let day = |it: &super::DayUsers| {
        let most = if it.at_most { "at most " } else { "" };
        format!("{} {most}{}", it.day.format("%a"), it.users)
    };
    let days: Vec<String> = handoff.users.iter().map(day).collect();
    let told = !days.is_empty();
    told.then(|| format!("Outside users: {}.", days.join(", ")))
}

fn reply(
    (left, judged): (&Left, &Judged),
    handoff: &Handoff,
    rules: &Rules,
) -> String {
    let time = |at: DateTime<Utc>| {
        at.with_timezone(&rules.zone).format("%a %-d %b %H:%M").to_string()
    };
    let who = clean_line(&judged.requester);
    let gist = clean_line(&judged.gist);
    let mut lines = vec![match who.is_empty() {
        true => gist,
        false => format!("{who}: {gist}"),
    }];
    lines.extend(judged.link.as_deref().map(clean_line));
    let due =
        left.due.map(|(kind, at)| format!("{} due {}", kind.words(), time(at)));
    let to = people(&left.to, rules);
    let to = (!to.is_empty() && left.to != handoff.next)
        .then(|| format!("for {to}"));
    let facts: Vec<String> = due.into_iter().chain(to).collect();
    if !facts.is_empty() {
        lines.push(capital(&facts.join(", ")));
    }
    lines.extend(judged.promise.as_ref().map(|it| {
        format!("Promised: {}, by {}", rules.name(&it.by), time(it.due))
    }));
    let note = left.note.as_deref();
    lines.extend(note.map(|it| words_of_note(&shorten(&clean(it), LONGEST))));
    lines.join("\n")
}

fn people(keys: &[PersonKey], rules: &Rules) -> String {
    let names = keys.iter().map(|key| rules.name(key).to_owned());
    joined(&names.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests;
