//! What a filter lets through, and what is said of the rest.

use domain::picture::{PendingVerb, Stage};

use super::desk::{Desk, at};
use crate::view::snapshot;
use crate::{Filter, Fold, Priority, Select, Snapshot, Whose};

/// Three that wait: Pia's is nobody's, Maya's is Ana's, Dirk's is overdue.
fn desk() -> Desk {
    let mut desk = Desk::at("16:44:12");
    desk.ask("#support", "12:40:00", "Pia Lund", "Where is the archive?");
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue does not tie out");
    desk.marks("16:30:00", "eyes", &["Ana Ruiz"]);
    desk.ask("#backend", "16:38:12", "Dirk Vos", "Labels do not print");
    desk
}

fn seen(desk: &Desk, filter: Filter) -> Snapshot {
    let select = Select { filter, ..Select::default() };
    snapshot(&desk.picture(), &select, None)
}

fn askers(seen: &Snapshot) -> Vec<&str> {
    seen.rows.iter().map(|row| row.requester.as_str()).collect()
}

fn of_words(words: &str) -> Filter {
    Filter { words: words.to_owned(), ..Filter::default() }
}

#[test]
fn without_a_filter_nothing_is_hidden() {
    let seen = seen(&desk(), Filter::default());
    assert_eq!(seen.rows.len(), 3);
    assert_eq!((seen.hidden.requests, seen.hidden.overdue), (0, 0));
}

#[test]
fn what_is_hidden_is_counted_and_what_is_overdue_of_it() {
    let normal = Filter { priority: Some(Priority::Normal), ..of_words("") };
    let seen = seen(&desk(), normal);
    assert_eq!(askers(&seen), ["Pia Lund"]);
    assert_eq!((seen.hidden.requests, seen.hidden.overdue), (2, 1));
    assert_eq!(seen.count.for_you, 2, "the number is of the whole queue");
}

#[test]
fn mine_is_what_i_have_and_nobodys_what_nobody_has() {
    let of = |whose| Filter { whose: Some(whose), ..Filter::default() };
    let mut desk = desk();
    assert!(askers(&seen(&desk, of(Whose::Mine))).is_empty());
    let nobodys = seen(&desk, of(Whose::Nobodys));
    assert_eq!(askers(&nobodys), ["Dirk Vos", "Pia Lund"]);
    desk.sends("16:44:10", PendingVerb::Claim, Stage::Sending);
    assert_eq!(askers(&seen(&desk, of(Whose::Mine))), ["Dirk Vos"]);
}

#[test]
fn words_are_found_in_the_line_of_a_request() {
    let desk = desk();
    for (words, asker) in [
        ("dirk", "Dirk Vos"),
        ("teams label", "Dirk Vos"),
        ("#tours", "Maya Chen"),
        ("success", "Maya Chen"),
        ("ana", "Maya Chen"),
    ] {
        assert_eq!(askers(&seen(&desk, of_words(words))), [asker], "{words}");
    }
    assert!(askers(&seen(&desk, of_words("dirk revenue"))).is_empty());
}

#[test]
fn a_source_is_named_by_its_key() {
    let teams =
        Filter { source: Some("teams".to_owned()), ..Filter::default() };
    assert_eq!(askers(&seen(&desk(), teams)), ["Dirk Vos"]);
}

#[test]
fn rows_that_follow_are_those_the_filter_lets_through() {
    let select = Select {
        rows: Some(1),
        filter: Filter { whose: Some(Whose::Nobodys), ..Filter::default() },
        ..Select::default()
    };
    let seen = snapshot(&desk().picture(), &select, None);
    assert_eq!((seen.rows.len(), seen.more), (1, 1));
}

#[test]
fn a_folded_part_is_filtered_too() {
    let mut desk = desk();
    desk.now = at("16:45:00");
    desk.says("16:44:30", "Mika Berg", "They print again.");
    let select = Select {
        fold: Fold::Answered,
        filter: of_words("pia"),
        ..Select::default()
    };
    let seen = snapshot(&desk.picture(), &select, None);
    assert!(seen.rows.is_empty());
    assert_eq!(seen.hidden.requests, 1);
}
