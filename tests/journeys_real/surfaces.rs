//! Everything that was ever typed to break a program, on every surface.

use serde_json::{Value, json};

use crate::support::computer::Computer;
use crate::support::hostility::{
    assert_unharmed, escaped, is_clean, is_harmless, naughty_strings, payloads,
    rich_text,
};
use crate::support::hotseat::{Hotseat, eventually};
use crate::support::slack::Slack;
use crate::support::window::Window;
use crate::support::workspace::TeamFile;

/// What a name may end in: the team file takes nothing that is not seen.
const NAME: &str = "<img src=x onerror=window.harmed=1> _&amp;";

/// Presses Shift and N.
const SHIFT_NOTES: &str = "document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'N', shiftKey: true, bubbles: true }));";

/// The team file of a colleague who means harm.
fn team(slack: &Slack) -> String {
    let text = TeamFile::push().text(slack);
    ["#support", "Bob", "Ferryline"].into_iter().fold(text, |text, name| {
        text.replace(&format!("\"{name}\""), &format!("\"{name} {NAME}\""))
    })
}

/// Somebody calls themselves by a text, and says it in every way.
async fn says(slack: &Slack, person: &str, text: &str) {
    let name = json!({ "display_name": text, "real_name": text });
    let set = json!({ "real_name": text, "profile": name });
    slack.order("users", json!({ "user": person, "set": set })).await;
    let attachment = json!({ "title": text, "title_link": text, "text": text });
    slack
        .post(json!({
            "channel": "support",
            "as": person,
            "text": "it is laid over",
            "files": [{ "name": text, "size": 3 }],
            "raw": {
                "text": escaped(text),
                "blocks": rich_text(text),
                "attachments": [attachment],
            },
        }))
        .await;
}

/// Somebody says everything in one thread.
async fn recites(slack: &Slack, person: &str, all: &[String]) {
    let first = slack.says(person, "support", "Everything, please").await;
    for text in all {
        slack
            .post(json!({
                "channel": "support",
                "as": person,
                "thread_ts": first.ts,
                "text": "it is laid over",
                "raw": { "text": escaped(text), "blocks": [] },
            }))
            .await;
    }
}

async fn wait_for_rows(hotseat: &Hotseat, count: usize) -> Vec<Value> {
    eventually("every request", async || {
        let rows = hotseat.rows("queue").await;
        (rows.len() == count).then_some(rows)
    })
    .await
}

