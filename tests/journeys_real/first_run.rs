//! The first ten minutes of somebody who reads nothing but the screen.

use serde_json::Value;

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};
use crate::support::slack::{Slack, client};
use crate::support::window::Window;
use crate::support::workspace::TeamFile;

const QUESTION: &str = "The export stops after the first page";
pub(crate) const WHERE: &str = "Where do people ask your team for help?";
pub(crate) const GO_ON: &str = "[data-key=\"ctrl enter\"]";

/// Waits for a step by its question.
pub(crate) async fn asks(window: &Window, title: &str) {
    window.wait_for_text("h1", |text| text == title).await;
}

/// Signs in as Slack's page in the browser does.
pub(crate) async fn through_the_browser(window: &Window) {
    let address = window
        .wait_for_text("[data-browser]", |text| text.starts_with("http"))
        .await;
    let page = client().get(address).send().await.expect("a page");
    let page = page.text().await.expect("its text");
    assert!(page.contains("Hotseat"), "{page}");
}

/// Ticks the box beside a channel.
pub(crate) async fn ticks(window: &Window, channel: &str) {
    let script = format!(
        "const row = [...document.querySelectorAll('label.row')]
            .find((one) => one.innerText.includes({channel:?}));
         row?.querySelector('input').click();
         return row !== undefined;"
    );
    assert_eq!(window.finds(&script).await, Value::Bool(true));
}

fn mine(row: &Value) -> bool {
    row["owner"]["kind"] == "you"
}

