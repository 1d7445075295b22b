//! What reading makes of trouble.

use chrono::TimeDelta;
use domain::{Fault, OpenThread, PlaceId, Source};

use super::super::fake::Trouble;
use super::super::map::root;
use super::world::{Office, world};
use crate::conformance::Stage;

const SECOND: TimeDelta = TimeDelta::seconds(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);
const LIST: &str = "GET repos/acme/widgets/issues";

async fn watched(office: &Office) -> Stage<'_> {
    let stage = Stage::set(office).await;
    stage.listen(MINUTE).await;
    stage
}

/// How a fresh start ends when the list is answered so.
async fn ends(status: u16, head: &'static str, body: &'static str) -> Fault {
    let office = world().await;
    let stage = watched(&office).await;
    office.fake.trouble(LIST, Trouble::Status(status, head, body));
    let github = office.github();
    github.listen(&stage.ledger().cursors, &stage).await
}

#[tokio::test]
async fn asked_to_slow_down_it_waits_and_goes_on() {
    for (head, wait) in [
        ("Retry-After: 25\r\n", 25),
        ("", 60),
        ("X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 1\r\n", 1),
    ] {
        let office = world().await;
        let stage = watched(&office).await;
        office.fake.calls();
        let no = r#"{"message":"API rate limit exceeded"}"#;
        office.fake.trouble(LIST, Trouble::Status(403, head, no));
        let number = office.fake.happen(|it| it.open("jo", "help"));
        stage.listen(SECOND * (wait - 1).max(1)).await;
        assert_eq!(office.fake.calls().len(), 1, "{head}");
        stage.listen(MINUTE * 2).await;
        assert!(stage.ledger().post(&root(number)).is_some(), "{head}");
    }
}

#[tokio::test]
async fn a_repository_that_cannot_be_seen_is_in_trouble_and_others_are_read() {
    for (status, words) in [(404, "renamed"), (403, "does not allow")] {
        let office = world().await;
        let stage = watched(&office).await;
        for _ in 0..2 {
            office.fake.trouble(LIST, Trouble::Status(status, "", "{}"));
        }
        let number = office.fake.happen(|it| it.open("jo", "help"));
        stage.listen(MINUTE * 4).await;
        let troubles = stage.troubles();
        assert!(troubles[0].to_string().contains(words), "{troubles:?}");
        assert!(troubles[0].to_string().starts_with("#support: "));
        assert!(stage.ledger().post(&root(number)).is_some());
    }
}

#[tokio::test]
async fn what_is_hidden_with_its_repository_is_not_taken_for_deleted() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = watched(&office).await;
    stage.open(&[root(number)]);
    office.fake.at(stage.now());
    let one = format!("{LIST}/{number}");
    let hidden = || Trouble::Status(404, "", "{}");
    // The list was read a moment before the sign-in lost its right to it.
    office.fake.trouble(&one, hidden());
    office.fake.trouble("GET repos/acme/widgets ", hidden());
    stage.listen(SECOND * 30).await;
    let words = stage.troubles()[0].to_string();
    assert!(words.starts_with("#support: ") && words.contains("renamed"));
    assert!(stage.ledger().post(&root(number)).is_some(), "it still waits");
    stage.listen(MINUTE * 2).await;
    // Where everything else is shown, it has moved to where nobody sees it.
    office.fake.trouble(&one, hidden());
    stage.listen(MINUTE * 7).await;
    assert!(stage.ledger().post(&root(number)).is_none());
}

#[tokio::test]
async fn a_last_look_that_is_hidden_silences_nobody() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = watched(&office).await;
    let thread = OpenThread {
        place: PlaceId::new("acme/widgets"),
        root: root(number),
        ours: true,
        last: stage.now(),
        watched: false,
    };
    let one = format!("{LIST}/{number}");
    for call in [one.as_str(), "GET repos/acme/widgets "] {
        office.fake.trouble(call, Trouble::Status(404, "", "{}"));
    }
    let told = office.github().check(&thread, stage.now()).await;
    assert!(told.is_err(), "{told:?}");
}

#[tokio::test]
async fn an_ended_sign_in_ends_the_listening_with_the_remedy() {
    let fault = ends(401, "", "{}").await;
    assert!(matches!(fault, Fault::Unauthorized { .. }), "{fault}");
    assert!(fault.to_string().contains("accounts add github"), "{fault}");
}

#[tokio::test]
async fn what_is_no_answer_ends_the_listening() {
    for (status, body, garbled) in [
        (500, "<html>oh no</html>", false),
        (200, "<html>sign in to the wifi</html>", true),
        (200, r#"[{"number":1"#, true),
        (200, r#"{"number":1}"#, true),
    ] {
        let fault = ends(status, "", body).await;
        let said = matches!(fault, Fault::Garbled { .. });
        assert_eq!(said, garbled, "{status} {body}: {fault}");
        assert!(fault.may_pass());
    }
}

#[tokio::test]
async fn a_token_goes_nowhere_else() {
    let elsewhere = world().await;
    let office = world().await;
    let stage = watched(&office).await;
    let address = elsewhere.fake.base.clone();
    let to =
        |head: String| -> &'static str { Box::leak(head.into_boxed_str()) };
    let moved = to(format!("Location: {address}/api/v3/user\r\n"));
    office.fake.trouble(LIST, Trouble::Status(302, moved, ""));
    let fault = office.github().listen(&stage.ledger().cursors, &stage).await;
    assert!(fault.to_string().contains("between here and GitHub"), "{fault}");
    let next = to(format!("Link: <{address}/api/v3/user>; rel=\"next\"\r\n"));
    let page = r#"[{"number":900,"created_at":"2026-03-04T13:00:00Z",
        "updated_at":"2026-03-04T13:00:00Z"}]"#;
    office.fake.trouble(LIST, Trouble::Status(200, next, page));
    let fault = office.github().listen(&stage.ledger().cursors, &stage).await;
    assert!(fault.to_string().contains("another address"), "{fault}");
    assert_eq!(elsewhere.fake.calls(), [] as [&str; 0]);
}

#[tokio::test]
async fn a_renamed_repository_is_followed_at_the_same_address() {
    let office = world().await;
    let stage = watched(&office).await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let moved = "Location: /api/v3/repos/acme/widgets/issues?state=all&\
        since=2026-01-01T00:00:00Z&per_page=100\r\n";
    office.fake.trouble(LIST, Trouble::Status(301, moved, "{}"));
    stage.listen(MINUTE).await;
    assert!(stage.ledger().post(&root(number)).is_some());
}
