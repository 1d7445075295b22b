//! Days, dates and times of day as people say them.

use chrono::Weekday;
use chrono_tz::Tz;

use super::cursor::Cursor;
use super::time::{Day, Hour};
use super::words::Word;

/// "After lunch", the one "after" that says by when.
pub(super) const AFTER_LUNCH: Hour = Hour::Clock(14, 0);

const NOON: Hour = Hour::Clock(12, 0);
const MORNING: Hour = Hour::Until(12);
const AFTERNOON: Hour = Hour::Until(17);
const EVENING: Hour = Hour::Until(20);
const TODAY: Option<Day> = Some(Day::In(0));

/// Times of day with the day that some of them say.
pub(super) const HOURS: &[(&str, (Option<Day>, Hour))] = &[
    ("first thing in the morning", (None, Hour::Until(10))),
    ("first thing", (None, Hour::Until(10))),
    ("this morning", (TODAY, MORNING)),
    ("morning", (None, MORNING)),
    ("this afternoon", (TODAY, AFTERNOON)),
    ("afternoon", (None, AFTERNOON)),
    ("this evening", (TODAY, EVENING)),
    ("evening", (None, EVENING)),
    ("tonight", (TODAY, Hour::Until(22))),
    ("noon", (None, NOON)),
    ("midday", (None, NOON)),
    ("lunchtime", (None, NOON)),
    ("lunch time", (None, NOON)),
    ("lunch", (None, NOON)),
    ("midnight", (None, Hour::Clock(24, 0))),
    ("end of the day", (None, Hour::EndOfDay)),
    ("end of my day", (None, Hour::EndOfDay)),
    ("end of today", (TODAY, Hour::EndOfDay)),
    ("end of day", (None, Hour::EndOfDay)),
    ("end of business", (None, Hour::EndOfDay)),
    ("close of business", (None, Hour::EndOfDay)),
    ("close of play", (None, Hour::EndOfDay)),
    ("eod", (None, Hour::EndOfDay)),
    ("cob", (None, Hour::EndOfDay)),
    ("eob", (None, Hour::EndOfDay)),
    ("later today", (TODAY, Hour::EndOfDay)),
];

/// Days; what is said of a weekday alone may be another word.
pub(super) const DAYS: &[(&str, Day)] = &[
    ("day after tomorrow", Day::In(2)),
    ("tomorrow", Day::In(1)),
    ("tmrw", Day::In(1)),
    ("tmr", Day::In(1)),
    ("today", Day::In(0)),
    ("next monday", Day::Weekday(Weekday::Mon)),
    ("monday", Day::Weekday(Weekday::Mon)),
    ("mon", Day::Weekday(Weekday::Mon)),
    ("next tuesday", Day::Weekday(Weekday::Tue)),
    ("tuesday", Day::Weekday(Weekday::Tue)),
    ("tue", Day::Weekday(Weekday::Tue)),
    ("next wednesday", Day::Weekday(Weekday::Wed)),
    ("wednesday", Day::Weekday(Weekday::Wed)),
    ("wed", Day::Weekday(Weekday::Wed)),
    ("next thursday", Day::Weekday(Weekday::Thu)),
    ("thursday", Day::Weekday(Weekday::Thu)),
    ("thu", Day::Weekday(Weekday::Thu)),
    ("next friday", Day::Weekday(Weekday::Fri)),
    ("friday", Day::Weekday(Weekday::Fri)),
    ("fri", Day::Weekday(Weekday::Fri)),
    ("saturday", Day::Weekday(Weekday::Sat)),
    ("sunday", Day::Weekday(Weekday::Sun)),
    ("end of the week", Day::EndOfWeek),
    ("end of this week", Day::EndOfWeek),
    ("end of week", Day::EndOfWeek),
    ("later this week", Day::EndOfWeek),
    ("this week", Day::EndOfWeek),
    ("eow", Day::EndOfWeek),
    ("end of next week", Day::NextWeek),
    ("next week", Day::NextWeek),
];

