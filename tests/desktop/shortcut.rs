//! Keys that open the form for a call from anywhere on the desktop.

use serde_json::json;
use x11rb::protocol::xproto::ModMask;

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};
use crate::support::keyboard::{ALT, CTRL, ENTER, Keyboard, TAB};
use crate::support::slack::Slack;
use crate::support::window::Window;
use crate::support::workspace::TeamFile;

/// The demo, in which nothing comes by itself for a while.
const CALM: [&str; 3] = ["demo", "--pace", "3600"];

/// What the field that is typed into belongs to.
const FORM: &str = "return document.hasFocus()
    && document.activeElement?.closest('.form') !== null
    && document.activeElement?.localName === 'input'";

fn chord(letter: char) -> [u32; 3] {
    [CTRL, ALT, u32::from(letter)]
}

/// Presses the keys until the program has opened its window.
async fn call(hotseat: &Hotseat, keyboard: &Keyboard, letter: char) -> Window {
    let pressing = async {
        hotseat.wait_until_it_answers().await;
        let keys = format!("ctrl+alt+{letter}");
        let said = hotseat.verb(&["shortcut", &keys, "--demo"]).await;
        let shown = format!("Ctrl Alt {}", letter.to_uppercase());
        assert_eq!(said.data()["keys"], shown, "{said:?}");
        keyboard.press(&chord(letter));
    };
    let (window, ()) = tokio::join!(Window::open(hotseat, &CALM), pressing);
    window
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_written_down_without_a_hand_leaving_the_keyboard() {
    let computer = Computer::with_screen().await;
    let hotseat = computer.bare().playing();
    let keyboard = computer.keyboard();
    let window = call(&hotseat, &keyboard, 'l').await;
    window.wait_until("a form that is typed into", FORM).await;
    keyboard.types("harbour");
    keyboard.press(&[TAB]);
    keyboard.types("gate is stuck");
    keyboard.press(&[ENTER]);
    eventually("the call", async || {
        let found = hotseat.verb(&["search", "gate", "--demo"]).await;
        found.data().to_string().contains("harbour").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_of_another_program_leave_everything_as_it_was() {
    let computer = Computer::with_screen().await;
    let hotseat = computer.bare().playing();
    let (other, keyboard) = (computer.keyboard(), computer.keyboard());
    // It has them only while the numbers are locked.
    assert!(other.takes('t', ModMask::M2));
    let window = call(&hotseat, &keyboard, 'k').await;
    window.wait_until("a form", FORM).await;

    let refused = hotseat.verb(&["shortcut", "ctrl+alt+t", "--demo"]).await;
    assert_eq!(refused.code, 4, "{refused:?}");
    let said = refused.json["error"]["message"].as_str().expect("a sentence");
    assert!(said.contains("Ctrl Alt T belongs to another program"), "{said}");
    assert!(said.contains("as it was before"), "{said}");
    let kept = hotseat.verb(&["shortcut", "--demo"]).await;
    assert_eq!(kept.data()["keys"], "Ctrl Alt K");
    for lock in [ModMask::default(), ModMask::LOCK] {
        assert!(other.takes('t', lock), "nothing of it was kept");
    }

    // The keys that it had still do what they did.
    keyboard.press(&[0xff1b]);
    let shut = "return document.querySelector('.form') === null";
    window.wait_until("a form that was left", shut).await;
    keyboard.press(&chord('k'));
    window.wait_until("the form again", FORM).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_given_back_when_nobody_wants_them_any_more() {
    let computer = Computer::with_screen().await;
    let mut hotseat = computer.bare().playing();
    hotseat.start(&CALM).await;
    let taken = hotseat.verb(&["shortcut", "ctrl+alt+j", "--demo"]).await;
    assert_eq!(taken.data()["keys"], "Ctrl Alt J");
    let other = computer.keyboard();
    assert!(!other.takes('j', ModMask::default()), "they are Hotseat's");
    let given = hotseat.verb(&["shortcut", "off", "--demo"]).await;
    assert_eq!(given.data()["keys"], json!(null));
    assert!(other.takes('j', ModMask::default()), "they are free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_were_lost_over_night_stay_chosen_and_are_told_of() {
    let slack = Slack::start();
    let computer = Computer::with_screen().await;
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(&slack, "alice", team).await;
    hotseat.start(&["run"]).await;
    let taken = hotseat.verb(&["shortcut", "ctrl+alt+j"]).await;
    assert_eq!(taken.data()["keys"], "Ctrl Alt J");
    hotseat.terminate();
    hotseat.wait_for_end().await;

    let other = computer.keyboard();
    assert!(other.takes('j', ModMask::default()), "nobody has them");
    hotseat.start(&["run"]).await;
    let told = eventually("what became of them", async || {
        let said = hotseat.verb(&["shortcut"]).await;
        let words = said.data()["words"].as_str()?.to_owned();
        words.contains("another program").then_some(said)
    })
    .await;
    assert_eq!(told.data()["keys"], "Ctrl Alt J");
    let doctor = hotseat.in_words(&["doctor"]).await.words;
    assert!(doctor.contains("Ctrl Alt J belongs to another"), "{doctor}");
}

#[tokio::test(flavor = "multi_thread")]
async fn wayland_gives_no_keys_and_what_to_do_is_said() {
    let computer = Computer::with_screen().await;
    let mut hotseat =
        computer.bare().playing().with("WAYLAND_DISPLAY", "wayland-9");
    hotseat.start(&CALM).await;
    let refused = hotseat.verb(&["shortcut", "ctrl+alt+l", "--demo"]).await;
    let said = refused.json["error"]["message"].as_str().expect("a sentence");
    assert!(said.contains("Wayland lets no program"), "{said}");
    assert!(said.contains("Bind `hotseat log` to a key"), "{said}");
    // What is offered does what it says.
    let opened = hotseat.verb(&["log", "--demo"]).await;
    assert_eq!(opened.data()["words"], "The window is open.");
}
