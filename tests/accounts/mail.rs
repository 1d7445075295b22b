//! A mailbox, signed in to at the terminal.

use super::desk::Desk;
use crate::mail::servers::{Cover, PASSWORD, SHARED, Servers};

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
    let until = "An app password holds until you delete it at the provider.";
    assert!(removed.out.contains(until), "{removed:?}");
    assert_eq!(signed_in(), false);
    let removed = desk.runs(&["accounts", "remove", "mail"], "");
    assert!(removed.out.contains("held no sign-in"), "{removed:?}");
    let tested = desk.runs(&["accounts", "test", "mail"], "");
    assert_eq!(tested.code, 4, "{tested:?}");
}

#[tokio::test]
async fn a_first_team_file_comes_of_a_mailbox_and_then_reads_another() {
    let (desk, servers) = (Desk::new().await, Servers::start());
    let typed = |agreed: &str| {
        format!(
            "{SHARED}\n127.0.0.1:{}\n127.0.0.1:{}\nzoe@acme.test\n\
             Zoe Meyer\nzoe\n{PASSWORD}\n{agreed}\n",
            servers.imap_port, servers.smtp_port
        )
    };
    let plain = |said: &str| {
        let said = said.replace(&servers.imap_port.to_string(), "IMAP");
        desk.plain(&said.replace(&servers.smtp_port.to_string(), "SMTP"))
    };
    let add = ["accounts", "add", "mail"];
    let declined = desk.runs(&add, &typed("n"));
    assert_eq!(declined.code, 0, "{declined:?}");
    assert!(declined.out.contains("still has no mailbox"), "{declined:?}");
    assert!(!desk.team_file().exists());

    let added = desk.runs(&add, &typed("y"));
    assert_eq!(added.code, 0, "{added:?}");
    insta::assert_snapshot!("mailbox_added", plain(&added.out));
    insta::assert_snapshot!("mailbox_first_team_file", plain(&desk.team()));
    let checked = desk.runs(&["team", "check"], "");
    assert_eq!(checked.code, 0, "{checked:?}");
    let tested = desk.runs(&["accounts", "test", "mail", "--json"], "").json();
    assert_eq!(tested["data"]["roster"], "zoe", "{tested}");

    let more = ["sources", "add", "mail", "Archive", "--yes"];
    let more = desk.runs(&more, "");
    assert_eq!(more.code, 0, "{more:?}");
    let team = desk.team();
    assert!(team.contains("id = \"Archive\""), "{team}");
    assert!(!team.contains(PASSWORD), "no secret is in it: {team}");
}

/// What is typed to sign in.
fn answers(servers: &Servers) -> String {
    let (host, imap, smtp) =
        (servers.host(), servers.imap_port, servers.smtp_port);
    format!(
        "{SHARED}\n{host}:{imap}\n{host}:{smtp}\nzoe@acme.test\n\nzoe\n\
         {PASSWORD}\n"
    )
}

/// Signs in over an encrypted line, which takes an authority that this
/// computer trusts.
async fn signs_in_behind(cover: Cover) {
    let (mut desk, servers) = (Desk::new().await, Servers::behind(cover));
    desk.has_team(TEAM);
    let (add, typed) =
        (["accounts", "add", "mail", "--yes"], answers(&servers));
    let stranger = desk.runs(&add, &typed);
    assert_eq!(stranger.code, 4, "{cover:?}: {stranger:?}");
    assert!(stranger.err.contains("cannot prove"), "{stranger:?}");
    assert!(stranger.err.contains("nothing was said to it"), "{stranger:?}");
    desk.with("SSL_CERT_FILE", &servers.authority());
    let added = desk.runs(&add, &typed);
    assert_eq!(added.code, 0, "{cover:?}: {added:?}");
    assert!(added.out.contains("It can send as zoe@acme.test."), "{added:?}");
    let tested = desk.runs(&["accounts", "test", "mail"], "");
    assert!(tested.out.contains("signed in as Zoe"), "{tested:?}");
}

#[tokio::test]
async fn a_line_that_is_encrypted_from_the_first_byte_is_trusted_by_proof() {
    signs_in_behind(Cover::Tls).await;
}

#[tokio::test]
async fn a_line_that_is_encrypted_after_a_word_is_trusted_by_proof() {
    if std::net::TcpListener::bind("127.0.0.2:143").is_err() {
        println!("skipped: this user may not listen at port 143");
        return;
    }
    signs_in_behind(Cover::StartTls).await;
}
