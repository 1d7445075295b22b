//! Signing in from the window with a code that is typed on another page.

use serde_json::{Value, json};

use super::connecting::{answered, begins, claims, connects, reads, starts};
use super::connecting::{typed, written};
use crate::conformance_github::Repository;
use crate::conformance_teams::Channel;
use crate::mail::servers::{SHARED, Servers};
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};

const QUESTION: &str = "The export stops after the first page";

/// The code that the window shows.
pub(super) async fn shown(hotseat: &Hotseat) -> String {
    let code = eventually("a code to type", async || {
        let page = answered(hotseat, json!({ "do": "look" })).await;
        let waiting = &page["connect"]["sign_in"]["waiting"];
        waiting["code"].as_str().map(str::to_owned)
    });
    code.await
}

/// Asks for a code with what is filled in, and has it typed meanwhile.
async fn by_code(
    hotseat: &Hotseat,
    said: &[(&str, &str)],
    types: impl AsyncFnOnce(String),
) -> Value {
    let said = typed(said);
    let enter = json!({ "do": "enter", "way": "code", "said": said });
    let (_, page) = tokio::join!(
        async { types(shown(hotseat).await).await },
        connects(hotseat, enter),
    );
    assert_eq!(page["connect"]["step"], "places", "{page}");
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_types_a_code_at_github() {
    let repository = Repository::open().await;
    repository.asked(QUESTION).await;
    let computer = Computer::with_screen().await;
    let hotseat = begins(&computer, "github").await;
    let said = [("client_id", "Iv1.hotseat-test"), ("url", repository.url())];
    let page = by_code(&hotseat, &said, async |code| {
        repository.types(&code, Some("alice")).await;
    })
    .await;
    let means = page["connect"]["places"]["groups"].to_string();
    assert!(means.contains("\"group\":\"@oncall\""), "{page}");
    let mentions = [json!({ "group": "@oncall", "priority": "urgent" })];
    let choose = json!({
        "do": "choose", "places": [repository.name()], "mentions": mentions,
    });
    let page = connects(&hotseat, choose).await;
    assert_eq!(page["connected"][0]["words"], "acme/widgets, as alice");
    starts(&hotseat, "1 open, oldest today").await;
    claims(&hotseat, QUESTION).await;
    let team = written(&hotseat);
    assert!(team.contains("client_id = \"Iv1.hotseat-test\""), "{team}");
    assert!(team.contains("\"@oncall\" = \"urgent\""), "{team}");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_whose_mailbox_takes_codes() {
    let door = Channel::open().await;
    let login = door.says("login");
    let servers = Servers::taking_tokens(&format!("{login}/whose"));
    let computer = Computer::with_screen().await;
    let hotseat = begins(&computer, "mail").await;
    let address = |port: u16| format!("127.0.0.1:{port}");
    let (imap, smtp) = (address(servers.imap_port), address(servers.smtp_port));
    let at = |what: &str| format!("{login}/acme/oauth2/v2.0/{what}");
    let said = [
        ("address", SHARED),
        ("own", "zoe@acme.test"),
        ("name", "Zoe"),
        ("user", "zoe"),
        ("imap", imap.as_str()),
        ("smtp", smtp.as_str()),
        ("client_id", door.says("client_id")),
        ("code_url", &at("devicecode")),
        ("token_url", &at("token")),
        ("scope", "openid offline_access"),
    ];
    by_code(&hotseat, &said, async |code| {
        let typed = json!({ "code": code, "as": "zoe" });
        door.control("type", typed).await;
    })
    .await;
    let page = reads(&hotseat, "INBOX").await;
    let may = page["connected"][0]["may"].to_string();
    assert!(may.contains("It can send as zoe@acme.test"), "{page}");
    starts(&hotseat, "nothing open").await;
    // The mailbox asks for another token before its time.
    let spent = door.control("spend", json!({})).await;
    assert_ne!(spent["spent"], 0, "{spent}");
    servers.close();
    servers.open();
    servers.bring("Cleo <cleo@customer.test>", QUESTION);
    hotseat.read_now().await;
    claims(&hotseat, QUESTION).await;
    let team = written(&hotseat);
    assert!(team.contains("token_url = "), "{team}");
}
