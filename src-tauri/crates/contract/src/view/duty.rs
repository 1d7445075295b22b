//! Who is on duty, in one line.

use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::picture::Picture;
use domain::{Duty as Seats, OffDuty, PersonKey, Role, Seat, Shift, Stretch};

use super::count::figure;
use super::words;
use crate::{Duty, ShiftDay};

/// The most names in the line; the others are counted.
const NAMES: usize = 3;

/// No shift is counted beyond so many days.
const LONGEST: u64 = 400;

/// A shift that takes a working week or more is called a week.
const WEEK: TimeDelta = TimeDelta::days(4);

/// "You and Ana until Wed 09:00".
pub(super) fn duty(picture: &Picture) -> Duty {
    let me = picture.who.person.as_ref();
    let role = picture.who.role;
    let (lead, rest) = match role {
        Role::Responder | Role::Fallback | Role::Secondary => on(picture),
        Role::Observer => (String::new(), seated(picture)),
        Role::OffDuty => (String::new(), off(picture)),
    };
    Duty {
        role: role.into(),
        me: me.map(|key| words::line(picture.rules.name(key))),
        lead,
        rest,
        answers: answers(picture),
        hint: picture
            .stranger()
            .map(|(what, remedy)| format!("{what} {remedy}")),
        day: shift_day(picture),
        alarms: picture.alarms && role == Role::Observer,
    }
}

/// Where those off duty only help, the answer is not theirs to give.
pub(super) fn answers(picture: &Picture) -> bool {
    match picture.who.role {
        Role::Responder | Role::Fallback | Role::Secondary => true,
        Role::OffDuty => picture.rules.off_duty == OffDuty::Answer,
        Role::Observer => false,
    }
}

fn on(picture: &Picture) -> (String, String) {
    let me = picture.who.person.as_ref();
    let names: Vec<String> = others(picture, me);
    let seat = match picture.who.role {
        Role::Fallback => " as fallback",
        Role::Secondary => " as secondary",
        Role::Responder | Role::Observer | Role::OffDuty => "",
    };
    let with = match (names.is_empty(), seat.is_empty()) {
        (true, _) => String::new(),
        (false, true) if names.len() == 1 => format!(" and {}", named(names)),
        (false, true) => format!(", {}", named(names)),
        (false, false) => format!(", with {}", named(names)),
    };
    ("You".to_owned(), format!("{seat}{with}{}", until(picture)))
}

/// Those on duty as somebody reads it who is not.
fn seated(picture: &Picture) -> String {
    let names = others(picture, None);
    if names.is_empty() {
        return "Nobody is on support".to_owned();
    }
    named(names) + &until(picture)
}

fn off(picture: &Picture) -> String {
    let next = picture.who.person.as_ref().and_then(|me| next(picture, me));
    let Some(shift) = next else { return "Off support".to_owned() };
    let what =
        if shift.to - shift.from >= WEEK { "next week" } else { "next shift" };
    format!("Off support, {what} {}", day(picture, shift.from))
}

/// The next shift in which somebody has a seat that answers.
fn next<'a>(picture: &'a Picture, me: &PersonKey) -> Option<&'a Shift> {
    let Seats::Shifts { shifts } = &picture.rules.duty else { return None };
    let sits = |s: &Seat| s.person == *me && s.role.on_duty();
    shifts.iter().find(|s| s.from > picture.now && s.seats.iter().any(sits))
}

/// A far day without its hour: "16 Dec".
fn day(picture: &Picture, at: DateTime<Utc>) -> String {
    if at - picture.now <= TimeDelta::days(6) {
        return words::time(picture, at);
    }
    at.with_timezone(&picture.zone).format("%-d %b").to_string()
}

fn others(picture: &Picture, me: Option<&PersonKey>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for seat in picture.rules.seats(picture.now) {
        let name = words::first_name(&picture.rules, &seat.person);
        let counts = seat.role.on_duty() && Some(&seat.person) != me;
        if counts && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn named(mut names: Vec<String>) -> String {
    if names.len() > NAMES {
        let more = names.len() - (NAMES - 1);
        names.truncate(NAMES - 1);
        names.push(format!("{more} more"));
    }
    words::joined(&names)
}

/// " until Wed 09:00", when the shift that ends first does.
fn until(picture: &Picture) -> String {
    let now = picture.now;
    let Seats::Shifts { shifts } = &picture.rules.duty else {
        return String::new();
    };
    shifts
        .iter()
        .filter(|s| s.from <= now && now < s.to)
        .map(|s| s.to)
        .min()
        .map(|to| format!(" until {}", words::time(picture, to)))
        .unwrap_or_default()
}

/// Which day of their week an observer has.
fn shift_day(picture: &Picture) -> Option<ShiftDay> {
    let me = picture.who.person.as_ref()?;
    let stretch = picture.rules.observing(me, picture.now)?;
    let days = open_days(picture, stretch);
    let begun = days.iter().filter(|from| **from <= picture.now).count();
    Some(ShiftDay { day: figure(begun.max(1)), of: figure(days.len().max(1)) })
}

/// When each day of a stretch begins, but for those on which the team is
/// closed.
fn open_days(picture: &Picture, stretch: Stretch) -> Vec<DateTime<Utc>> {
    let from = stretch.from.with_timezone(&picture.zone);
    let begins = (0..LONGEST).map_while(|n| {
        let at = from.checked_add_days(Days::new(n))?.to_utc();
        (at < stretch.to).then_some(at)
    });
    let calendar = &picture.rules.calendar;
    let open = |at: &DateTime<Utc>| {
        let ends = stretch.to.min(*at + TimeDelta::days(1));
        calendar.is_always()
            || calendar.open_time_between(*at, ends) > TimeDelta::zero()
    };
    begins.filter(open).collect()
}
