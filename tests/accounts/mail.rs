//! A mailbox, signed in to at the terminal.

use super::desk::Desk;
use crate::mail::servers::{PASSWORD, SHARED, Servers};

const TEAM: &str = "team = \"Acme\"\nzone = \"UTC\"\n[roster.zoe]\n\
    name = \"Zoe\"\nemail = \"zoe@acme.test\"\n";

#[tokio::test]
async fn a_mailbox_is_signed_in_to_with_a_name_and_a_password() {
    let (desk, servers) = (Desk::new().await, Servers::start());
    desk.has_team(TEAM);
    let answers = format!(
        "{SHARED}\n127.0.0.1:{}\n127.0.0.1:{}\nzoe@acme.test\n\nzoe\n",
        servers.imap_port, servers.smtp_port
    );
    let add = ["accounts", "add", "mail", "--yes"];
    let wrong = desk.runs(&add, &format!("{answers}mistyped\n"));
    assert_eq!(wrong.code, 4, "{wrong:?}");
    assert!(!desk.team().contains("mail]"), "nothing is written for it");

    let added = desk.runs(&add, &format!("{answers}{PASSWORD}\n"));
    assert_eq!(added.code, 0, "{added:?}");
    assert!(added.out.contains("Signed in as Zoe."), "{added:?}");
    assert!(added.out.contains("It can send as zoe@acme.test."), "{added:?}");
    let team = desk.team();
    assert!(team.contains("[[sources.mail.mailboxes]]"), "{team}");
    assert!(!team.contains(PASSWORD), "no secret is in it: {team}");

    let tested = desk.runs(&["accounts", "test", "mail"], "");
    assert!(tested.out.contains("signed in as Zoe"), "{tested:?}");
    let signed_in = || {
        let listed = desk.runs(&["accounts", "list", "--json"], "").json();
        listed["data"][0]["signed_in"].clone()
    };
    assert_eq!(signed_in(), true);
    let removed = desk.runs(&["accounts", "remove", "mail"], "");
    assert_eq!(removed.code, 0, "{removed:?}");
    assert_eq!(signed_in(), false);
    let tested = desk.runs(&["accounts", "test", "mail"], "");
    assert_eq!(tested.code, 4, "{tested:?}");
}
