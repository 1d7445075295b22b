//! What opens over the queue, in the real window.

use serde_json::json;

use crate::support::computer::Computer;
use crate::support::window::Window;

/// Whether what a selector finds stands whole within the window, beneath what
/// another finds.
fn stands(css: &str, beneath: &str) -> String {
    format!(
        "const at = (css) => document.querySelector(css)
            ?.getBoundingClientRect();
         const box = at({css:?}), above = at({beneath:?});
         return box !== undefined && above !== undefined
            && box.height > 0 && box.left >= 0
            && box.right <= innerWidth && box.bottom <= innerHeight
            && box.top >= above.bottom - 1;"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn menus_filter_and_history_open_where_they_can_be_read() {
    let computer = Computer::without_keyring().await;
    let hotseat = computer.bare().playing();
    let window = Window::open(&hotseat, &["demo", "--show"]).await;
    window.wait_for_text(".hero", |text| text.contains("left")).await;
    let list = json!({ "cmd": "snapshot", "select": { "fold": "queue" } });
    let known = hotseat.ask(&list).await.expect("an engine");
    assert!(!known["data"]["rows"].as_array().expect("rows").is_empty());

    let only = ["list", "--demo", "--priority", "emergency"];
    let only = hotseat.in_words(&only).await;
    assert!(only.words.contains("Only emergency: "), "{only:?}");
    assert!(only.words.contains(" hidden, none of them overdue."), "{only:?}");
    assert!(!only.words.contains("All clear"), "{only:?}");

    window.keys(".").await;
    let more = stands("[role=menu][aria-label=More]", ".acts .btn");
    window.wait_until("a menu below its button", &more).await;
    window.keys("Escape").await;

    window.keys("f").await;
    // The next deadline is the loudest thing and stays in sight.
    let filter = stands("[role=menu][aria-label='Show only']", ".hero");
    window.wait_until("a menu below the deadline", &filter).await;
    window.keys("d").await;
    let told =
        window.wait_for_text(".filter", |text| text.contains("hidden")).await;
    assert!(told.contains("Only production down"), "{told}");
    window.keys("Escape").await;
    let gone = "return document.querySelector('.filter') === null;";
    window.wait_until("everything again", gone).await;

    window.keys("v").await;
    window.keys("h").await;
    let title = |text: &str| text == "When requests could come unseen";
    window.wait_for_text("dialog h1", title).await;
    let whole = "const box = document.querySelector('dialog[open]')
            .getBoundingClientRect();
         return box.top >= 0 && box.left >= 0
            && box.right <= innerWidth && box.bottom <= innerHeight;";
    assert_eq!(window.finds(whole).await, true, "it is seen whole");
    window.keys("Escape").await;
    let closed = "return document.querySelector('dialog[open]') === null;";
    window.wait_until("the queue again", closed).await;
}
