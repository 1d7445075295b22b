//! What goes out to a teammate alone.

use domain::{
    Action, Deed, Done, Fault, PersonKey, Source, SourceId, Teammate, UserId,
};

use serde_json::json;

use super::super::fake::Trouble;
use super::world::{Office, noon, world};
use crate::conformance::Stage;

pub(super) fn ana() -> Teammate {
    Teammate {
        key: PersonKey::new("ana"),
        name: "Ana".to_owned(),
        email: None,
        ids: vec![(SourceId::new("slack"), UserId::new("U1ANA"))],
        zone: None,
        hours: None,
        observes: None,
    }
}

async fn office() -> Office {
    let mut office = world().await;
    office.rules.roster = vec![ana()];
    office
}

fn told(text: &str) -> Deed {
    let head = "On https://acme.slack.com/archives/C1/p1:".to_owned();
    Deed::Direct { to: PersonKey::new("ana"), head, text: text.to_owned() }
}

async fn to_ana(office: &Office) -> Action {
    let root = office.fake.post("U2JO", "help").external();
    let stage = Stage::set(office).await;
    stage.action("d1", &root, told("try <b> & see"))
}

const ARRIVED: &str = "On https://acme.slack.com/archives/C1/p1:\n\n\
                       try &lt;b&gt; &amp; see";

#[tokio::test]
async fn a_message_reaches_its_teammate_once_and_nobody_else() {
    let office = office().await;
    let action = to_ana(&office).await;
    let first = office.slack().perform(&action).await.unwrap();
    let again = office.slack().perform(&action).await.unwrap();
    assert_eq!(first, again, "the same message is meant");
    assert_eq!(office.fake.told("U1ANA"), [ARRIVED]);
    let root = super::super::stamp::Stamp::read(action.root.as_str());
    let thread = office.fake.standing(root.unwrap()).unwrap();
    assert_eq!(thread.texts, ["help"], "nothing stands in the thread");
}

#[tokio::test]
async fn a_teammate_without_an_id_is_found_by_their_address() {
    let mut office = office().await;
    office.rules.roster[0].ids.clear();
    office.rules.roster[0].email = Some("ana@example.com".to_owned());
    let action = to_ana(&office).await;
    office.slack().perform(&action).await.unwrap();
    assert_eq!(office.fake.told("U1ANA"), [ARRIVED]);
}

#[tokio::test]
async fn whom_slack_does_not_know_gets_nothing_and_the_remedy_is_named() {
    let mut office = office().await;
    office.rules.roster[0].ids.clear();
    office.rules.roster[0].email = Some("ana@elsewhere.example".to_owned());
    let action = to_ana(&office).await;
    let fault = office.slack().perform(&action).await.unwrap_err();
    assert!(matches!(fault, Fault::Refused { .. }), "{fault}");
    assert!(fault.to_string().contains("roster"), "{fault}");
}

#[tokio::test]
async fn a_sign_in_that_may_not_write_direct_messages_says_which_scope() {
    let office = office().await;
    let action = to_ana(&office).await;
    office.fake.trouble("conversations.open", Trouble::Error("missing_scope"));
    let fault = office.slack().perform(&action).await.unwrap_err();
    assert!(matches!(fault, Fault::Refused { .. }), "it is not tried again");
    assert!(fault.to_string().contains("im:write"), "{fault}");
}

#[tokio::test]
async fn a_message_whose_answer_is_lost_is_found_and_not_sent_again() {
    let office = office().await;
    let action = to_ana(&office).await;
    let slack = office.slack();
    assert_eq!(slack.confirm(&action).await, Ok(Done::NotThere));
    office.fake.trouble("chat.postMessage", Trouble::Lost);
    let fault = slack.perform(&action).await.unwrap_err();
    assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
    let done = office.slack().confirm(&action).await.unwrap();
    assert!(matches!(done, Done::There(_)), "{done:?}");
    office.slack().perform(&action).await.unwrap();
    assert_eq!(office.fake.told("U1ANA"), [ARRIVED]);
}

