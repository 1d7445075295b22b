//! What the queue would hold, in one sentence, before it rings.

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use chrono_tz::Tz;
use contract::{Preview, Section, Snapshot, SourceState};

/// What the queue would hold now.
pub(super) fn preview(shown: &Snapshot) -> Preview {
    let reading = shown.sources.iter().any(|source| match source.state {
        SourceState::CatchingUp => true,
        SourceState::Blind | SourceState::SignedOut => false,
        SourceState::Live | SourceState::Reading | SourceState::Degraded => {
            source.read.is_none()
        }
    });
    let unread: Vec<String> = shown
        .sources
        .iter()
        .filter(|source| {
            matches!(source.state, SourceState::Blind | SourceState::SignedOut)
        })
        .map(|source| {
            let why = source.reason.as_deref().unwrap_or("It is not read.");
            format!("{}: {why}", source.name)
        })
        .collect();
    let places = shown
        .sources
        .iter()
        .map(|source| format!("{} {}", source.name, source.places))
        .collect();
    let read = !reading && unread.is_empty();
    let words = match (reading, unread.is_empty()) {
        (true, _) => "Reading the last 7 days.".to_owned(),
        (false, true) => sentence(shown),
        (false, false) => "Not every source could be read.".to_owned(),
    };
    Preview { words, read, unread, places }
}

fn sentence(shown: &Snapshot) -> String {
    const THIS: &str = "This is what your queue would hold now";
    let open = shown.rows.iter().filter(|row| {
        matches!(
            row.section,
            Section::Overdue | Section::Unsure | Section::Hour | Section::Later
        )
    });
    let posted: Vec<DateTime<Utc>> = open.map(|row| row.posted).collect();
    let more = usize::try_from(shown.more).unwrap_or_default();
    let Some(oldest) = posted.iter().min() else {
        return format!("{THIS}: nothing open.");
    };
    let zone = shown.zone.parse().unwrap_or(Tz::UTC);
    let count = posted.len() + more;
    format!("{THIS}: {count} open, oldest {}.", day(*oldest, shown.now, zone))
}

/// "today", "Tuesday", "12 November".
fn day(at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> String {
    let there = at.with_timezone(&zone);
    let here = now.with_timezone(&zone);
    let days = here.date_naive() - there.date_naive();
    if days <= TimeDelta::zero() {
        return "today".to_owned();
    }
    if days <= TimeDelta::days(6) {
        return there.format("%A").to_string();
    }
    format!("{} {}", there.day(), there.format("%B"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_is_told_by_its_day() {
        let at = |text: &str| text.parse().expect("an instant");
        let now = at("2026-11-19T15:41:00Z");
        let say = |text: &str| day(at(text), now, chrono_tz::Europe::Berlin);
        assert_eq!(say("2026-11-19T08:00:00Z"), "today");
        assert_eq!(say("2026-11-17T08:00:00Z"), "Tuesday");
        assert_eq!(say("2026-11-13T08:00:00Z"), "Friday");
        assert_eq!(say("2026-11-12T08:00:00Z"), "12 November");
        // 23:30 in London is the next day in Berlin.
        assert_eq!(say("2026-11-17T23:30:00Z"), "Wednesday");
    }
}
