//! Who is on duty: always, by shifts, or everybody.

use chrono_tz::Tz;
use domain::{Duty, PersonKey, Role, Seat, Shift, Teammate};

use crate::findings::Findings;
use crate::moment::instant;
use crate::section::Section;
use crate::spot::Spot;
use crate::value::Value;
use crate::words::{any_of, nearest, quoted};

pub(crate) const ROLES: &[(&str, Role)] = &[
    ("responder", Role::Responder),
    ("fallback", Role::Fallback),
    ("secondary", Role::Secondary),
    ("observer", Role::Observer),
];

/// The seats that are lists of their own.
const LISTS: &[(&str, Role)] = &[
    ("fallback", Role::Fallback),
    ("secondary", Role::Secondary),
    ("observer", Role::Observer),
];

pub(crate) const SHIFT: &[&str] =
    &["from", "to", "people", "fallback", "secondary", "observer", "roles"];

/// Who is on duty, and where each shift stands.
pub(crate) struct Plan {
    /// Who is on duty.
    pub(crate) duty: Duty,
    /// The spots of the shifts, in the order in which `duty` has them.
    pub(crate) spots: Vec<Spot>,
}

/// The seats of a section, in the order of the file.
#[derive(Default)]
struct Seats {
    taken: Vec<Seat>,
    /// Somebody is named who is not in the roster, and that is told already.
    stranger: bool,
}

/// The plan of the file.
pub(crate) fn plan(
    top: &Section<'_>,
    zone: Tz,
    roster: &[Teammate],
    found: &mut Findings<'_>,
) -> Plan {
    let always = seats(top, "on_duty", roster, found);
    let keys = ["on_duty", "fallback", "secondary", "observer", "roles"];
    let named = first_of(top, &keys);
    let duty = match (top.get("shifts"), named) {
        (Some(value), named) => {
            if let Some(named) = named {
                found.fault(
                    &named.key_spot(),
                    "seats are given here and by [[shifts]]",
                    "Keep one of the two: seats at the top are taken always, \
                     those of a shift from its beginning to its end.",
                );
            }
            return by_shifts(&value, zone, roster, found);
        }
        (None, Some(named)) => {
            need_one_who_answers(&always, &named, found);
            Duty::Always { seats: always.taken }
        }
        (None, None) => Duty::Everyone,
    };
    Plan { duty, spots: Vec::new() }
}

fn by_shifts(
    value: &Value<'_>,
    zone: Tz,
    roster: &[Teammate],
    found: &mut Findings<'_>,
) -> Plan {
    let mut shifts: Vec<(Spot, Shift)> = value
        .tables(found)
        .iter()
        .filter_map(|section| {
            let shift = shift(section, zone, roster, found)?;
            Some((section.spot.clone(), shift))
        })
        .collect();
    if value.list().is_empty() {
        found.fault(
            &value.spot,
            "there is no shift in this list",
            "Write [[shifts]] with from, to and people, or take it out.",
        );
    }
    shifts.sort_by_key(|(_, shift)| shift.from);
    let (spots, shifts) = shifts.into_iter().unzip();
    Plan { duty: Duty::Shifts { shifts }, spots }
}

fn shift(
    section: &Section<'_>,
    zone: Tz,
    roster: &[Teammate],
    found: &mut Findings<'_>,
) -> Option<Shift> {
    section.only(SHIFT, found);
    let mut edge = |key: &str, example: &str| {
        let write = format!("{key} = {example}");
        let value = section.need(key, found, &write)?;
        instant(&value, zone, found)
    };
    let from = edge("from", "2026-11-18T09:00");
    let to = edge("to", "2026-11-25T09:00");
    let seats = seats(section, "people", roster, found);
    let who = first_of(section, &["people", "fallback", "secondary", "roles"])
        .or_else(|| section.need("people", found, "people = [\"ana\"]"));
    if let Some(who) = who {
        need_one_who_answers(&seats, &who, found);
    }
    let (from, to) = (from?, to?);
    if to <= from {
        let at = section.get("to").map_or(section.spot.clone(), |to| to.spot);
        found.fault(
            &at,
            "this shift ends before it begins",
            "Let “to” be later than “from”.",
        );
    }
    Some(Shift { from, to, seats: seats.taken })
}

