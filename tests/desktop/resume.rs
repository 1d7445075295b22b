//! A computer that wakes, as its login manager tells it.

use hotseat_shell::resume::resumes;

use crate::support::hotseat::eventually;
use crate::support::house::{House, minutes, seconds};
use crate::support::logind::Logind;
use crate::support::story::alone;

/// What is not heard is told again after so many questions.
const PATIENCE: usize = 25;

/// Tells that the computer has woken until somebody looks at the clock: who
/// listens may not listen yet. Whoever has heard it is not told once more,
/// since that would be heard during what follows.
async fn wakes(logind: &Logind, house: &House) {
    let (looks, mut asked) = (house.looks(), 0);
    eventually("a look at the clock", async || {
        if asked % PATIENCE == 0 {
            logind.wakes().await;
        }
        asked += 1;
        (house.looks() > looks).then_some(())
    })
    .await;
}

#[test]
fn what_was_slept_through_is_told_once_and_as_soon_as_the_computer_wakes() {
    alone(|bus| async move {
        let house = House::at("2026-11-20 14:00");
        let you = house.desktop("You").await;
        // Whoever comes late to the bus is heard all the same.
        let hears = resumes(you.desk.clone());
        let story = async {
            let logind = Logind::start(&bus).await;
            wakes(&logind, &house).await;
            house.pass(minutes(1)).await;
            assert_eq!(you.titles(), Vec::<String>::new(), "nobody slept");

            logind.falls_asleep().await;
            house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
            house.sleeps(minutes(70)).await;
            assert_eq!(you.titles(), Vec::<String>::new(), "no timer knows");
            wakes(&logind, &house).await;
            house.pass(seconds(2)).await;
            let told = "Not watching 14:01 to 15:11";
            let heard = you.titles();
            assert_eq!(heard, [told], "at once, and in one bubble");

            wakes(&logind, &house).await;
            house.pass(seconds(20)).await;
            let heard = you.titles();
            assert!(heard.iter().all(|title| title != told), "{heard:?}");
        };
        tokio::select! {
            () = hears => panic!("nobody listens any more"),
            () = story => {}
        }
        house.close([you]).await;
    });
}
