//! What one shift leaves to the next, for people.

mod passing;
mod text;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::handoff::{Handoff, Left, PastShift};
use domain::picture::Picture;
use domain::text::clean;
use domain::when::duration;
use domain::{Judged, PersonKey};

use super::count::figure;
use super::words::{first_name, joined, line, name, time};
use crate::{
    HandoffDay, HandoffFact, HandoffFigure, HandoffJob, HandoffLine,
    HandoffPage, HandoffPast, HandoffQuestion,
};

/// A shift that takes a working week or more is called a week.
const WEEK: TimeDelta = TimeDelta::days(4);
/// The most lines of a list beside the open requests.
const MOST: usize = 20;

/// What one shift leaves to the next, for people.
#[must_use]
pub fn handoff_page(picture: &Picture, handoff: &Handoff) -> HandoffPage {
    let span = |ms: i64| duration(TimeDelta::milliseconds(ms));
    let fact = |request: i64, gist: &str, words: String| HandoffFact {
        request,
        gist: line(gist),
        words,
    };
    let mut page = HandoffPage {
        shift: handoff.span.from,
        over: handoff.over,
        kind: kind(handoff).to_owned(),
        title: title(picture, handoff),
        under: under(picture, handoff),
        open: handoff
            .open
            .iter()
            .map(|it| {
                let passed = passing::passed(picture, handoff, &it.1);
                HandoffLine {
                    taken: passed.as_ref().is_some_and(|(_, taken)| *taken),
                    passed: passed.map(|(words, _)| words),
                    ..left(picture, it)
                }
            })
            .collect(),
        notes_missing: figure(handoff.notes_missing()),
        answers_missing: figure(handoff.answers_missing()),
        came_back: handoff
            .came_back
            .iter()
            .take(MOST)
            .map(|it| {
                fact(it.request.0, &it.gist, format!("{} times", it.times))
            })
            .collect(),
        late: handoff
            .late
            .iter()
            .map(|it| {
                let words = format!("{} late", span(it.late_ms));
                fact(it.request.0, &it.gist, words)
            })
            .collect(),
        answered: figure(handoff.numbers.answered),
        numbers: numbers(picture, handoff),
        users: days(handoff),
        form: handoff
            .form
            .iter()
            .map(|it| HandoffQuestion {
                question: clean(&it.question),
                answer: it.text.as_deref().map(clean),
            })
            .collect(),
        jobs: handoff
            .jobs
            .iter()
            .map(|it| HandoffJob {
                job: clean(&it.job),
                done: it.done.map(|at| time(picture, at)),
            })
            .collect(),
        handed: handoff.handed.map(|at| time(picture, at)),
        channel: handoff.sent.channel.as_deref().map(line),
        letter: passing::words(picture, handoff),
        sent: passing::sent(picture, handoff),
        arriving: handoff
            .arriving
            .as_ref()
            .map(|it| passing::arriving(picture, it)),
        past: handoff.past.iter().map(|it| gone(picture, it)).collect(),
        text: String::new(),
    };
    page.text = text::text(picture, handoff, &page);
    page
}

/// "Handoff to Priya and Tomás".
fn title(picture: &Picture, handoff: &Handoff) -> String {
    if handoff.over {
        return format!("The {} {}", kind(handoff), when(picture, handoff));
    }
    if handoff.next.is_empty() {
        return format!("Handoff of this {}", kind(handoff));
    }
    format!("Handoff to {}", people(picture, &handoff.next))
}

/// "From you and Ana. Their week starts Wed 25 Nov 09:00."
fn under(picture: &Picture, handoff: &Handoff) -> String {
    let from = people(picture, &handoff.on);
    let on = if from.is_empty() { "nobody".to_owned() } else { from };
    if handoff.over {
        let handed = match handoff.handed {
            Some(at) => format!("It was handed over {}.", day(picture, at)),
            None => "It was not handed over.".to_owned(),
        };
        return format!("On support: {on}. {handed}");
    }
    let starts = day(picture, handoff.span.to);
    let kind = kind(handoff);
    if handoff.next.is_empty() {
        return format!("From {on}. The {kind} ends {starts}.");
    }
    let whose = match handoff.next.as_slice() {
        [one] if is_me(picture, one) => "Your",
        _ => "Their",
    };
    format!("From {on}. {whose} {kind} starts {starts}.")
}

fn kind(handoff: &Handoff) -> &'static str {
    let long = handoff.span.to - handoff.span.from >= WEEK;
    if long { "week" } else { "shift" }
}

