//! Whole snapshots, as the window and the tray receive them.

use domain::picture::{PendingVerb, Remark, Stage};
use domain::{Role, What};
use insta::assert_json_snapshot;

use super::desk::{Desk, at};
use crate::view::{list, snapshot};
use crate::{Fold, Select};

/// An ordinary afternoon: five that wait, one of them with Ana.
fn afternoon() -> Desk {
    let mut desk = Desk::at("16:41:25");
    desk.ask(
        "#support",
        "12:40:00",
        "Pia Lund",
        "Where are last month's tours?",
    );
    desk.ask(
        "#tours",
        "16:19:30",
        "Maya Chen",
        "Revenue report does not tie out",
    );
    desk.ask("#tours", "16:02:00", "Orla Byrne", "Events never arrive");
    desk.marks("16:10:00", "eyes", &["Ana Ruiz"]);
    desk.ask(
        "#support",
        "15:57:00",
        "Ines Duarte",
        "Please remove Jon's access",
    );
    desk.says("16:01:00", "Ines Duarte", "He has left @oncall");
    desk.ask("#backend", "16:38:12", "Dirk Vos", "Labels are not printing");
    desk
}

#[test]
fn the_queue_of_an_ordinary_afternoon() {
    let desk = afternoon();
    let close = desk.close();
    assert_json_snapshot!(snapshot(
        &desk.picture(),
        &Select::default(),
        Some(&close)
    ));
}

#[test]
fn a_source_that_cannot_be_read_outranks_the_queue() {
    let mut desk = Desk::at("16:41:25");
    desk.ask(
        "#support",
        "12:40:00",
        "Pia Lund",
        "Where are last month's tours?",
    );
    desk.ask("#backend", "16:31:00", "Dirk Vos", "Labels are not printing");
    desk.sends("16:33:00", PendingVerb::Claim, Stage::Waiting);
    desk.teams_goes_blind("16:32:00");
    assert_json_snapshot!(snapshot(&desk.picture(), &Select::default(), None));
}

#[test]
fn all_clear_names_what_comes_up() {
    let mut desk = Desk::at("20 18:20:00");
    desk.ask(
        "#support",
        "20 12:40:00",
        "Pia Lund",
        "Where are last month's tours?",
    );
    desk.says("20 12:50:00", "Mika Berg", "Under Archive.");
    desk.ask("#support", "20 13:00:00", "Kim Osei", "Nightly export is slow");
    let until = Some(at("23 10:00:00"));
    desk.did("20 13:05:00", What::Snooze { until, regardless: false });
    assert_json_snapshot!(snapshot(&desk.picture(), &Select::default(), None));
}

#[test]
fn an_observer_reads_and_writes_nothing() {
    let mut desk = afternoon();
    desk.sits(Some("noor"), Role::Observer);
    let close = desk.close();
    let seen = snapshot(&desk.picture(), &Select::default(), Some(&close));
    assert_json_snapshot!((&seen.duty, &seen.selected));
}

#[test]
fn whom_the_roster_does_not_know_is_told_what_to_do() {
    let mut desk = afternoon();
    desk.sits(None, Role::Observer);
    let seen = snapshot(&desk.picture(), &Select::default(), None);
    assert_json_snapshot!((&seen.duty, &seen.count));
}

#[test]
fn something_overdue_stands_first() {
    let mut desk = afternoon();
    desk.now = at("16:44:12");
    let close = desk.close();
    let seen = snapshot(&desk.picture(), &Select::default(), Some(&close));
    assert_json_snapshot!((&seen.rows[0], &seen.selected));
}

#[test]
fn a_claim_on_its_way_is_mine_and_says_so() {
    let mut desk = afternoon();
    desk.sends("16:41:24", PendingVerb::Claim, Stage::Sending);
    desk.sends("16:41:24", PendingVerb::Reply, Stage::Sending);
    desk.sent().text = Some("Looking into it.".to_owned());
    desk.sent().undo_until = Some(at("16:41:29"));
    let close = desk.close();
    let mut picture = desk.picture();
    picture.remark = Some(Remark {
        id: 3,
        words: "Your reply to Dirk goes out in 5 s.".to_owned(),
        undo_until: Some(at("16:41:29")),
        failed: false,
    });
    let seen = snapshot(&picture, &Select::default(), Some(&close));
    assert_json_snapshot!((&seen.rows[0], &seen.selected, &seen.toast));
}

#[test]
fn what_is_snoozed_folds_with_its_end() {
    let mut desk = afternoon();
    let until = Some(at("16:43:00"));
    desk.did("16:41:20", What::Snooze { until, regardless: false });
    let snoozed = list(&desk.picture(), Fold::Snoozed);
    assert_json_snapshot!(snoozed);
}

#[test]
fn what_was_held_back_asks_to_be_decided() {
    let mut desk = afternoon();
    desk.sends("16:39:00", PendingVerb::Reply, Stage::Held);
    desk.sent().text = Some("Restarting the printer.".to_owned());
    desk.sent().words = "Dirk Vos wrote after you did.".to_owned();
    desk.says("16:40:30", "Dirk Vos", "It prints again, but twice.");
    let close = desk.close();
    let seen = snapshot(&desk.picture(), &Select::default(), Some(&close));
    let read = seen.selected.expect("the request that is read");
    assert_json_snapshot!((&read.row.sending, &read.thread, &read.verbs));
}

#[test]
fn off_duty_one_reads_everything_and_looks() {
    let mut desk = afternoon();
    desk.sits(Some("kofi"), Role::OffDuty);
    let close = desk.close();
    let seen = snapshot(&desk.picture(), &Select::default(), Some(&close));
    let read = seen.selected.expect("the request that is read");
    assert_json_snapshot!((&seen.duty, &read.verbs, &read.snoozes));
}
