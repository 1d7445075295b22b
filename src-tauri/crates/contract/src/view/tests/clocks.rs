//! What the clock says in every state, as a shape's word and as a sentence.

use domain::{Activity, Counts, Event, Mark, PersonKey, Role, What};

use super::desk::{Desk, at};
use super::team::{author, post};
use crate::view::detail;
use crate::{Clock, ClockState};

fn clock(desk: &Desk) -> Clock {
    detail(&desk.picture(), &desk.close()).row.clock
}

fn says(desk: &Desk) -> String {
    let detail = detail(&desk.picture(), &desk.close());
    format!("[{}] {}", detail.clock_lead, detail.clock_rest)
}

/// Urgent, one business hour, asked at 16:19:30.
fn asked(now: &str) -> Desk {
    let mut desk = Desk::at(now);
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
    desk
}

#[test]
fn a_running_clock_says_when_it_is_due() {
    let desk = asked("16:41:25");
    assert_eq!(says(&desk), "[Due 17:19:30.] 1 business hour.");
    let clock = clock(&desk);
    assert_eq!(clock.state, ClockState::Pending);
    assert_eq!(clock.left_ms, Some(2_285_000));
    assert_eq!(clock.target_ms, Some(3_600_000));
    assert!(clock.running);
}

#[test]
fn outside_the_hours_a_clock_stands_and_says_when_it_starts() {
    let mut desk = Desk::at("18:30:00");
    desk.ask("#tours", "18:10:00", "Maya Chen", "Revenue report is off");
    assert_eq!(
        says(&desk),
        "[Due Fri 10:00.] 1 business hour. The clock starts Fri 09:00."
    );
    let clock = clock(&desk);
    assert!(!clock.running);
    assert_eq!(clock.starts, Some(at("20 09:00:00")));
    assert_eq!(clock.left_ms, Some(3_600_000));
}

#[test]
fn a_clock_that_was_interrupted_by_the_night_starts_again_in_the_morning() {
    let mut desk = Desk::at("19:00:00");
    desk.ask("#tours", "17:45:00", "Maya Chen", "Revenue report is off");
    let clock = clock(&desk);
    assert_eq!(clock.left_ms, Some(45 * 60_000));
    assert_eq!(clock.starts, Some(at("20 09:00:00")));
}

#[test]
fn round_the_clock_a_clock_runs_at_night() {
    let mut desk = Desk::at("03:01:00");
    desk.ask("#backend", "03:00:00", "Dirk Vos", "Everything is down");
    let clock = clock(&desk);
    assert!(clock.running, "an emergency does not wait for the morning");
    assert_eq!(clock.starts, None);
}

#[test]
fn a_day_is_named_and_not_counted_down() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#support", "12:40:00", "Pia Lund", "Where are the tours?");
    assert_eq!(says(&desk), "[Due Fri 18:00.] Next business day.");
    let clock = clock(&desk);
    assert!(clock.by_day);
    assert_eq!(clock.target, "next day");
}

#[test]
fn an_imminent_clock_says_from_where_it_counts() {
    let desk = asked("16:58:00");
    assert_eq!(clock(&desk).state, ClockState::Imminent);
    assert_eq!(
        says(&desk),
        "[First response due 17:19:30.] The clock counts from the message, \
         not from when we saw it."
    );
}

#[test]
fn an_overdue_clock_says_who_has_it() {
    let mut desk = asked("17:20:00");
    assert_eq!(says(&desk), "[Overdue since 17:19:30.] Nobody has it.");
    assert_eq!(clock(&desk).left_ms, Some(-30_000));
    desk.marks("16:40:00", "eyes", &["Ana Ruiz"]);
    assert_eq!(
        says(&desk),
        "[Overdue since 17:19:30.] Ana has it since 16:40."
    );
}

#[test]
fn an_answer_in_time_stopped_it() {
    let mut desk = asked("16:41:25");
    desk.says("16:22:42", "Ana Ruiz", "It is the time zone.");
    assert_eq!(
        says(&desk),
        "[Clock stopped by Ana's reply 16:22, 3 min 12 s.] Target 1 business \
         hour."
    );
    let clock = clock(&desk);
    assert_eq!(clock.state, ClockState::Met);
    assert_eq!(clock.took_ms, Some(192_000));
    assert_eq!((clock.target.as_str(), clock.by_day), ("1 h", false));
}

#[test]
fn a_late_answer_stays_late() {
    let mut desk = asked("17:41:25");
    desk.says("17:21:10", "Mika Berg", "It is the time zone.");
    assert_eq!(
        says(&desk),
        "[Clock stopped by your reply 17:21, 1 h 1 min, 1 min 40 s late.] \
         Target 1 business hour."
    );
    assert_eq!(clock(&desk).late_ms, Some(100_000));
}

#[test]
fn an_answer_by_somebody_off_duty_says_so() {
    let mut desk = asked("16:41:25");
    desk.says("16:22:42", "Noor Haddad", "It is the time zone.");
    assert!(says(&desk).ends_with("Given by somebody not on duty."));
}

#[test]
fn a_deleted_answer_stopped_it_all_the_same() {
    let mut desk = asked("16:41:25");
    desk.says("16:22:42", "Ana Ruiz", "It is the time zone.");
    let verdict = desk.close().entry.judged.verdict.clone();
    desk.thread().verdict = verdict;
    desk.gone("16:35:00", "1-2");
    assert!(
        says(&desk)
            .ends_with("The answer was deleted since. It is still our turn.")
    );
    assert_eq!(clock(&desk).state, ClockState::Met);
}

