//! The events of an iCalendar text.

use std::str::FromStr as _;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use domain::calendar::instant_of;

use super::lines::{Line, lines, plain};
use crate::words::harmless;

/// The longest title, in characters.
const TITLE: usize = 60;
/// More events than any list of holidays has.
const MOST: usize = 5_000;

/// When something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// On a day.
    Day(NaiveDate),
    /// At a time of the wall clock in a zone; without one, wherever it is
    /// read.
    Time {
        /// The time.
        civil: NaiveDateTime,
        /// The zone.
        zone: Option<Tz>,
    },
}

/// An event, as far as it is understood.
#[derive(Clone, Debug, Default)]
pub(super) struct Event {
    pub(super) title: String,
    pub(super) start: Option<Moment>,
    pub(super) end: Option<Moment>,
    pub(super) lasts: Option<TimeDelta>,
    pub(super) lasts_days: Option<i64>,
    pub(super) rule: Option<String>,
    pub(super) left_out: Vec<NaiveDate>,
    pub(super) cancelled: bool,
    pub(super) unread: Vec<String>,
}

/// Every event of a text, or why it is no calendar.
pub(super) fn events(text: &str) -> Result<Vec<Event>, String> {
    let lines = lines(text.trim_start_matches('\u{feff}'));
    let is = |line: &Line, name: &str, value: &str| {
        line.name == name && line.value.eq_ignore_ascii_case(value)
    };
    if !lines.iter().any(|line| is(line, "BEGIN", "VCALENDAR")) {
        return Err("it is no iCalendar file".to_owned());
    }
    let mut events = Vec::new();
    let mut open: Option<Event> = None;
    // An alarm inside of an event has lines of its own.
    let mut inside = 0_usize;
    for line in &lines {
        if is(line, "BEGIN", "VEVENT") {
            let title = "an event without a name".to_owned();
            open = Some(Event { title, ..Event::default() });
            inside = 0;
        } else if is(line, "END", "VEVENT") {
            events.extend(open.take());
        } else if line.name == "BEGIN" {
            inside += 1;
        } else if line.name == "END" {
            inside = inside.saturating_sub(1);
        } else if let (Some(event), 0) = (&mut open, inside) {
            event.take(line);
        }
        if events.len() > MOST {
            return Err(format!("it has more than {MOST} events"));
        }
    }
    Ok(events)
}

impl Event {
    fn take(&mut self, line: &Line) {
        match line.name.as_str() {
            "SUMMARY" => {
                let title = plain(&line.value);
                let title = title.chars().filter(|c| harmless(*c));
                self.title = title.take(TITLE).collect();
            }
            "DTSTART" => self.start = self.moment(line, "begins"),
            "DTEND" => self.end = self.moment(line, "ends"),
            "DURATION" => match duration(&line.value) {
                Some((days, rest)) => {
                    self.lasts_days = Some(days);
                    self.lasts = TimeDelta::try_days(days)
                        .and_then(|days| days.checked_add(&rest));
                }
                None => self.not_read("lasts for a time that is not read"),
            },
            "RRULE" => self.rule = Some(line.value.to_uppercase()),
            "EXDATE" => {
                let all = line.value.split(',').take(MOST);
                let days = all.filter_map(|value| date_of(value.trim()));
                self.left_out.extend(days);
            }
            "RDATE" => self.not_read("has further dates, which are not read"),
            "RECURRENCE-ID" => {
                self.not_read("moves one of several dates, which is not read");
                self.cancelled = true;
            }
            "STATUS" => {
                self.cancelled |= line.value.eq_ignore_ascii_case("cancelled");
            }
            _ => {}
        }
    }

    pub(super) fn not_read(&mut self, what: &str) {
        self.unread.push(what.to_owned());
    }

    fn moment(&mut self, line: &Line, does: &str) -> Option<Moment> {
        let value = line.value.as_str();
        if value.len() == 8 {
            let day = date_of(value).map(Moment::Day);
            if day.is_none() {
                self.not_read(&format!("{does} on a date that there is not"));
            }
            return day;
        }
        let (civil, utc) = match value.strip_suffix(['Z', 'z']) {
            Some(civil) => (civil, true),
            None => (value, false),
        };
        let read = civil.split_once('T').and_then(|(date, time)| {
            let time = NaiveTime::parse_from_str(time, "%H%M%S").ok()?;
            Some(date_of(date)?.and_time(time))
        });
        let Some(civil) = read else {
            self.not_read(&format!("{does} at a time that is not read"));
            return None;
        };
        let named = line.parameter("TZID");
        let zone = match (utc, named) {
            (true, _) => Some(Tz::UTC),
            (false, None) => None,
            (false, Some(name)) => {
                let zone = Tz::from_str(name.trim_start_matches('/')).ok();
                if zone.is_none() {
                    self.not_read(&format!(
                        "{does} in a zone that is not read"
                    ));
                    return None;
                }
                zone
            }
        };
        Some(Moment::Time { civil, zone })
    }
}

impl Moment {
    /// The date on which it is, in a zone.
    pub(super) fn date(&self, zone: Tz) -> Option<NaiveDate> {
        self.civil(zone).map(|civil| civil.date())
    }

    /// What the wall clock in a zone shows then.
    pub(super) fn civil(&self, here: Tz) -> Option<NaiveDateTime> {
        match self {
            Moment::Day(day) => Some(day.and_time(NaiveTime::MIN)),
            Moment::Time { civil, zone: None } => Some(*civil),
            Moment::Time { civil, zone: Some(zone) } => {
                let at = instant_of(*zone, *civil)?;
                Some(at.with_timezone(&here).naive_local())
            }
        }
    }
}

/// "20261225", also at the head of a time.
fn date_of(value: &str) -> Option<NaiveDate> {
    let digits = value.get(..8)?;
    let all = digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| NaiveDate::parse_from_str(digits, "%Y%m%d").ok())?
}

/// "P1D", "PT4H30M", "P1W": days, and the rest.
fn duration(value: &str) -> Option<(i64, TimeDelta)> {
    let value = value.strip_prefix('+').unwrap_or(value);
    let rest = value.strip_prefix('P')?;
    let (mut days, mut seconds) = (0_i64, 0_i64);
    let mut number = String::new();
    for c in rest.chars() {
        if c.is_ascii_digit() && number.len() < 6 {
            number.push(c);
            continue;
        }
        if c == 'T' {
            continue;
        }
        let n: i64 = number.parse().ok()?;
        number.clear();
        match c {
            'W' => days += n * 7,
            'D' => days += n,
            'H' => seconds += n * 3600,
            'M' => seconds += n * 60,
            'S' => seconds += n,
            _ => return None,
        }
    }
    number.is_empty().then_some((days, TimeDelta::try_seconds(seconds)?))
}