const MONTHS: &[(&str, u8)] = &[
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

/// Zones by their short names; nothing for those that are several zones.
const ZONES: &[(&str, Option<Tz>)] = &[
    ("utc", Some(Tz::UTC)),
    ("gmt", Some(Tz::UTC)),
    ("cet", Some(Tz::Europe__Berlin)),
    ("cest", Some(Tz::Europe__Berlin)),
    ("eet", Some(Tz::Europe__Helsinki)),
    ("eest", Some(Tz::Europe__Helsinki)),
    ("bst", Some(Tz::Europe__London)),
    ("est", Some(Tz::America__New_York)),
    ("edt", Some(Tz::America__New_York)),
    ("et", Some(Tz::America__New_York)),
    ("pst", Some(Tz::America__Los_Angeles)),
    ("pdt", Some(Tz::America__Los_Angeles)),
    ("pt", Some(Tz::America__Los_Angeles)),
    ("mst", Some(Tz::America__Denver)),
    ("mdt", Some(Tz::America__Denver)),
    ("cdt", Some(Tz::America__Chicago)),
    ("ct", Some(Tz::America__Chicago)),
    ("jst", Some(Tz::Asia__Tokyo)),
    ("aest", Some(Tz::Australia__Brisbane)),
    ("ist", None),
    ("cst", None),
];

/// Words for the hours of the dial.
pub(super) const DIAL: &[(&str, u8)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
];

/// "1 December", "December 1st", "2026-12-01".
pub(super) fn date(at: &mut Cursor<'_>) -> Option<Day> {
    let mut here = *at;
    if let Some(month) = here.look_up(MONTHS) {
        let day = day_of_month(&mut here)?;
        *at = here;
        return Some(Day::Date(month, day));
    }
    if let Some(date) = here.peek().and_then(iso) {
        _ = here.next();
        *at = here;
        return Some(date);
    }
    _ = here.eat("the");
    let day = day_of_month(&mut here)?;
    _ = here.eat("of");
    let month = here.look_up(MONTHS)?;
    *at = here;
    Some(Day::Date(month, day))
}

fn day_of_month(at: &mut Cursor<'_>) -> Option<u8> {
    let day = at.next()?.low.parse().ok()?;
    _ = at.eat_any(&["st", "nd", "rd", "th"]);
    (1..=31).contains(&day).then_some(day)
}

fn iso(word: &Word) -> Option<Day> {
    let mut parts = word.low.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let read = |part: &str| part.parse().ok();
    (year.len() == 4 && parts.next().is_none())
        .then(|| Some(Day::Date(read(month)?, read(day)?)))?
}

/// The zone that is named here, in capitals.
pub(super) fn zone(at: &mut Cursor<'_>) -> Option<Option<Tz>> {
    at.peek()?.loud.then(|| at.look_up(ZONES))?
}

/// "15:00", "3pm", "3.30 pm", "half past three", "16 h".
pub(super) fn clock(at: &mut Cursor<'_>) -> Option<Hour> {
    if let Some(hour) = past(at) {
        return Some(hour);
    }
    if let Some(hour) = at.look_up(DIAL) {
        return Some(Hour::Dial(hour, None));
    }
    let mut here = *at;
    let word = here.next()?;
    let (hour, minute) = figure(&word.low)?;
    // "09:00" is written in twenty-four hours.
    let zero = word.low.starts_with('0');
    let half = here.look_up(&[("am", 0), ("pm", 12)]);
    let read = match half {
        Some(half) if (1..=12).contains(&hour) => {
            Hour::Clock(hour % 12 + half, minute.unwrap_or_default())
        }
        Some(_) => return None,
        None if zero || !(1..=12).contains(&hour) => {
            Hour::Clock(hour, minute.unwrap_or_default())
        }
        None => Hour::Dial(hour, minute),
    };
    *at = here;
    Some(read)
}

/// "Half past three", "quarter to four", "ten past 3".
fn past(at: &mut Cursor<'_>) -> Option<Hour> {
    let mut here = *at;
    let minutes = here.look_up(&[
        ("half", 30),
        ("a quarter", 15),
        ("quarter", 15),
        ("five", 5),
        ("ten", 10),
        ("twenty", 20),
        ("5", 5),
        ("10", 10),
        ("20", 20),
    ])?;
    let to = here.look_up(&[("past", false), ("to", true)])?;
    let hour = here.look_up(DIAL).or_else(|| {
        let hour = here.next()?.low.parse().ok()?;
        (1..=12).contains(&hour).then_some(hour)
    })?;
    *at = here;
    Some(match (to, hour) {
        (false, hour) => Hour::Dial(hour, Some(minutes)),
        (true, 1) => Hour::Dial(12, Some(60 - minutes)),
        (true, hour) => Hour::Dial(hour - 1, Some(60 - minutes)),
    })
}

/// Hour and minute of a figure; the later of two.
fn figure(text: &str) -> Option<(u8, Option<u8>)> {
    let last = text.rsplit('-').next()?;
    let (hour, minute) = match last.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => {
            (hour, Some(minute.parse().ok()?))
        }
        Some(_) => return None,
        None => (last, None),
    };
    let digits = (1..=2).contains(&hour.len());
    let hour: u8 = hour.parse().ok().filter(|_| digits)?;
    let sound = hour <= 24 && minute.is_none_or(|minute| minute < 60);
    sound.then_some((hour, minute))
}
