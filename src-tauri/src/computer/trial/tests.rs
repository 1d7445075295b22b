//! Tests how long a test alarm waits, and for whom.

use contract::Code;
use engine::SimulatedClock;
use tokio::sync::mpsc;

use super::*;
use crate::sound::Speaker;

struct Mute;

impl Speaker for Mute {
    fn play(
        &mut self,
        _samples: Vec<f32>,
        _ended: Box<dyn Fn() + Send>,
    ) -> Result<(), NoSound> {
        Ok(())
    }

    fn rest(&mut self) {}

    fn look(&mut self) -> Result<String, NoSound> {
        Ok("nothing is heard".to_owned())
    }
}

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(second, 0).expect("a time")
}

/// A test alarm that rang at second 0 and waits, looked at later.
fn waiting(second: i64) -> Trial {
    let (clicks, _) = mpsc::channel(1);
    let notices = Desktop::start("Hotseat", clicks);
    let sound = Sound::start(|| Box::new(Mute));
    let clock = Arc::new(SimulatedClock::at(at(second)));
    let test = AlarmTest { state: AlarmTestState::Waiting, ..nothing(at(30)) };
    let last = watch::Sender::new(Some(test));
    Trial { notices, sound, clock, last }
}

#[tokio::test]
async fn a_button_that_nobody_presses_in_time_is_unheard() {
    let early = waiting(29).stands(false).await.expect("a test");
    assert_eq!(early.state, AlarmTestState::Waiting);
    let late = waiting(30).stands(true).await.expect("a test");
    assert_eq!(late.state, AlarmTestState::Unheard);
    assert!(late.words.contains("within 30 s"), "{}", late.words);
    assert!(!waiting(30).rings(at(30)), "and the tray is calm again");
}

#[tokio::test]
async fn a_press_that_comes_late_is_heard_all_the_same() {
    let trial = waiting(40);
    assert_eq!(trial.heard().await.as_deref(), Some(HEARD));
    let test = trial.stands(true).await.expect("a test");
    assert_eq!(test.state, AlarmTestState::Heard);
}

#[tokio::test]
async fn what_was_never_rung_has_no_outcome() {
    let trial = waiting(0);
    trial.last.send_replace(None);
    assert_eq!(trial.heard().await, None);
    let refused = trial.stands(true).await.expect_err("no test");
    assert_eq!(refused.code, Code::NotFound);
}
