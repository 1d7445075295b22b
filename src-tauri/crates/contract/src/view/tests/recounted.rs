//! Counting a deadline again from the JSON of its explanation alone.

use std::num::NonZeroU32;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use domain::target::TargetKind;
use serde_json::Value;

pub(super) fn instant(value: &Value) -> DateTime<Utc> {
    value.as_str().expect("a time").parse().expect("a time")
}

fn maybe(value: &Value) -> Option<DateTime<Utc>> {
    (!value.is_null()).then(|| instant(value))
}

/// A stretch of open time.
type Stretch = (DateTime<Utc>, DateTime<Utc>);

fn stretches(deadline: &Value) -> Vec<Stretch> {
    let all = deadline["intervals"].as_array().expect("intervals");
    let read = |it: &Value| (instant(&it["opens"]), instant(&it["closes"]));
    all.iter().map(read).collect()
}

fn walked(
    stretches: &[Stretch],
    from: DateTime<Utc>,
    mut left: TimeDelta,
) -> DateTime<Utc> {
    for (opens, closes) in stretches {
        let opens = (*opens).max(from);
        if opens < *closes {
            if left <= *closes - opens {
                return opens + left;
            }
            left -= *closes - opens;
        }
    }
    panic!("the intervals do not hold the target")
}

fn overlap(
    stretches: &[Stretch],
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> TimeDelta {
    let one = |(opens, closes): &Stretch| {
        (to.min(*closes) - from.max(*opens)).max(TimeDelta::zero())
    };
    stretches.iter().map(one).sum()
}

fn midnight(zone: Tz, date: NaiveDate) -> DateTime<Utc> {
    let civil = date.and_hms_opt(0, 0, 0).expect("a midnight");
    zone.from_local_datetime(&civil).earliest().expect("a midnight").to_utc()
}

/// The deadline as anybody would count it who has nothing but this.
fn recounted(deadline: &Value) -> DateTime<Utc> {
    let started = instant(&deadline["started"]);
    if deadline["measured"].is_null() {
        return instant(&deadline["named"]["until"]).max(started);
    }
    let kind: TargetKind =
        serde_json::from_value(deadline["measured"].clone()).expect("a kind");
    let zone: Tz = deadline["calendar"]["zone"]
        .as_str()
        .and_then(|name| name.parse().ok())
        .expect("a zone");
    let always = deadline["calendar"]["round_the_clock"] == true;
    let stretches = stretches(deadline);
    let minutes = |n: NonZeroU32| TimeDelta::minutes(i64::from(n.get()));
    let arrival = || -> NaiveDate {
        deadline["arrival_day"].as_str().and_then(|it| it.parse().ok()).unwrap()
    };
    let mut due = match kind {
        TargetKind::Minutes(n) => started + minutes(n),
        TargetKind::BusinessMinutes(n) if always => started + minutes(n),
        TargetKind::BusinessMinutes(n) => {
            walked(&stretches, started, minutes(n))
        }
        TargetKind::NextBusinessDay { .. } if always => {
            midnight(zone, arrival() + Days::new(2))
        }
        TargetKind::NextBusinessDay { .. } => {
            let date = |it: &Stretch| it.0.with_timezone(&zone).date_naive();
            let after = stretches.iter().filter(|it| date(it) > arrival());
            let day = after.clone().map(date).min().expect("a business day");
            let of_day = after.filter(|it| date(it) == day);
            of_day.map(|it| it.1).max().expect("a closing")
        }
        TargetKind::CalendarDays(n) => {
            let civil = started.with_timezone(&zone).naive_local();
            let civil = civil + Days::new(u64::from(n.get()));
            zone.from_local_datetime(&civil).earliest().unwrap().to_utc()
        }
    };
    let open = matches!(
        kind,
        TargetKind::BusinessMinutes(_) | TargetKind::NextBusinessDay { .. }
    ) && !always;
    for pause in deadline["pauses"].as_array().expect("pauses") {
        let (from, to) = (instant(&pause["from"]), instant(&pause["to"]));
        due = if open {
            walked(&stretches, due, overlap(&stretches, from, to))
        } else {
            due + (to - from)
        };
    }
    let later = [&deadline["at_least"], &deadline["held_until"]];
    later.into_iter().filter_map(maybe).fold(due, DateTime::max)
}

/// Every deadline of an explanation is what it says, and so is every word.
pub(super) fn assert_counts(told: &Value) {
    let running = told["deadlines"].as_array().expect("deadlines");
    let replies = told["replies"].as_array().expect("replies");
    let words = || replies.iter().chain([&told["verdict"]]);
    let settled = words().map(|word| &word["deadline"]);
    for deadline in running.iter().chain(settled) {
        if !deadline.is_null() {
            let due = instant(&deadline["due"]);
            assert_eq!(recounted(deadline), due, "{deadline:#}");
        }
    }
    for word in words().filter(|word| !word.is_null()) {
        let late = instant(&word["answered"]) > recounted_of(word);
        let outcome = if late { "missed" } else { "met" };
        assert_eq!(word["outcome"], outcome, "{word:#}");
    }
}

/// By when the answer of a settled word was due.
fn recounted_of(word: &Value) -> DateTime<Utc> {
    match word["named"].is_null() {
        true => recounted(&word["deadline"]),
        false => instant(&word["named"]["until"]),
    }
}
