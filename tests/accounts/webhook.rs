//! Webhooks, set up at the terminal.

use super::desk::{Desk, Ended};
use crate::support::calls::free;

/// What was said, with the port and the tokens as they are every time.
fn plain(desk: &Desk, said: &str, listens: &str) -> String {
    let mut plain = desk.plain(&said.replace(listens, "HERE"));
    for token in tokens(said) {
        plain = plain.replace(&token, "TOKEN");
    }
    plain
}

/// The tokens of the lines to try.
fn tokens(said: &str) -> Vec<String> {
    let after = said.split("Bearer ").skip(1);
    let token = |rest: &str| rest.split('\'').next().map(str::to_owned);
    after.filter_map(token).collect()
}

/// Sets an inbox up where there is no team file yet.
fn begins(desk: &Desk, listens: &str, agreed: &str) -> Ended {
    let typed = format!(
        "{listens}\nZoe Meyer\nzoe@acme.test\nalertmanager, plain\n{agreed}\n"
    );
    desk.runs(&["accounts", "add", "webhook"], &typed)
}

#[tokio::test]
async fn a_first_team_file_comes_of_a_name_and_the_senders() {
    let (desk, listens) = (Desk::new().await, free());
    let declined = begins(&desk, &listens, "n");
    assert_eq!(declined.code, 0, "{declined:?}");
    assert_eq!(declined.out.trim(), "Nothing was written.");
    assert!(!desk.team_file().exists());

    let added = begins(&desk, &listens, "y");
    assert_eq!(added.code, 0, "{added:?}");
    assert_eq!(tokens(&added.out).len(), 2, "{added:?}");
    insta::assert_snapshot!("added", plain(&desk, &added.out, &listens));
    let team = plain(&desk, &desk.team(), &listens);
    insta::assert_snapshot!("first_team_file", team);
    assert!(tokens(&added.out).iter().all(|it| !desk.team().contains(it)));

    let checked = desk.runs(&["team", "check"], "");
    assert_eq!(checked.code, 0, "{checked:?}");
    let tested = desk.runs(&["accounts", "test", "webhook", "--json"], "");
    let tested = tested.json();
    assert_eq!(tested["data"]["roster"], "zoe", "{tested}");
    let may = tested["data"]["may"].to_string();
    assert!(may.contains("hear plain at http://"), "{may}");
}

#[tokio::test]
async fn what_is_typed_wrong_is_said_before_anything_is_kept() {
    let desk = Desk::new().await;
    let add = ["accounts", "add", "webhook", "--channel", "plain", "--yes"];
    let wrong = desk.runs(&add, "127.0.0.1:0\nZoe\nzoe at acme\n");
    assert_eq!(wrong.code, 2, "{wrong:?}");
    assert!(wrong.err.contains("is no address"), "{wrong:?}");
    let unknown = ["accounts", "add", "webhook", "--channel", "fax", "--yes"];
    let unknown = desk.runs(&unknown, "\nZoe\nzoe@acme.test\n");
    assert_eq!(unknown.code, 3, "{unknown:?}");
    assert!(unknown.err.contains("nothing called fax"), "{unknown:?}");
    let unasked = [add.as_slice(), &["--me", "zoe"]].concat();
    let unasked = desk.runs(&unasked, "");
    assert_eq!(unasked.code, 2, "{unasked:?}");
    assert!(!desk.team_file().exists());
}

/// A team whose file reads nothing yet.
const TEAM: &str = "team = \"Acme\"\nzone = \"UTC\"\non_duty = [\"zoe\"]\n\
    # Ours.\n[roster.zoe]\nname = \"Zoe\"\nemail = \"zoe@acme.test\"\n";

#[tokio::test]
async fn an_inbox_and_then_a_sender_more_come_into_a_team_file() {
    let (desk, listens) = (Desk::new().await, free());
    desk.has_team(TEAM);
    let add = ["accounts", "add", "webhook", "--channel", "plain", "--yes"];
    let me = [add.as_slice(), &["--me", "zoe"]].concat();
    let added = desk.runs(&me, &format!("{listens}\n"));
    assert_eq!(added.code, 0, "{added:?}");
    assert!(added.out.contains("You are Zoe here."), "{added:?}");
    let team = desk.team();
    assert!(team.contains("# Ours.") && team.contains(&listens), "{team}");

    let more = ["sources", "add", "webhook", "sentry"];
    let declined = desk.runs(&more, "n\n");
    assert!(declined.out.contains("Nothing was written"), "{declined:?}");
    let more = [more.as_slice(), &["--yes"]].concat();
    let added = desk.runs(&more, "");
    assert_eq!(added.code, 0, "{added:?}");
    assert!(desk.team().contains("table = \"sentry\""), "{}", desk.team());
    // The line to try it with is one that its table understands.
    let line = r#"-d '{"data":{"issue":{"title":"Hello"}}}'"#;
    assert!(added.out.contains(line), "{added:?}");

    let removed = desk.runs(&["accounts", "remove", "webhook"], "");
    assert!(removed.out.contains("are heard no more"), "{removed:?}");
    let listed = desk.runs(&["accounts", "list", "--json"], "").json();
    assert_eq!(listed["data"][0]["signed_in"], false, "{listed}");
}
