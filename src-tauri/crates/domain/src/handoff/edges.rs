//! When somebody is told that their shift begins, and that it ends.

use chrono::{DateTime, TimeDelta, Utc};

use super::span::own;
use crate::{PersonKey, Rules, Stretch};

/// So long before its end, in open time, a shift is reminded of its handoff.
const BEFORE: TimeDelta = TimeDelta::minutes(30);

/// The shift of somebody that has begun by an instant: before the team opens
/// in it, nobody is there to be told.
#[must_use]
pub fn begins(
    rules: &Rules,
    me: &PersonKey,
    now: DateTime<Utc>,
) -> Option<Stretch> {
    own(rules, me, now).filter(|shift| told_from(rules, *shift) <= now)
}

/// From when on somebody is told that a shift has begun.
#[must_use]
pub fn told_from(rules: &Rules, shift: Stretch) -> DateTime<Utc> {
    let opens = rules.calendar.open_from(shift.from);
    opens.filter(|at| *at < shift.to).unwrap_or(shift.from)
}

/// From when on somebody is reminded of what a shift is to hand over.
#[must_use]
pub fn reminded_from(rules: &Rules, shift: Stretch) -> DateTime<Utc> {
    let before = rules.calendar.subtract_open_time(shift.to, BEFORE);
    let before = before.unwrap_or(shift.to - BEFORE);
    before.max(shift.from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{at, ferryline, key};
    use crate::{Duty, Role, Seat, Shift};

    fn shift(from: DateTime<Utc>, to: DateTime<Utc>) -> Shift {
        let seat = Seat { person: key("mika"), role: Role::Responder };
        Shift { from, to, seats: vec![seat] }
    }

    #[test]
    fn it_is_told_when_the_team_opens_and_half_an_hour_before_it_closes() {
        let mut rules = ferryline();
        let (night, morning) = (at("00:00"), at("00:00") + TimeDelta::days(1));
        let whole = Stretch { from: night, to: morning };
        let opens = rules.calendar.open_from(night).unwrap();
        let closes = rules.calendar.next_closing(opens).unwrap();
        assert!(night < opens && closes < morning, "there is a night");
        assert_eq!(told_from(&rules, whole), opens);
        assert_eq!(reminded_from(&rules, whole), closes - BEFORE);
        rules.duty = Duty::Shifts { shifts: vec![shift(night, morning)] };
        let mika = key("mika");
        let second = TimeDelta::seconds(1);
        assert_eq!(begins(&rules, &mika, opens - second), None);
        assert_eq!(begins(&rules, &mika, opens), Some(whole));
        assert_eq!(begins(&rules, &key("lena"), opens), None);
    }

    #[test]
    fn a_shift_that_is_shorter_than_that_is_reminded_as_it_begins() {
        let rules = ferryline();
        let short = Stretch { from: at("10:00"), to: at("10:10") };
        assert_eq!(reminded_from(&rules, short), at("10:00"));
    }

    #[test]
    fn a_team_without_shifts_hands_over_only_if_its_file_says_what() {
        let mut rules = ferryline();
        let mika = key("mika");
        assert!(rules.on_duty(&mika, at("10:00")));
        assert_eq!(begins(&rules, &mika, at("10:00")), None);
        rules.handoff.jobs = vec!["Deploy".to_owned()];
        let week = begins(&rules, &mika, at("10:00")).unwrap();
        assert_eq!(week.to - week.from, TimeDelta::days(7));
    }
}
