//! What polling makes of trouble.

use chrono::TimeDelta;
use domain::{Fault, Source};

use super::super::fake::Trouble;
use super::polling::watched;
use super::world::world;

const SECOND: TimeDelta = TimeDelta::seconds(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);

#[tokio::test]
async fn asked_to_slow_down_it_waits_and_goes_on() {
    let office = world().await;
    let stage = watched(&office).await;
    office.fake.called("conversations.history");
    let limited = Trouble::Limited(25);
    office.fake.trouble("conversations.history", limited);
    let root = office.fake.post("U2JO", "help");
    let begun = stage.now();
    stage.listen(SECOND * 24).await;
    assert!(stage.ledger().post(&root.external()).is_none());
    assert_eq!(office.fake.called("conversations.history"), 1);
    stage.listen(MINUTE).await;
    assert!(stage.ledger().post(&root.external()).is_some());
    assert!(stage.now() - begun < MINUTE * 2);
    assert_eq!(stage.troubles(), [], "a short wait is no trouble");
}

#[tokio::test]
async fn who_may_not_be_read_is_in_trouble_and_the_source_goes_on() {
    let office = world().await;
    let stage = watched(&office).await;
    for _ in 0..2 {
        let gone = Trouble::Error("not_in_channel");
        office.fake.trouble("conversations.history", gone);
    }
    let root = office.fake.post("U2JO", "help");
    stage.listen(MINUTE * 3).await;
    let troubles = stage.troubles();
    assert!(matches!(troubles[0], Fault::Refused { .. }), "{troubles:?}");
    assert!(troubles[0].to_string().contains("Join it"), "{troubles:?}");
    assert!(stage.ledger().post(&root.external()).is_some());
}

#[tokio::test]
async fn an_ended_sign_in_ends_the_listening_with_the_remedy() {
    for code in ["invalid_auth", "token_revoked", "account_inactive"] {
        let revoked = Trouble::Error(code);
        let office = world().await;
        let stage = watched(&office).await;
        office.fake.trouble("conversations.history", revoked);
        let slack = office.slack();
        let fault = slack.listen(&stage.ledger().cursors, &stage).await;
        assert!(matches!(fault, Fault::Unauthorized { .. }), "{code}");
        assert!(fault.to_string().contains("sign"), "{fault}");
    }
}

#[tokio::test]
async fn what_is_no_answer_ends_the_listening() {
    for (status, body, garbled) in [
        (500, "<html>oh no</html>", false),
        (200, "<html>sign in to the wifi</html>", true),
        (200, r#"{"ok":true,"messages":[{"ts"#, true),
        (302, "", true),
    ] {
        let office = world().await;
        let stage = watched(&office).await;
        let trouble = Trouble::Status(status, body);
        office.fake.trouble("conversations.history", trouble);
        let slack = office.slack();
        let fault = slack.listen(&stage.ledger().cursors, &stage).await;
        let said = matches!(fault, Fault::Garbled { .. });
        assert_eq!(said, garbled, "{status} {body}: {fault}");
        let foreign = status == 302 || status == 200 && body.contains("html");
        let between = fault.to_string().contains("between here and Slack");
        assert_eq!(between, foreign, "{status} {body}: {fault}");
        assert!(fault.may_pass());
    }
}
