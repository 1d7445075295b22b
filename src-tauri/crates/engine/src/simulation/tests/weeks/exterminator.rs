//! Weekly triage: a week of Slack and GitHub within three business hours, that
//! ends with the clocks going back and somebody else's turn.
//!
//! Of its sentences these are not built yet, so nothing here tells of them: the
//! import of issues into Shortcut, the four questions that make a request a
//! high priority, the release of the week, and the lead tracker. The votes and
//! the handoff with its count of users have tests of their own.

use super::Week;

const SHIFTS: &str = r#"
[[shifts]]
from = 2026-10-19T09:00
to = 2026-10-26T09:00
people = ["ana"]
[[shifts]]
from = 2026-10-26T09:00
to = 2026-11-02T09:00
people = ["nick"]
"#;

const WEEK: &str = r##"
{"at": "2026-10-19T10:00", "who": "Piotr", "asks": "How do I get live updates?", "in": "#users", "id": "question"}
{"at": "2026-10-19T12:30", "who": "ana", "to": "question", "says": "With a rule like the one in the third example."}
{"at": "2026-10-19T16:30", "who": "mira", "asks": "Crash when the cluster is slow", "in": "acme/app", "id": "slow"}
{"at": "2026-10-20T10:00", "who": "ana", "to": "slow", "says": "Is this write-up what you met? Please vote for it."}
{"at": "2026-10-20T14:00", "who": "nick", "asks": "The nightly build is red", "in": "#triage-bugs", "id": "ours"}
{"at": "2026-10-21T11:00", "who": "Mei", "asks": "@exterminator the last version lost data in our cluster", "in": "#users", "id": "loss"}
{"at": "2026-10-21T11:20", "who": "ana", "to": "loss", "says": "There is a workaround: pin the version. We are on it."}
{"at": "2026-10-22T13:00", "who": "Luca", "asks": "The flag in the docs is gone", "in": "#users", "id": "quick"}
{"at": "2026-10-22T13:30", "who": "ana", "to": "quick", "says": "Fixed, it was a wrong name."}
{"at": "2026-10-22T13:31", "who": "ana", "to": "quick", "mark": "white_check_mark"}
{"at": "2026-10-23T17:00", "who": "octo", "asks": "Crash on start", "in": "acme/app", "id": "issue"}
{"at": "2026-10-24T10:00", "who": "Mei", "asks": "Is there a way to scale?", "in": "#users", "id": "weekend"}
{"at": "2026-10-26T11:30", "who": "nick", "to": "weekend", "says": "Yes, see the third example."}
"##;

/// The week, whole.
pub(super) fn whole() -> Week {
    let channels = ["#users", "#triage-bugs"];
    Week::of("exterminator", &channels, &["Ana", "Nick"], SHIFTS)
        .through(("2026-10-19 08:00", "2026-10-26 12:30"), WEEK)
}

#[tokio::test]
async fn three_business_hours_run_over_the_weekend_into_the_next_turn() {
    let played = whole().plays().await;
    let (ana, nick) = (played.told("Ana"), played.told("Nick"));

    assert_eq!(
        played.when("Ana", ["New", "live updates"]),
        ["Mon 10:00"],
        "{ana:?}"
    );
    assert_eq!(
        played.when("Ana", ["due Tue 10:30", "the cluster is slow"]),
        ["Mon 16:30"],
        "one and a half hours today, the rest tomorrow: {ana:?}"
    );
    assert_eq!(played.when("Ana", ["Overdue", "the cluster is slow"]), [""; 0]);
    assert_eq!(played.when("Ana", ["New", "lost data"]), ["Wed 11:00"]);

    assert!(
        !ana.iter().any(|it| it.starts_with("Sat") || it.starts_with("Sun")),
        "nothing rings at the weekend: {ana:?}"
    );
    assert_eq!(
        nick.get(..2),
        Some(
            &[
                "Mon 09:00 3 waiting since Tue 14:00, first due 11:00"
                    .to_owned(),
                "Mon 10:30 Answer by 11:00: Crash on start".to_owned(),
            ][..]
        ),
        "his turn begins with one bubble of what waits: {nick:?}"
    );
    assert_eq!(
        played.when("Nick", ["Overdue", "Crash on start"]).first(),
        Some(&"Mon 11:00".to_owned()),
        "an hour on Friday, two on Monday, and not one for the clocks that \
         went back: {nick:?}"
    );
    assert_eq!(
        played.level("Slack and GitHub"),
        [6, 5, 0, 1, 0, 0],
        "what a colleague reports has no clock"
    );
}
