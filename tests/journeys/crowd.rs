//! Ten thousand open requests: figures, printed and not asserted.

use std::time::Duration;

use crate::support::house::{House, Said, TeamFile, at, seconds};
use crate::support::story::stopwatch;

const WEEK: &str = "[[shifts]]
from = 2026-11-20T09:00
to = 2026-11-20T15:00
people = [\"ana\"]
[[shifts]]
from = 2026-11-20T15:00
to = 2026-11-20T18:00
people = [\"you\"]";

fn print(what: &str, took: Duration) {
    println!("{what}: {:.1} ms", took.as_secs_f64() * 1000.0);
}

#[tokio::test]
#[ignore = "figures: run with --ignored --nocapture"]
async fn a_step_a_look_a_start_and_a_change_of_duty() {
    let team = TeamFile::usual().duty(WEEK);
    let house = House::with("2026-11-20 14:59", &team);
    for n in 0..10_000 {
        let who = format!("Customer {n}");
        let said = Said::by(&who, "support", "Where is my tour?");
        house.world.post(said.at(at("2026-11-19 10:00")));
    }
    let began = stopwatch();
    let mut you = house.desktop_on_disk("You").await;
    print("first read of 10,000", began.elapsed());
    assert_eq!(you.queue().len(), 10_000);

    let mut steps = Vec::new();
    for n in 0..20 {
        house.world.posts(&format!("Late {n}"), "support", "Me too");
        let began = stopwatch();
        house.pass(seconds(1)).await;
        steps.push(began.elapsed());
    }
    steps.sort();
    print("one arrival and all that follows, p50", steps[10]);
    print("one arrival and all that follows, worst", steps[19]);

    let began = stopwatch();
    let picture = you.picture();
    print("the picture", began.elapsed());
    assert_eq!(picture.entries.len(), 10_020);

    house.until("2026-11-20 14:59:59").await;
    let began = stopwatch();
    house.pass(seconds(2)).await;
    print("a change of duty", began.elapsed());

    you.stop().await;
    let began = stopwatch();
    you.start_again().await;
    print("a start", began.elapsed());
    house.close([you]).await;
}
