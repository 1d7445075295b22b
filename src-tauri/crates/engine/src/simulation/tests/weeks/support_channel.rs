//! The tagged channel: a week in which nobody, @oncall and @dev911 are called
//! in turn.
//!
//! Of its sentences these are not built yet, so nothing here tells of them:
//! the redirect to a channel that fits better, the facts to gather, what is no
//! matter for @dev911, the emoji tags with their weekly review, and the
//! post-mortem.

use super::Week;

const WEEK: &str = r##"
{"at": "2026-11-23T10:00", "who": "Dirk", "asks": "Where can I find the tours of last year in our app?", "in": "#support", "id": "thread"}
{"at": "2026-11-23T11:00", "who": "ana", "to": "thread", "says": "Under History, with the filter of the year."}
{"at": "2026-11-23T11:05", "who": "Dirk", "to": "thread", "says": "Thanks!"}
{"at": "2026-11-23T11:06", "who": "ana", "to": "thread", "mark": "white_check_mark"}
{"at": "2026-11-24T14:00", "who": "Greta", "asks": "@oncall a filter shows no orders, the client waits", "in": "#support", "id": "filter"}
{"at": "2026-11-24T14:10", "who": "ana", "to": "filter", "says": "I do not know this part. Noor does, I have asked her in."}
{"at": "2026-11-24T14:40", "who": "noor", "to": "filter", "says": "The index was rebuilt in the night. The orders are there again."}
{"at": "2026-11-24T14:45", "who": "ana", "to": "filter", "mark": "white_check_mark"}
{"at": "2026-11-26T15:10", "who": "Dirk", "asks": "Where can I find information about exports in our app?", "in": "#support", "id": "curious"}
{"at": "2026-11-26T15:20", "who": "Greta", "asks": "@oncall the report does not tie out", "in": "#support", "id": "report"}
{"at": "2026-11-26T15:25", "who": "ana", "to": "report", "mark": "eyes"}
{"at": "2026-11-26T15:26", "who": "ana", "to": "report", "says": "Looking. Back in 30 min."}
{"at": "2026-11-26T15:50", "who": "ana", "to": "report", "says": "It counts cancelled orders too. I have put it right."}
{"at": "2026-11-26T16:00", "who": "Teo", "asks": "The map looks odd", "in": "#support", "id": "map"}
{"at": "2026-11-26T16:30", "who": "Teo", "to": "map", "says": "@oncall it keeps a driver from his tour"}
{"at": "2026-11-26T16:35", "who": "ana", "to": "map", "says": "I'll have an answer by 17:00."}
{"at": "2026-11-28T11:00", "who": "Ines", "asks": "@dev911 the app is down", "in": "#support", "id": "down"}
{"at": "2026-11-28T11:04", "who": "ana", "to": "down", "says": "The database was full. It is up again."}
{"at": "2026-11-28T12:00", "who": "Oskar", "asks": "@oncall the invoices miss a line", "in": "#support", "id": "weekend"}
{"at": "2026-11-30T09:20", "who": "ana", "to": "weekend", "says": "The line is back, please print them again."}
"##;

/// The week, whole.
pub(super) fn whole() -> Week {
    Week::of("support-channel", &["#support"], &["Ana", "Noor"], "")
        .through(("2026-11-23 08:00", "2026-11-30 12:00"), WEEK)
}

#[tokio::test]
async fn who_is_tagged_says_how_loud_it_is_and_promises_are_followed() {
    let played = whole().plays().await;
    let ana = played.told("Ana");

    assert_eq!(
        played.when("Ana", ["Nobody has answered", "Where can I find"]),
        ["Fri 18:00"],
        "at the end of the next business day, and not of what was answered: \
         {ana:?}"
    );
    assert_eq!(played.level("Normal"), [2, 0, 0, 0, 0, 2]);

    assert_eq!(played.when("Ana", ["New", "a filter"]), ["Tue 14:00"]);
    assert_eq!(played.when("Ana", ["Overdue", "a filter"]), [""; 0]);
    assert_eq!(played.when("Ana", ["New", "the report"]), ["Thu 15:20"]);
    assert_eq!(
        played.when("Ana", ["promised", "the report"]),
        ["Thu 15:41"],
        "at half time, and not again: she followed through: {ana:?}"
    );
    assert_eq!(
        played.when("Ana", ["due 17:00", "The map"]),
        ["Thu 16:30"],
        "raised half an hour later it runs from that call: {ana:?}"
    );
    assert!(
        ana.iter().any(|it| it.starts_with("Thu 17:00") && it.contains("map")),
        "nobody kept that promise: {ana:?}"
    );

    assert_eq!(
        played.when("Ana", ["New", "the app is down"]),
        ["Sat 11:00"],
        "an emergency rings on a Saturday: {ana:?}"
    );
    assert_eq!(played.level("Emergency"), [1, 1, 0, 0, 0, 0]);
    assert_eq!(
        played.when("Ana", ["since Sat 12:00", "first due 09:30"]),
        ["Mon 09:00"],
        "what is no emergency waits for the opening: {ana:?}"
    );
    assert_eq!(played.level("Urgent"), [4, 4, 0, 0, 0, 0]);
    assert_eq!(
        played.told("Noor"),
        [""; 0],
        "she is asked in the thread, and rings for nothing"
    );
}
