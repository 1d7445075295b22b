//! Every call that Hotseat makes of Graph, held against the vendor's own
//! description by Prism.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sources::conformance::{self, Stage, World};

use super::Channel;

/// The vendor's description of its interface, where this computer has it.
fn description() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/specs");
    let folder = std::env::var_os("HOTSEAT_SPECS").map(PathBuf::from);
    let file = folder.unwrap_or(beside).join("msgraph.json");
    file.canonicalize().ok()
}

/// The suite in which everything is called that Hotseat calls.
#[tokio::test]
async fn every_call_is_as_the_vendor_describes_it() {
    let Some(description) = description() else {
        println!("skipped: HOTSEAT_SPECS names no folder with msgraph.json");
        return;
    };
    let world = Channel::checked(Some(&description)).await;
    conformance::history_comes_first_and_rings_nobody(&world).await;
    conformance::changes_are_told(&world).await;
    conformance::a_mark_of_ours_stands_once(&world).await;
    conformance::a_release_is_found_again(&world).await;
    conformance::a_reply_is_found_again(&world).await;
    let stage = Stage::set(&world).await;
    assert!(world.source().probe(stage.now()).await.is_ok());
    let checked = world.control("checked", json!({})).await;
    let calls = checked["calls"].as_u64().unwrap();
    assert!(calls > 40, "what nobody calls is not checked: {calls}");
    let violations = checked["violations"].as_array().unwrap();
    // The description is a part of Graph's, without the members of a team.
    let described = |it: &&Value| {
        let call = it["call"].as_str().unwrap_or_default();
        !call.ends_with("/members")
    };
    let found: Vec<&Value> = violations.iter().filter(described).collect();
    assert_eq!(found, [] as [&Value; 0], "{found:#?}");
}
