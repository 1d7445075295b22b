//! How long a message takes from Slack to the desktop's bus.

use super::figures::{Row, ms, part, print, stopwatch};
use crate::support::computer::Computer;
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

/// How many messages are measured.
const MESSAGES: usize = 500;
/// How many people write them: whoever is new is looked up once.
const PEOPLE: usize = 100;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: cargo xtask bench"]
async fn a_pushed_message_until_the_desktop_is_told() {
    let slack = Slack::of_a_crowd(PEOPLE);
    let computer = Computer::without_screen().await;
    let mut hotseat = computer.hotseat(&slack, "alice", TeamFile::push()).await;
    hotseat.start(&["run", "--headless"]).await;
    slack.wait_for_socket().await;

    let mut took = Vec::new();
    for n in 0..MESSAGES {
        let who = format!("crowd{}", n % PEOPLE);
        let shown = computer.notices.shown().len();
        let posted = stopwatch();
        let told = async {
            computer.notices.wait_for_count(shown + 1).await;
            posted.elapsed()
        };
        let says = slack.says(&who, "support", "It does not work");
        let (elapsed, _) = tokio::join!(told, says);
        took.push(elapsed);
    }
    let row = |what: &str, length, budget: &str| Row {
        what: format!("{what} over {MESSAGES}"),
        measured: ms(length),
        beside: "message at Slack to Notify on the bus".to_owned(),
        budget: budget.to_owned(),
    };
    print(&[
        row("push, p50", part(&mut took, 0.5), "< 100 ms"),
        row("push, p99", part(&mut took, 0.99), "< 400 ms"),
    ]);
}
