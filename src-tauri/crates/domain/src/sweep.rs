//! What was never answered or never closed.

use chrono::{DateTime, Utc};

use crate::calendar::{AfterClosing, Calendar};
use crate::{Ball, Judged, Life, Rules};

/// So many quiet business days while it is our turn.
const OURS: u32 = 1;
/// And so many while it is theirs.
const THEIRS: u32 = 3;

/// Why a request is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Swept {
    /// Somebody waits for us.
    Unanswered,
    /// It was answered, and nobody closed it.
    Unclosed,
    /// They have not written since we asked.
    Silent,
}

/// Whether a request was left lying, and how.
#[must_use]
pub fn swept(
    judged: &Judged,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Option<Swept> {
    let (why, days) = match (&judged.life, judged.ball) {
        (Life::Waiting { .. }, _) | (Life::Open, Ball::Theirs) => {
            (Swept::Silent, THEIRS)
        }
        (Life::Answered { .. }, _) => (Swept::Unclosed, OURS),
        (Life::Open, Ball::Ours) if judged.unanswered.is_none() => {
            (Swept::Unclosed, OURS)
        }
        (Life::Open, Ball::Ours) => (Swept::Unanswered, OURS),
        _ => return None,
    };
    let quiet = quiet_since(&rules.calendar, judged.last, days)?;
    (quiet <= now).then_some(why)
}

/// When so many whole business days have gone by without a word.
fn quiet_since(
    calendar: &Calendar,
    last: DateTime<Utc>,
    days: u32,
) -> Option<DateTime<Utc>> {
    let mut from = last;
    let mut end = None;
    for _ in 0..days {
        let day = calendar.business_day_after(from, AfterClosing::SameDay)?;
        // The next day is counted from inside this one, which may end at
        // midnight.
        from = day.opens;
        end = Some(day.closes);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::What;
    use crate::world::*;

    fn why(story: &Story, day: &str, time: &str) -> Option<Swept> {
        let now = on(day, time);
        swept(&story.seen_on(now), &story.rules, now)
    }

    #[test]
    fn what_nobody_answered_is_named_after_a_quiet_business_day() {
        let story = Story::asks("10:00", "dirk", "where is the export?");
        assert_eq!(why(&story, "2026-11-18", "17:59"), None);
        let late = why(&story, "2026-11-18", "18:00");
        assert_eq!(late, Some(Swept::Unanswered));
    }

    #[test]
    fn what_was_answered_and_not_closed_is_named_as_such() {
        let story = Story::asks("10:00", "dirk", "help @oncall")
            .says("10:05", "ana", "Fixed.");
        assert_eq!(why(&story, "2026-11-17", "18:00"), None);
        let named = why(&story, "2026-11-19", "09:00");
        assert_eq!(named, Some(Swept::Unclosed));
        let closed = story.marks("11:00", &[(DONE, &["ana"])]);
        assert_eq!(why(&closed, "2026-11-19", "09:00"), None);
    }

    #[test]
    fn on_them_we_wait_three_business_days() {
        let story = Story::asks("10:00", "dirk", "help @oncall").says(
            "10:05",
            "ana",
            "Which tour?",
        );
        // Wednesday, Thursday, Friday.
        assert_eq!(why(&story, "2026-11-20", "17:59"), None);
        assert_eq!(why(&story, "2026-11-20", "18:00"), Some(Swept::Silent));
    }

    #[test]
    fn what_is_no_request_is_not_named() {
        let story =
            Story::asks("10:00", "dirk", "lunch?").does("10:01", What::Dismiss);
        assert_eq!(why(&story, "2026-11-20", "09:00"), None);
    }
}