async fn read_each(window: &Window, rows: &[Value]) {
    for row in rows {
        window.press(&format!("[data-request=\"{}\"]", row["id"])).await;
        let gist = row["gist"].as_str().expect("a gist");
        assert!(is_clean(gist), "{gist:?}");
        let read = format!(
            "const plain = (text) => text.replace(/\\s+/g, ' ').trim();
             const shown = document.querySelector('.detail h1')?.textContent;
             return plain(shown ?? '') === plain({});",
            row["gist"]
        );
        window.wait_until("the request to be read", &read).await;
        assert_unharmed(window, gist).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_said_in_a_source_breaks_a_surface() {
    let (payloads, naughty) = (payloads(), naughty_strings());
    let slack = Slack::of_a_crowd(payloads.len() + 1);
    let computer = Computer::with_screen().await;
    let hotseat = computer.bare().reading(&slack, &team(&slack));
    hotseat.sign_in(&slack, "alice", true).await;
    let window = Window::open(&hotseat, &["run", "--show"]).await;
    slack.wait_for_socket().await;
    let title = window.title().await;

    let reciter = format!("crowd{}", payloads.len());
    recites(&slack, &reciter, &naughty).await;
    for (n, text) in payloads.iter().enumerate() {
        says(&slack, &format!("crowd{n}"), text).await;
    }
    let rows = wait_for_rows(&hotseat, payloads.len() + 1).await;
    let whole = rows.iter().find(|row| row["gist"] == "Everything, please");
    let id = whole.expect("what was recited")["id"].to_string();
    eventually("all that was recited", async || {
        let shown = hotseat.verb(&["show", &id]).await;
        let thread = shown.data()["thread"].as_array()?.len();
        (thread == naughty.len() + 1).then_some(())
    })
    .await;
    read_each(&window, &rows).await;
    window.press(&format!("[data-request=\"{id}\"]")).await;
    let all = format!(
        "return document.querySelectorAll('.msg').length === {};",
        naughty.len() + 1
    );
    window.wait_until("all that was recited", &all).await;
    assert_unharmed(&window, "everything").await;
    assert_eq!(window.title().await, title);

    for verb in ["list", "sources", "doctor", "history"] {
        let said = hotseat.in_words(&[verb]).await;
        assert!(is_harmless(&said.words), "{verb}: {:?}", said.words);
    }
    for id in rows.iter().map(|row| row["id"].to_string()) {
        let said = hotseat.in_words(&["show", &id]).await;
        assert!(is_harmless(&said.words), "{:?}", said.words);
    }
    for label in
        computer.watcher.wait_for_item().await.menu().await.labels().await
    {
        assert!(is_clean(&label), "{label:?}");
    }
    for shown in computer.notices.shown() {
        assert!(is_clean(&shown.title), "{:?}", shown.title);
        assert!(is_harmless(&shown.body), "{:?}", shown.body);
        assert!(!shown.body.contains('<'), "{:?}", shown.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_noted_or_searched_breaks_a_surface() {
    let slack = Slack::of_a_crowd(1);
    let computer = Computer::with_screen().await;
    let hotseat = computer.hotseat(&slack, "alice", TeamFile::push()).await;
    let window = Window::open(&hotseat, &["run", "--show"]).await;
    slack.wait_for_socket().await;
    let texts: Vec<String> = payloads()
        .into_iter()
        .chain(naughty_strings())
        .filter(|text| !text.trim().is_empty())
        .collect();

    slack.says("crowd0", "support", "Hello").await;
    let row = hotseat.wait_for_row("it", |row| row["gist"] == "Hello").await;
    let request = &row["id"];
    for text in &texts {
        for about in [request, &Value::Null] {
            let act = json!({ "act": "note", "request": about, "text": text });
            let noted = hotseat.ask(&json!({ "cmd": "do", "act": act })).await;
            assert_eq!(noted.expect("an engine")["ok"], true, "{text:?}");
        }
    }
    window.press(&format!("[data-request=\"{request}\"]")).await;
    let all = format!(
        "return document.querySelectorAll('.aside .notes li').length === {};",
        texts.len()
    );
    window.wait_until("every note", &all).await;
    assert_unharmed(&window, "the notes").await;
    window.finds(SHIFT_NOTES).await;
    let newest =
        "return document.querySelectorAll('dialog .notes li').length === 100;";
    window.wait_until("the newest notes", newest).await;
    assert_unharmed(&window, "the notes on the shift").await;
    window.press("dialog .title button").await;

    window.keys("/").await;
    let open = "return document.querySelector('[role=combobox]') !== null;";
    window.wait_until("the search", open).await;
    for text in texts.iter().step_by(7) {
        let ask = format!(
            "const field = document.querySelector('[role=combobox]');
             field.value = {};
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));",
            json!(text.chars().take(500).collect::<String>())
        );
        window.finds(&ask).await;
        assert_unharmed(&window, text).await;
    }
    let said = hotseat.in_words(&["notes", &request.to_string()]).await;
    assert!(is_harmless(&said.words), "{:?}", said.words);
    let json = hotseat.verb(&["notes", &request.to_string()]).await;
    assert_eq!(json.data().as_array().expect("notes").len(), texts.len());
    assert!(is_harmless(&json.words), "JSON in a terminal");
    for text in texts.iter().filter(|text| !text.contains('\0')).step_by(40) {
        let said = hotseat.in_words(&["search", "--", text]).await;
        assert!(is_harmless(&said.words), "{:?}", said.words);
    }
}
