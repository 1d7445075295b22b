//! Weekly triage: Slack and GitHub within three business hours, over a weekend
//! in which the clocks go back.

use super::Week;

#[tokio::test]
async fn three_business_hours_run_over_the_weekend_and_a_colleague_is_internal()
{
    let channels = ["#users", "#triage-bugs"];
    let week = Week::of("exterminator", &channels, &["Ana", "Nick"], "");
    let played = week
        .plays(
            ("2026-10-23 15:00", "2026-10-26 12:30"),
            r##"
{"at": "2026-10-23T15:30", "who": "Piotr", "asks": "How do I restart a service?", "in": "#users", "id": "slack"}
{"at": "2026-10-23T16:00", "who": "ana", "to": "slack", "says": "With the second button. I have filed an issue for the docs."}
{"at": "2026-10-23T17:00", "who": "octo", "asks": "Crash on start", "in": "acme/app", "id": "issue"}
{"at": "2026-10-23T17:10", "who": "nick", "asks": "The nightly build is red", "in": "#triage-bugs", "id": "ours"}
{"at": "2026-10-24T10:00", "who": "Mei", "asks": "Is there a way to scale?", "in": "#users", "id": "weekend"}
{"at": "2026-10-26T11:30", "who": "ana", "to": "weekend", "says": "Yes, see the third example."}
"##,
        )
        .await;
    let ana = played.told("Ana");

    assert_eq!(
        played.when("Ana", ["New", "How do I restart"]),
        ["Fri 15:30"],
        "{ana:?}"
    );
    assert_eq!(
        played.when("Ana", ["Overdue", "Crash on start"]).first(),
        Some(&"Mon 11:00".to_owned()),
        "one hour on Friday, two on Monday: {ana:?}"
    );
    assert!(
        !ana.iter().any(|it| it.starts_with("Sat") || it.starts_with("Sun")),
        "nothing rings at the weekend: {ana:?}"
    );
    assert!(
        ana.iter().any(|it| it.starts_with("Mon 09:00")),
        "the weekend is told at the opening: {ana:?}"
    );
    assert_eq!(
        played.level("Slack and GitHub"),
        [3, 2, 0, 1, 0, 0],
        "what a colleague reports has no clock"
    );
}
