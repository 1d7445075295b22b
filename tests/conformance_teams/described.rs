//! Every call that Hotseat makes of Graph, held against the vendor's own
//! description by Prism.

use serde_json::Value;
use sources::conformance::{self, Stage, World};

use super::Channel;
use crate::support::served::described;

/// The suite in which everything is called that Hotseat calls.
#[tokio::test]
async fn every_call_is_as_the_vendor_describes_it() {
    let Some(description) = described("msgraph.json") else { return };
    let world = Channel::checked(Some(&description)).await;
    conformance::history_comes_first_and_rings_nobody(&world).await;
    conformance::changes_are_told(&world).await;
    conformance::a_mark_of_ours_stands_once(&world).await;
    conformance::a_release_is_found_again(&world).await;
    conformance::a_reply_is_found_again(&world).await;
    let stage = Stage::set(&world).await;
    assert!(world.source().probe(stage.now()).await.is_ok());
    let (calls, violations) = world.server.checked().await;
    assert!(calls > 40, "what nobody calls is not checked: {calls}");
    // The description is a part of Graph's, without the members of a team.
    let described = |it: &&Value| {
        let call = it["call"].as_str().unwrap_or_default();
        !call.ends_with("/members")
    };
    let found: Vec<&Value> = violations.iter().filter(described).collect();
    assert_eq!(found, [] as [&Value; 0], "{found:#?}");
}
