//! What an hour costs in which nothing happens.

use super::world::world;
use crate::conformance::Stage;

async fn calls_of_an_hour(on_duty: bool) -> usize {
    let office = world().await;
    office.fake.post("U2JO", "help");
    let stage = Stage::set(&office).await;
    let calls = stage.idle_hour(on_duty, || office.fake.calls()).await.len();
    println!("slack by polling, on duty {on_duty}: {calls} calls an hour");
    calls
}

#[tokio::test]
async fn an_idle_hour_is_a_head_every_ten_seconds_and_every_minute_off_duty() {
    let on_duty = calls_of_an_hour(true).await;
    assert!((360..400).contains(&on_duty), "{on_duty}");
    let off_duty = calls_of_an_hour(false).await;
    assert!((60..100).contains(&off_duty), "{off_duty}");
}
