//! Service levels: production down at any hour, urgent, and normal.

use super::Week;

#[tokio::test]
async fn a_call_at_three_rings_and_a_holiday_makes_the_next_day_a_later_one() {
    // A public holiday lies on the Wednesday.
    let week = Week::of("three-lanes", &["#customer-acme"], &["Ana"], "");
    let mut rules = week.rules;
    rules = with_holiday(&rules);
    let played = Week { rules }
        .plays(
            ("2026-11-24 02:30", "2026-11-27 09:30"),
            r##"
{"at": "2026-11-24T03:00", "who": "ana", "logs": "Production is down", "from": "Acme", "voicemail": true, "priority": "emergency"}
{"at": "2026-11-24T10:00", "who": "Cleo", "asks": "Please add a user", "in": "acme/app", "id": "normal"}
{"at": "2026-11-24T16:30", "who": "Cleo", "asks": "@help deploys are blocked", "in": "#customer-acme", "id": "urgent"}
{"at": "2026-11-24T16:40", "who": "ana", "to": "urgent", "says": "Looking into it, I'll get back to you here."}
{"at": "2026-11-26T09:20", "who": "ana", "to": "urgent", "says": "The runner was full. All is resolved."}
{"at": "2026-11-26T09:20", "who": "ana", "to": "urgent", "mark": "white_check_mark"}
{"at": "2026-11-26T11:00", "who": "Cleo", "to": "urgent", "says": "It is blocked again, same error"}
"##,
        )
        .await;
    let ana = played.told("Ana");

    assert!(
        ana.iter().any(|it| it.starts_with("Tue 03:30")
            && it.contains("Production is down")),
        "nobody called back within half an hour: {ana:?}"
    );
    assert_eq!(played.level("Production down"), [1, 0, 0, 1, 0, 0]);

    assert_eq!(
        played.when("Ana", ["Overdue", "Please add a user"]).first(),
        Some(&"Thu 17:00".to_owned()),
        "Wednesday is a holiday: {ana:?}"
    );
    assert!(
        !ana.iter()
            .any(|it| it.starts_with("Wed")
                && !it.contains("Production is down")),
        "what is not round the clock rests on a holiday: {ana:?}"
    );

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
    assert_eq!(played.level("Urgent"), [1, 1, 0, 0, 0, 0]);
}

/// The team is closed on Wednesday 25 November.
fn with_holiday(rules: &super::Rules) -> super::Rules {
    let text = "team = \"T\"\nzone = \"Europe/Berlin\"\n[calendar]\n\
                days = \"mon-fri\"\nhours = [\"09:00-17:00\"]\n\
                holidays = [\"2026-11-25\"]";
    let calendar = team::parse(text, "t").expect("sound").rules.calendar;
    super::Rules { calendar, ..rules.clone() }
}
