//! What comes up by itself.

use chrono::TimeDelta;
use domain::picture::Picture;
use domain::queue::Section;

use super::row::snoozed_until;
use super::words;
use crate::Coming;

/// The most lines.
const LINES: usize = 6;

/// Nothing farther away is worth a line.
const SOON: TimeDelta = TimeDelta::days(14);

/// Snoozes that end, the next opening, the next peak, the next change of duty.
pub(super) fn coming(picture: &Picture) -> Vec<Coming> {
    let now = picture.now;
    let snoozes = picture
        .entries
        .iter()
        .filter(|entry| entry.section == Section::Snoozed)
        .filter_map(|entry| {
            Some(Coming {
                at: snoozed_until(picture, entry)?,
                what: words::line(&entry.judged.gist),
                why: "snoozed".to_owned(),
            })
        });
    let mut coming: Vec<Coming> = snoozes
        .chain(opening(picture))
        .chain(peak(picture))
        .chain(change(picture))
        .collect();
    coming.retain(|c| now < c.at && c.at - now <= SOON);
    coming.sort_by_key(|c| c.at);
    coming.truncate(LINES);
    coming
}

/// The opening that ends a time in which business clocks stand still.
fn opening(picture: &Picture) -> Option<Coming> {
    let calendar = &picture.rules.calendar;
    if calendar.is_open(picture.now) {
        return None;
    }
    Some(Coming {
        at: calendar.next_opening(picture.now)?,
        what: "Business hours begin".to_owned(),
        why: "opening".to_owned(),
    })
}

/// The next hours in which requests come fast.
fn peak(picture: &Picture) -> Option<Coming> {
    let rules = &picture.rules;
    let at = rules.next_peak(picture.now)?;
    let until = words::time(picture, rules.peak_ends(at)?);
    Some(Coming {
        at,
        what: "Peak hours".to_owned(),
        why: format!("until {until}"),
    })
}

fn change(picture: &Picture) -> Option<Coming> {
    let at = picture.rules.next_change_of_duty(picture.now)?;
    let mut names: Vec<String> = Vec::new();
    for seat in picture.rules.seats(at) {
        let name = words::name(picture, &seat.person);
        if seat.role.on_duty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names.sort_by_key(|name| name != "You");
    let what = match names.as_slice() {
        [] => "Nobody is on support from then on".to_owned(),
        [one] if one == "You" => "You are on support".to_owned(),
        [one] => format!("{one} is on support"),
        many => format!("{} are on support", words::joined(many)),
    };
    Some(Coming { at, what, why: "duty".to_owned() })
}