/// The first of some keys that the section has.
fn first_of<'a>(section: &Section<'a>, keys: &[&str]) -> Option<Value<'a>> {
    keys.iter().find_map(|key| section.get(key))
}

/// The seats that a section gives: a list of people, lists of other roles,
/// and a table that says who is what.
fn seats(
    section: &Section<'_>,
    people: &str,
    roster: &[Teammate],
    found: &mut Findings<'_>,
) -> Seats {
    let mut seats = Seats::default();
    let lists = [(people, Role::Responder)];
    for (key, role) in lists.iter().chain(LISTS) {
        let Some(value) = section.get(key) else { continue };
        for entry in value.list() {
            let example = roster.first().map_or("ana", |it| it.key.as_str());
            let Some(name) = entry.text(found, example) else { continue };
            match person(name, &entry.spot, roster, found) {
                Some(person) => {
                    let seat = Seat { person, role: *role };
                    seats.take(seat, &entry.spot, found);
                }
                None => seats.stranger = true,
            }
        }
    }
    let roles = section.get("roles").and_then(|it| it.section(found));
    for (name, value) in roles.iter().flat_map(Section::entries) {
        let person = person(name, &value.key_spot(), roster, found);
        let role = value.choice(found, ROLES);
        match (person, role) {
            (Some(person), Some(role)) => seats.give(Seat { person, role }),
            (None, _) | (_, None) => seats.stranger = true,
        }
    }
    seats
}

impl Seats {
    fn take(&mut self, seat: Seat, at: &Spot, found: &mut Findings<'_>) {
        if self.taken.iter().any(|other| other.person == seat.person) {
            found.fault(
                at,
                format!("{} has two seats", quoted(seat.person.as_str())),
                "Everybody has one seat at a time; take one of the two out.",
            );
        } else {
            self.taken.push(seat);
        }
    }

    /// Who is on a list already changes their role, and keeps their place.
    fn give(&mut self, seat: Seat) {
        let known =
            self.taken.iter_mut().find(|other| other.person == seat.person);
        match known {
            Some(other) => other.role = seat.role,
            None => self.taken.push(seat),
        }
    }
}

fn person(
    name: &str,
    at: &Spot,
    roster: &[Teammate],
    found: &mut Findings<'_>,
) -> Option<PersonKey> {
    let keys = || roster.iter().map(|mate| mate.key.as_str());
    let known = roster.iter().find(|mate| mate.key.as_str() == name);
    if known.is_none() {
        let by_name = roster.iter().find(|mate| mate.name == name);
        let meant = by_name
            .map(|mate| mate.key.as_str())
            .or_else(|| nearest(name, keys()));
        let remedy = match meant {
            Some(meant) => format!("Did you mean \"{meant}\"?"),
            None if roster.is_empty() => "Write [roster.ana] first.".to_owned(),
            None => format!("Who answers is {}.", any_of(keys().take(12))),
        };
        let what = format!("{} is not in the roster", quoted(name));
        found.fault(at, what, remedy);
    }
    known.map(|mate| mate.key.clone())
}

/// Seats that nobody answers from would be silence taken for calm.
fn need_one_who_answers(
    seats: &Seats,
    at: &Value<'_>,
    found: &mut Findings<'_>,
) {
    let answers = seats.taken.iter().any(|seat| seat.role.on_duty());
    if !answers && !seats.stranger {
        found.fault(
            &at.key_spot(),
            "nobody who answers has a seat here",
            "Name at least one; an observer only reads along.",
        );
    }
}
