//! The snoozes to choose from, each with the time at which it really ends.

use chrono::{DateTime, TimeDelta, Utc};
use domain::picture::{Close, Picture};
use domain::queue::snooze_end;
use domain::{Ball, Holder, Judged, Life, Snooze};

use super::verbs::verb;
use super::{owner, words};
use crate::{Act, SnoozeUntil, Verb};

/// The snoozes to choose from; those that end together are one.
pub(super) fn snoozes(picture: &Picture, close: &Close) -> Vec<Verb> {
    let on_duty = picture.who.role.on_duty();
    let claim = must_be_claimed(picture, close);
    if !close.entry.judged.life.lives() || claim && !on_duty {
        return Vec::new();
    }
    let desk = Bed { picture, judged: sleeper(picture, close, claim), claim };
    let mut choices: Vec<(DateTime<Utc>, Verb)> = Vec::new();
    for (until, chosen, key) in lengths(picture, &close.entry.judged) {
        let Some((end, verb)) = desk.choice(until, chosen, key) else {
            continue;
        };
        if !choices.iter().any(|(other, _)| *other == end) {
            choices.push((end, verb));
        }
    }
    choices.into_iter().map(|(_, verb)| verb).collect()
}

type Length = (SnoozeUntil, Option<DateTime<Utc>>, &'static str);

fn lengths(picture: &Picture, judged: &Judged) -> Vec<Length> {
    let now = picture.now;
    let minutes = |n| Some(now + TimeDelta::minutes(n));
    let mut lengths = vec![
        (SnoozeUntil::Minutes { minutes: 15 }, minutes(15), "S 1"),
        (SnoozeUntil::Minutes { minutes: 60 }, minutes(60), "S 2"),
    ];
    if let Some(tomorrow) = picture.rules.calendar.tomorrow(now) {
        lengths.push((SnoozeUntil::Tomorrow, Some(tomorrow), "S 3"));
    }
    // Nobody who was never answered is put away until they write again.
    let answered = judged.ball == Ball::Theirs
        || matches!(judged.life, Life::Answered { .. });
    if answered {
        lengths.push((SnoozeUntil::Reply, None, "S R"));
    }
    lengths
}

/// In the warning zone nobody may put away what nobody has.
fn must_be_claimed(picture: &Picture, close: &Close) -> bool {
    let nobodys = owner::owners(picture, &close.entry).is_empty();
    let pressing = close
        .entry
        .judged
        .deadline
        .as_ref()
        .is_some_and(|deadline| picture.now >= deadline.first_warning);
    nobodys && pressing
}

/// The request as it is once the snooze is chosen.
fn sleeper(picture: &Picture, close: &Close, claim: bool) -> Judged {
    let mut judged = (*close.entry.judged).clone();
    judged.owners = owner::owners(picture, &close.entry).into_owned();
    if let Some(me) = picture.who.person.clone().filter(|_| claim) {
        judged.owners.push(Holder { person: me, since: picture.now });
    }
    judged
}

struct Bed<'a> {
    picture: &'a Picture,
    judged: Judged,
    claim: bool,
}

impl Bed<'_> {
    fn choice(
        &self,
        until: SnoozeUntil,
        chosen: Option<DateTime<Utc>>,
        key: &str,
    ) -> Option<(DateTime<Utc>, Verb)> {
        let end = self.end(chosen)?;
        let verb_word = if self.claim { "Claim and snooze" } else { "Snooze" };
        let label = match self.broken_by(chosen, end) {
            Some(what) => {
                format!("{verb_word} to {}, {what}", self.time(end))
            }
            None => format!("{verb_word} {}", self.length(until, end)),
        };
        let act = Act::Snooze {
            request: self.judged.id.0,
            until,
            regardless: false,
            claim: self.claim,
        };
        Some((end, verb(act, &label, key)))
    }

    fn length(&self, until: SnoozeUntil, end: DateTime<Utc>) -> String {
        match until {
            SnoozeUntil::Minutes { minutes: 60 } => {
                format!("1 h, to {}", self.time(end))
            }
            SnoozeUntil::Minutes { minutes } => {
                format!("{minutes} min, to {}", self.time(end))
            }
            SnoozeUntil::Tomorrow | SnoozeUntil::At { .. } => {
                format!("until {}", self.time(end))
            }
            SnoozeUntil::Reply => "until they answer".to_owned(),
        }
    }

    fn time(&self, at: DateTime<Utc>) -> String {
        words::time(self.picture, at)
    }

    /// When it really ends, by the queue's own rule.
    fn end(&self, until: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        let asked = self.picture.now;
        let snooze = Snooze { asked, until, regardless: false };
        let judged = Judged { snooze: Some(snooze), ..self.judged.clone() };
        snooze_end(&judged, self.picture.who.person.as_ref())
    }

    /// What ends it before the chosen time.
    fn broken_by(
        &self,
        chosen: Option<DateTime<Utc>>,
        end: DateTime<Utc>,
    ) -> Option<&'static str> {
        if chosen.unwrap_or(DateTime::<Utc>::MAX_UTC) <= end {
            return None;
        }
        let deadline = self.judged.deadline.as_ref()?;
        let breaks = [
            (deadline.first_warning, "first warning"),
            (deadline.second_warning, "second warning"),
            (deadline.due, "when it is due"),
        ];
        breaks.into_iter().find(|(at, _)| *at == end).map(|(_, what)| what)
    }
}
