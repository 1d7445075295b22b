//! What the snoozes say, and when they end.

use crate::Act;

use super::acts::{asked, labels, read};
use super::desk::Desk;

#[test]
fn a_snooze_says_when_it_really_ends() {
    assert_eq!(
        labels(&read(&asked("16:25:00")).snoozes),
        "Snooze 15 min, to 16:40 (S 1), Snooze to 16:55, first warning (S 2)"
    );
}

#[test]
fn of_my_own_only_the_second_warning_breaks_a_snooze() {
    let mut desk = asked("16:25:00");
    desk.marks("16:24:00", "eyes", &["Mika Berg"]);
    assert_eq!(
        labels(&read(&desk).snoozes),
        "Snooze 15 min, to 16:40 (S 1), Snooze to 17:07, second warning (S 2)"
    );
}

#[test]
fn in_the_warning_zone_a_snooze_claims_first() {
    let seen = read(&asked("16:58:00"));
    assert_eq!(
        labels(&seen.snoozes),
        "Claim and snooze to 17:07, second warning (S 1)"
    );
    let shortest = seen.verbs.iter().find(|v| v.key == "S");
    assert!(
        matches!(
            shortest.map(|v| &v.act),
            Some(Act::Snooze { claim: true, .. })
        ),
        "the bare key does what the first line does"
    );
}

#[test]
fn after_the_deadline_nothing_breaks_a_snooze() {
    assert_eq!(
        labels(&read(&asked("17:20:00")).snoozes),
        "Claim and snooze 15 min, to 17:35 (S 1), Claim and snooze 1 h, to \
         18:20 (S 2), Claim and snooze until Fri 09:00 (S 3)"
    );
}

#[test]
fn whom_nobody_has_answered_is_not_put_away_until_they_write() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#support", "12:40:00", "Pia Lund", "Where are the tours?");
    assert!(!labels(&read(&desk).snoozes).contains("until they answer"));
    desk.says("12:50:00", "Mika Berg", "Which month?");
    assert!(labels(&read(&desk).snoozes).ends_with("until they answer (S R)"));
}

#[test]
fn a_snooze_until_they_answer_has_no_time() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#support", "12:40:00", "Pia Lund", "Where are the tours?");
    desk.says("12:50:00", "Mika Berg", "Which month?");
    let what = domain::What::Snooze { until: None, regardless: false };
    desk.did("13:00:00", what);
    let row = read(&desk).row;
    assert_eq!(row.snoozed_until, None);
    assert!(row.spoken.ends_with("snoozed until they answer"));
}
