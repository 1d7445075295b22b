//! A team may say itself when its targets warn.

use proptest::prelude::*;

use super::{business_minutes, minutes, next_business_day, number};
use crate::calendar::made_up::a_situation;
use crate::calendar::samples::{berlin, office};
use crate::target::{Ahead, Target};

fn ahead(target: Target, first: u32, second: u32) -> Target {
    let ahead = Ahead { first: number(first), second: number(second) };
    Target { ahead: Some(ahead), ..target }
}

#[test]
fn warnings_are_counted_back_in_the_targets_own_time() {
    let asked = berlin("2026-11-17 17:30");
    let target = ahead(business_minutes(60), 45, 10);
    let due = target.deadline(asked, &office()).unwrap();
    let warnings = target.warnings(asked, due, &office());
    assert_eq!(due, berlin("2026-11-18 09:30"));
    assert_eq!(warnings.first, berlin("2026-11-17 17:45"), "over the night");
    assert_eq!(warnings.second, berlin("2026-11-18 09:20"));
}

#[test]
fn a_warning_before_the_message_comes_with_it() {
    let asked = berlin("2026-11-17 10:00");
    let target = ahead(minutes(5), 30, 2);
    let due = target.deadline(asked, &office()).unwrap();
    let warnings = target.warnings(asked, due, &office());
    assert_eq!(warnings.first, asked);
    assert_eq!(warnings.second, berlin("2026-11-17 10:03"));
}

#[test]
fn a_next_business_day_may_warn_hours_before_its_end() {
    let asked = berlin("2026-11-17 10:00");
    let target = ahead(next_business_day(), 180, 30);
    let due = target.deadline(asked, &office()).unwrap();
    let warnings = target.warnings(asked, due, &office());
    assert_eq!(warnings.first, berlin("2026-11-18 15:00"));
    assert_eq!(warnings.second, berlin("2026-11-18 17:30"));
}

proptest! {
    #[test]
    fn they_come_in_order_between_start_and_end(
        (calendar, from) in a_situation(),
        count in 1..5000_u32,
        first in 1..500_u32,
        second in 1..500_u32,
    ) {
        let (first, second) = (first.max(second), first.min(second));
        for target in [minutes(count), business_minutes(count)] {
            let target = ahead(target, first, second);
            let due = target.deadline(from, &calendar).unwrap();
            let warnings = target.warnings(from, due, &calendar);
            let order = [from, warnings.first, warnings.second, due];
            prop_assert!(order.is_sorted(), "{:?}", order);
        }
    }
}
