//! When somebody of the roster works, and where.

use chrono_tz::Tz;
use domain::calendar::{
    BusinessHoursDescription, Calendar, CalendarDescription, DatedHours,
};

use super::calendar::{Hours, week};
use super::zone::zone_of;
use crate::findings::Findings;
use crate::section::Section;

pub(crate) const WORKING: &[&str] = &["zone", "days", "hours"];

/// The zone and the hours of a person, where the file gives them.
///
/// Their hours are meant in their zone; who gives a zone alone works the hours
/// of the team there. The team's holidays are theirs.
pub(crate) fn working(
    person: &Section<'_>,
    key: &str,
    team: &Hours,
    found: &mut Findings<'_>,
) -> (Option<Tz>, Option<Calendar>) {
    let zone = person.get("zone").and_then(|value| zone_of(&value, found));
    if WORKING.iter().all(|key| person.get(key).is_none()) {
        return (None, None);
    }
    let teams = match CalendarDescription::from(team.calendar.clone()) {
        CalendarDescription::BusinessHours(hours) => Some(hours),
        CalendarDescription::Always(_) | CalendarDescription::Union(_) => None,
    };
    let theirs = person.get("hours").is_some() || person.get("days").is_some();
    let week = match (theirs, &teams) {
        (true, _) => week(person, found),
        (false, Some(teams)) => Some(teams.week.clone()),
        // The team is open round the clock, and so are they.
        (false, None) => None,
    };
    let Some(week) = week else { return (zone, None) };
    let holidays = teams.into_iter().flat_map(|teams| teams.exceptions);
    let description =
        CalendarDescription::BusinessHours(BusinessHoursDescription {
            name: key.to_owned(),
            zone: zone.unwrap_or_else(|| team.calendar.zone()),
            week,
            exceptions: holidays
                .filter(|it| it.hours == DatedHours::Closed)
                .collect(),
        });
    for fault in description.faults() {
        let words = fault.to_string();
        let what = words.split_once("; ").map_or(&*words, |(what, _)| what);
        found.fault(
            &person.spot_of("hours"),
            what,
            "Write days = \"mon-fri\" and hours = [\"09:00-17:00\"]; one \
             interval ends before the next begins.",
        );
    }
    (zone, Calendar::new(description).ok())
}
