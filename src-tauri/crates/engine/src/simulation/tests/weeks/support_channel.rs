//! The tagged channel: nobody, @oncall and @dev911 are called in turn.

use super::Week;

#[tokio::test]
async fn a_question_is_reminded_of_a_call_is_raised_and_a_promise_is_kept() {
    let week = Week::of("support-channel", &["#support"], &["Ana", "Noor"], "");
    let played = week
        .plays(
            ("2026-11-26 15:00", "2026-11-30 10:00"),
            r##"
{"at": "2026-11-26T15:10", "who": "Dirk", "asks": "Where can I find information about exports in our app?", "in": "#support", "id": "curious"}
{"at": "2026-11-26T15:20", "who": "Greta", "asks": "@oncall the report does not tie out", "in": "#support", "id": "report"}
{"at": "2026-11-26T15:25", "who": "ana", "to": "report", "mark": "eyes"}
{"at": "2026-11-26T15:26", "who": "ana", "to": "report", "says": "Looking. Back in 30 min."}
{"at": "2026-11-26T15:50", "who": "ana", "to": "report", "says": "It counts cancelled orders too. I have put it right."}
{"at": "2026-11-26T16:00", "who": "Teo", "asks": "The map looks odd", "in": "#support", "id": "map"}
{"at": "2026-11-26T16:30", "who": "Teo", "to": "map", "says": "@oncall it keeps a driver from his tour"}
{"at": "2026-11-26T16:35", "who": "ana", "to": "map", "says": "I'll have an answer by 17:00."}
{"at": "2026-11-28T11:00", "who": "Ines", "asks": "@dev911 the app is down", "in": "#support", "id": "down"}
{"at": "2026-11-28T11:04", "who": "noor", "to": "down", "says": "The database was full. It is up again."}
"##,
        )
        .await;
    let ana = played.told("Ana");

    assert_eq!(
        played.when("Ana", ["Nobody has answered", "Where can I find"]),
        ["Fri 18:00"],
        "at the end of the next business day: {ana:?}"
    );
    assert_eq!(played.level("Normal"), [1, 0, 0, 0, 0, 1]);

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
    assert_eq!(played.level("Urgent"), [2, 2, 0, 0, 0, 0]);

    assert_eq!(
        played.when("Ana", ["New", "the app is down"]),
        ["Sat 11:00"],
        "an emergency rings on a Saturday: {ana:?}"
    );
    assert_eq!(played.level("Emergency"), [1, 1, 0, 0, 0, 0]);
}
