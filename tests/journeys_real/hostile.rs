//! Text that means harm, on its way through the bus and the window.

use serde_json::json;

use crate::support::computer::Computer;
use crate::support::hostility::{escaped, is_clean};
use crate::support::slack::Slack;
use crate::support::window::Window;
use crate::support::workspace::TeamFile;

/// Sets a mark in the page if anything of it runs.
const RUNS: &str = "window.harmed=1";

fn texts() -> Vec<String> {
    let markup = [
        escaped(&format!("<script>{RUNS}</script> one")),
        escaped(&format!("<img src=x onerror=\"{RUNS}\"> two")),
        format!("<svg onload=\"{RUNS}\"><a href=\"javascript:{RUNS}\">3"),
        format!("\"'><iframe srcdoc=\"<script>parent.{RUNS}</script>\"> 4"),
        format!("<javascript:{RUNS}|press me> five"),
        "&lt;script&gt; &amp;amp; six".to_owned(),
        "safe\u{202e}exe.txt\u{2066} seven \u{200f}".to_owned(),
        "bell\u{7} escape\u{1b}[31m null\u{0} back\u{8}space eight".to_owned(),
        format!("{}nine{}", "*_~`".repeat(4000), ">".repeat(4000)),
    ];
    markup.into_iter().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_script_runs_and_no_label_is_disguised() {
    let slack = Slack::of_a_crowd(12);
    let computer = Computer::with_screen().await;
    let hotseat = computer.hotseat(&slack, "alice", TeamFile::push()).await;
    let window = Window::open(&hotseat, &["run", "--show"]).await;
    slack.wait_for_socket().await;

    let mut posted = texts().len();
    for (n, text) in texts().iter().enumerate() {
        slack
            .post(json!({
                "channel": "support",
                "as": format!("crowd{n}"),
                "raw": { "text": text, "blocks": [] },
                "text": "it is laid over",
            }))
            .await;
    }
    slack.post(megabyte()).await;
    slack.post(nested()).await;
    posted += 2;
    let label = posted.to_string();
    window.wait_for_text("body", |text| text.contains(&label)).await;
    let rows = hotseat.rows("queue").await;
    assert_eq!(rows.len(), posted);
    for row in &rows {
        let shown = hotseat.verb(&["show", &row["id"].to_string()]).await;
        let gist = row["gist"].as_str().expect("a gist");
        assert!(is_clean(gist), "{gist:?}");
        assert!(shown.words.len() < 1 << 20, "it is cut");
        window.press(&format!("[data-request=\"{}\"]", row["id"])).await;
        let read = format!(
            "return document.querySelector('.detail h1')?.innerText == {};",
            row["gist"]
        );
        window.wait_until("the request to be read", &read).await;
    }
    let found = window.finds(FOREIGN).await;
    assert_eq!(found, json!([]), "what is foreign is text");

    let menu = computer.watcher.wait_for_item().await.menu().await;
    for label in menu.labels().await {
        assert!(is_clean(&label), "{label:?}");
    }
    for shown in computer.notices.shown() {
        assert!(is_clean(&shown.title), "{:?}", shown.title);
        assert!(!shown.body.contains('<'), "{:?}", shown.body);
    }
}

/// What must not be found in the page.
const FOREIGN: &str = "
    const found = [...document.querySelectorAll(
        'iframe, object, embed, body script, img[onerror], svg[onload], \
         a[href^=javascript]')].map((one) => one.outerHTML);
    if (window.harmed) found.push('something ran');
    return found;";

fn megabyte() -> serde_json::Value {
    json!({
        "channel": "support",
        "as": "crowd9",
        "text": "long",
        "raw": { "text": "ten ".repeat(1 << 18), "blocks": [] },
    })
}

/// Lists in quotes in lists, far deeper than anybody writes.
fn nested() -> serde_json::Value {
    let mut block = json!({ "type": "text", "text": "eleven" });
    for _ in 0..60 {
        block = json!({ "type": "rich_text_list", "elements": [block] });
    }
    json!({
        "channel": "support",
        "as": "crowd10",
        "text": "eleven",
        "raw": {
            "blocks": [{ "type": "rich_text", "elements": [block] }],
        },
    })
}
