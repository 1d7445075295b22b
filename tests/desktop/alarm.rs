//! The test alarm, the sounds and the start, on computers good and bad.

use serde_json::{Value, json};

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};
use crate::support::loudspeaker::{self, Tape};

/// The demo without a screen, in which nothing rings by itself for a while.
async fn calm_demo(computer: &Computer) -> Hotseat {
    let mut hotseat = computer.bare().playing();
    hotseat.start(&["demo", "--headless", "--pace", "3600"]).await;
    hotseat
}

fn part<'v>(test: &'v Value, name: &str) -> &'v Value {
    let parts = test["parts"].as_array().expect("parts");
    let found = parts.iter().find(|part| part["part"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {test}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_presses_the_button_of_the_test_alarm_is_heard() {
    let computer = Computer::without_screen().await;
    let tape = Tape::of(&computer.bus);
    let hotseat = calm_demo(&computer).await;
    let pressing = async {
        let bubble =
            computer.notices.wait_for(|s| s.title.contains("Test alarm")).await;
        computer.notices.press_label(&bubble, "I hear it").await;
    };
    let (said, ()) =
        tokio::join!(hotseat.verb(&["test-alarm", "--demo"]), pressing);
    let test = said.data();
    assert_eq!(test["state"], "heard", "{test}");
    assert_eq!(test["words"], "You will be heard.");
    assert_eq!(part(test, "notifications")["health"], "well");
    assert_eq!(part(test, "sound")["health"], "well");
    computer.notices.wait_for(|s| s.title == "You will be heard.").await;
    // It was to be heard, not only to be seen.
    eventually("a sound", async || (tape.loudest() > 0.1).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desktop_without_buttons_is_told_of_instead_of_waited_for() {
    let computer = Computer::without_screen().await;
    computer.notices.abilities(&["body"]);
    let hotseat = calm_demo(&computer).await;
    let said = hotseat.in_words(&["test-alarm", "--demo"]).await;
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.words.contains("shows no buttons"), "{}", said.words);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_computer_without_notifications_and_sound_is_told_of_both() {
    let mut computer = Computer::without_screen().await;
    computer.notices.stop().await;
    loudspeaker::remove(&computer.bus);
    let hotseat = calm_demo(&computer).await;
    let said = hotseat.verb(&["test-alarm", "--demo"]).await;
    assert_eq!(said.code, 1, "{said:?}");
    let test = &said.json["data"];
    assert_eq!(part(test, "notifications")["health"], "broken");
    assert_eq!(part(test, "sound")["health"], "limited");

    let examined = hotseat.verb(&["doctor", "--demo"]).await;
    let checks = json!({ "parts": examined.data() });
    assert_eq!(part(&checks, "sound")["health"], "limited", "{checks}");
    hotseat.wait_for_row("a request all the same", |_| true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn do_not_disturb_is_told_where_the_desktop_says_so() {
    let computer = Computer::without_screen().await;
    computer.notices.holds_back(true);
    let hotseat = calm_demo(&computer).await;
    let rung = hotseat.ask(&json!({ "cmd": "test_alarm" })).await;
    let test = rung.expect("an engine")["data"].clone();
    assert_eq!(part(&test, "do not disturb")["health"], "limited", "{test}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_comes_sounds_unless_it_is_muted() {
    let computer = Computer::without_screen().await;
    let tape = Tape::of(&computer.bus);
    let mut hotseat = computer.bare().playing();
    hotseat.start(&["demo", "--headless"]).await;
    eventually("a sound", async || (tape.loudest() > 0.1).then_some(())).await;

    let muted = hotseat.verb(&["sound", "--mute", "on", "--demo"]).await;
    assert_eq!(muted.data()["mute"], true);
    let words = muted.data()["sound_words"].as_str().expect("words");
    assert!(words.contains("stay on the screen"), "{words}");
    let examined = hotseat.verb(&["doctor", "--demo"]).await;
    let checks = json!({ "parts": examined.data() });
    assert_eq!(part(&checks, "sound")["words"], words);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desktop_is_told_to_start_it_and_not_to() {
    let computer = Computer::without_screen().await;
    let hotseat = computer.bare();
    let file = "config/autostart/dev.hotseat.desktop.desktop";
    let file = computer.bus.home().join(file);

    let said = hotseat.verb(&["autostart", "on"]).await;
    assert_eq!(said.data()["on"], true);
    let entry = std::fs::read_to_string(&file).expect("an entry");
    let exec = entry.lines().find(|line| line.starts_with("Exec="));
    let exec = exec.expect("a command");
    let data = hotseat.data().display().to_string();
    assert!(exec.contains(&data) && exec.ends_with("\"run\""), "{exec}");

    let refused = hotseat.verb(&["autostart", "off", "--demo"]).await;
    assert_eq!(refused.code, 4, "the demo has no say: {refused:?}");
    assert!(file.exists());

    let said = hotseat.verb(&["autostart", "off"]).await;
    assert_eq!(said.data()["on"], false);
    assert!(!file.exists());
}
