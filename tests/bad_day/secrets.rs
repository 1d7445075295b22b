//! A token is nowhere but in the keyring.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

/// Every file below a directory, but for the keyring's own.
fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("keyrings") {
            files(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

fn holds(bytes: &[u8], secret: &str) -> bool {
    bytes.windows(secret.len()).any(|part| part == secret.as_bytes())
}

/// What everybody on this computer can see of a process.
fn visible(hotseat: &Hotseat) -> Vec<u8> {
    let of = Path::new("/proc").join(hotseat.pid().to_string());
    let mut all = std::fs::read(of.join("cmdline")).expect("its arguments");
    all.extend(std::fs::read(of.join("environ")).expect("its environment"));
    all
}

async fn is_nowhere(computer: &Computer, hotseat: &Hotseat, slack: &Slack) {
    let secrets = [slack.token("alice"), slack.app_token("alice")];
    let mut told = visible(hotseat);
    for command in [
        json!({ "cmd": "snapshot", "select": { "fold": "queue" } }),
        json!({ "cmd": "sources" }),
        json!({ "cmd": "doctor" }),
        json!({ "cmd": "history" }),
        json!({ "cmd": "settings" }),
        json!({ "cmd": "test_sources" }),
    ] {
        let said = hotseat.ask(&command).await.expect("an engine");
        told.extend(said.to_string().into_bytes());
    }
    let mut all = Vec::new();
    files(computer.bus.home(), &mut all);
    for name in ["hotseat.db", "hotseat.db-wal", "hotseat.log"] {
        assert!(all.iter().any(|file| file.ends_with(name)), "no {name}");
    }
    for secret in secrets {
        assert!(!holds(&told, secret), "said, or seen in the process list");
        for file in &all {
            let bytes = std::fs::read(file).unwrap_or_default();
            assert!(!holds(&bytes, secret), "{}", file.display());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_nowhere_through_work_failure_and_crash() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    // Everything that can be written down is, from the sign-in on.
    let team = TeamFile::push().text(&slack);
    let hotseat = computer.bare().reading(&slack, &team);
    let mut hotseat = hotseat.with("HOTSEAT_LOG", "trace");
    let secrets = [slack.token("alice"), slack.app_token("alice")];
    let pasted = format!("{}\n", secrets.join("\n"));
    let sign_in = ["accounts", "add", "slack", "--token", "--push"];
    let said = hotseat.verb_reading(&sign_in, &pasted).await;
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.words.len() > 500, "it said what it did: {said:?}");
    for secret in secrets {
        assert!(!said.words.contains(secret), "said while signing in");
    }
    hotseat.start(&["run", "--headless"]).await;
    slack.wait_for_socket().await;
    slack.says("cleo", "support", "The printer is on fire").await;
    let row = hotseat.wait_for_row("the request", |_| true).await;
    let id = row["id"].to_string();
    assert_eq!(hotseat.verb(&["claim", &id]).await.code, 0);
    is_nowhere(&computer, &hotseat, &slack).await;

    slack.order("network", json!({ "api": "down" })).await;
    eventually("a failure", async || {
        let said = hotseat.verb(&["accounts", "test", "slack"]).await;
        (said.code != 0).then_some(())
    })
    .await;
    is_nowhere(&computer, &hotseat, &slack).await;

    hotseat.kill();
    slack.order("network", json!({ "api": "up" })).await;
    let revoked = json!({ "token": slack.token("alice") });
    slack.order("tokens/revoke", revoked).await;
    hotseat.start(&["run", "--headless"]).await;
    eventually("a refused sign-in", async || {
        let said = hotseat.verb(&["sources"]).await;
        (said.data()[0]["state"] == "signed_out").then_some(())
    })
    .await;
    is_nowhere(&computer, &hotseat, &slack).await;
}
