//! Instants and durations as people say them.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

/// An instant as a clock time: "16:43" today, "Fri 18:00" within six days,
/// "16 Dec 09:00" beyond.
#[must_use]
pub fn clock_time(at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> String {
    let there = at.with_timezone(&zone);
    let here = now.with_timezone(&zone);
    let days = there.date_naive() - here.date_naive();
    let form = if days == TimeDelta::zero() {
        "%H:%M"
    } else if days.abs() <= TimeDelta::days(6) {
        "%a %H:%M"
    } else {
        "%-d %b %H:%M"
    };
    there.format(form).to_string()
}

/// A duration in a sentence: "17 s", "3 min 12 s", "2 h 5 min", "3 days".
#[must_use]
pub fn duration(span: TimeDelta) -> String {
    let s = span.num_seconds().max(0);
    let (days, hours, minutes, seconds) =
        (s / 86_400, s / 3600, s % 3600 / 60, s % 60);
    match (days, hours, minutes, seconds) {
        (2.., _, _, _) => format!("{days} days"),
        (_, 0, 0, s) => format!("{s} s"),
        (_, 0, m, 0) => format!("{m} min"),
        (_, 0, m, s) if m < 10 => format!("{m} min {s} s"),
        (_, 0, m, _) => format!("{m} min"),
        (_, h, 0, _) => format!("{h} h"),
        (_, h, m, _) => format!("{h} h {m} min"),
    }
}

/// A duration to the second, so that several add up: "1 h 29 min 43 s".
#[must_use]
pub fn exact_duration(span: TimeDelta) -> String {
    let s = span.num_seconds().max(0);
    let parts = [(s / 3600, "h"), (s % 3600 / 60, "min"), (s % 60, "s")];
    let said = parts.iter().filter(|(n, _)| *n > 0);
    let words: Vec<String> =
        said.map(|(n, unit)| format!("{n} {unit}")).collect();
    if words.is_empty() { "0 s".to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn the_farther_an_instant_the_more_is_said() {
        let now = at("2026-11-19T15:41:00Z");
        let say = |t: &str| clock_time(at(t), now, chrono_tz::Europe::Berlin);
        assert_eq!(say("2026-11-19T15:43:12Z"), "16:43");
        assert_eq!(say("2026-11-20T17:00:00Z"), "Fri 18:00");
        assert_eq!(say("2026-12-16T08:00:00Z"), "16 Dec 09:00");
        // 23:30 in London is tomorrow in Berlin.
        assert_eq!(say("2026-11-19T23:30:00Z"), "Fri 00:30");
    }

    #[test]
    fn an_exact_duration_leaves_no_second_out() {
        let say = |s| exact_duration(TimeDelta::seconds(s));
        assert_eq!(say(5383), "1 h 29 min 43 s");
        assert_eq!(say(7200), "2 h");
        assert_eq!(say(300_001), "83 h 20 min 1 s");
        assert_eq!(say(-5), "0 s");
    }

    #[test]
    fn a_duration_names_at_most_two_units() {
        let say = |s| duration(TimeDelta::seconds(s));
        assert_eq!(say(17), "17 s");
        assert_eq!(say(192), "3 min 12 s");
        assert_eq!(say(1860), "31 min");
        assert_eq!(say(7500), "2 h 5 min");
        assert_eq!(say(300_000), "3 days");
        assert_eq!(say(-5), "0 s");
    }
}
