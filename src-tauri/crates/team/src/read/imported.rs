//! The dates that calendar files give to a calendar.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::{CivilInterval, DatedException, DatedHours};

use super::dates::{Dated, intervals};
use crate::findings::Findings;
use crate::moment::date_of_key;
use crate::section::Section;
use crate::spot::Spot;
use crate::value::Value;
use crate::words::quoted;

/// What the calendar files of a team file say, by their names.
pub(crate) struct Imported<'a>(Option<Section<'a>>);

/// What the files of one calendar say.
#[derive(Default)]
struct Gathered {
    closed: BTreeMap<NaiveDate, (Spot, String)>,
    open: BTreeMap<NaiveDate, (Spot, Vec<CivilInterval>)>,
}

impl<'a> Imported<'a> {
    /// What is written out below the text.
    pub(crate) fn of(top: &Section<'a>) -> Self {
        Self(top.get(crate::imports::IMPORTED).and_then(|it| it.as_section()))
    }

    /// The dates that the files of a calendar give it. What the team file
    /// says of a date itself goes before.
    pub(crate) fn dates(
        &self,
        calendar: &Section<'_>,
        own: &[Dated],
        found: &mut Findings<'_>,
    ) -> Vec<Dated> {
        let mut gathered = Gathered::default();
        for key in crate::imports::FROM {
            let Some(value) = calendar.get(key) else { continue };
            for name in value.list() {
                self.gather((key, &name), &mut gathered, found);
            }
        }
        tell_zone(calendar, found);
        let known =
            |date: &NaiveDate| own.iter().any(|(_, it)| it.date == *date);
        let mut dates = Vec::new();
        for (date, (spot, hours)) in gathered.open {
            let hours = match gathered.closed.remove(&date) {
                // A holiday on which we open all the same.
                Some(_) => DatedHours::Replaced(hours),
                None => DatedHours::Extra(hours),
            };
            let reason = String::new();
            dates.push((spot, DatedException { date, hours, reason }));
        }
        for (date, (spot, reason)) in gathered.closed {
            let hours = DatedHours::Closed;
            dates.push((spot, DatedException { date, hours, reason }));
        }
        dates.retain(|(_, it)| !known(&it.date));
        dates
    }

    fn gather(
        &self,
        (key, name): (&str, &Value<'_>),
        gathered: &mut Gathered,
        found: &mut Findings<'_>,
    ) {
        let Some(text) = name.text(found, "holidays.ics") else { return };
        let file = self.0.as_ref().and_then(|it| it.get(text));
        let Some(file) = file.and_then(|it| it.as_section()) else {
            found.hint(
                &name.spot,
                format!("{} was not read here", quoted(text)),
                "It lies beside the team file, where Hotseat reads it.",
            );
            return;
        };
        if let Some(why) = said(&file, "failed").next() {
            found.fault(
                &name.spot,
                format!("{} cannot be used: {why}", quoted(text)),
                "Name an iCalendar file by its path from the team file, like \
                 \"holidays.ics\", or take it out.",
            );
            return;
        }
        for sentence in said(&file, "unread") {
            found.hint(
                &name.spot,
                sentence,
                "Write such a day into the team file itself.",
            );
        }
        if key == "holidays_from" {
            for (date, value) in dated(&file, "days") {
                let title = value.raw().as_str().unwrap_or_default();
                let day = (name.spot.clone(), title.to_owned());
                gathered.closed.entry(date).or_insert(day);
            }
        } else {
            for (date, value) in dated(&file, "hours") {
                let hours = intervals(&value, found).unwrap_or_default();
                let day = (name.spot.clone(), hours);
                gathered.open.entry(date).or_insert(day);
            }
        }
    }
}

/// The times of calendar files are told in the zone of the team.
fn tell_zone(calendar: &Section<'_>, found: &mut Findings<'_>) {
    if let (Some(_), Some(value)) =
        (calendar.get("zone"), calendar.get("extra_from"))
    {
        found.fault(
            &value.key_spot(),
            "openings come from calendar files in the zone of the team only",
            "Take the zone of this calendar out, or write its openings under \
             “extra”.",
        );
    }
}

fn said<'a>(
    file: &Section<'a>,
    key: &str,
) -> impl Iterator<Item = String> + use<'a> {
    let value = file.get(key);
    let list = value.map(|value| value.list()).unwrap_or_default();
    list.into_iter().filter_map(|it| Some(it.raw().as_str()?.to_owned()))
}

fn dated<'a>(file: &Section<'a>, key: &str) -> Vec<(NaiveDate, Value<'a>)> {
    let table = file.get(key).and_then(|value| value.as_section());
    let entries = table.iter().flat_map(Section::entries);
    entries
        .filter_map(|(key, value)| Some((date_of_key(key)?, value)))
        .collect()
}
