//! The sources, promises, hours and people of a team, as settings show them.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar::Calendar;
use domain::picture::{Picture, Watched};
use domain::target::{Target, TargetKind};
use domain::when::duration;
use domain::{Level, Probe, Repeats, SourceId, Teammate, Way};

use super::sources::source_line;
use super::words::{line, sentence};
use crate::{
    LevelSetting, PersonSetting, PlaceSetting, Priority, SourceSetting,
};

/// The sources, each with the account it was read by last.
#[must_use]
pub fn source_settings(
    picture: &Picture,
    accounts: &BTreeMap<SourceId, Probe>,
) -> Vec<SourceSetting> {
    picture
        .sources
        .iter()
        .map(|source| SourceSetting {
            line: source_line(picture, source),
            way: way(source),
            writes: writes(picture),
            signed_in_as: accounts
                .get(&source.id)
                .map(|account| line(&account.me.name)),
            key_kept: None,
            ends: accounts
                .get(&source.id)
                .and_then(|account| account.ends)
                .map(|at| ends(picture, at)),
            may: said(accounts.get(&source.id).map(|it| &it.may)),
            lacks: said(accounts.get(&source.id).map(|it| &it.may_not)),
            places: places(picture, source),
        })
        .collect()
}

/// What a source says of an account, a sentence each.
fn said(words: Option<&Vec<String>>) -> Vec<String> {
    let words = words.into_iter().flatten();
    words.map(|it| sentence(&line(it))).collect()
}

/// "Tue 22 Dec 2026, unless it is renewed before".
fn ends(picture: &Picture, at: DateTime<Utc>) -> String {
    let day = at.with_timezone(&picture.zone).format("%a %-d %b %Y");
    format!("{day}, unless it is renewed before")
}

fn way(source: &Watched) -> String {
    match source.way {
        Way::Push => "as it happens".to_owned(),
        Way::Poll => format!("every {}", duration(source.pace)),
    }
}

/// The marks that acts leave, and replies.
fn writes(picture: &Picture) -> String {
    let rules = &picture.rules;
    let mark = |name: &str| match name {
        "eyes" => "👀".to_owned(),
        "white_check_mark" => "✅".to_owned(),
        other => format!(":{}:", line(other)),
    };
    let marks = [
        Some(rules.claim_mark.as_str()),
        rules.close_mark.as_deref(),
        rules.dismiss_mark.as_deref(),
    ];
    let marks = marks.into_iter().flatten().map(mark);
    marks.chain(["replies".to_owned()]).collect::<Vec<_>>().join(", ")
}

fn places(picture: &Picture, source: &Watched) -> Vec<PlaceSetting> {
    let rules = picture.rules.source(&source.id);
    rules
        .map_or(&[][..], |rules| &rules.places)
        .iter()
        .map(|place| PlaceSetting {
            id: line(place.id.as_str()),
            name: line(&place.name),
        })
        .collect()
}

/// The service levels, in the order of the team file.
#[must_use]
pub fn levels(picture: &Picture) -> Vec<LevelSetting> {
    let levels = picture.rules.levels.iter().enumerate();
    levels.map(|(index, level)| level_setting(picture, index, level)).collect()
}

fn level_setting(
    picture: &Picture,
    index: usize,
    level: &Level,
) -> LevelSetting {
    let target = level.first_response.as_ref();
    LevelSetting {
        index: u32::try_from(index).unwrap_or(u32::MAX),
        name: line(&level.name),
        priority: level.priority().map(Priority::from),
        target: target.map(Target::full_words),
        counted: target.map_or_else(String::new, |t| counted(picture, t)),
        warns: target.map(|target| warns(picture, target)),
        over: over(level),
        claim_counts: level.counts == domain::Counts::Claim,
    }
}

/// How it rings again once it is overdue.
fn over(level: &Level) -> String {
    if level.first_response.is_none() {
        return "nothing is due".to_owned();
    }
    let (minutes, times) = match level.repeats {
        Some(Repeats::Never) => return "once".to_owned(),
        Some(Repeats::Every { minutes, times }) => (minutes.get(), times),
        None if level.priority() == Some(domain::Priority::Normal) => {
            return "once".to_owned();
        }
        None => (1, None),
    };
    let every = if minutes == 1 {
        "again every 60 s".to_owned()
    } else {
        format!("again every {minutes} min")
    };
    match times {
        Some(times) => format!("{every}, at most {times} times"),
        None => every,
    }
}

fn counted(picture: &Picture, target: &Target) -> String {
    let calendar = picture.rules.calendar_of(target);
    if !target.counts_open_time() || calendar.is_always() {
        return "round the clock".to_owned();
    }
    match &target.calendar {
        Some(name) => format!("in the hours of {}", line(name)),
        None => "in business hours".to_owned(),
    }
}

/// When a target warns, counted from the message in the target's own time.
fn warns(picture: &Picture, target: &Target) -> String {
    if let Some(ahead) = target.ahead {
        let minutes = |n: NonZeroU32| TimeDelta::minutes(n.get().into());
        return format!(
            "{} and {} before the end",
            duration(minutes(ahead.first)),
            duration(minutes(ahead.second))
        );
    }
    match target.kind {
        TargetKind::Minutes(minutes) | TargetKind::BusinessMinutes(minutes) => {
            let [first, second] = shares(picture, minutes);
            format!("after {} and {}", duration(first), duration(second))
        }
        TargetKind::NextBusinessDay { .. } | TargetKind::CalendarDays(_) => {
            "at the opening of the day, and 1 h before the end".to_owned()
        }
    }
}

fn shares(picture: &Picture, minutes: NonZeroU32) -> [TimeDelta; 2] {
    let target = Target::from(TargetKind::Minutes(minutes));
    let from = DateTime::<Utc>::UNIX_EPOCH;
    let due = from + TimeDelta::minutes(minutes.get().into());
    let always = Calendar::always("", picture.zone);
    let warnings = target.warnings(from, due, &always);
    [warnings.first - from, warnings.second - from]
}

/// Who answers, in the order of the team file.
#[must_use]
pub fn people(picture: &Picture) -> Vec<PersonSetting> {
    let roster = picture.rules.roster.iter();
    roster.map(|mate| person(picture, mate)).collect()
}

fn person(picture: &Picture, mate: &Teammate) -> PersonSetting {
    PersonSetting {
        key: line(mate.key.as_str()),
        name: line(&mate.name),
        email: mate.email.as_deref().map(line),
        known_at: mate.ids.iter().map(|(id, _)| id.to_string()).collect(),
        role: picture.rules.role(&mate.key, picture.now).into(),
        observes: mate.observes.map(|week| {
            let zone = picture.rules.calendar.zone();
            let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
            // The end is not in it any more.
            (day(week.from), day(week.to - TimeDelta::milliseconds(1)))
        }),
        me: picture.who.person.as_ref() == Some(&mate.key),
    }
}
