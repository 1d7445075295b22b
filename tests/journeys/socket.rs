//! The socket in the data directory: one engine, and a line in and a line out.

use std::path::Path;
use std::sync::Arc;

use engine::{Answer, Lock, ask};

use crate::support::house::{Desktop, House};

fn echo() -> Answer {
    Arc::new(|line| {
        Box::pin(async move { format!("you said {}", line.trim()) })
    })
}

async fn open(dir: &Path) -> (House, Desktop) {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    you.opens_socket(dir, echo());
    (house, you)
}

#[tokio::test]
async fn whoever_asks_is_answered() {
    let dir = tempfile::tempdir().expect("a directory");
    let (house, you) = open(dir.path()).await;
    let calls = (0..10).map(|n| {
        let dir = dir.path();
        async move { ask(dir, &format!("list {n}")).await.expect("an answer") }
    });
    for call in calls {
        assert!(call.await.starts_with("you said list "));
    }
    house.close([you]).await;
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_on_the_computer_may_ask() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a directory");
    let (house, you) = open(dir.path()).await;
    let file = dir.path().join("hotseat.sock");
    let mode = std::fs::metadata(file).expect("a socket").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    house.close([you]).await;
}

#[tokio::test]
async fn a_directory_with_a_long_name_has_its_socket_elsewhere() {
    let dir = tempfile::tempdir().expect("a directory");
    let long = dir.path().join("x".repeat(120));
    std::fs::create_dir(&long).expect("a directory");
    let (house, you) = open(&long).await;
    let said = ask(&long, "show").await.expect("an answer");
    assert_eq!(said.trim(), "you said show");
    house.close([you]).await;
}

#[tokio::test]
async fn a_line_without_an_end_is_hung_up_on() {
    let dir = tempfile::tempdir().expect("a directory");
    let (house, you) = open(dir.path()).await;
    let long = "x".repeat(6 << 20);
    assert!(ask(dir.path(), &long).await.is_err(), "it is hung up on");
    let next = ask(dir.path(), "list").await.expect("it still answers");
    assert_eq!(next.trim(), "you said list");
    house.close([you]).await;
}

#[tokio::test]
async fn after_a_crash_the_socket_of_before_is_in_nobodys_way() {
    let dir = tempfile::tempdir().expect("a directory");
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    you.opens_socket(dir.path(), echo());
    you.crash().await;
    assert!(ask(dir.path(), "list").await.is_err(), "nobody is there");
    you.start_again().await;
    you.opens_socket(dir.path(), echo());
    assert!(ask(dir.path(), "list").await.is_ok());
    house.close([you]).await;
}

#[test]
fn a_data_directory_has_one_engine() {
    let dir = tempfile::tempdir().expect("a directory");
    let first = Lock::take(dir.path()).expect("a file");
    assert!(first.is_some());
    assert!(Lock::take(dir.path()).expect("a file").is_none());
    drop(first);
    assert!(Lock::take(dir.path()).expect("a file").is_some());
}
