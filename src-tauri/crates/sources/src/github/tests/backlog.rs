//! A repository in which much stands before it is watched.

use chrono::TimeDelta;

use super::world::world;
use crate::conformance::Stage;

#[tokio::test]
async fn a_long_history_says_how_much_of_it_is_left() {
    let office = world().await;
    for n in 0..12 {
        let title = format!("label {n} is blank");
        let number = office.fake.happen(|it| it.open("jo", &title));
        office.fake.happen(|it| it.comment("jo", number, "still"));
    }
    let stage = Stage::set(&office).await;
    stage.listen(TimeDelta::minutes(1)).await;
    assert_eq!(stage.ahead(), [14, 4, 0], "an issue and its comment each");
}
