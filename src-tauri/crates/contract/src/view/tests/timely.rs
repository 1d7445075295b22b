//! What the surfaces say of updates, promises, agreed times and calls.

use domain::What;

use super::desk::{Desk, at};
use crate::view::{detail, explain, snapshot};
use crate::{Act, Clock, ClockState, Fold, Select};

/// Urgent; Ana answered at 16:25.
fn answered(now: &str, words: &str) -> Desk {
    let mut desk = Desk::at(now);
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
    desk.says("16:25:00", "ana", words);
    desk
}

fn clock(desk: &Desk) -> Clock {
    detail(&desk.picture(), &desk.close()).row.clock
}

fn says(desk: &Desk) -> String {
    let detail = detail(&desk.picture(), &desk.close());
    format!("[{}] {}", detail.clock_lead, detail.clock_rest)
}

#[test]
fn an_update_runs_under_its_own_name() {
    let desk = answered("16:41:25", "Looking into it.");
    let clock = clock(&desk);
    assert_eq!(clock.state, ClockState::Pending);
    assert_eq!(clock.word.as_deref(), Some("update"));
    assert_eq!(says(&desk), "[Update due 17:25:00.] 1 business hour.");
    let spoken = detail(&desk.picture(), &desk.close()).row.spoken;
    assert!(
        spoken.starts_with("43 minutes left of 1 hour, update"),
        "{spoken}"
    );
}

#[test]
fn an_update_that_has_passed_is_not_late() {
    let desk = answered("17:40:00", "Looking into it.");
    let clock = clock(&desk);
    assert_eq!(clock.state, ClockState::Passed);
    assert_eq!(
        says(&desk),
        "[Update due since 17:25:00.] Ana has it since 16:25."
    );
}

#[test]
fn a_promise_stands_in_the_row_before_and_after_its_time() {
    for (now, word) in [("16:41:25", "promise"), ("17:30:00", "promised")] {
        let desk = answered(now, "I'll fix it by 17:00.");
        assert_eq!(clock(&desk).word.as_deref(), Some(word), "{now}");
        assert_eq!(clock(&desk).by.as_deref(), Some("Ana"), "{now}");
        let told = says(&desk);
        assert!(told.starts_with("[Ana promised 17:00.]"), "{told}");
    }
}

#[test]
fn only_who_promised_may_ask_for_longer_and_anybody_says_it_is_kept() {
    let acts = |who: &str| -> Vec<String> {
        let mut desk = Desk::at("16:41:25");
        desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
        desk.says("16:25:00", who, "I'll fix it by 17:00.");
        let verbs = detail(&desk.picture(), &desk.close()).verbs;
        verbs.into_iter().map(|verb| verb.label).collect()
    };
    assert!(acts("mika").contains(&"15 min more".to_owned()));
    assert!(!acts("ana").contains(&"15 min more".to_owned()));
    assert!(acts("ana").contains(&"Promise kept".to_owned()));
}

#[test]
fn a_time_that_was_agreed_is_in_the_receipt_with_its_reason() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
    let why = "Maya said tomorrow is fine".to_owned();
    desk.did("16:30:00", What::DueSet { at: at("20 12:00:00"), why });
    assert_eq!(says(&desk), "[Due Fri 12:00.] Agreed.");
    let receipts = explain(&desk.picture(), &desk.close());
    let words: Vec<&str> =
        receipts.iter().map(|it| it.words.as_str()).collect();
    let agreed = "You agreed on another time: Maya said tomorrow is fine. \
                  Only here.";
    assert!(words.contains(&agreed), "{words:?}");
    assert!(
        words.contains(&"So the first response is due Fri 20 Nov 12:00."),
        "{words:?}"
    );
}

#[test]
fn by_when_they_need_it_is_offered_as_a_time_to_agree_on() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#tours", "16:19:30", "Maya Chen", "We need this by 17:30");
    let verbs = detail(&desk.picture(), &desk.close()).verbs;
    let offered = verbs
        .iter()
        .find(|verb| matches!(verb.act, Act::SetDue { .. }))
        .expect("offered");
    assert_eq!(offered.label, "Due 17:30, as they need it");
}

#[test]
fn what_was_left_lying_is_a_part_of_the_list() {
    let mut desk = Desk::at("23 10:00:00");
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
    desk.says("16:25:00", "ana", "Fixed.");
    desk.ask("#tours", "23 09:30:00", "Dirk Vos", "Labels are blank");
    let select = Select { fold: Fold::Sweep, ..Select::default() };
    let shown = snapshot(&desk.picture(), &select, None);
    let gists: Vec<&str> = shown.rows.iter().map(|r| r.gist.as_str()).collect();
    assert_eq!(gists, ["Revenue report is off"]);
}
