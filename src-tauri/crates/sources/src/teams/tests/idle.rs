//! What an hour costs in which nothing happens.

use super::world::world;
use crate::conformance::Stage;

async fn calls_of_an_hour(on_duty: bool) -> usize {
    let office = world().await;
    office.fake.happen(|it| it.post("jo", "help"));
    let stage = Stage::set(&office).await;
    let calls = stage.idle_hour(on_duty, || office.fake.calls()).await.len();
    println!("teams, on duty {on_duty}: {calls} calls an hour");
    calls
}

#[tokio::test]
async fn an_idle_hour_is_a_call_a_minute_on_duty_and_half_of_that_off_it() {
    let on_duty = calls_of_an_hour(true).await;
    assert!((58..=66).contains(&on_duty), "{on_duty}");
    let off_duty = calls_of_an_hour(false).await;
    assert!((29..=36).contains(&off_duty), "{off_duty}");
}
