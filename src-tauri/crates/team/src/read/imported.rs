//! The dates that calendar files give to a calendar.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
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
    /// The zone in which hours are told.
    zone: &'static str,
    closed: BTreeMap<NaiveDate, (Spot, String)>,
    open: BTreeMap<NaiveDate, (Spot, Vec<CivilInterval>)>,
}

impl<'a> Imported<'a> {
    /// What is written out below the text.
    pub(crate) fn of(top: &Section<'a>) -> Self {
        Self(top.get(crate::imports::IMPORTED).and_then(|it| it.as_section()))
    }

    /// The dates that the files of a calendar give it, in its zone. What the
    /// team file says of a date itself goes before.
    pub(crate) fn dates(
        &self,
        (calendar, zone): (&Section<'_>, Tz),
        own: &[Dated],
        found: &mut Findings<'_>,
    ) -> Vec<Dated> {
        let mut gathered =
            Gathered { zone: zone.name(), ..Gathered::default() };
        for key in crate::imports::FROM {
            let Some(value) = calendar.get(key) else { continue };
            for name in value.list() {
                self.gather((key, &name), &mut gathered, found);
            }
        }
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
                 \"holidays.ics\", or by an address with https.",
            );
            return;
        }
        if let Some(why) = said(&file, "not_yet").next() {
            found.hint(
                &name.spot,
                format!("{} is not read yet: {why}", quoted(text)),
                "Until it is, its days count as any others.",
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
            let hours = file.get("hours").and_then(|it| it.as_section());
            let Some(hours) = hours else { return };
            for (date, value) in dated(&hours, gathered.zone) {
                let hours = intervals(&value, found).unwrap_or_default();
                let day = (name.spot.clone(), hours);
                gathered.open.entry(date).or_insert(day);
            }
        }
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