/// "Wed 11 Nov to Wed 18 Nov".
fn when(picture: &Picture, handoff: &Handoff) -> String {
    format!(
        "{} to {}",
        date(picture, handoff.span.from),
        date(picture, handoff.span.to)
    )
}

fn date(picture: &Picture, at: DateTime<Utc>) -> String {
    at.with_timezone(&picture.zone).format("%a %-d %b").to_string()
}

fn day(picture: &Picture, at: DateTime<Utc>) -> String {
    at.with_timezone(&picture.zone).format("%a %-d %b %H:%M").to_string()
}

fn is_me(picture: &Picture, key: &PersonKey) -> bool {
    picture.who.person.as_ref() == Some(key)
}

/// "you and Ana", this user first.
fn people(picture: &Picture, of: &[PersonKey]) -> String {
    let me = of.iter().filter(|key| is_me(picture, key));
    let others = of.iter().filter(|key| !is_me(picture, key));
    let me = me.map(|_| "you".to_owned());
    let others = others.map(|key| name(picture, key));
    joined(&me.chain(others).collect::<Vec<_>>())
}

fn left(picture: &Picture, (left, judged): &(Left, Judged)) -> HandoffLine {
    let due = left.due;
    let tier = judged.tier.as_deref().map(line);
    let who = [Some(line(&judged.requester)), tier];
    let source = picture.source(&judged.source);
    let promise = judged.promise.as_ref().map(|it| {
        format!("{}, by {}", name(picture, &it.by), time(picture, it.due))
    });
    HandoffLine {
        request: left.request.0,
        due: due.map(|(_, at)| time(picture, at)).unwrap_or_default(),
        what: due.map(|(kind, _)| kind.words().to_owned()).unwrap_or_default(),
        priority: judged.priority.into(),
        source_kind: source.map_or_else(String::new, |it| it.kind.clone()),
        source: source.map_or_else(String::new, |it| line(&it.name)),
        gist: line(&judged.gist),
        requester: who
            .into_iter()
            .flatten()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        promise,
        to: people(picture, &left.to),
        note: left.note.as_deref().map(clean),
        note_id: left.note_id,
        before: left.before.as_deref().map(clean),
        passed: None,
        taken: false,
    }
}

fn numbers(picture: &Picture, handoff: &Handoff) -> Vec<HandoffFigure> {
    let numbers = &handoff.numbers;
    let took = |ms: Option<i64>| {
        let span = ms.map(|ms| duration(TimeDelta::milliseconds(ms)));
        span.unwrap_or_else(|| "none yet".to_owned())
    };
    let made = |label: &str, value: String| HandoffFigure {
        label: label.to_owned(),
        value,
    };
    let mut figures = vec![
        made("Requests", numbers.requests.to_string()),
        made("In time", format!("{} of {}", numbers.in_time, numbers.answered)),
        made("First response, p50", took(numbers.p50_ms)),
        made("First response, p90", took(numbers.p90_ms)),
    ];
    let rare = [
        ("No answer yet", numbers.waiting),
        ("Ended without an answer", numbers.ended),
        ("From the team itself", numbers.internal),
    ];
    let some = rare.into_iter().filter(|(_, n)| *n > 0);
    figures.extend(some.map(|(label, n)| made(label, n.to_string())));
    let helped = handoff.helped.iter().map(|(who, answers)| {
        let many = if *answers == 1 { "answer" } else { "answers" };
        let label = format!("Helped by {}", first_name(&picture.rules, who));
        made(&label, format!("{answers} {many}"))
    });
    figures.extend(helped);
    figures
}

fn days(handoff: &Handoff) -> Vec<HandoffDay> {
    let long = handoff.users.len() > 7;
    let named = |day: NaiveDate| {
        let form = if long { "%-d %b" } else { "%a" };
        day.format(form).to_string()
    };
    let days = handoff.users.iter().map(|it| HandoffDay {
        day: named(it.day),
        users: figure(it.users),
        at_most: it.at_most,
    });
    days.collect()
}

fn gone(picture: &Picture, past: &PastShift) -> HandoffPast {
    let (from, to) = (past.span.from, past.span.to);
    HandoffPast {
        shift: from,
        when: format!("{} to {}", date(picture, from), date(picture, to)),
        on: people(picture, &past.on),
        handed: past.handed.map(|at| day(picture, at)),
    }
}
