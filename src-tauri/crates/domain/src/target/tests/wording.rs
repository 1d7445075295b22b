//! Targets as people read them, and as files hold them.

use serde_json::{Value, json};

use super::{business_minutes, calendar_days, minutes, next_business_day};
use crate::calendar::AfterClosing;
use crate::target::{Target, TargetKind};

#[test]
fn a_row_says_what_the_time_left_is_part_of() {
    for (target, words) in [
        (minutes(5), "of 5 min"),
        (minutes(60), "of 1 h"),
        (minutes(90), "of 1 h 30"),
        (business_minutes(30), "of 30 min"),
        (business_minutes(180), "of 3 h"),
        (next_business_day(), "next day"),
        (calendar_days(1), "of 1 day"),
        (calendar_days(3), "of 3 days"),
    ] {
        assert_eq!(target.words(), words);
    }
}

#[test]
fn a_sentence_says_in_which_time_it_counts() {
    for (target, words) in [
        (minutes(5), "5 min"),
        (minutes(60), "1 h"),
        (business_minutes(1), "1 business minute"),
        (business_minutes(30), "30 business minutes"),
        (business_minutes(60), "1 business hour"),
        (business_minutes(90), "90 business minutes"),
        (business_minutes(180), "3 business hours"),
        (next_business_day(), "next business day"),
        (calendar_days(1), "1 calendar day"),
        (calendar_days(3), "3 calendar days"),
    ] {
        assert_eq!(target.full_words(), words);
    }
}

#[test]
fn targets_are_written_in_plain_words() {
    let after_closing = AfterClosing::NextDay;
    for (kind, written) in [
        (minutes(5).kind, json!({ "minutes": 5 })),
        (business_minutes(180).kind, json!({ "business-minutes": 180 })),
        (
            TargetKind::NextBusinessDay { after_closing },
            json!({ "next-business-day": { "after_closing": "next-day" } }),
        ),
        (calendar_days(2).kind, json!({ "calendar-days": 2 })),
    ] {
        assert_eq!(serde_json::to_value(kind).unwrap(), written);
        let again: TargetKind = serde_json::from_value(written).unwrap();
        assert_eq!(again, kind);
    }
}

#[test]
fn what_is_left_out_is_the_default() {
    let written = json!({ "kind": { "next-business-day": {} } });
    let target: Target = serde_json::from_value(written).unwrap();
    assert_eq!(target, next_business_day());
}

#[test]
fn a_target_of_no_time_is_refused() {
    let read = |written: Value| serde_json::from_value::<TargetKind>(written);
    assert!(read(json!({ "minutes": 0 })).is_err());
    assert!(read(json!({ "minutes": -5 })).is_err());
    assert!(read(json!({ "minutes": 1 })).is_ok());
}
