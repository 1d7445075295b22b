//! Two-person sprint: a week of five minutes in working hours, with the window
//! from Monday 17:00, when the next pair is picked, to Wednesday, when it
//! begins.
//!
//! Of its sentences these are not built yet, so nothing here tells of them:
//! picking the pair with its reminder, the kinds of a first response, the nine
//! questions, Jira tickets, the handbook, the list of what comes again, and
//! the deployments.

use super::Week;

const SHIFTS: &str = r#"
[[shifts]]
from = 2026-11-18T09:00
to = 2026-11-25T09:00
people = ["ana", "noor"]
observer = ["lena"]
[[shifts]]
from = 2026-11-25T09:00
to = 2026-12-02T09:00
people = ["kofi", "lena"]
fallback = ["mika"]
"#;

const WEEK: &str = r##"
{"at": "2026-11-23T17:10", "who": "Ops", "asks": "Drivers see no tours", "in": "#backend", "id": "window"}
{"at": "2026-11-23T17:13", "who": "noor", "to": "window", "says": "Which depot is it?"}
{"at": "2026-11-23T17:20", "who": "Ops", "to": "window", "says": "Berlin, all of them"}
{"at": "2026-11-23T17:23", "who": "noor", "to": "window", "says": "The depot was switched off. It is on again."}
{"at": "2026-11-23T23:00", "who": "Night shift", "asks": "The nightly export failed", "in": "#backend", "id": "night"}
{"at": "2026-11-24T09:03", "who": "ana", "to": "night", "says": "I have started it again, it runs."}
{"at": "2026-11-24T15:40", "who": "Ops", "asks": "Tour 4711 is stuck", "in": "#backend", "id": "tour"}
{"at": "2026-11-24T15:42", "who": "ana", "to": "tour", "says": "Looking into it, I'll get back to you here."}
{"at": "2026-11-24T15:58", "who": "ana", "to": "tour", "says": "It waits for a driver. Assign one in the admin panel."}
{"at": "2026-11-24T16:10", "bot": "Bugsnag", "asks": "TimeoutError in ImportJob", "in": "#bugsnag-backend", "id": "bug"}
{"at": "2026-11-24T16:20", "who": "ana", "to": "bug", "mark": "eyes"}
{"at": "2026-11-24T17:58", "who": "Ops", "asks": "Labels do not print", "in": "#backend", "id": "evening"}
{"at": "2026-11-25T09:05", "who": "kofi", "to": "evening", "says": "The printer server is up again."}
{"at": "2026-11-25T10:00", "who": "Ops", "asks": "Login fails for all drivers", "in": "#backend", "id": "wednesday"}
{"at": "2026-11-25T10:12", "who": "lena", "to": "wednesday", "says": "The certificate had run out, it is renewed."}
{"at": "2026-11-26T11:00", "bot": "Bugsnag", "asks": "NullReference in TourPlanner", "in": "#bugsnag-backend", "id": "second"}
{"at": "2026-11-26T11:20", "who": "kofi", "to": "second", "mark": "eyes"}
{"at": "2026-11-27T10:00", "who": "Ops", "asks": "A stop is missing", "in": "#backend", "id": "friday"}
{"at": "2026-11-27T10:04", "who": "lena", "to": "friday", "says": "It was moved to the next tour."}
{"at": "2026-11-28T12:00", "who": "Ops", "asks": "The map stays grey", "in": "#backend", "id": "weekend"}
"##;

/// The week, whole.
pub(super) fn whole() -> Week {
    let channels = ["#backend", "#bugsnag-backend"];
    let people = ["Ana", "Noor", "Kofi", "Lena", "Mika"];
    Week::of("sprint-pair", &channels, &people, SHIFTS)
        .through(("2026-11-23 08:00", "2026-11-30 08:00"), WEEK)
}

#[tokio::test]
async fn the_pair_that_was_picked_on_monday_is_rung_from_wednesday_on() {
    let played = whole().plays().await;
    let (ana, kofi) = (played.told("Ana"), played.told("Kofi"));
    let lena = played.told("Lena");

    for who in ["Ana", "Noor"] {
        assert_eq!(
            played.when(who, ["due 17:15", "no tours"]),
            ["Mon 17:10"],
            "picked or not, this week's pair has it until Wednesday: {ana:?}"
        );
    }
    assert!(
        !ana.iter().any(|it| it.starts_with("Mon 2")),
        "the night is told in the morning: {ana:?}"
    );
    assert_eq!(
        played.when("Ana", ["due 15:45", "Tour 4711"]),
        ["Tue 15:40"],
        "{ana:?}"
    );
    assert_eq!(played.level("Error alert"), [2, 2, 0, 0, 0, 0]);
    assert_eq!(
        played.when("Kofi", ["Overdue", "Labels"]).first(),
        Some(&"Wed 09:03".to_owned()),
        "two minutes on Tuesday, three on Wednesday, and it is his: {kofi:?}"
    );
    for gone in [ana, played.told("Noor")] {
        assert!(
            gone.iter()
                .all(|it| it.starts_with("Mon") || it.starts_with("Tue")),
            "their week is over: {gone:?}"
        );
    }
    for come in [kofi, lena] {
        assert!(
            !come
                .iter()
                .any(|it| it.starts_with("Mon") || it.starts_with("Tue")),
            "one was picked, one observed, and neither was rung: {come:?}"
        );
        assert!(
            !come
                .iter()
                .any(|it| it.starts_with("Sat") || it.starts_with("Sun")),
            "nobody works at the weekend: {come:?}"
        );
    }
    let mika = played.when("Mika", ["Overdue", ""]);
    assert_eq!(
        mika.first(),
        Some(&"Wed 10:08".to_owned()),
        "a fallback after three repeats, and no sooner: {mika:?}"
    );
    assert_eq!(
        played.level("Urgent"),
        [7, 4, 2, 0, 1, 0],
        "two came late, and the weekend has not begun to count"
    );
}
