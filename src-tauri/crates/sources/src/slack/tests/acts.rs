//! What goes out to Slack, and what a probe says.

use chrono::TimeDelta;
use domain::{Deed, ExternalId, Fault, GroupId, Source};

use super::super::fake::{ME, Trouble};
use super::polling::watched;
use super::world::world;

#[tokio::test]
async fn a_missing_scope_is_named_where_it_is_missing() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    let stage = watched(&office).await;
    let action = stage.action(
        "a1",
        &root.external(),
        Deed::Mark { name: "eyes".into() },
    );
    let missing = Trouble::Status(
        200,
        r#"{"ok":false,"error":"missing_scope","needed":"reactions:write"}"#,
    );
    office.fake.trouble("reactions.add", missing);
    let fault = office.slack().perform(&action).await.unwrap_err();
    assert!(matches!(fault, Fault::Unauthorized { .. }));
    assert!(fault.to_string().contains("reactions:write"), "{fault}");
}

#[tokio::test]
async fn a_reply_whose_answer_is_lost_is_unknown_and_then_found() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    let stage = watched(&office).await;
    let deed = Deed::Reply { text: "on it".into() };
    let action = stage.action("a1", &root.external(), deed);
    office.fake.trouble("chat.postMessage", Trouble::Lost);
    let slack = office.slack();
    let fault = slack.perform(&action).await.unwrap_err();
    assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
    let done = slack.confirm(&action).await.unwrap();
    assert!(matches!(done, domain::Done::There(_)), "{done:?}");
    let receipt = slack.perform(&action).await.unwrap();
    assert!(receipt.external.is_some());
    let standing = office.fake.standing(root).unwrap();
    assert_eq!(standing.texts, ["help", "on it"], "and it is not sent again");
}

#[tokio::test]
async fn a_thread_whose_answer_is_lost_is_found_and_begun_once() {
    let office = world().await;
    let stage = watched(&office).await;
    let deed = Deed::Post { text: "Handoff".into() };
    let action = stage.action("a1", &ExternalId::new(""), deed);
    let slack = office.slack();
    let done = slack.confirm(&action).await.unwrap();
    assert_eq!(done, domain::Done::NotThere);
    office.fake.trouble("chat.postMessage", Trouble::Lost);
    let fault = slack.perform(&action).await.unwrap_err();
    assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
    let there = slack.confirm(&action).await.unwrap();
    let receipt = slack.perform(&action).await.unwrap();
    assert_eq!(there, domain::Done::There(receipt.clone()));
    let root = receipt.external.unwrap();
    let deed = Deed::Reply { text: "Tour 4711".into() };
    let reply = stage.action("a2", &root, deed);
    assert!(slack.perform(&reply).await.unwrap().external.is_some());
}

#[tokio::test]
async fn a_deleted_root_is_neither_claimed_nor_answered() {
    let office = world().await;
    let root = office.fake.post("U2JO", "oops");
    office.fake.reply("U1ANA", root, "what?");
    let stage = watched(&office).await;
    office.fake.delete(root);
    let slack = office.slack();
    for deed in [
        Deed::Mark { name: "eyes".into() },
        Deed::Reply { text: "on it".into() },
    ] {
        let action = stage.action("a1", &root.external(), deed);
        let fault = slack.perform(&action).await.unwrap_err();
        assert!(matches!(fault, Fault::Refused { .. }), "{fault}");
        assert!(fault.to_string().contains("deleted"), "{fault}");
    }
}

#[tokio::test]
async fn a_probe_says_who_we_are_and_what_is_missing() {
    let office = world().await;
    let probe = office.slack().probe(office.fake.now()).await.unwrap();
    assert_eq!(probe.me.id.as_str(), ME);
    assert_eq!(probe.me.email.as_deref(), Some("mia@example.com"));
    let may_not = probe.may_not.join("\n");
    assert!(may_not.contains("reactions:write"), "{may_not}");
    assert!(!may_not.contains("channels:history"), "{may_not}");
}

#[tokio::test]
async fn a_probe_tells_how_far_the_clocks_are_apart() {
    let office = world().await;
    let ahead = TimeDelta::seconds(90);
    let now = office.fake.now() - ahead;
    let probe = office.slack().probe(now).await.unwrap();
    let off = TimeDelta::milliseconds(probe.offset_ms.unwrap()) - ahead;
    assert!(off.abs() <= TimeDelta::seconds(1), "{:?}", probe.offset_ms);
}

#[tokio::test]
async fn a_group_the_workspace_does_not_have_is_named() {
    let mut office = world().await;
    office.rules.raises[0].group = GroupId::new("@nobody");
    let probe = office.slack().probe(office.fake.now()).await.unwrap();
    let may_not = probe.may_not.join("\n");
    assert!(may_not.contains("@nobody"), "{may_not}");
}
