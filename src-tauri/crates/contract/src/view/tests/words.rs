//! Single words, names and conversions.

use chrono::TimeDelta;
use domain::{Judged, PersonKey, Priority, PriorityFrom};

use super::desk::{Desk, at};
use crate::view::priority::priority_words;
use crate::view::spoken::spelled;
use crate::view::words::{exact, first_name, joined, sentence, short_target};

#[test]
fn a_target_is_short_under_a_clock() {
    let words = [
        ("of 5 min", "5 min"),
        ("next day", "next day"),
        ("of 3 days", "3 days"),
        ("3 business hours", "3 h"),
        ("1 business hour", "1 h"),
        ("45 business minutes", "45 min"),
        ("next business day", "next day"),
        ("2 calendar days", "2 days"),
        ("1 h 30", "1 h 30"),
    ];
    for (long, short) in words {
        assert_eq!(short_target(long), short, "of {long}");
    }
}

#[test]
fn a_duration_is_spelled_for_the_ear() {
    let say = |s| spelled(TimeDelta::seconds(s));
    assert_eq!(say(0), "0 seconds");
    assert_eq!(say(1), "1 second");
    assert_eq!(say(192), "3 minutes 12 seconds");
    assert_eq!(say(300), "5 minutes");
    assert_eq!(say(2285), "38 minutes");
    assert_eq!(say(3600), "1 hour");
    assert_eq!(say(7505), "2 hours 5 minutes");
}

#[test]
fn names_are_joined_as_in_a_sentence() {
    let names = |names: &[&str]| {
        joined(&names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(names(&[]), "");
    assert_eq!(names(&["Ana"]), "Ana");
    assert_eq!(names(&["Ana", "Kofi", "Noor"]), "Ana, Kofi and Noor");
}

#[test]
fn a_sentence_has_one_full_stop() {
    assert_eq!(sentence("quiet was on"), "Quiet was on.");
    assert_eq!(sentence("Asked too often. "), "Asked too often.");
    assert_eq!(sentence(""), "");
}

#[test]
fn seconds_are_said_of_today_alone() {
    let picture = Desk::at("16:41:25").picture();
    assert_eq!(exact(&picture, at("16:43:12")), "16:43:12");
    assert_eq!(exact(&picture, at("20 16:43:12")), "Fri 16:43");
}

#[test]
fn who_has_left_the_roster_is_called_by_their_key() {
    let desk = Desk::at("16:41:25");
    let name = |key: &str| first_name(&desk.rules, &PersonKey::new(key));
    assert_eq!(name("ana"), "Ana");
    assert_eq!(name("lena"), "lena");
}

fn because(priority: Priority, from: PriorityFrom) -> String {
    let mut desk = Desk::at("17:10:00");
    desk.ask("#support", "16:19:30", "Maya Chen", "Revenue report");
    let close = desk.close();
    let judged = (*close.entry.judged).clone();
    let judged = Judged { priority, priority_from: from, ..judged };
    priority_words(&desk.picture(), &judged)
}

#[test]
fn a_priority_says_why() {
    let mention = |time| PriorityFrom::Mention {
        handle: "@oncall".to_owned(),
        by: "Maya\u{202e} Chen".to_owned(),
        at: at(time),
        asking: true,
    };
    let hand = PriorityFrom::Hand { at: at("16:50:00") };
    assert_eq!(because(Priority::Normal, PriorityFrom::Place), "Normal");
    assert_eq!(
        because(Priority::Urgent, PriorityFrom::Place),
        "Urgent, like everything in this channel"
    );
    assert_eq!(
        because(Priority::Urgent, mention("17:00:00")),
        "Urgent, Maya Chen added @oncall 17:00"
    );
    assert_eq!(
        because(Priority::Urgent, mention("16:19:30")),
        "Urgent, Maya Chen mentioned @oncall"
    );
    assert_eq!(
        because(Priority::Emergency, hand),
        "Emergency, you set it 16:50, only here"
    );
}

#[test]
fn a_role_and_a_priority_go_through_the_window_and_back() {
    use domain::Role;
    for role in [
        Role::Responder,
        Role::Fallback,
        Role::Secondary,
        Role::Observer,
        Role::OffDuty,
    ] {
        assert_eq!(Role::from(crate::Role::from(role)), role);
    }
    for priority in [Priority::Emergency, Priority::Urgent, Priority::Normal] {
        assert_eq!(Priority::from(crate::Priority::from(priority)), priority);
    }
}
