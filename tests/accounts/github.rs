//! Signing in to GitHub with a token that is pasted.

use super::desk::Desk;
use crate::conformance_github::Repository;

/// A team that reads the repository of a test.
fn team(repository: &Repository) -> String {
    format!(
        "team = \"Acme\"\nzone = \"UTC\"\n[roster.alice]\n\
         github = \"Alice\"\n[sources.github]\nurl = \"{}\"\n\
         [[sources.github.repositories]]\nid = \"{}\"\nmain = true\n",
        repository.url(),
        repository.name()
    )
}

#[tokio::test]
async fn a_token_is_tried_kept_and_forgotten() {
    let desk = Desk::new().await;
    let repository = Repository::open().await;
    desk.has_team(&team(&repository));
    let add = ["accounts", "add", "github", "--token"];
    let added = desk.runs(&add, "ghp_alice");
    assert_eq!(added.code, 0, "{added:?}");
    assert!(added.out.contains("Signed in to GitHub as alice"), "{added:?}");
    assert!(!added.out.contains("add-me"), "the roster knows her: {added:?}");
    let listed = desk.runs(&["accounts", "list"], "");
    let line = "github (github): signed in";
    assert!(listed.out.contains(line), "{listed:?}");
    let tested = desk.runs(&["accounts", "test", "github", "--json"], "");
    assert_eq!(tested.code, 0, "{tested:?}");
    let said = tested.json();
    assert_eq!(said["data"]["roster"], "alice", "{said}");
    let may = said["data"]["may"][0].as_str().unwrap();
    assert!(may.contains("acme/widgets (main)"), "{may}");
    let removed = desk.runs(&["accounts", "remove", "github"], "");
    assert!(removed.out.contains("until you end it"), "{removed:?}");
    let tested = desk.runs(&["accounts", "test", "github"], "");
    assert_eq!(tested.code, 4, "{tested:?}");
    assert!(tested.err.contains("Nobody is signed in"), "{tested:?}");
    for ended in [&added, &listed, &removed, &tested] {
        let said = format!("{ended:?}");
        assert!(!said.contains("ghp_alice"), "a token is said nowhere");
    }
}
