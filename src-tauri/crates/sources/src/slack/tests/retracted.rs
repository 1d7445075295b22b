//! A message of ours that is taken back.

use domain::{Action, Deed, Done, ExternalId, Fault, Source};

use super::super::fake::Trouble;
use super::super::stamp::Stamp;
use super::world::{Office, world};
use crate::conformance::Stage;

/// The retraction of a thread of ours that stands in the channel.
async fn begun(office: &Office) -> (Action, Stamp) {
    let stage = Stage::set(office).await;
    let deed = Deed::Post { text: "Handoff".to_owned() };
    let begins = stage.action("a1", &ExternalId::new(""), deed);
    let receipt = office.slack().perform(&begins).await.unwrap();
    let root = receipt.external.unwrap();
    let ts = Stamp::read(root.as_str()).unwrap();
    assert!(office.fake.stands(ts));
    (stage.action("a2", &root, Deed::Retract), ts)
}

#[tokio::test]
async fn it_is_gone_and_counts_as_taken_back_when_it_is_asked_again() {
    let office = world().await;
    let before = office.fake.post("U2JO", "help");
    let (back, ts) = begun(&office).await;
    let slack = office.slack();
    let first = slack.perform(&back).await.unwrap();
    assert!(!office.fake.stands(ts));
    assert!(office.fake.stands(before), "nothing else is deleted");
    assert_eq!(slack.perform(&back).await.unwrap(), first);
    assert_eq!(office.fake.called("chat.delete"), 2);
}

#[tokio::test]
async fn below_it_the_answers_of_others_stay() {
    let office = world().await;
    let (back, ts) = begun(&office).await;
    let answer = office.fake.reply("U1ANA", ts, "thanks");
    let slack = office.slack();
    for _ in 0..2 {
        slack.perform(&back).await.unwrap();
        assert!(!office.fake.stands(ts));
        assert!(office.fake.stands(answer));
    }
}

#[tokio::test]
async fn whoever_deleted_it_before_it_counts_as_taken_back() {
    let office = world().await;
    let (back, ts) = begun(&office).await;
    office.fake.delete(ts);
    let receipt = office.slack().perform(&back).await.unwrap();
    assert_eq!(receipt, domain::Receipt::default());
}

#[tokio::test]
async fn one_whose_answer_is_lost_is_taken_back_once_more_without_harm() {
    let office = world().await;
    let (back, ts) = begun(&office).await;
    let slack = office.slack();
    office.fake.trouble("chat.delete", Trouble::Lost);
    let fault = slack.perform(&back).await.unwrap_err();
    assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
    assert_eq!(slack.confirm(&back).await, Ok(Done::CannotTell));
    assert!(slack.perform(&back).await.is_ok());
    assert!(!office.fake.stands(ts));
}

#[tokio::test]
async fn what_may_not_be_deleted_stays_and_who_can_help_is_named() {
    let office = world().await;
    let (back, _) = begun(&office).await;
    let theirs = office.fake.post("U1ANA", "Handoff");
    let slack = office.slack();
    let other = Action { root: theirs.external(), ..back.clone() };
    let fault = slack.perform(&other).await.unwrap_err();
    let Fault::Refused { words } = fault else { panic!("{fault}") };
    assert!(words.contains("does not let you delete"), "{words}");
    assert!(words.contains("Ask whoever runs the workspace"), "{words}");
    assert!(office.fake.stands(theirs));
    let kept = Trouble::Error("compliance_exports_prevent_deletion");
    office.fake.trouble("chat.delete", kept);
    let fault = slack.perform(&back).await.unwrap_err();
    let Fault::Refused { words } = fault else { panic!("{fault}") };
    assert!(words.contains("compliance exports"), "{words}");
}

#[tokio::test]
async fn a_slack_out_of_order_is_told_and_it_stays_for_the_next_attempt() {
    let office = world().await;
    let (back, ts) = begun(&office).await;
    let slack = office.slack();
    for (status, body) in [(503, "<html>"), (200, "<html>")] {
        let trouble = Trouble::Status(status, body);
        office.fake.trouble("chat.delete", trouble);
        let fault = slack.perform(&back).await.unwrap_err();
        assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
        assert!(office.fake.stands(ts));
    }
    slack.perform(&back).await.unwrap();
    assert!(!office.fake.stands(ts));
}
