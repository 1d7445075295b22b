//! Service levels: a week of production down at any hour, urgent, and normal,
//! with a public holiday in it.
//!
//! Of its sentences these are not built yet, so nothing here tells of them:
//! PagerDuty instead of a call that is written down by hand, the six types of
//! request, an issue and its @help as one request where neither links the
//! other, and the post-mortem. "Unless otherwise agreed" is an act of the desk
//! and has its journey there.

use super::Week;

const WEEK: &str = r##"
{"at": "2026-11-23T10:00", "who": "Cleo", "asks": "Please change the size of our cluster", "in": "acme/app", "id": "change"}
{"at": "2026-11-24T03:00", "who": "ana", "logs": "Production is down", "from": "Acme", "priority": "emergency"}
{"at": "2026-11-24T10:00", "who": "Cleo", "asks": "Please add a user", "in": "acme/app", "id": "normal"}
{"at": "2026-11-24T16:00", "who": "ana", "to": "change", "says": "It has three nodes now."}
{"at": "2026-11-24T16:30", "who": "Rosa", "asks": "@help deploys are blocked", "in": "#customer-acme", "id": "urgent"}
{"at": "2026-11-24T16:40", "who": "ana", "to": "urgent", "says": "Looking into it, I'll get back to you here."}
{"at": "2026-11-26T09:45", "who": "ana", "to": "urgent", "says": "The runner was full. All is resolved."}
{"at": "2026-11-26T09:46", "who": "ana", "to": "urgent", "mark": "white_check_mark"}
{"at": "2026-11-26T11:00", "who": "Rosa", "to": "urgent", "says": "It is blocked again, same error"}
{"at": "2026-11-26T12:20", "who": "ana", "to": "urgent", "says": "The runner has twice the room now."}
{"at": "2026-11-27T09:30", "who": "ana", "to": "normal", "says": "She has an account now."}
{"at": "2026-11-28T13:00", "who": "Rosa", "asks": "@help the dashboards are empty", "in": "#customer-acme", "id": "weekend"}
{"at": "2026-11-30T09:30", "who": "ana", "to": "weekend", "says": "The collector was stopped. It runs again."}
"##;

/// The week, whole.
pub(super) fn whole() -> Week {
    let week = Week::of("three-lanes", &["#customer-acme"], &["Ana"], "");
    let rules = with_holiday(&week.rules);
    Week { rules, ..week }
        .through(("2026-11-23 08:00", "2026-11-30 12:00"), WEEK)
}

#[tokio::test]
async fn three_lanes_have_three_clocks_and_a_holiday_stops_two_of_them() {
    let played = whole().plays().await;
    let ana = played.told("Ana");

    assert_eq!(played.level("Production down"), [1, 1, 0, 0, 0, 0]);
    assert_eq!(
        played.when("Ana", ["New", "deploys are blocked"]),
        ["Tue 16:30"],
        "{ana:?}"
    );
    assert!(
        ana.iter().any(|it| it.starts_with("Thu 09:")
            && it.contains("deploys are blocked")),
        "a holding word owes news, the holiday not counted: {ana:?}"
    );
    assert!(
        ana.iter().any(|it| it.starts_with("Thu 12:00")
            && it.contains("deploys are blocked")),
        "reopened, the next answer is due an hour later: {ana:?}"
    );
    assert_eq!(
        played.when("Ana", ["Overdue", "Please add a user"]).first(),
        Some(&"Thu 17:00".to_owned()),
        "Wednesday is a holiday: {ana:?}"
    );
    assert_eq!(
        played.level("Normal"),
        [2, 1, 1, 0, 0, 0],
        "the one was due on Tuesday, the other on Thursday"
    );
    for day in ["Wed", "Sat", "Sun"] {
        assert!(
            !ana.iter()
                .any(|it| it.starts_with(day)
                    && !it.contains("Production is down")),
            "what is not round the clock rests then: {ana:?}"
        );
    }
    assert_eq!(
        played.level("Urgent"),
        [2, 2, 0, 0, 0, 0],
        "a weekend is no business hour"
    );
}

#[tokio::test]
async fn a_voicemail_at_three_rings_until_somebody_calls_back() {
    let week = Week::of("three-lanes", &["#customer-acme"], &["Ana"], "");
    let played = week
        .through(
            ("2026-11-24 02:30", "2026-11-24 03:35"),
            r##"{"at": "2026-11-24T03:00", "who": "ana", "logs": "Production is down", "from": "Acme", "voicemail": true, "priority": "emergency"}"##,
        )
        .plays()
        .await;
    let ana = played.told("Ana");
    let overdue = played.when("Ana", ["Overdue", "Production is down"]);
    assert_eq!(overdue.first().map(String::as_str), Some("Tue 03:30"));
    assert!(overdue.len() > 2, "every minute, at any hour: {ana:?}");
    assert_eq!(played.level("Production down"), [1, 0, 0, 1, 0, 0]);
}

/// The team is closed on Wednesday 25 November.
fn with_holiday(rules: &super::Rules) -> super::Rules {
    let text = "team = \"T\"\nzone = \"Europe/Berlin\"\n[calendar]\n\
                days = \"mon-fri\"\nhours = [\"09:00-17:00\"]\n\
                holidays = [\"2026-11-25\"]";
    let calendar = team::parse(text, "t").expect("sound").rules.calendar;
    super::Rules { calendar, ..rules.clone() }
}