#[tokio::test]
async fn who_may_not_read_direct_messages_cannot_tell_whether_one_arrived() {
    let office = office().await;
    let action = to_ana(&office).await;
    let deaf = || {
        let no = Trouble::Error("missing_scope");
        office.fake.trouble("conversations.history", no);
    };
    deaf();
    office.slack().perform(&action).await.unwrap();
    assert_eq!(office.fake.told("U1ANA"), [ARRIVED], "it is sent all the same");
    deaf();
    let done = office.slack().confirm(&action).await;
    assert_eq!(done, Ok(Done::CannotTell));
}

#[tokio::test]
async fn a_limit_and_a_server_out_of_order_are_waited_for() {
    let office = office().await;
    let action = to_ana(&office).await;
    let slack = office.slack();
    for method in ["conversations.open", "chat.postMessage"] {
        office.fake.trouble(method, Trouble::Limited(30));
        let fault = slack.perform(&action).await.unwrap_err();
        let Fault::Limited { until, .. } = fault else { panic!("{fault}") };
        assert!(until > noon(), "{method}");
        office.fake.trouble(method, Trouble::Status(503, "<html>"));
        let fault = slack.perform(&action).await.unwrap_err();
        assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
    }
    office.fake.trouble("chat.postMessage", Trouble::Status(403, "{}"));
    let fault = slack.perform(&action).await.unwrap_err();
    assert!(matches!(fault, Fault::Unreachable { .. }), "not known: {fault}");
    assert!(office.fake.told("U1ANA").is_empty());
    slack.perform(&action).await.unwrap();
    assert_eq!(office.fake.told("U1ANA").len(), 1);
}

/// What Ana passed on, as her Hotseat sends it.
const PASSED: &str = "Jo in #support: \u{201c}help\u{201d}\n\
                      <https://acme.slack.com/archives/C1/p1>\n\
                      My answer, for you to give:\n\n\
                      try &lt;b&gt;\nor wait";

async fn heard(office: &Office) -> Vec<domain::direct::PassedOn> {
    let (since, now) = (noon(), office.fake.now());
    office.slack().passed_on(since, now).await.unwrap()
}

#[tokio::test]
async fn what_a_teammate_passes_on_is_read_with_what_it_is_about() {
    let office = office().await;
    let note = json!({ "action": "x1", "place": "C1", "root": "7.000100" });
    office.fake.hear("U1ANA", (PASSED, &note));
    office.fake.hear("U1ANA", ("lunch?", &json!({})));
    office.fake.hear("U2JO", (PASSED, &note));
    let heard = heard(&office).await;
    let [passed] = heard.as_slice() else { panic!("{heard:?}") };
    assert_eq!(passed.text, "try <b>\nor wait", "their words and no more");
    assert_eq!(passed.by, PersonKey::new("ana"));
    assert_eq!(
        (passed.place.as_str(), passed.root.as_str()),
        ("C1", "7.000100")
    );
}

#[tokio::test]
async fn who_declined_to_have_direct_messages_read_is_told_of_none() {
    let office = office().await;
    let note = json!({ "action": "x1", "place": "C1", "root": "7.000100" });
    office.fake.hear("U1ANA", (PASSED, &note));
    for method in ["conversations.list", "conversations.history"] {
        office.fake.trouble(method, Trouble::Error("missing_scope"));
        assert_eq!(heard(&office).await, []);
    }
    assert_eq!(heard(&office).await.len(), 1);
}

#[tokio::test]
async fn what_one_hotseat_passes_on_another_reads() {
    let office = office().await;
    let action = to_ana(&office).await;
    let head = "Jo in #support: \u{201c}help\u{201d}\n\
                My answer, for you to give:";
    let deed = Deed::Direct {
        to: PersonKey::new("ana"),
        head: head.to_owned(),
        text: "try <b>".to_owned(),
    };
    let sent = Action { deed, ..action.clone() };
    office.slack().perform(&sent).await.unwrap();
    let told = office.fake.told("U1ANA");
    let note = json!({ "place": "C1", "root": action.root.as_str() });
    office.fake.hear("U1ANA", (&told[0], &note));
    let heard = heard(&office).await;
    assert_eq!(heard[0].text, "try <b>");
    assert_eq!(heard[0].root, action.root);
}
