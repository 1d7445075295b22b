//! Support hero: a week of bands in the responder's own hours, with Sentry
//! beside the customers.
//!
//! Of its sentences these are not built yet, so nothing here tells of them:
//! overrides and swaps, the helpdesk with its notes and its sharing, the tiers
//! of customers and who comes first, the categories, the reasons to escalate,
//! and what becomes of spam and partnership. One mail is one mail has a source
//! of its own, and a test there.

use super::Week;

const SHIFTS: &str = r#"
[[shifts]]
from = 2026-11-23T00:00
to = 2026-11-30T00:00
people = ["ana"]
secondary = ["kofi"]
[[shifts]]
from = 2026-11-30T00:00
to = 2026-12-07T00:00
people = ["kofi"]
"#;

/// Ana begins later than the team, and works longer.
const OWN_HOURS: &str = "days = \"mon-fri\"\nhours = [\"10:00-18:00\"]";

const WEEK: &str = r##"
{"at": "2026-11-23T10:00", "who": "Community", "asks": "How do I upgrade?", "in": "#customer-support", "id": "hey"}
{"at": "2026-11-23T10:10", "who": "ana", "to": "hey", "says": "Hey, which version do you have?"}
{"at": "2026-11-23T10:20", "who": "Community", "to": "hey", "says": "It is 1.30"}
{"at": "2026-11-23T10:40", "who": "ana", "to": "hey", "says": "Then this page leads you through it."}
{"at": "2026-11-23T10:41", "who": "ana", "to": "hey", "mark": "white_check_mark"}
{"at": "2026-11-23T20:00", "who": "Far away", "asks": "Our dashboards are slow", "in": "#customer-support", "id": "night"}
{"at": "2026-11-23T22:00", "who": "noor", "to": "night", "says": "Hey, please send your System Status page."}
{"at": "2026-11-24T14:10", "who": "Scale customer", "asks": "Our events are gone", "in": "#customer-support", "id": "great"}
{"at": "2026-11-24T14:20", "who": "ana", "to": "great", "says": "Hey, they were in the dead letter queue and are back."}
{"at": "2026-11-24T14:30", "who": "octo", "asks": "Upgrade fails", "in": "acme/app", "id": "okay"}
{"at": "2026-11-24T15:20", "who": "kofi", "to": "okay", "says": "Hey, run the migration by hand first."}
{"at": "2026-11-24T15:30", "who": "Late lamp", "asks": "Is there a dark mode?", "in": "#customer-support", "id": "late"}
{"at": "2026-11-24T16:00", "bot": "Sentry", "asks": "IngestionError in the plugin server", "in": "#sentry", "id": "sentry"}
{"at": "2026-11-24T16:05", "who": "ana", "to": "sentry", "mark": "eyes"}
{"at": "2026-11-26T09:30", "who": "ana", "to": "late", "says": "Hey, not yet."}
{"at": "2026-11-28T12:00", "who": "Weekender", "asks": "The plugin does not load", "in": "#customer-support", "id": "weekend"}
{"at": "2026-11-30T09:10", "who": "kofi", "to": "weekend", "says": "Hey, it wants the newest version."}
"##;

/// The week, whole.
pub(super) fn whole() -> Week {
    let channels = ["#customer-support", "#sentry"];
    let people = ["Ana", "Kofi", "Noor"];
    Week::of("support-hero", &channels, &people, SHIFTS)
        .saying("[roster.ana]", OWN_HOURS)
        .through(("2026-11-23 08:00", "2026-11-30 10:00"), WEEK)
}

#[tokio::test]
async fn only_what_takes_more_than_a_day_is_too_late() {
    let played = whole().plays().await;
    let (ana, kofi) = (played.told("Ana"), played.told("Kofi"));

    assert_eq!(played.when("Ana", ["New", "How do I"]), ["Mon 10:00"]);
    assert!(
        !ana.iter().any(|it| it.contains("dashboards")
            && (it.starts_with("Mon 2") || it.contains("New"))),
        "who works elsewhere has caught it in her night: {ana:?}"
    );
    assert_eq!(
        played.when("Ana", ["New", "Our events are gone"]),
        ["Tue 14:10"],
        "{ana:?}"
    );
    assert_eq!(
        played.when("Ana", ["Overdue", "dark mode"]).first(),
        Some(&"Wed 18:00".to_owned()),
        "more than a day of her own hours is too late: {ana:?}"
    );
    assert_eq!(
        played.when("Ana", ["New", "IngestionError"]),
        ["Tue 16:00"],
        "{ana:?}"
    );
    assert_eq!(
        played.level("Customers"),
        [7, 6, 1, 0, 0, 0],
        "great, okay and a claimed alert are met, one came too late"
    );
    let own = ["Left lying", "Your shift ends"];
    let secondary = kofi
        .iter()
        .filter(|it| !own.iter().any(|words| it.contains(words)))
        .collect::<Vec<_>>();
    assert!(
        secondary.iter().all(|it| it.starts_with("Mon 09:")),
        "a secondary is rung for nothing that was not escalated, and the \
         weekend is told to whose week has begun: {kofi:?}"
    );
    assert!(!secondary.is_empty(), "{kofi:?}");
}
