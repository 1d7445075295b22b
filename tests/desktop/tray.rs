//! The tray on a panel that we play.

mod missing;

use std::future::Future;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};

use contract::{Act, Command};
use hotseat_shell::tray::{Icon, Line, Panel, Seat, Tray, TrayView};

use tauri::AppHandle;

use crate::support::app::live;
use crate::support::bus::Bus;
use crate::support::menu::Menu;
use crate::support::story::{LIMIT, alone_on_screen};
use crate::support::watcher::Watcher;

/// What a story about the tray has in hand.
struct Desk {
    bus: Bus,
    tray: Tray,
    pressed: Receiver<Command>,
}

impl Desk {
    fn pressed(&self) -> Command {
        self.pressed.recv_timeout(LIMIT).expect("a press")
    }

    fn apply(&self, view: TrayView) {
        self.tray.apply(view).expect("the app runs");
    }
}

/// Runs an app that is nothing but a tray, and the story beside it.
fn with_tray<F>(bus: Bus, story: impl FnOnce(Desk) -> F + Send + 'static)
where
    F: Future<Output = ()>,
{
    let (press, pressed) = channel();
    let press = Mutex::new(press);
    let put = |app: &AppHandle| {
        Tray::put(app, &view(&[]), Panel::Dark, move |command| {
            let press = press.lock().expect("the presses");
            press.send(command).expect("the story listens");
        })
    };
    live(
        |app| put(app).expect("a tray"),
        |_, tray| story(Desk { bus, tray, pressed }),
    );
}

fn request(place: usize, label: &str) -> Line {
    let id = format!("request.{place}");
    let request = i64::try_from(place).expect("a number");
    let act = Act::Claim { request, quiet: false, say: None };
    let lines = vec![
        Line::Words {
            id: format!("{id}.who"),
            label: format!("Teams, {label}"),
        },
        Line::Rule { id: format!("{id}.rule") },
        Line::Press {
            id: format!("{id}.claim"),
            label: "I'm on it".to_owned(),
            command: Command::Do { act, at_once: false },
        },
    ];
    Line::Menu { id, label: label.to_owned(), request: Some(request), lines }
}

fn view(requests: &[&str]) -> TrayView {
    let count = requests.len();
    let words = format!("{count} for you");
    let mut lines =
        vec![Line::Words { id: "count".to_owned(), label: words.clone() }];
    let numbered = requests.iter().enumerate();
    lines.extend(numbered.map(|(place, label)| request(place + 1, label)));
    let act = Act::Ring { on: false };
    lines.push(Line::Switch {
        id: "ring".to_owned(),
        label: "This computer rings".to_owned(),
        on: true,
        command: Command::Do { act, at_once: false },
    });
    let waiting = u32::try_from(count).expect("a count");
    let seat = if count == 0 { Seat::Empty } else { Seat::Waiting(waiting) };
    TrayView { icon: Icon { seat, blind: false }, words, lines }
}

async fn menu_of(watcher: &Watcher) -> Menu {
    watcher.wait_for_item().await.menu().await
}

#[test]
fn every_line_stands_in_the_menu_as_it_is_written() {
    alone_on_screen(|bus| {
        with_tray(bus, |desk| async move {
            let watcher = Watcher::start(&desk.bus).await;
            let menu = menu_of(&watcher).await;
            desk.apply(view(&["16:43  Labels & tags_1", "17:00  Error"]));
            menu.wait_for("two requests", |lines| lines.len() == 4).await;
            let labels = menu.labels().await;
            assert_eq!(
                labels,
                [
                    "2 for you",
                    "16:43  Labels & tags_1",
                    "  Teams, 16:43  Labels & tags_1",
                    "  ----",
                    "  I'm on it",
                    "17:00  Error",
                    "  Teams, 17:00  Error",
                    "  ----",
                    "  I'm on it",
                    "This computer rings",
                ]
            );
            let lines = menu.lines().await;
            assert!(!lines[0].enabled, "words cannot be chosen");
            assert!(lines[3].ticked);
        });
    });
}

#[test]
fn a_hundred_relabellings_change_no_layout_and_a_new_request_one() {
    alone_on_screen(|bus| {
        with_tray(bus, |desk| async move {
            let watcher = Watcher::start(&desk.bus).await;
            let menu = menu_of(&watcher).await;
            desk.apply(view(&["first", "second"]));
            menu.wait_for_layout_updates(1).await;
            let two = ids(&menu).await;

            for turn in 1..=100 {
                let one = format!("{turn} first");
                desk.apply(view(&[&one, "second"]));
                menu.wait_for("the new words", |lines| {
                    lines[1].label == one
                        && lines[1].lines[0].label == format!("Teams, {one}")
                })
                .await;
            }
            assert_eq!(menu.layout_updates(), 1);
            assert!(menu.property_updates() > 0);
            assert_eq!(ids(&menu).await, two, "every line is the same");

            desk.apply(view(&["a", "b", "c"]));
            menu.wait_for_layout_updates(2).await;
            settle(&desk, &menu, &["a", "b", "d"]).await;
            assert_eq!(menu.layout_updates(), 2);
            let three = ids(&menu).await;
            assert!(two.iter().all(|id| three.contains(id)));

            desk.apply(view(&["a", "b"]));
            menu.wait_for_layout_updates(3).await;
            settle(&desk, &menu, &["a", "e"]).await;
            assert_eq!(menu.layout_updates(), 3);
            assert_eq!(ids(&menu).await, two);
        });
    });
}

/// Relabels the last request once more: what the menu still had to say of
/// the change before has been said when that is seen.
async fn settle(desk: &Desk, menu: &Menu, requests: &[&str]) {
    desk.apply(view(requests));
    let last = requests.len();
    menu.wait_for("the last words", |lines| {
        lines[last].label == requests[last - 1]
    })
    .await;
}

async fn ids(menu: &Menu) -> Vec<i32> {
    let lines = menu.lines().await;
    let beside = lines.iter().flat_map(|line| line.lines.iter());
    lines.iter().chain(beside).map(|line| line.id).collect()
}

#[test]
fn a_press_beside_a_request_claims_it() {
    alone_on_screen(|bus| {
        with_tray(bus, |desk| async move {
            let watcher = Watcher::start(&desk.bus).await;
            let menu = menu_of(&watcher).await;
            desk.apply(view(&["16:43  Labels", "17:00  Error"]));
            menu.wait_for("two requests", |lines| lines.len() == 4).await;

            menu.click(&["17:00  Error", "I'm on it"]).await;
            let act = Act::Claim { request: 2, quiet: false, say: None };
            assert_eq!(desk.pressed(), Command::Do { act, at_once: false });
        });
    });
}

#[test]
fn a_switch_shows_what_is_true_and_not_what_was_pressed() {
    alone_on_screen(|bus| {
        with_tray(bus, |desk| async move {
            let watcher = Watcher::start(&desk.bus).await;
            let menu = menu_of(&watcher).await;
            menu.click(&["This computer rings"]).await;
            let act = Act::Ring { on: false };
            assert_eq!(desk.pressed(), Command::Do { act, at_once: false });
            menu.wait_for("the press", |lines| !lines[1].ticked).await;
            desk.apply(view(&[]));
            menu.wait_for("the truth", |lines| lines[1].ticked).await;
        });
    });
}

#[test]
fn the_icon_changes_with_its_state_alone_and_its_title_says_why() {
    alone_on_screen(|bus| {
        with_tray(bus, |desk| async move {
            let watcher = Watcher::start(&desk.bus).await;
            let item = watcher.wait_for_item().await;
            let menu = item.menu().await;
            assert_eq!(item.label().await, "0 for you");
            desk.apply(view(&["one"]));
            menu.wait_for("one", |lines| lines.len() == 3).await;
            let icon = item.icon().await;
            assert_eq!(item.label().await, "1 for you");

            desk.apply(view(&["two"]));
            menu.wait_for("two", |lines| lines[1].label == "two").await;
            assert_eq!(item.icon().await, icon, "its state is the same");
            desk.apply(view(&[]));
            menu.wait_for("none", |lines| lines.len() == 2).await;
            assert_ne!(item.icon().await, icon);
        });
    });
}
