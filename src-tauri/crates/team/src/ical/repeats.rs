//! The dates of an event that comes every year.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::event::Event;

/// Within a month, which days a rule means.
#[derive(Clone, Copy)]
enum On {
    /// A day of the month.
    Day(u32),
    /// The nth of a weekday; counted from the end where it is negative.
    Nth(i32, Weekday),
}

/// How an event comes again.
struct Rule {
    every: i32,
    month: u32,
    on: On,
    until: Option<NaiveDate>,
    times: Option<u32>,
}

/// The dates on which an event begins, within these years.
pub(super) fn dates(
    event: &Event,
    first: Option<NaiveDate>,
    years: &RangeInclusive<i32>,
) -> Vec<NaiveDate> {
    let Some(first) = first else { return Vec::new() };
    let all = match &event.rule {
        None => vec![first],
        Some(text) => match rule(text, first) {
            Some(rule) => rule.dates(first, *years.end()),
            None => vec![first],
        },
    };
    let within = |date: &NaiveDate| {
        years.contains(&date.year()) && !event.left_out.contains(date)
    };
    all.into_iter().filter(within).collect()
}

/// Whether a rule is one that is read.
pub(super) fn is_read(text: &str, first: NaiveDate) -> bool {
    rule(text, first).is_some()
}

fn rule(text: &str, first: NaiveDate) -> Option<Rule> {
    let mut rule = Rule {
        every: 1,
        month: first.month(),
        on: On::Day(first.day()),
        until: None,
        times: None,
    };
    let mut yearly = false;
    for part in text.split(';').filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=')?;
        match key {
            "FREQ" => yearly = value == "YEARLY",
            "INTERVAL" => {
                rule.every = value.parse().ok().filter(|n| *n >= 1)?;
            }
            "COUNT" => rule.times = Some(value.parse().ok()?),
            "UNTIL" => {
                let date = value.get(..8)?;
                let read = NaiveDate::parse_from_str(date, "%Y%m%d").ok()?;
                rule.until = Some(read);
            }
            "BYMONTH" => rule.month = value.parse().ok()?,
            "BYMONTHDAY" => rule.on = On::Day(value.parse().ok()?),
            "BYDAY" => rule.on = nth(value)?,
            "WKST" => {}
            _ => return None,
        }
    }
    // A weekday without a month would be the nth of the year.
    let by_day = matches!(rule.on, On::Nth(..));
    let known = yearly && (!by_day || text.contains("BYMONTH="));
    known.then_some(rule)
}

/// "4TH", "-1MO".
fn nth(value: &str) -> Option<On> {
    let at = value.len().checked_sub(2)?;
    let (number, day) = (value.get(..at)?, value.get(at..)?);
    let day = match day {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    let number: i32 = number.parse().ok()?;
    ((1..=5).contains(&number.abs())).then_some(On::Nth(number, day))
}

impl Rule {
    fn dates(&self, first: NaiveDate, last: i32) -> Vec<NaiveDate> {
        let mut dates = Vec::new();
        let mut year = first.year();
        while year <= last {
            let date = self.in_year(year).filter(|date| *date >= first);
            if let Some(date) = date {
                let over = self.until.is_some_and(|until| date > until)
                    || self.times.is_some_and(|times| {
                        u32::try_from(dates.len()).is_ok_and(|n| n >= times)
                    });
                if over {
                    break;
                }
                dates.push(date);
            }
            let Some(next) = year.checked_add(self.every) else { break };
            year = next;
        }
        dates
    }

    fn in_year(&self, year: i32) -> Option<NaiveDate> {
        match self.on {
            On::Day(day) => NaiveDate::from_ymd_opt(year, self.month, day),
            On::Nth(n, day) if n > 0 => {
                let n = u8::try_from(n).ok()?;
                NaiveDate::from_weekday_of_month_opt(year, self.month, day, n)
            }
            On::Nth(n, day) => {
                let last = last_of(year, self.month)?;
                let back = last.weekday().days_since(day);
                let weeks = u64::from(n.unsigned_abs()).checked_sub(1)?;
                let days = u64::from(back) + weeks * 7;
                let date = last.checked_sub_days(Days::new(days))?;
                (date.month() == self.month).then_some(date)
            }
        }
    }
}

fn last_of(year: i32, month: u32) -> Option<NaiveDate> {
    let (year, month) = match month {
        12 => (year.checked_add(1)?, 1),
        month => (year, month.checked_add(1)?),
    };
    NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
}
