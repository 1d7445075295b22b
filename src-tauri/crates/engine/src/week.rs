//! A clock on which a week takes minutes: every working day is short, and
//! nights and the weekend are leapt over.

use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, Datelike, Days, TimeDelta, Utc};
use domain::Clock;

/// The days of the week that are lived through.
const DAYS: u32 = 5;
/// They begin at this hour, so that everything of a day lies behind it.
const OPENS: u64 = 9;
/// Who waits for a leap wakes just after it.
const AFTER: Duration = Duration::from_millis(1);

/// A clock that begins on a Monday morning. On it a second takes a second;
/// after so many of them it is the next morning, and after the fifth day the
/// Monday after, on which it stays with the time of this computer.
#[derive(Debug)]
pub struct WeekClock {
    began: Instant,
    monday: DateTime<Utc>,
    day: Duration,
}

impl WeekClock {
    /// A clock that begins on the Monday of a week, with days of a length.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "it counts from its start")]
    pub fn new(week_of: DateTime<Utc>, day: Duration) -> WeekClock {
        let back = week_of.weekday().num_days_from_monday();
        let back = Days::new(u64::from(back));
        let date = week_of.date_naive();
        let monday = date.checked_sub_days(back).unwrap_or(date);
        let midnight = monday.and_time(chrono::NaiveTime::MIN).and_utc();
        let opens = TimeDelta::hours(OPENS.cast_signed());
        WeekClock {
            began: Instant::now(),
            monday: midnight + opens,
            day: day.max(Duration::from_secs(1)),
        }
    }

    /// The Monday on which it begins.
    #[must_use]
    pub fn monday(&self) -> DateTime<Utc> {
        self.monday
    }

    /// What this clock shows so long after its start, and how long it is to
    /// the next leap.
    fn at(&self, since: Duration) -> (DateTime<Utc>, Option<Duration>) {
        let n = since.as_nanos() / self.day.as_nanos();
        let day = u32::try_from(n).unwrap_or(DAYS).min(DAYS);
        let lived = self.day * day;
        let into = since.saturating_sub(lived);
        let morning = if day < DAYS { i64::from(day) } else { 7 };
        let passed = TimeDelta::from_std(into).unwrap_or(TimeDelta::MAX);
        let leap = (day < DAYS).then(|| self.day.saturating_sub(into));
        (self.monday + TimeDelta::days(morning) + passed, leap)
    }
}

#[async_trait]
impl Clock for WeekClock {
    fn now(&self) -> DateTime<Utc> {
        self.at(self.began.elapsed()).0
    }

    /// It leaps with the wall clock, so that no leap is taken for a sleep.
    fn steady(&self) -> TimeDelta {
        self.now() - self.monday
    }

    #[expect(clippy::disallowed_methods, reason = "a clock sleeps")]
    async fn sleep(&self, at_most: Duration) {
        let (_, leap) = self.at(self.began.elapsed());
        let pause = leap.map_or(at_most, |leap| at_most.min(leap + AFTER));
        tokio::time::sleep(pause).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_short_days_make_a_week_and_then_it_is_monday() {
        let now: DateTime<Utc> = "2026-11-19T15:00:00Z".parse().unwrap();
        let clock = WeekClock::new(now, Duration::from_secs(100));
        let at = |s: u64| {
            let (at, leap) = clock.at(Duration::from_secs(s));
            (at.to_rfc3339(), leap.map(|it| it.as_secs()))
        };
        let told = |text: &str, leap| (format!("{text}+00:00"), leap);
        assert_eq!(at(0), told("2026-11-16T09:00:00", Some(100)));
        assert_eq!(at(99), told("2026-11-16T09:01:39", Some(1)));
        assert_eq!(at(100), told("2026-11-17T09:00:00", Some(100)));
        assert_eq!(at(450), told("2026-11-20T09:00:50", Some(50)));
        assert_eq!(at(500), told("2026-11-23T09:00:00", None));
        assert_eq!(at(5000), told("2026-11-23T10:15:00", None));
    }
}
