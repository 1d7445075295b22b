//! Between here and Slack something is amiss.

use serde_json::json;

use super::{source, watching};
use crate::support::computer::Computer;
use crate::support::hotseat::in_the_end;
use crate::support::house::{House, minutes, seconds};
use crate::support::slack::Slack;

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_it_says_so_and_catches_up() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let hotseat = watching(&computer, &slack).await;
    slack.order("network", json!({ "api": "down" })).await;
    let blind = in_the_end("a blind source", async || {
        let source = source(&hotseat).await;
        (source["state"] == "blind").then_some(source)
    })
    .await;
    let why = blind["reason"].as_str().expect("why");
    assert!(why.contains("is this computer online?"), "{why}");
    slack.says("cleo", "support", "The printer is on fire").await;

    slack.order("network", json!({ "api": "up" })).await;
    hotseat.wait_for_row("what came meanwhile", |_| true).await;
    in_the_end("its end in the history", async || {
        let gaps = hotseat.verb(&["sources", "--history"]).await;
        let gaps = gaps.data().as_array()?.clone();
        let gap = gaps.first()?;
        let why = gap["why"].as_str()?.contains("online?");
        (gap["source"] == "Slack" && why && gap["to"].is_string()).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_page_of_the_network_is_named_and_gets_no_token() {
    let slack = Slack::start();
    let portal = Slack::start();
    let computer = Computer::without_screen().await;
    let hotseat = watching(&computer, &slack).await;
    // It sends everybody to its own page, as such networks do.
    let away = json!({
        "method": "*", "do": "status", "status": 302, "times": 0,
        "body": "<html>Welcome to the ferry's network</html>",
        "headers": { "location": format!("{}auth.test", portal.api()) },
    });
    slack.order("faults", away).await;
    let blind = in_the_end("a blind source", async || {
        let source = source(&hotseat).await;
        (source["state"] == "blind").then_some(source)
    })
    .await;
    let why = blind["reason"].as_str().expect("why");
    assert!(why.contains("between here and Slack"), "{why}");
    assert!(why.contains("sign-in page of the network?"), "{why}");
    let asked = portal.calls("auth.test").await;
    assert_eq!(asked, Vec::<serde_json::Value>::new(), "nobody went there");

    slack.says("cleo", "support", "The printer is on fire").await;
    slack.forget("faults").await;
    hotseat.wait_for_row("what came meanwhile", |_| true).await;
}

#[tokio::test]
async fn a_network_that_comes_and_goes_tells_each_thing_once() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let people = ["Dirk", "Maya", "Ole"];
    for n in 0..12 {
        house.world.goes_blind();
        house.pass(seconds(9)).await;
        if let (Some(who), 0) = (people.get(n / 4), n % 4) {
            let words = format!("Tour {} is stuck", n / 4);
            house.world.posts(who, "backend", &words);
        }
        house.world.sees_again();
        house.pass(seconds(51)).await;
    }
    let titles = you.titles();
    assert!(!titles.iter().any(|t| t.contains("not read")), "{titles:?}");
    for n in 0..people.len() {
        let gist = format!("Tour {n} is stuck");
        you.row(&gist);
        let new = titles
            .iter()
            .filter(|t| t.starts_with("New") && t.ends_with(&gist));
        assert_eq!(new.count(), 1, "{gist} once: {titles:?}");
    }
    house.pass(minutes(1)).await;
    house.close([you]).await;
}
