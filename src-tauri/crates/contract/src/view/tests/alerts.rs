//! The record of what was told.

use super::desk::{Desk, at};
use crate::view::why;

fn asked() -> Desk {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
    desk
}

#[test]
fn the_record_says_what_went_out_and_what_did_not() {
    let mut desk = asked();
    desk.told("16:19:32", "arrival", "");
    desk.told("16:55:30", "first warning", "quiet was on");
    let record = why(&desk.picture(), &desk.close());
    let said: Vec<_> =
        record.iter().map(|l| (l.sent, l.loud.as_str())).collect();
    assert_eq!(said, [(true, "sound"), (false, "")]);
    assert_eq!(record[0].why, "A new request came.");
    assert_eq!(record[1].why, "Quiet was on.");
}

#[test]
fn what_was_told_in_a_digest_was_told() {
    let mut desk = asked();
    desk.told("16:19:32", "arrival", "read late, told in one digest");
    let mut close = desk.close();
    close.alerts[0].together = true;
    let [line] =
        <[_; 1]>::try_from(why(&desk.picture(), &close)).expect("one line");
    assert!(line.sent);
    assert_eq!(
        line.why,
        "Read late, told in one digest. The desktop has not shown it."
    );
}

#[test]
fn an_alert_after_an_answer_that_was_read_late_says_both_times() {
    let mut desk = asked();
    desk.says("16:22:00", "Ana Ruiz", "It is the time zone.");
    desk.told("16:19:32", "arrival", "");
    desk.told("16:24:00", "overdue", "");
    desk.told("16:24:30", "overdue", "quiet was on");
    desk.told("16:30:00", "overdue", "");
    let mut close = desk.close();
    let mut judged = (*close.entry.judged).clone();
    judged.verdict.as_mut().expect("it was answered").seen = at("16:29:00");
    close.entry.judged = judged.into();
    let record = why(&desk.picture(), &close);
    let whys: Vec<&str> = record.iter().map(|l| l.why.as_str()).collect();
    assert_eq!(
        whys,
        [
            "A new request came.",
            "It was unanswered after its deadline. Answered 16:22, seen 16:29.",
            "Quiet was on.",
            "It was unanswered after its deadline.",
        ]
    );
}
