//! A place more, added at the terminal once its account has seen it.

use super::desk::Desk;
use crate::conformance_github::Repository;

/// A team that reads nothing of its GitHub yet but the repository of a test.
fn team(repository: &Repository) -> String {
    format!(
        "team = \"Acme\"\nzone = \"UTC\"\n[roster.alice]\n\
         github = \"Alice\"\n# Ours.\n[sources.github]\nurl = \"{}\"\n\
         [[sources.github.repositories]]\nid = \"{}\"\n",
        repository.url(),
        repository.name()
    )
}

#[tokio::test]
async fn a_repository_is_added_once_the_account_has_seen_it() {
    let (desk, repository) = (Desk::new().await, Repository::open().await);
    desk.has_team(&team(&repository));
    let add = ["accounts", "add", "github", "--token"];
    assert_eq!(desk.runs(&add, "ghp_alice").code, 0);

    let add = ["sources", "add", "github", "acme/nowhere", "--yes"];
    let unseen = desk.runs(&add, "");
    assert_eq!(unseen.code, 3, "{unseen:?}");
    assert!(unseen.err.contains("nothing called acme/nowhere"), "{unseen:?}");

    let add = ["sources", "add", "github", "alice/notes"];
    let shown = desk.runs(&add, "n\n");
    assert_eq!(shown.code, 0, "{shown:?}");
    assert!(shown.err.contains("+ id = \"alice/notes\""), "{shown:?}");
    assert!(!desk.team().contains("alice/notes"), "not agreed to");
    let added = desk.runs(&[add.as_slice(), &["--yes"]].concat(), "");
    assert_eq!(added.code, 0, "{added:?}");
    let team = desk.team();
    assert!(team.contains("alice/notes") && team.contains("# Ours."), "{team}");
    let again = desk.runs(&[add.as_slice(), &["--yes"]].concat(), "");
    assert_eq!(again.code, 2, "{again:?}");
}

#[tokio::test]
async fn what_an_account_may_is_told_beside_it() {
    let (desk, repository) = (Desk::new().await, Repository::open().await);
    desk.has_team(&team(&repository));
    let add = ["accounts", "add", "github", "--token"];
    assert_eq!(desk.runs(&add, "ghp_alice").code, 0);
    let told = desk.runs(&["accounts"], "");
    assert_eq!(told.code, 0, "{told:?}");
    let may = "may:     Reads and answers the issues of acme/widgets.";
    assert!(told.out.contains(may), "{told:?}");
    let json = desk.runs(&["accounts", "--json"], "").json();
    assert!(json["data"][0]["may"][0].is_string(), "{json}");
}
