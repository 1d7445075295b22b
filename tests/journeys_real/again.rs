//! A sign-in that has ended, and the way back in.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually, in_the_end};
use crate::support::slack::{Slack, client};
use crate::support::workspace::TeamFile;

/// A browser that writes down where it was sent.
struct Browser {
    sent: PathBuf,
    path: String,
}

impl Browser {
    fn on(computer: &Computer) -> Browser {
        let programs = computer.bus.home().join("programs");
        std::fs::create_dir_all(&programs).expect("a directory");
        let sent = programs.join("sent");
        let program = programs.join("xdg-open");
        let script = format!("#!/bin/sh\necho \"$1\" > '{}'\n", sent.display());
        std::fs::write(&program, script).expect("a browser");
        let may_run = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&program, may_run).expect("a program");
        let usual = std::env::var("PATH").expect("programs");
        let path = format!("{}:{usual}", programs.display());
        Browser { sent, path }
    }

    /// Goes where it is sent, and agrees there.
    async fn agrees(&self) {
        let address = eventually("an address", async || {
            let sent = std::fs::read_to_string(&self.sent).ok()?;
            sent.ends_with('\n').then(|| sent.trim().to_owned())
        })
        .await;
        let page = client().get(address).send().await.expect("a page");
        let page = page.text().await.expect("its text");
        assert!(page.contains("Hotseat"), "{page}");
    }
}

/// Alice's Hotseat, whose team has an app at Slack.
async fn of_a_team_with_an_app(
    computer: &Computer,
    slack: &Slack,
    browser: &Browser,
) -> Hotseat {
    let app = format!("[sources.slack]\nclient_id = \"{}\"", slack.client_id());
    let team = TeamFile::polling().text(slack);
    let team = team.replacen("[sources.slack]", &app, 1);
    let hotseat = computer.bare().reading(slack, &team);
    let hotseat = hotseat.with("PATH", &browser.path);
    hotseat.sign_in(slack, "alice", false).await;
    hotseat
}

async fn wait_for_state(hotseat: &Hotseat, wanted: &[&str]) {
    in_the_end("a source of another state", async || {
        let sources = hotseat.ask(&json!({ "cmd": "sources" })).await?;
        let state = sources["data"][0]["state"].as_str()?.to_owned();
        wanted.contains(&state.as_str()).then_some(())
    })
    .await;
}

async fn wait_for_remark(hotseat: &Hotseat, begins: &str) {
    let look = json!({ "cmd": "snapshot", "select": {} });
    eventually("a remark", async || {
        let shown = hotseat.ask(&look).await?;
        let words = shown["data"]["toast"]["words"].as_str()?.to_owned();
        words.starts_with(begins).then_some(())
    })
    .await;
}

async fn revoke(slack: &Slack) {
    let revoked = json!({ "token": slack.token("alice") });
    slack.order("tokens/revoke", revoked).await;
}

fn is(gist: &str) -> impl Fn(&Value) -> bool {
    move |row| row["gist"] == gist
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_in_again_in_the_tray_goes_through_the_browser_and_loses_nothing()
{
    let slack = Slack::start();
    let computer = Computer::with_screen().await;
    let browser = Browser::on(&computer);
    let mut hotseat = of_a_team_with_an_app(&computer, &slack, &browser).await;
    hotseat.start(&["run"]).await;
    slack.says("cleo", "support", "Before it ended").await;
    hotseat.wait_for_row("the first", is("Before it ended")).await;

    revoke(&slack).await;
    wait_for_state(&hotseat, &["signed_out"]).await;
    slack.says("customer", "support", "While it was blind").await;
    let menu = computer.watcher.wait_for_item().await.menu().await;
    menu.wait_for("the way back", |lines| {
        lines.iter().any(|line| line.label == "Sign in again")
    })
    .await;
    menu.click(&["Sign in again"]).await;
    wait_for_remark(&hotseat, "Waiting for the browser.").await;
    browser.agrees().await;

    wait_for_remark(&hotseat, "Signed in to ").await;
    wait_for_state(&hotseat, &["live", "reading"]).await;
    hotseat.wait_for_row("what came since", is("While it was blind")).await;
    hotseat.wait_for_row("what was there", is("Before it ended")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_browser_can_sign_in_the_command_that_can_is_said() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(&slack, "alice", team).await;
    hotseat.start(&["run", "--headless"]).await;
    revoke(&slack).await;
    wait_for_state(&hotseat, &["signed_out"]).await;
    let sign_in = json!({ "cmd": "sign_in", "source": "slack" });
    let refused = hotseat.ask(&sign_in).await.expect("an answer");
    let hint = refused["error"]["hint"].as_str().expect("a hint");
    assert!(hint.contains("hotseat accounts add slack --token"), "{hint}");
}
