//! What holds for every target and every calendar.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::{
    business_minutes, calendar_days, minutes, next_business_day, target,
};
use crate::calendar::AfterClosing;
use crate::calendar::made_up::a_situation;
use crate::target::{Target, TargetKind};

fn any_target() -> impl Strategy<Value = Target> {
    let after_closing = AfterClosing::NextDay;
    let switched = target(TargetKind::NextBusinessDay { after_closing });
    prop_oneof![
        (1..5000_u32).prop_map(minutes),
        (1..5000_u32).prop_map(business_minutes),
        Just(next_business_day()),
        Just(switched),
        (1..40_u32).prop_map(calendar_days),
    ]
}

fn a_while() -> impl Strategy<Value = TimeDelta> {
    (0..2_000_000_i64).prop_map(TimeDelta::seconds)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn warnings_come_in_order_between_start_and_end(
        (calendar, from) in a_situation(),
        target in any_target(),
    ) {
        let deadline = target.deadline(from, &calendar).unwrap();
        let warnings = target.warnings(from, deadline, &calendar);
        let order = [from, warnings.first, warnings.second, deadline];
        prop_assert!(order.is_sorted(), "{:?}", order);
        let imminent = target.imminent_from(warnings);
        prop_assert!(order.contains(&imminent));
    }

    #[test]
    fn warnings_of_business_targets_fall_into_open_time(
        (calendar, from) in a_situation(),
        count in 1..5000_u32,
    ) {
        let target = business_minutes(count);
        let starts = target.runs_from(from, &calendar).unwrap();
        let deadline = target.deadline(from, &calendar).unwrap();
        let warnings = target.warnings(starts, deadline, &calendar);
        prop_assert!(calendar.is_open(warnings.first));
        prop_assert!(calendar.is_open(warnings.second));
    }

    #[test]
    fn the_steps_add_up_to_the_time_there_was(
        (calendar, from) in a_situation(),
        target in any_target(),
    ) {
        let reckoning = target.reckon(from, &calendar).unwrap();
        let counted: TimeDelta =
            reckoning.steps.iter().map(|step| step.counted).sum();
        let deadline = reckoning.deadline;
        prop_assert_eq!(Some(deadline), target.deadline(from, &calendar));
        prop_assert_eq!(counted, target.left(from, deadline, &calendar));
        let nothing = TimeDelta::zero();
        prop_assert!(reckoning.steps.iter().all(|it| it.counted > nothing));
    }

    #[test]
    fn elapsed_and_left_are_the_whole_target_while_it_runs(
        (calendar, from) in a_situation(),
        target in any_target(),
        later in a_while(),
    ) {
        let deadline = target.deadline(from, &calendar).unwrap();
        let now: DateTime<Utc> = from + later;
        let whole = target.left(from, deadline, &calendar);
        let parts = target.elapsed(from, now, &calendar)
            + target.left(now, deadline, &calendar);
        prop_assert_eq!(parts, whole);
    }

    #[test]
    fn who_asks_later_is_due_no_earlier(
        (calendar, from) in a_situation(),
        target in any_target(),
        later in a_while(),
    ) {
        // Calendar days go by the wall clock, which shows up to two hours
        // twice: who asks at the second 02:10 is due before the first 02:50.
        let slack = match target.kind {
            TargetKind::CalendarDays(_) => TimeDelta::hours(2),
            _ => TimeDelta::zero(),
        };
        let first = target.deadline(from, &calendar).unwrap();
        let second = target.deadline(from + later, &calendar).unwrap();
        prop_assert!(first <= second + slack);
    }
}
