//! What waits for whoever comes on duty.

use super::desk::Desk;
use crate::alert::Hush;
use crate::world::*;
use crate::{Role, What};

fn urgent() -> Story {
    Story::asks("10:00", "dirk", "help @oncall")
}

#[test]
fn what_nobody_has_is_told_to_whoever_answers_from_now_on() {
    assert!(Desk::yours().takes_over(&urgent(), "10:05"));
    assert!(Hush::Before.told_later(), "in one digest with the rest");
}

#[test]
fn what_somebody_has_or_nobody_waits_for_is_not() {
    let had = urgent().marks("10:02", &[(EYES, &["ana"])]);
    assert!(!Desk::yours().takes_over(&had, "10:05"));
    let answered = urgent().says("10:02", "mika", "Restart it.");
    assert!(!Desk::yours().takes_over(&answered, "10:05"));
    let closed = urgent().marks("10:02", &[(DONE, &["ana"])]);
    assert!(!Desk::yours().takes_over(&closed, "10:05"));
    let snooze = What::Snooze { until: Some(at("10:15")), regardless: false };
    let sleeps = urgent().does("10:02", snooze);
    assert!(!Desk::yours().takes_over(&sleeps, "10:05"));
}

#[test]
fn a_fallback_is_told_only_where_no_responder_has_a_seat() {
    let mut mika = Desk::of("mika", Role::Fallback);
    assert!(!mika.takes_over(&urgent(), "10:05"));
    mika.responder_seated = false;
    assert!(mika.takes_over(&urgent(), "10:05"));
    for role in [Role::Secondary, Role::Observer, Role::OffDuty] {
        assert!(!Desk::of("mika", role).takes_over(&urgent(), "10:05"));
    }
}