#[tokio::test(flavor = "multi_thread")]
async fn from_nothing_to_the_first_claimed_request() {
    let slack = Slack::start();
    let post = slack.says("cleo", "support", QUESTION).await;
    let computer = Computer::with_screen().await;
    let hotseat = computer.bare().near(&slack);
    let window = Window::open(&hotseat, &[]).await;

    asks(&window, "It’s your week on support.").await;
    let presets = window
        .finds("return document.querySelectorAll('tbody tr').length")
        .await;
    assert_eq!(presets, 5, "one way of working for each kind of team");
    window.press("[data-key=\"1\"]").await;

    asks(&window, WHERE).await;
    window.press("[data-key=\"1\"]").await;
    asks(&window, "Sign in to Slack").await;
    window.press(GO_ON).await;
    let trouble = |text: &str| {
        text.contains("client id of the team’s app is missing")
            || text.contains("client id of the team's app is missing")
    };
    window.wait_for_text("[role=alert]", trouble).await;
    window.types("#field-client_id", slack.client_id()).await;
    window.press(GO_ON).await;
    through_the_browser(&window).await;

    asks(&window, "What is read in Slack").await;
    ticks(&window, "#support").await;
    window.press(GO_ON).await;
    asks(&window, WHERE).await;
    window.wait_for_text("[data-source]", |it| it.contains("#support")).await;
    window.press(GO_ON).await;
    asks(&window, "Who answers").await;
    window.press(GO_ON).await;
    asks(&window, "Your team file").await;
    let file = window.wait_for_text("pre", |_| true).await;
    assert!(file.contains("\"@oncall\" = \"urgent\""), "{file}");
    assert!(file.contains("on_duty = [\"alice\", \"bob\"]"), "{file}");
    assert!(!hotseat.data().join("team.toml").exists(), "not agreed to yet");
    window.press(GO_ON).await;

    asks(&window, "Before it rings").await;
    let held = |text: &str| {
        text == "This is what your queue would hold now: 1 open, oldest today."
    };
    window.wait_for_text("[data-preview]", held).await;
    assert_eq!(computer.notices.shown().len(), 0, "nothing rings before");
    window.press("[data-key=\"t\"]").await;
    let test = |title: &str| title.starts_with("Test alarm");
    let bubble = computer.notices.wait_for(|shown| test(&shown.title)).await;
    computer.notices.press_label(&bubble, "I hear it").await;
    window.wait_for_text(".state", |text| text == "You will be heard.").await;
    window.press(GO_ON).await;

    window.wait_for_text(".hero", |text| text.contains(QUESTION)).await;
    let written = std::fs::read_to_string(hotseat.data().join("team.toml"));
    let written = written.expect("a team file");
    assert_eq!(written.trim(), file.trim(), "what was shown is written");
    let down = format!("<!subteam^{}> The app is down", slack.group("dev911"));
    slack.says("customer", "support", &down).await;
    hotseat.read_now().await;
    let rings = |title: &str| title.contains("The app is down");
    computer.notices.wait_for(|shown| rings(&shown.title)).await;

    // What is pressed has to stand where it will stay.
    window.wait_for_text(".hero", |text| rings(text)).await;

    let row = hotseat.wait_for_row("the first", |row| row["gist"] == QUESTION);
    let id = row.await["id"].to_string();
    window.press(&format!("[data-request=\"{id}\"]")).await;
    window.wait_for_text("h1", |text| text == QUESTION).await;
    window.keys("c").await;
    let claimed = |row: &Value| row["gist"] == QUESTION && mine(row);
    hotseat.wait_for_row("a request of mine", claimed).await;
    eventually("the eyes", async || {
        (slack.marks_on(&post, "eyes").await == ["alice"]).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_is_there_again_when_the_window_is_opened_again() {
    let slack = Slack::start();
    let computer = Computer::with_screen().await;
    let hotseat = computer.bare().near(&slack);
    let window = Window::open(&hotseat, &["run", "--show"]).await;
    asks(&window, "It’s your week on support.").await;
    window.press("[data-key=\"1\"]").await;
    asks(&window, WHERE).await;
    window.press("[data-key=\"1\"]").await;
    asks(&window, "Sign in to Slack").await;

    window.close().await;
    let look = serde_json::json!({ "cmd": "setup", "act": { "do": "look" } });
    let page = eventually("the steps", async || hotseat.ask(&look).await).await;
    let step = &page["data"]["connect"]["step"];
    assert_eq!(*step, "sign_in", "{page}");
    let again = hotseat.in_words(&["run", "--show"]).await;
    assert_eq!(again.code, 0, "{again:?}");
    let back = serde_json::json!({ "cmd": "setup", "act": { "do": "back" } });
    let page = hotseat.ask(&back).await.expect("an answer");
    assert_eq!(page["data"]["step"], "door", "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_joins_a_team_by_its_file_where_no_keyring_answers() {
    let slack = Slack::start();
    slack.says("cleo", "support", QUESTION).await;
    let computer = Computer::without_keyring().await;
    let hotseat = computer.bare().near(&slack);
    let theirs = hotseat.data().with_extension("toml");
    // Bob answers; Alice stands in the roster, and has yet to begin.
    let text = TeamFile::polling().text(&slack);
    let text = text.replace("[\"alice\", \"bob\"]", "[\"bob\"]");
    std::fs::write(&theirs, text).expect("a team file");
    let window = Window::open(&hotseat, &["run"]).await;

    asks(&window, "It’s your week on support.").await;
    window.press("[data-key=\"j\"]").await;
    asks(&window, "Join with a team file").await;
    window.types("#file", "/nowhere/team.toml").await;
    window.press(GO_ON).await;
    let none = |text: &str| text.contains("There is no file");
    window.wait_for_text("[role=alert]", none).await;
    window.types("#file", &theirs.display().to_string()).await;
    window.press(GO_ON).await;

    asks(&window, "Sign in to Slack").await;
    window.types("#field-client_id", slack.client_id()).await;
    window.press(GO_ON).await;
    window.press("[data-key=\"s\"]").await;
    let memory = |text: &str| text.contains("kept in memory");
    window.wait_for_text("p", memory).await;
    window.press(GO_ON).await;
    through_the_browser(&window).await;

    asks(&window, "Observe for a week first?").await;
    window.press("[data-key=\"w\"]").await;
    let week = |text: &str| text.contains("observes = ");
    window.wait_for_text(".diff", week).await;
    window.press(GO_ON).await;
    asks(&window, "Before it rings").await;
    let held = |text: &str| text.contains("1 open, oldest today");
    window.wait_for_text("[data-preview]", held).await;
    window.press(GO_ON).await;
    window.wait_for_text(".hero", |text| text.contains(QUESTION)).await;
    let link = hotseat.data().join("team.toml");
    assert_eq!(std::fs::read_link(link).expect("a link"), theirs);
    let list = hotseat.verb(&["list"]).await;
    assert_eq!(list.data()["duty"]["role"], "observer", "{list:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_looks_around_first_is_in_the_demo_in_the_same_window() {
    let computer = Computer::without_keyring().await;
    let hotseat: Hotseat = computer.bare();
    let window = Window::open(&hotseat, &[]).await;
    asks(&window, "It’s your week on support.").await;
    window.press("[data-key=\"d\"]").await;
    window.wait_for_text(".hero", |text| !text.is_empty()).await;
    assert_eq!(window.title().await, "Hotseat, Demo");
    let list = hotseat.verb(&["list", "--demo"]).await;
    assert_eq!(list.data()["demo"], true, "{list:?}");
    let said = hotseat.ask(&serde_json::json!({ "cmd": "sources" })).await;
    assert_eq!(said, None, "the real directory is left to others");
}
