//! Stories of single sentences, and the promise to survive every other.

use chrono_tz::Europe::Berlin;
use proptest::prelude::*;

use crate::calendar::samples::berlin;
use crate::promise::{holds, needed_by, promised, promises};

fn at(text: &str) -> Option<String> {
    let promise = promised(text, berlin("2026-11-24 14:10"), Berlin)?;
    let at = promise.at.with_timezone(&Berlin);
    Some(at.format("%a %H:%M").to_string())
}

fn words(text: &str) -> Option<String> {
    let written = berlin("2026-11-24 14:10");
    promised(text, written, Berlin).map(|promise| promise.words)
}

#[test]
fn of_several_promises_the_first_to_fall_due_counts() {
    let text = "I'll send the report tomorrow. Next update in 30 min.";
    assert_eq!(at(text).as_deref(), Some("Tue 14:40"));
    assert_eq!(promises(text).len(), 2);
}

#[test]
fn a_promise_is_quoted_in_its_own_words() {
    let text = "Ok, found it. I'll be back in 30 min, coffee first";
    assert_eq!(words(text).as_deref(), Some("I'll be back in 30 min"));
    assert_eq!(words("> by 9\nBy 15:00!").as_deref(), Some("By 15:00"));
}

#[test]
fn of_a_range_the_later_end_counts() {
    assert_eq!(at("Back in 30-45 min").as_deref(), Some("Tue 14:55"));
    assert_eq!(at("Back in 2 to 3 hours").as_deref(), Some("Tue 17:10"));
}

#[test]
fn a_zone_that_may_be_several_says_no_time() {
    assert_eq!(at("I'll be back by 15:00 GMT").as_deref(), Some("Tue 16:00"));
    assert_eq!(at("I'll be back by 15:00 IST"), None);
}

#[test]
fn what_is_only_quoted_or_shown_as_code_is_no_promise() {
    assert_eq!(at("> I'll be back in 30 min\nThat was a lie."), None);
    assert_eq!(at("The bot says \"back in 30 min\" to everybody."), None);
    assert_eq!(at("```\nback in 30 min\n```"), None);
}

#[test]
fn what_is_denied_or_only_spoken_of_is_no_promise() {
    for trap in [
        "Back in 30 min is impossible.",
        "I'd love to, but back in 30 min is not possible.",
        "Back in 30 min, no way.",
        "It's not like I'll be back in 30 min.",
        "Back in 30 min would be nice.",
        "Nobody believes I'll be back in 30 min.",
        "Back in 30 min, or so I thought.",
        "Back in 30 min, or so they said",
        "I'll be back in 30 min (I wish).",
    ] {
        assert_eq!(at(trap), None, "{trap}");
    }
    let thought = "I thought it was the cache, back in 30 min.";
    assert_eq!(at(thought).as_deref(), Some("Tue 14:40"));
    let meant = "Before lunch is impossible, I'll be back in 30 min.";
    assert_eq!(at(meant).as_deref(), Some("Tue 14:40"));
}

#[test]
fn what_others_are_asked_to_do_or_only_may_be_is_no_promise() {
    for trap in [
        "Please be back in 30 min",
        "Please reply by 15:00.",
        "I'm on it, please check back in 30 min.",
        "I hope you'll be done by 15:00.",
        "Maybe I'll be back in 30 min.",
        "I'll be out of battery in 30 min.",
        "I promised an answer by 15:00.",
        "I don't promise anything by 15:00.",
        "Let's say 15:30.",
    ] {
        assert_eq!(at(trap), None, "{trap}");
    }
    for promise in [
        "I promise an answer by 15:00.",
        "I promise you'll have it by 15:00.",
        "Please expect an update by 15:00.",
        "Please give me until 15:00.",
        "Please don't restart it, I'll do that at 15:00.",
        "Rolling back now, should be good by 15:00.",
        "Let's say 15:00, I'll have it then.",
    ] {
        assert_eq!(at(promise).as_deref(), Some("Tue 15:00"), "{promise}");
    }
}

#[test]
fn a_promise_far_down_in_a_text_is_not_looked_for() {
    let text = format!("{}\nBack in 30 min", "word. ".repeat(1000));
    assert_eq!(at(&text), None);
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in ".{0,400}") {
        let written = berlin("2026-11-24 14:10");
        _ = promised(&text, written, Berlin);
        _ = needed_by(&text, written, Berlin);
        _ = holds(&text);
    }

    #[test]
    fn no_row_of_its_own_words_breaks_the_reader(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "i'll", "back", "in", "by", "at", "30", "4294967295", "-", ":",
                "15:00", "24:00", "12", "pm", "min", "h", "h99", "hours",
                "and a half", "tomorrow", "monday", "end of day", "2026-02-30",
                "31", "february", "weeks", "9999", "another", "more", "1/2",
                "quarter to", "one", "UTC", "IST", "?", ".", "\"", "`", ">",
                "\n", "until", "give me", "eta", "need", "é", "🙏", "½",
            ]),
            0..24,
        ),
        minutes in -60_000_000_i64..600_000_000,
    ) {
        let text = words.join(" ");
        let written = berlin("2026-11-24 14:10")
            + chrono::TimeDelta::minutes(minutes);
        for promise in [
            promised(&text, written, Berlin),
            needed_by(&text, written, Berlin),
        ].into_iter().flatten() {
            prop_assert!(promise.at > written);
            prop_assert!(!promise.words.is_empty());
        }
    }
}

#[test]
fn at_the_end_of_all_time_nothing_is_promised() {
    let last = chrono::DateTime::<chrono::Utc>::MAX_UTC;
    for text in ["back in 3 hours", "by 15:00", "tomorrow", "next week"] {
        assert_eq!(promised(text, last, Berlin), None, "{text}");
    }
}