#[test]
fn while_it_is_their_turn_it_is_paused() {
    let mut desk = asked("16:41:25");
    desk.says("16:22:42", "Ana Ruiz", "Which report is it?");
    assert_eq!(says(&desk), "[Paused since 16:22, it is Maya's turn.] ");
    assert_eq!(clock(&desk).stopped, Some(at("16:22:42")));
    desk.did("16:30:00", What::WaitOnThem);
    assert_eq!(
        says(&desk),
        "[Paused since 16:30, it is Maya's turn.] You said so, only here."
    );
}

#[test]
fn what_was_closed_without_an_answer_has_no_clock() {
    let mut desk = asked("16:41:25");
    desk.marks("16:30:00", "white_check_mark", &["Ana Ruiz"]);
    assert_eq!(
        says(&desk),
        "[No clock.] Ana closed it 16:30 without an answer."
    );
    assert_eq!(clock(&desk).word.as_deref(), Some("closed"));
}

#[test]
fn what_was_put_aside_or_taken_back_has_no_clock() {
    let mut desk = asked("16:41:25");
    desk.did("16:30:00", What::Dismiss);
    assert_eq!(
        says(&desk),
        "[No clock.] It was put aside 16:30 as not a request."
    );
    assert_eq!(clock(&desk).word.as_deref(), Some("dismissed"));
    let mut desk = asked("16:41:25");
    desk.gone("16:30:00", "1-1");
    assert_eq!(clock(&desk).word.as_deref(), Some("withdrawn"));
    assert_eq!(
        says(&desk),
        "[No clock.] Maya Chen took it back 16:30 before anybody answered."
    );
}

#[test]
fn an_alert_that_is_over_resolved_by_itself() {
    let mut desk = Desk::at("16:41:25");
    let alert = |resolved| domain::AlertKey { key: "a".to_owned(), resolved };
    let mut fired = post("Bugsnag", "NoMethodError, 214 times");
    fired.alert = Some(alert(false));
    desk.ask_with("#tours", "16:30:00", "Bugsnag", fired);
    let mut over = post("Bugsnag", "Resolved");
    over.alert = Some(alert(true));
    desk.says_with("16:33:00", over);
    assert_eq!(says(&desk), "[No clock.] It resolved by itself 16:33.");
    assert_eq!(clock(&desk).word.as_deref(), Some("resolved"));
}

#[test]
fn what_they_write_after_an_answer_is_our_turn_without_a_clock() {
    let mut desk = asked("16:41:25");
    desk.says("16:22:42", "Ana Ruiz", "It is the time zone.");
    desk.says("16:30:00", "Maya Chen", "It is still wrong in May");
    assert_eq!(
        says(&desk),
        "[No clock.] Answered first 16:22. They wrote again 16:30: it is our \
         turn."
    );
    let clock = clock(&desk);
    assert_eq!(clock.state, ClockState::None);
    assert_eq!(clock.started, Some(at("16:30:00")));
}

#[test]
fn a_teammate_who_asks_was_promised_nothing() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#tours", "16:19:30", "Kofi Addo", "Revenue report is off");
    assert!(says(&desk).starts_with("[No target.] A teammate asks"));
}

#[test]
fn a_level_without_a_target_says_so() {
    let mut desk = asked("16:41:25");
    for level in &mut desk.rules.levels {
        level.first_response = None;
    }
    assert!(says(&desk).starts_with("[No target.] Its service level"));
    desk.rules.levels.clear();
    assert!(says(&desk).starts_with("[No target.] No service level"));
}

#[test]
fn of_a_blind_source_nothing_is_sure() {
    let mut desk = Desk::at("14:20:00");
    desk.ask("#backend", "13:58:20", "Anouk Smit", "Drivers are logged out");
    desk.teams_goes_blind("14:02:11");
    assert_eq!(
        says(&desk),
        "[Due 14:03:20, unless somebody has answered.] Teams not read since \
         14:02."
    );
    assert_eq!(clock(&desk).as_of, Some(at("14:02:11")));
}

#[test]
fn what_is_settled_in_a_blind_source_stays_sure() {
    let mut desk = Desk::at("14:20:00");
    desk.ask("#backend", "13:58:20", "Anouk Smit", "Drivers are logged out");
    desk.says("14:00:00", "Ana Ruiz", "Fixed, please log in again.");
    desk.teams_goes_blind("14:02:11");
    assert_eq!(clock(&desk).as_of, None);
}

#[test]
fn a_claim_that_answers_by_the_rules_is_called_a_claim() {
    let mut desk = asked("16:41:25");
    desk.rules.levels[1].counts = Counts::Claim;
    desk.who.person = Some(PersonKey::new("ana"));
    desk.who.role = Role::Responder;
    desk.marks("16:22:42", "eyes", &["Ana Ruiz"]);
    assert_eq!(
        says(&desk),
        "[Clock stopped by your claim 16:22, 3 min 12 s.] Target 1 business \
         hour. It is still our turn."
    );
}

#[test]
fn a_mark_that_may_have_come_in_time_is_in_doubt() {
    let mut desk = asked("17:30:00");
    desk.rules.levels.iter_mut().for_each(|l| l.counts = Counts::Claim);
    let root = desk.thread().roots[0].clone();
    let by = vec![author("Ana Ruiz")];
    let marks = vec![Mark { name: "eyes".to_owned(), by }];
    let activity = Activity {
        place: desk.thread().place.clone(),
        external: root.clone(),
        root,
        at: at("17:25:00"),
        event: Event::Marks { marks },
        since: Some(at("17:10:00")),
    };
    desk.thread().apply(&activity, at("17:25:00"));
    let clock = clock(&desk);
    assert_eq!(clock.state, ClockState::InDoubt);
    assert_eq!(clock.seen, Some(at("17:25:00")));
    assert_eq!((clock.took_ms, clock.late_ms), (None, None), "no figure");
}
