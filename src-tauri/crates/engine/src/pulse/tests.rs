//! Waiting ends by time or by a bell, and stillness is known.

use super::*;
use crate::SimulatedClock;

fn room() -> (Arc<SimulatedClock>, Arc<Pulse>) {
    let clock = Arc::new(SimulatedClock::at(DateTime::UNIX_EPOCH));
    let wall = Arc::clone(&clock) as Arc<dyn Clock>;
    (clock, Arc::new(Pulse::new(wall)))
}

const LONG: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn a_ring_while_the_task_works_is_kept_until_it_waits() {
    let (_, pulse) = room();
    let bell = pulse.bell();
    let _working = pulse.task(bell);
    pulse.ring(bell);
    pulse.wait(bell, LONG).await;
}

#[tokio::test]
async fn a_bell_wakes_everybody_who_waits_for_it_and_nobody_else() {
    let (_, pulse) = room();
    let (mine, other) = (pulse.bell(), pulse.bell());
    let both = async {
        tokio::join!(pulse.wait(mine, LONG), pulse.wait(mine, LONG));
    };
    let work = async {
        tokio::select! {
            biased;
            () = pulse.wait(other, LONG) => panic!("it was not rung"),
            () = both => {}
            () = async { pulse.ring(mine); std::future::pending().await } => {}
        }
    };
    work.await;
}

#[tokio::test]
async fn the_bell_of_a_task_that_has_ended_keeps_nobody_from_settling() {
    let (_, pulse) = room();
    let bell = pulse.bell();
    let working = pulse.task(bell);
    pulse.ring(bell);
    drop(working);
    pulse.ring(bell);
    pulse.settle().await;
}

#[tokio::test]
async fn time_stands_until_a_task_that_works_waits_again() {
    let (clock, pulse) = room();
    let bell = pulse.bell();
    let _working = pulse.task(bell);
    let minute = TimeDelta::seconds(60);
    tokio::select! {
        biased;
        () = clock.pass(&pulse, minute) => panic!("the task still works"),
        () = std::future::ready(()) => {}
    }
    assert_eq!(clock.now(), DateTime::UNIX_EPOCH);
    let work = async {
        pulse.wait(bell, Duration::from_secs(20)).await;
        pulse.wait(bell, LONG).await;
    };
    tokio::select! {
        () = work => panic!("an hour has not passed"),
        () = clock.pass(&pulse, minute) => {}
    }
    assert_eq!(clock.now(), DateTime::UNIX_EPOCH + minute);
    assert_eq!(clock.steady(), minute);
}

#[tokio::test]
async fn while_the_lid_is_closed_only_the_wall_clock_goes_on() {
    let (clock, pulse) = room();
    clock.close_lid(&pulse, TimeDelta::hours(1)).await;
    assert_eq!(clock.now(), DateTime::UNIX_EPOCH + TimeDelta::hours(1));
    assert_eq!(clock.steady(), TimeDelta::zero());
}
