//! The calendars of the file by their names.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use domain::calendar::{Calendar, Part, Union};
use domain::target::Target;
use domain::{Duty, Level, PersonKey, Seat, Teammate};

use super::calendar::{
    BUSINESS_HOURS, Hours, ROUND_THE_CLOCK, hours, of_section,
};
use super::imported::Imported;
use super::is_key;
use crate::findings::Findings;
use crate::section::Section;
use crate::value::Value;
use crate::words::{any_of, nearest, quoted};

/// The calendar of those who are on shift.
const ON_DUTY: &str = "on-duty";

/// The team's calendar and the others.
pub(crate) struct Calendars {
    /// What counts where nothing else is said.
    pub(crate) team: Hours,
    named: BTreeMap<String, Hours>,
}

/// Every calendar that the file describes, and those that every team has.
pub(crate) fn calendars(
    top: &Section<'_>,
    zone: Tz,
    found: &mut Findings<'_>,
) -> Calendars {
    let team = hours(top, zone, found);
    let mut named = BTreeMap::new();
    named.insert(BUSINESS_HOURS.to_owned(), team.clone());
    named.insert(ROUND_THE_CLOCK.to_owned(), Hours::always(zone));
    let imported = Imported::of(top);
    let described = top.get("calendars").and_then(|it| it.section(found));
    for (name, value) in described.iter().flat_map(Section::entries) {
        let Some(section) = value.section(found) else { continue };
        tell_unusable(name, &value, found);
        let hours = of_section(&section, (name, zone), &imported, found);
        named.entry(name.to_owned()).or_insert(hours);
    }
    Calendars { team, named }
}

/// When most requests come: one step louder, and read as fast as may be.
pub(crate) fn peaks(
    top: &Section<'_>,
    zone: Tz,
    found: &mut Findings<'_>,
) -> Vec<Calendar> {
    let entries =
        top.get("peaks").map(|it| it.tables(found)).unwrap_or_default();
    let imported = Imported::of(top);
    let read = |section: &Section<'_>| {
        of_section(section, ("peak", zone), &imported, found).calendar
    };
    entries.iter().map(read).filter(|peak| !peak.is_always()).collect()
}

/// A name is typed elsewhere, and it is nobody else's.
fn tell_unusable(name: &str, value: &Value<'_>, found: &mut Findings<'_>) {
    if name == ON_DUTY {
        found.fault(
            &value.key_spot(),
            format!("{} is the calendar of those on shift", quoted(name)),
            "Give this one another name; the hours of a person stand in the \
             roster.",
        );
    }
    if !is_key(name) {
        found.fault(
            &value.key_spot(),
            format!("{} cannot be typed as a name", quoted(name)),
            "Write letters, digits, \"-\" and \"_\": [calendars.night].",
        );
    }
}

impl Calendars {
    /// Puts the working hours of those on shift together: the union of them,
    /// each for as long as their shift lasts.
    pub(crate) fn put_on_duty(&mut self, duty: &Duty, roster: &[Teammate]) {
        let hours = |key: &PersonKey| {
            let mate = roster.iter().find(|mate| mate.key == *key);
            mate.and_then(|mate| mate.hours.clone())
                .unwrap_or_else(|| self.team.calendar.clone())
        };
        let seats = |seats: &[Seat], from, to| -> Vec<Part> {
            let on_duty = seats.iter().filter(|seat| seat.role.on_duty());
            on_duty
                .map(|seat| hours(&seat.person))
                .map(|calendar| Part { from, to, calendar })
                .collect()
        };
        let parts: Vec<Part> = match duty {
            Duty::Everyone => roster
                .iter()
                .map(|mate| hours(&mate.key))
                .map(|calendar| Part { from: None, to: None, calendar })
                .collect(),
            Duty::Always { seats: taken } => seats(taken, None, None),
            Duty::Shifts { shifts } => shifts
                .iter()
                .flat_map(|it| seats(&it.seats, Some(it.from), Some(it.to)))
                .collect(),
        };
        let name = ON_DUTY.to_owned();
        let zone = self.team.calendar.zone();
        let union = Union { name, zone, parts };
        let hours = Hours {
            calendar: Calendar::Union(Box::new(union)),
            after_closing: self.team.after_closing,
        };
        self.named.insert(ON_DUTY.to_owned(), hours);
    }

    /// A calendar by the name that a value gives it; a fault where there is
    /// none.
    pub(crate) fn named(
        &self,
        value: &Value<'_>,
        found: &mut Findings<'_>,
    ) -> Option<(String, &Hours)> {
        let name = value.text(found, BUSINESS_HOURS)?;
        let hours = self.named.get(name);
        if hours.is_none() {
            let names = || self.named.keys().map(String::as_str);
            let remedy = match nearest(name, names()) {
                Some(meant) => format!("Did you mean \"{meant}\"?"),
                None => format!(
                    "Write [calendars.NAME] with days and hours; there is {}.",
                    any_of(names().take(12))
                ),
            };
            let what = format!("there is no calendar {}", quoted(name));
            found.fault(&value.spot, what, remedy);
        }
        Some((name.to_owned(), hours?))
    }

    /// Whether a target can ever be reached in its calendar.
    pub(crate) fn fits(&self, target: &Target) -> bool {
        let named = target.calendar.as_ref().and_then(|it| self.named.get(it));
        let calendar = &named.unwrap_or(&self.team).calendar;
        calendar.may_hold(target)
    }

    /// The calendars that levels name, besides the team's.
    pub(crate) fn named_by(
        &self,
        levels: &[Level],
    ) -> BTreeMap<String, Calendar> {
        let names = levels.iter().flat_map(|level| {
            let own = level.targets().map(|(_, target)| &target.calendar);
            own.flatten().chain(&level.calendar).chain(&level.when.hours)
        });
        let names: BTreeSet<&String> = names.collect();
        self.named
            .iter()
            .filter(|(name, _)| {
                names.contains(name) && *name != self.team.calendar.name()
            })
            .map(|(name, hours)| (name.clone(), hours.calendar.clone()))
            .collect()
    }
}
