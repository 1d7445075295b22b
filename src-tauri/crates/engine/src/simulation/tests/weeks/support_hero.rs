//! Support hero: bands in the responder's own hours, and Sentry beside them.

use super::Week;

const SHIFTS: &str = r#"
[[shifts]]
from = 2026-11-23T00:00
to = 2026-11-30T00:00
people = ["ana"]
secondary = ["kofi"]
"#;

#[tokio::test]
async fn only_what_takes_more_than_a_day_is_too_late() {
    let channels = ["#customer-support", "#sentry"];
    let week = Week::of("support-hero", &channels, &["Ana", "Kofi"], SHIFTS);
    let played = week
        .plays(
            ("2026-11-24 14:00", "2026-11-26 12:00"),
            r##"
{"at": "2026-11-24T14:10", "who": "Scale customer", "asks": "Our events are gone", "in": "#customer-support", "id": "great"}
{"at": "2026-11-24T14:20", "who": "ana", "to": "great", "says": "Hey, they were in the dead letter queue and are back."}
{"at": "2026-11-24T14:30", "who": "octo", "asks": "Upgrade fails", "in": "acme/app", "id": "okay"}
{"at": "2026-11-24T15:20", "who": "kofi", "to": "okay", "says": "Hey, run the migration by hand first."}
{"at": "2026-11-24T15:30", "who": "Community", "asks": "Is there a dark mode?", "in": "#customer-support", "id": "late"}
{"at": "2026-11-24T16:00", "bot": "Sentry", "asks": "IngestionError in the plugin server", "in": "#sentry", "id": "sentry"}
{"at": "2026-11-24T16:05", "who": "ana", "to": "sentry", "mark": "eyes"}
{"at": "2026-11-26T09:30", "who": "ana", "to": "late", "says": "Hey, not yet."}
"##,
        )
        .await;
    let ana = played.told("Ana");

    assert_eq!(
        played.when("Ana", ["New", "Our events are gone"]),
        ["Tue 14:10"],
        "{ana:?}"
    );
    assert_eq!(
        played.when("Ana", ["Overdue", "dark mode"]).first(),
        Some(&"Wed 17:00".to_owned()),
        "more than a day is too late: {ana:?}"
    );
    assert_eq!(
        played.when("Ana", ["New", "IngestionError"]),
        ["Tue 16:00"],
        "{ana:?}"
    );
    assert_eq!(
        played.level("Customers"),
        [4, 3, 1, 0, 0, 0],
        "great, okay and a claimed alert are met, one came too late"
    );
    let kofi = played.told("Kofi");
    assert!(
        kofi.iter().all(|it| it.contains("Left lying")),
        "a secondary is rung for nothing that was not escalated: {kofi:?}"
    );
}
