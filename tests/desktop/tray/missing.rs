//! The tray where its panel or its library is missing.

use std::path::Path;
use std::process::Command as Process;

use hotseat_shell::tray::{Host, Panel, Tray};

use super::{menu_of, view, with_tray};
use crate::support::app::live;
use crate::support::story::{alone, alone_on_screen, soon};
use crate::support::watcher::Watcher;

#[test]
fn a_panel_that_comes_late_or_comes_back_gets_the_icon() {
    alone_on_screen(|bus| {
        with_tray(bus, |desk| async move {
            let host = Host::connect().await.expect("a bus");
            let none = host.takes_icons().await.expect_err("no panel");
            assert!(none.contains("no tray"), "{none}");

            let mut watcher = Watcher::start(&desk.bus).await;
            watcher.wait_for_item().await;
            assert_eq!(host.takes_icons().await, Ok(()));
            watcher.stop().await;
            assert!(host.takes_icons().await.is_err());
            watcher.appear().await;
            let menu = menu_of(&watcher).await;
            assert_eq!(menu.labels().await[0], "0 for you");
        });
    });
}

#[test]
fn without_its_library_there_is_no_tray_and_no_crash() {
    alone_on_screen(|bus| {
        if std::env::var_os(BROKEN).is_none() {
            return again_without_library(&bus.home().join("libraries"));
        }
        live(
            |app| Tray::put(app, &view(&[]), Panel::Dark, |_| {}).err(),
            |_, why| async move {
                let why = why.expect("no tray");
                assert!(why.contains("libayatana-appindicator3"), "{why}");
            },
        );
    });
}

/// The story of the broken library, as the process is told it.
const SELF: &str = concat!(
    "desktop::tray::missing::",
    "without_its_library_there_is_no_tray_and_no_crash"
);

/// Says to the process that the library of the tray is broken for it.
const BROKEN: &str = "HOTSEAT_STORY_WITHOUT_LIBRARY";

/// Tells the same story in a process in whose way files stand that have the
/// names of the libraries and are none.
fn again_without_library(libraries: &Path) {
    std::fs::create_dir(libraries).expect("a directory");
    for name in ["ayatana-appindicator3", "appindicator3"] {
        for version in ["", ".1"] {
            let file = format!("lib{name}.so{version}");
            std::fs::write(libraries.join(file), "none").expect("a file");
        }
    }
    let told = Process::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "--nocapture"])
        .arg(SELF)
        .env("LD_LIBRARY_PATH", libraries)
        .env(BROKEN, "1")
        .status()
        .expect("the story's process");
    assert!(told.success());
}

#[test]
fn the_panel_is_watched() {
    alone(|bus| async move {
        let mut host = Host::connect().await.expect("a bus");
        let mut watcher = Watcher::start(&bus).await;
        assert!(soon("a panel", host.changes()).await);
        watcher.stop().await;
        assert!(!soon("no panel", host.changes()).await);
    });
}
