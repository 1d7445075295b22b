//! Instants, dates and lengths to the second, so that they add up.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;
use domain::picture::Picture;

/// "16:43" or "16:43:12" today, "Fri 20 Nov 18:00" on any other day.
pub(super) fn at(picture: &Picture, at: DateTime<Utc>) -> String {
    let there = at.with_timezone(&picture.zone);
    let today = picture.now.with_timezone(&picture.zone).date_naive();
    let clock = clock(there);
    let date = there.date_naive();
    if date == today {
        clock
    } else if date.year() == today.year() {
        format!("{} {clock}", day(date))
    } else {
        format!("{} {} {clock}", day(date), date.year())
    }
}

fn clock(there: DateTime<Tz>) -> String {
    let form = if there.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    there.format(form).to_string()
}

/// "16:43 to 18:00", "Thu 19 Nov 17:45 to 18:00".
pub(super) fn span(
    picture: &Picture,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> String {
    let date = |at: DateTime<Utc>| at.with_timezone(&picture.zone).date_naive();
    let to = if date(from) == date(to) {
        clock(to.with_timezone(&picture.zone))
    } else {
        at(picture, to)
    };
    format!("{} to {to}", at(picture, from))
}

/// "Fri 20 Nov".
pub(super) fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// "Fri 20 Nov", "Sat 21 to Sun 22 Nov".
pub(super) fn days(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        return day(first);
    }
    let from =
        if first.month() == last.month() { "%a %-d" } else { "%a %-d %b" };
    format!("{} to {}", first.format(from), day(last))
}
