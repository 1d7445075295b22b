//! What holds for every calendar, start and budget.

use chrono::TimeDelta;
use proptest::prelude::*;

use crate::calendar::made_up::a_situation;
use crate::calendar::{AfterClosing, Calendar};

fn a_budget() -> impl Strategy<Value = TimeDelta> {
    (1..10_000_000_i64).prop_map(|tenth| TimeDelta::milliseconds(tenth * 10))
}

fn a_switch() -> impl Strategy<Value = AfterClosing> {
    prop_oneof![Just(AfterClosing::SameDay), Just(AfterClosing::NextDay)]
}

const MOMENT: TimeDelta = TimeDelta::milliseconds(1);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_deadline_ends_open_time_and_used_up_its_budget(
        (calendar, start) in a_situation(),
        budget in a_budget(),
    ) {
        let deadline = calendar.add_open_time(start, budget).unwrap();
        prop_assert!(calendar.is_open(deadline - MOMENT));
        prop_assert_eq!(calendar.open_time_between(start, deadline), budget);
    }

    #[test]
    fn who_asks_later_is_due_no_earlier(
        (calendar, start) in a_situation(),
        later in a_budget(),
        budget in a_budget(),
    ) {
        let first = calendar.add_open_time(start, budget);
        let second = calendar.add_open_time(start + later, budget);
        prop_assert!(first <= second);
    }

    #[test]
    fn two_budgets_in_a_row_are_their_sum(
        (calendar, start) in a_situation(),
        one in a_budget(),
        other in a_budget(),
    ) {
        let halfway = calendar.add_open_time(start, one).unwrap();
        let split = calendar.add_open_time(halfway, other);
        prop_assert_eq!(split, calendar.add_open_time(start, one + other));
    }

    #[test]
    fn time_counted_in_two_parts_is_time_counted_whole(
        (calendar, start) in a_situation(),
        one in a_budget(),
        other in a_budget(),
    ) {
        let (halfway, end) = (start + one, start + one + other);
        let parts = calendar.open_time_between(start, halfway)
            + calendar.open_time_between(halfway, end);
        prop_assert_eq!(parts, calendar.open_time_between(start, end));
        prop_assert!(parts <= one + other);
    }

    #[test]
    fn counting_back_finds_an_open_instant_with_the_budget_before_the_end(
        (calendar, end) in a_situation(),
        budget in a_budget(),
    ) {
        let early = calendar.subtract_open_time(end, budget).unwrap();
        prop_assert!(calendar.is_open(early));
        prop_assert_eq!(calendar.open_time_between(early, end), budget);
    }

    #[test]
    fn openings_are_in_order_and_apart(
        (calendar, from) in a_situation(),
    ) {
        let found: Vec<_> = calendar.openings(from).take(60).collect();
        prop_assert!(found.iter().all(|it| it.opens < it.closes));
        let apart = found.windows(2).all(|it| it[0].closes <= it[1].opens);
        prop_assert!(apart, "{:?}", found);
        prop_assert!(found[0].closes > from);
    }

    #[test]
    fn open_and_closed_alternate(
        (calendar, now) in a_situation(),
    ) {
        let opens = calendar.next_opening(now).unwrap();
        let closes = calendar.next_closing(now).unwrap();
        prop_assert!(now < opens && now < closes);
        prop_assert!(calendar.is_open(opens));
        prop_assert!(!calendar.is_open(opens - MOMENT));
        prop_assert!(!calendar.is_open(closes));
        prop_assert!(calendar.is_open(closes - MOMENT));
        prop_assert_eq!(closes < opens, calendar.is_open(now));
    }

    #[test]
    fn the_next_business_day_comes_after_the_day_of_arrival(
        (calendar, arrival) in a_situation(),
        switch in a_switch(),
    ) {
        let counts_as = calendar.arrival_day(arrival, switch).unwrap();
        let due = calendar.business_day_after(arrival, switch).unwrap();
        prop_assert!(due.date > counts_as);
        prop_assert!(arrival < due.closes);
        let between = counts_as.succ_opt().unwrap().iter_days();
        for date in between.take_while(|date| *date < due.date) {
            prop_assert_eq!(calendar.business_day(date), None);
        }
    }

    #[test]
    fn with_the_switch_nothing_is_due_earlier(
        (calendar, arrival) in a_situation(),
    ) {
        let due = |switch| {
            calendar.business_day_after(arrival, switch).unwrap().closes
        };
        prop_assert!(due(AfterClosing::SameDay) <= due(AfterClosing::NextDay));
    }

    #[test]
    fn what_arrives_later_is_due_on_no_earlier_business_day(
        (calendar, arrival) in a_situation(),
        later in a_budget(),
        switch in a_switch(),
    ) {
        let first = calendar.business_day_after(arrival, switch).unwrap();
        let then = arrival + later;
        let second = calendar.business_day_after(then, switch).unwrap();
        prop_assert!(first.date <= second.date);
    }

    #[test]
    fn tomorrow_opens_on_another_day(
        (calendar, now) in a_situation(),
    ) {
        let tomorrow = calendar.tomorrow(now).unwrap();
        prop_assert!(tomorrow > now);
        prop_assert!(calendar.day_of(tomorrow) > calendar.day_of(now));
    }

    #[test]
    fn a_calendar_survives_being_written_down(
        (calendar, _) in a_situation(),
    ) {
        let text = serde_json::to_string(&calendar).unwrap();
        let again: Calendar = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(again, calendar);
    }
}
