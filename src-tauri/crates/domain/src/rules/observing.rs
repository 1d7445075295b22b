//! The week in which somebody reads along before their first own shift.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Duty, Rules, Shift};
use crate::calendar::{Calendar, instant_of};
use crate::{PersonKey, Role};

/// So many days on which the team works are read along.
const WORKING_DAYS: usize = 5;

/// They are those of one week: where one is a holiday, there is one less.
const WEEK: u64 = 7;

/// From when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// From.
    pub from: DateTime<Utc>,
    /// To, not included.
    pub to: DateTime<Utc>,
}

impl Stretch {
    /// The week that begins on a day: it ends with its fifth working day, and
    /// after seven days at the latest.
    #[must_use]
    pub fn week(
        first: NaiveDate,
        zone: Tz,
        calendar: &Calendar,
    ) -> Option<Stretch> {
        let days = (0..WEEK).map_while(|n| Stretch::day(first, n, zone));
        let days: Vec<Stretch> = days.collect();
        let working = days.iter().filter(|day| day.works(calendar));
        let last = working.take(WORKING_DAYS).last().or(days.last())?;
        Some(Stretch { from: days.first()?.from, to: last.to })
    }

    /// From a day to another, which is still in it.
    #[must_use]
    pub fn days(
        first: NaiveDate,
        last: NaiveDate,
        zone: Tz,
    ) -> Option<Stretch> {
        let from = Stretch::day(first, 0, zone)?.from;
        let to = Stretch::day(last, 0, zone)?.to;
        (from < to).then_some(Stretch { from, to })
    }

    fn day(first: NaiveDate, n: u64, zone: Tz) -> Option<Stretch> {
        let midnight = |n: u64| {
            let day = first.checked_add_days(Days::new(n))?;
            instant_of(zone, day.and_hms_opt(0, 0, 0)?)
        };
        Some(Stretch { from: midnight(n)?, to: midnight(n + 1)? })
    }

    fn works(&self, calendar: &Calendar) -> bool {
        calendar.is_always()
            || calendar.open_time_between(self.from, self.to)
                > TimeDelta::zero()
    }

    /// Whether an instant lies in it.
    #[must_use]
    pub fn holds(&self, now: DateTime<Utc>) -> bool {
        self.from <= now && now < self.to
    }
}

impl Rules {
    /// Those whose week it is.
    pub(super) fn reading_along(
        &self,
        now: DateTime<Utc>,
    ) -> impl Iterator<Item = &PersonKey> {
        self.roster
            .iter()
            .filter(move |mate| mate.observes.is_some_and(|it| it.holds(now)))
            .map(|mate| &mate.key)
    }

    /// From when to when somebody reads along, if they do now and it ends.
    #[must_use]
    pub fn observing(
        &self,
        person: &PersonKey,
        now: DateTime<Utc>,
    ) -> Option<Stretch> {
        if self.role(person, now) != Role::Observer {
            return None;
        }
        let week = self.person(person).and_then(|mate| mate.observes);
        let shifts: &[Shift] = match &self.duty {
            Duty::Everyone | Duty::Always { .. } => &[],
            Duty::Shifts { shifts } => shifts,
        };
        let shifts = shifts.iter().filter(|shift| {
            shift.seats.iter().any(|seat| seat.person == *person)
        });
        let stretches = shifts.map(|it| Stretch { from: it.from, to: it.to });
        stretches.chain(week).find(|stretch| stretch.holds(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{at, ferryline, key};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// From Wednesday to Tuesday: Saturday and Sunday are not worked.
    #[test]
    fn a_week_has_five_working_days_whenever_it_begins() {
        let rules = ferryline();
        let week = |from| {
            Stretch::week(day(from), rules.zone, &rules.calendar).unwrap()
        };
        let last = |stretch: Stretch| {
            let end = stretch.to.with_timezone(&rules.zone);
            (end.date_naive(), end.time())
        };
        let midnight = chrono::NaiveTime::MIN;
        assert_eq!(last(week("2026-11-18")), (day("2026-11-25"), midnight));
        assert_eq!(last(week("2026-11-16")), (day("2026-11-21"), midnight));
    }

    #[test]
    fn it_ends_by_itself_and_the_seat_of_before_is_theirs() {
        let mut rules = ferryline();
        let ben = key("mika");
        let today = at("10:00").date_naive();
        let week = Stretch::week(today, rules.zone, &rules.calendar).unwrap();
        for mate in rules.roster.iter_mut().filter(|it| it.key == ben) {
            mate.observes = Some(week);
        }
        assert_eq!(rules.role(&ben, at("10:00")), Role::Observer);
        assert_eq!(rules.observing(&ben, at("10:00")), Some(week));
        assert_eq!(rules.next_change_of_duty(at("10:00")), Some(week.to));
        assert_eq!(rules.role(&ben, week.to), Role::Responder);
        assert_eq!(rules.observing(&ben, week.to), None);
    }

    #[test]
    fn who_answers_in_one_rotation_and_reads_along_in_another_answers() {
        let mut rules = ferryline();
        let lena = key("lena");
        let seat = |role| crate::Seat { person: lena.clone(), role };
        let shift = |role| Shift {
            from: at("08:00"),
            to: at("18:00"),
            seats: vec![seat(role)],
        };
        let both = [Role::Observer, Role::Responder];
        for order in [both, [both[1], both[0]]] {
            let shifts = order.map(shift).to_vec();
            rules.duty = Duty::Shifts { shifts };
            assert_eq!(rules.role(&lena, at("10:00")), Role::Responder);
            assert!(rules.on_duty(&lena, at("10:00")));
        }
    }
}
