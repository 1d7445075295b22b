//! Two-person sprint: five minutes in working hours, from Wednesday on.

use super::Week;

const SHIFTS: &str = r#"
[[shifts]]
from = 2026-11-18T09:00
to = 2026-11-25T09:00
people = ["ana"]
observer = ["lena"]
[[shifts]]
from = 2026-11-25T09:00
to = 2026-12-02T09:00
people = ["kofi"]
fallback = ["mika"]
"#;

#[tokio::test]
async fn the_pair_that_was_picked_on_monday_is_rung_from_wednesday_on() {
    let channels = ["#backend", "#bugsnag-backend"];
    let people = ["Ana", "Kofi", "Mika", "Lena"];
    let week = Week::of("sprint-pair", &channels, &people, SHIFTS);
    let played = week
        .plays(
            ("2026-11-24 15:30", "2026-11-25 10:15"),
            r##"
{"at": "2026-11-24T15:40", "who": "Ops", "asks": "Tour 4711 is stuck", "in": "#backend", "id": "tour"}
{"at": "2026-11-24T15:42", "who": "ana", "to": "tour", "says": "Looking into it, I'll get back to you here."}
{"at": "2026-11-24T15:58", "who": "ana", "to": "tour", "says": "It waits for a driver. Assign one in the admin panel."}
{"at": "2026-11-24T16:10", "bot": "Bugsnag", "asks": "TimeoutError in ImportJob", "in": "#bugsnag-backend", "id": "bug"}
{"at": "2026-11-24T16:20", "who": "ana", "to": "bug", "mark": "eyes"}
{"at": "2026-11-24T17:58", "who": "Ops", "asks": "Labels do not print", "in": "#backend", "id": "evening"}
{"at": "2026-11-25T09:05", "who": "kofi", "to": "evening", "says": "The printer server is up again."}
{"at": "2026-11-25T10:00", "who": "Ops", "asks": "Login fails for all drivers", "in": "#backend", "id": "wednesday"}
"##,
        )
        .await;
    let (ana, kofi) = (played.told("Ana"), played.told("Kofi"));

    assert_eq!(
        played.when("Ana", ["due 15:45", "Tour 4711"]),
        ["Tue 15:40"],
        "{ana:?}"
    );
    assert_eq!(played.level("Error alert"), [1, 1, 0, 0, 0, 0]);
    assert_eq!(
        played.when("Kofi", ["Overdue", "Labels"]).first(),
        Some(&"Wed 09:03".to_owned()),
        "two minutes on Tuesday, three on Wednesday, and it is his: {kofi:?}"
    );
    assert!(
        !ana.iter().any(|it| it.starts_with("Wed")),
        "her week is over: {ana:?}"
    );
    assert!(
        !kofi.iter().any(|it| it.starts_with("Tue")),
        "his had not begun: {kofi:?}"
    );
    let mika = played.when("Mika", ["Overdue", ""]);
    assert_eq!(
        mika.first(),
        Some(&"Wed 10:08".to_owned()),
        "a fallback after three repeats, and no sooner: {mika:?}"
    );
    assert_eq!(
        played.told("Lena"),
        Vec::<String>::new(),
        "an observer reads along and is not rung"
    );
    assert_eq!(played.level("Urgent"), [3, 1, 1, 1, 0, 0]);
}
