//! What is typed is read as it was meant.

use super::*;

fn words(query: &str) -> Vec<Vec<String>> {
    Query::read(query).terms.into_iter().map(|t| t.words).collect()
}

#[test]
fn words_are_taken_apart_from_filters() {
    let query = Query::read("labels from:dirk in:#Backend is:open has:note");
    assert_eq!(query.terms.len(), 1);
    assert_eq!(query.from[0].words, ["dirk"]);
    assert_eq!(query.place.as_deref(), Some("backend"));
    assert_eq!(query.standing, Some(Standing::Open));
    assert!(query.noted && query.flaws.is_empty());
}

#[test]
fn quotes_hold_words_together() {
    let query = Query::read("\"not printing\" from:\"Dirk Vos\"");
    assert_eq!(query.terms[0].words, ["not", "printing"]);
    assert!(query.terms[0].exact);
    assert_eq!(query.from[0].words, ["dirk", "vos"]);
}

#[test]
fn a_day_is_a_day_or_a_flaw() {
    let query = Query::read("after:2026-11-01 before:soon");
    assert_eq!(query.after, NaiveDate::from_ymd_opt(2026, 11, 1));
    assert_eq!((query.before, query.flaws.len()), (None, 1));
}

#[test]
fn what_is_no_filter_is_words() {
    assert_eq!(words("https://a.test"), [["https", "a", "test"]]);
    assert_eq!(words("from: -- \" "), [["from"]]);
    assert!(Query::read("  ").is_empty());
}

#[test]
fn what_was_searched_for_is_marked() {
    let query = Query::read("label ETAGE");
    let marks = query.marks("Labels on étages, not on tables");
    let hits: Vec<&str> = marks
        .iter()
        .filter(|(_, hit)| *hit)
        .map(|(text, _)| text.as_str())
        .collect();
    assert_eq!(hits, ["Labels", "étages"]);
    let all: String = marks.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(all, "Labels on étages, not on tables");
}
