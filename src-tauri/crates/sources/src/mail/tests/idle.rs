//! What an hour costs in which nothing happens.

use super::town::town;
use crate::conformance::Stage;

/// The commands of an hour to a server that tells by itself, or does not.
async fn commands_of_an_hour(tells: bool, on_duty: bool) -> usize {
    let town = town().await;
    town.fake.office().can.idle = tells;
    let stage = Stage::set(&town).await;
    let commands = stage.idle_hour(on_duty, || town.fake.calls()).await.len();
    println!(
        "mail, told {tells}, on duty {on_duty}: {commands} commands an hour"
    );
    commands
}

#[tokio::test]
async fn an_idle_hour_is_half_the_commands_where_the_server_tells() {
    let told = commands_of_an_hour(true, true).await;
    let asked = commands_of_an_hour(false, true).await;
    assert!(told < asked, "{told} where it tells, {asked} where not");
    let told_off = commands_of_an_hour(true, false).await;
    let asked_off = commands_of_an_hour(false, false).await;
    assert!(told_off * 3 < told, "{told_off} off duty, {told} on it");
    assert!(asked_off * 5 < asked, "{asked_off} off duty, {asked} on it");
}
