//! How often the channels can be read, so that a whole team stays within
//! what Slack allows the app that they share.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Rules, SourceId};

/// Heads a minute that a team allows itself of the fifty that Slack allows;
/// the rest is for sweeps.
const HEADS: f64 = 40.0;
/// What is left of them for those off duty, however many are on duty.
const LEFT: f64 = 10.0;
const ON_DUTY: f64 = 10.0;
const OFF_DUTY: f64 = 60.0;
const SLOWEST_OFF_DUTY: f64 = 300.0;

/// How often one Hotseat reads the head of each channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The pace of somebody on duty.
    pub on_duty: TimeDelta,
    /// The pace of everybody else.
    pub off_duty: TimeDelta,
    /// The same for people, with what to do where it is slow.
    pub words: String,
}

/// Computes the paces from the team file.
#[must_use]
pub fn budget(rules: &Rules, source: &SourceId, now: DateTime<Utc>) -> Budget {
    let places = rules.source(source).map_or(0, |s| s.places.len());
    let people = rules.roster.len().max(1);
    let seats = rules.seats(now);
    let seated = rules
        .roster
        .iter()
        .filter(|mate| {
            seats.iter().any(|s| s.person == mate.key && s.role.on_duty())
        })
        .count();
    divide(places, people, seated)
}

fn divide(places: usize, people: usize, seated: usize) -> Budget {
    let off = count(people.saturating_sub(seated) * places);
    // Somebody who reads fast without a seat is counted, too.
    let on = count(seated.max(1) * places.max(1));
    let left = (off * 60.0 / SLOWEST_OFF_DUTY).min(LEFT);
    let fast = (on * 60.0 / ON_DUTY).min(HEADS - left);
    let on_duty = on * 60.0 / fast;
    let off_duty = if off > 0.0 { off * 60.0 / (HEADS - fast) } else { 0.0 };
    let off_duty = off_duty.max(OFF_DUTY);
    let seconds = |s: f64| TimeDelta::milliseconds((s * 1000.0).ceil() as i64);
    let (on_duty, off_duty) = (seconds(on_duty), seconds(off_duty));
    let heads = on.min(count(seated * places)) * 60_000.0
        / on_duty.num_milliseconds() as f64
        + off * 60_000.0 / off_duty.num_milliseconds() as f64;
    let slow = off_duty > seconds(OFF_DUTY) || on_duty > seconds(ON_DUTY);
    let share = match people {
        1 => "1 person uses this app".to_owned(),
        people => format!("{people} people share one app"),
    };
    let channels = match places {
        1 => "the channel".to_owned(),
        places => format!("each of {places} channels"),
    };
    let mut words = format!(
        "{share} at Slack, {seated} of them on duty: {channels} is read every \
         {} on duty and every {} off duty, {heads:.0} reads a minute in all \
         of the 50 that Slack allows.",
        spoken(on_duty),
        spoken(off_duty),
    );
    if slow {
        words.push_str(
            " That is slow. Push with an app of one's own is not shared: \
             set push = true for this source.",
        );
    }
    Budget { on_duty, off_duty, words }
}

fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}

fn spoken(pace: TimeDelta) -> String {
    let seconds = pace.num_milliseconds() as f64 / 1000.0;
    if seconds < 90.0 {
        format!("{} s", seconds.ceil())
    } else {
        let minutes = (seconds / 6.0).round() / 10.0;
        format!("{minutes} min")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paces(places: usize, people: usize, seated: usize) -> (f64, f64) {
        let budget = divide(places, people, seated);
        (
            budget.on_duty.num_milliseconds() as f64 / 1000.0,
            budget.off_duty.num_milliseconds() as f64 / 1000.0,
        )
    }

    #[test]
    fn a_small_team_reads_at_full_pace() {
        assert_eq!(paces(1, 4, 1), (10.0, 60.0));
        assert_eq!(paces(2, 8, 2), (10.0, 60.0));
    }

    #[test]
    fn with_three_channels_those_off_duty_wait_and_are_told_so() {
        assert_eq!(paces(3, 8, 2), (10.0, 270.0));
        let words = divide(3, 8, 2).words;
        assert!(words.contains("every 10 s on duty"), "{words}");
        assert!(words.contains("every 4.5 min off duty"), "{words}");
        assert!(words.contains("push"), "{words}");
        assert!(!divide(2, 8, 2).words.contains("push"));
    }

    #[test]
    fn all_heads_together_stay_within_forty_a_minute() {
        for places in 1..8 {
            for people in 1..40 {
                for seated in 0..=people {
                    let (on, off) = paces(places, people, seated);
                    let each = 60.0 * places as f64;
                    let heads = each * seated as f64 / on
                        + each * (people - seated) as f64 / off;
                    assert!(
                        heads <= 40.001,
                        "{places} {people} {seated}: {heads}"
                    );
                    assert!(on >= 10.0 && off >= 60.0);
                }
            }
        }
    }

    #[test]
    fn nobody_and_nothing_is_no_division_by_nothing() {
        assert_eq!(paces(0, 0, 0), (10.0, 60.0));
        assert_eq!(paces(1, 1, 0), (10.0, 60.0));
    }
}
