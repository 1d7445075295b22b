//! The secrets of every kind of source are nowhere but in the keyring.

use serde_json::Value;

use super::search::{are_absent, leaves_no_memory, says, visible};
use super::town::{Callers, Town, again};
use crate::mail::servers::{PASSWORD, SHARED};
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};

/// What somebody types who is in a hurry.
const MISTYPED: [&str; 2] = ["ghp_mistyped-in haste", "Mist+7/yped=Tin&Oar"];

/// The window's way in, with a secret that is refused and with one that fits.
async fn typed_in_the_window(hotseat: &Hotseat, town: &Town) -> String {
    let [imap, smtp] = town.mail_servers();
    let mine = [
        ("own", "alice@example.com"),
        ("name", "Alice"),
        ("user", "alice"),
        ("address", SHARED),
        ("imap", imap.as_str()),
        ("smtp", smtp.as_str()),
    ];
    let mut told = String::new();
    for (token, password, taken) in
        [(MISTYPED[0], MISTYPED[1], false), ("ghp_alice", PASSWORD, true)]
    {
        let both = [mine.as_slice(), &[("password", password)]].concat();
        let pasted = [("token", token), ("url", town.github.url())];
        for (at, typed) in [
            (("github", "token"), pasted.as_slice()),
            (("mail", "password"), &both),
        ] {
            let page = again(hotseat, at, typed).await;
            assert_eq!(page["trouble"] == Value::Null, taken, "{page}");
            told.push_str(&page.to_string());
        }
    }
    told
}

/// Nothing of it was said, is to be seen, or lies in a file.
async fn is_nowhere(
    (computer, hotseat): (&Computer, &Hotseat),
    (town, callers): (&Town, &Callers),
    said: &str,
) {
    let mut told = said.as_bytes().to_vec();
    told.extend(visible(hotseat.pid()));
    told.extend(says(hotseat).await);
    let given = town.secrets().await;
    let known = given.iter().map(String::as_str).chain(MISTYPED);
    let own = [callers.prom.as_str(), &callers.shop];
    let secrets: Vec<&str> = known.chain(own).collect();
    are_absent(&secrets, &told, computer);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_of_any_source_is_anywhere_but_in_the_keyring() {
    let (town, computer) =
        (Town::open().await, Computer::without_screen().await);
    // Everything that can be written down is, from the sign-in on.
    let mut hotseat = computer.bare().with("HOTSEAT_LOG", "trace");
    let file = hotseat.data().join("team.toml");
    std::fs::write(file, town.team()).expect("a team file");
    let (mut said, callers) = town.signs_in(&hotseat).await;
    let begun = town.secrets().await.len();
    hotseat.start(&["run", "--headless"]).await;
    assert!(leaves_no_memory(hotseat.pid()), "not even if it crashes");
    town.asks(&callers).await;
    for gist in ["till", "export", "invoice", "Disk", "Basket"] {
        let holds = |row: &Value| row["gist"].to_string().contains(gist);
        hotseat.read_now().await;
        let row = hotseat.wait_for_row(gist, holds).await;
        let claim = ["claim", &row["id"].to_string()];
        said.push_str(&hotseat.verb(&claim).await.words);
    }
    said.push_str(&typed_in_the_window(&hotseat, &town).await);

    town.spends().await;
    eventually("that Teams and the mailbox renew their sign-ins", async || {
        hotseat.read_now().await;
        // An access token and a refresh token of each.
        (town.secrets().await.len() >= begun + 4).then_some(())
    })
    .await;
    is_nowhere((&computer, &hotseat), (&town, &callers), &said).await;

    town.goes_dark(true).await;
    for source in ["github", "hub", "teams", "mail", "post"] {
        let tested = hotseat.verb(&["accounts", "test", source]).await;
        assert_ne!(tested.code, 0, "{tested:?}");
        said.push_str(&tested.words);
    }
    hotseat.read_now().await;
    is_nowhere((&computer, &hotseat), (&town, &callers), &said).await;

    hotseat.kill();
    town.goes_dark(false).await;
    hotseat.start(&["run", "--headless"]).await;
    is_nowhere((&computer, &hotseat), (&town, &callers), &said).await;
}
