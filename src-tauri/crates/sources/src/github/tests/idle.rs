//! What an hour costs in which nothing happens.

use super::super::map::root;
use super::world::world;
use crate::conformance::Stage;

/// All calls of an hour, and those that count against GitHub's limit.
async fn calls_of_an_hour(on_duty: bool) -> (usize, usize) {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "labels are blank"));
    office.fake.happen(|it| it.comment("ana", number, "since when?"));
    let stage = Stage::set(&office).await;
    stage.open(&[root(number)]);
    let calls = stage.idle_hour(on_duty, || office.fake.calls()).await;
    let paid = calls.iter().filter(|it| !it.ends_with("304")).count();
    let all = calls.len();
    println!("github, on duty {on_duty}: {all} calls an hour, {paid} count");
    (all, paid)
}

#[tokio::test]
async fn an_idle_hour_costs_almost_nothing_of_the_limit() {
    let (all, paid) = calls_of_an_hour(true).await;
    assert!((300..450).contains(&all) && paid <= 5, "{all}, {paid} paid");
    let (all, paid) = calls_of_an_hour(false).await;
    assert!((50..110).contains(&all) && paid <= 5, "{all}, {paid} paid");
}
