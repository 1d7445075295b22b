//! Every call that Hotseat makes of GitHub, held against the vendor's own
//! description by Prism.

use domain::{CLOSED, Deed, Done, label_mark};
use serde_json::{Value, json};
use sources::conformance::{self, Stage, Voice, World};

use super::Repository;
use crate::support::served::described;

/// The suite in which everything is called that Hotseat calls.
#[tokio::test]
async fn every_call_is_as_the_vendor_describes_it() {
    let Some(description) = described("github.json") else { return };
    let world = Repository::checked(Some(&description)).await;
    conformance::history_comes_first_and_rings_nobody(&world).await;
    conformance::changes_are_told(&world).await;
    conformance::a_mark_of_ours_stands_once(&world).await;
    conformance::a_release_is_found_again(&world).await;
    conformance::a_reply_is_found_again(&world).await;
    label_and_take_it_off(&world).await;
    issues_are_closed_labelled_and_opened(&world).await;
    let (calls, violations) = world.server.checked().await;
    assert!(calls > 50, "what nobody calls is not checked: {calls}");
    let ours = |it: &&Value| it["location"][0] == "request";
    let ours: Vec<&Value> = violations.iter().filter(ours).collect();
    assert_eq!(ours, [] as [&Value; 0], "{ours:#?}");
}

/// Closes by the label of the team's choice, and takes that back.
async fn label_and_take_it_off(world: &Repository) {
    let stage = Stage::set(world).await;
    let root = world.post(Voice::Requester, "a label, please").await;
    let source = world.source();
    let name = || "white_check_mark".to_owned();
    let set = stage.action("l1", &root, Deed::Mark { name: name() });
    source.perform(&set).await.unwrap();
    assert!(matches!(source.confirm(&set).await, Ok(Done::There(_))));
    let off = stage.action("l2", &root, Deed::Unmark { name: name() });
    source.perform(&off).await.unwrap();
}

/// Closes an issue itself, labels it by hand and opens another one, each once
/// more than is needed.
async fn issues_are_closed_labelled_and_opened(world: &Repository) {
    let stage = Stage::set(world).await;
    let root = world.post(Voice::Requester, "close it, please").await;
    let source = world.source();
    let label = json!({
        "as": "alice", "method": "POST", "path": "/repos/acme/widgets/labels",
        "body": { "name": "bug", "color": "cc0000" },
    });
    world.control("act", label).await;
    let mark = |name: String| Deed::Mark { name };
    let wish = || Deed::Open {
        title: "Labels are blank".to_owned(),
        body: "Asked by Jo in Slack".to_owned(),
    };
    let deeds = [
        ("i1", mark(label_mark("bug"))),
        ("i2", Deed::Unmark { name: label_mark("bug") }),
        ("i3", mark(CLOSED.to_owned())),
        ("i4", Deed::Unmark { name: CLOSED.to_owned() }),
        ("i5", wish()),
    ];
    for (id, deed) in deeds {
        let action = stage.action(id, &root, deed);
        let first = source.perform(&action).await.unwrap();
        let again = source.perform(&action).await.unwrap();
        assert_eq!(first.external, again.external, "{id} is done once");
        let done = source.confirm(&action).await.unwrap();
        assert!(matches!(done, Done::There(_)), "{id}: {done:?}");
    }
    let slip = mark(label_mark("bgu"));
    let slip = stage.action("i6", &root, slip);
    assert!(source.perform(&slip).await.is_err(), "no such label is made");
}
