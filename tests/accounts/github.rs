//! Signing in to GitHub: with a token that is pasted, or a code that is typed.

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
    let page = format!("{}/settings/tokens", repository.url());
    let until = format!("It holds at GitHub until you end it at {page}");
    assert!(removed.out.contains(&until), "{removed:?}");
    let tested = desk.runs(&["accounts", "test", "github"], "");
    assert_eq!(tested.code, 4, "{tested:?}");
    assert!(tested.err.contains("Nobody is signed in"), "{tested:?}");
    for ended in [&added, &listed, &removed, &tested] {
        let said = format!("{ended:?}");
        assert!(!said.contains("ghp_alice"), "a token is said nowhere");
    }
}

/// A team that has a GitHub of its own, and no repository of it yet.
fn new_team(repository: &Repository) -> String {
    format!(
        "team = \"Acme\"\nzone = \"UTC\"\n[roster.alice]\n\
         email = \"alice@example.com\"\n[sources.github]\nurl = \"{}\"\n",
        repository.url()
    )
}

/// The command that has a repository watched, signed in to with a code.
const BY_CODE: [&str; 8] = [
    "accounts",
    "add",
    "github",
    "--client-id",
    "Iv1.hotseat-test",
    "--channel",
    "acme/widgets",
    "--yes",
];

#[tokio::test]
async fn a_code_that_is_typed_signs_in_and_writes_the_repository_down() {
    let desk = Desk::new().await;
    let repository = Repository::open().await;
    desk.has_team(&new_team(&repository));
    let mut adding = desk.starts(&BY_CODE);
    let said = adding.says(" at ");
    let line = format!("{said}{}", adding.line());
    assert!(line.contains("/login/device"), "{line}");
    let code = line.split(' ').nth(1).unwrap().to_owned();
    repository.types(&code, Some("alice")).await;
    let added = adding.ends();
    assert_eq!(added.code, 0, "{added:?}");
    assert!(added.out.contains("Signed in to GitHub as alice"), "{added:?}");
    assert!(added.out.contains("Watched from now on: acme/widgets"));
    let team = desk.team();
    assert!(team.contains("id = \"acme/widgets\""), "{team}");
    let tested = desk.runs(&["accounts", "test", "github"], "");
    assert_eq!(tested.code, 0, "{tested:?}");
    let again = desk.runs(&BY_CODE, "");
    assert!(again.err.contains("no repository yet"), "{again:?}");
}

#[tokio::test]
async fn a_code_that_is_turned_down_changes_nothing() {
    let desk = Desk::new().await;
    let repository = Repository::open().await;
    desk.has_team(&new_team(&repository));
    let mut adding = desk.starts(&BY_CODE);
    let line = adding.says(" at ");
    let code = line.split(' ').nth(1).unwrap().to_owned();
    repository.types(&code, None).await;
    let added = adding.ends();
    assert_eq!(added.code, 4, "{added:?}");
    assert!(added.err.contains("told not to let Hotseat in"), "{added:?}");
    assert_eq!(desk.team(), new_team(&repository));
    let listed = desk.runs(&["accounts", "list"], "");
    assert!(!listed.out.contains("github (github): signed in"), "{listed:?}");
    let mut unknown = BY_CODE;
    unknown[4] = "Iv1.nobody";
    let unknown = desk.runs(&unknown, "");
    assert!(unknown.err.contains("Enable Device Flow"), "{unknown:?}");
}
