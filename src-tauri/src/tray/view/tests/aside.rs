//! Who is in the chair, and the tray of whoever is not.

use insta::assert_snapshot;

use super::scenes::text;
use super::*;

#[test]
fn an_observer_only_opens() {
    let one = row(1, ClockState::Imminent, "16:43", "Labels");
    let mut snapshot = with(vec![one]);
    snapshot.duty.role = Role::Observer;
    snapshot.duty.lead = String::new();
    snapshot.count.words = "1 open".to_owned();
    snapshot.duty.rest = "Ana and Mika until Wed 09:00".to_owned();
    assert_snapshot!(text(&view(&snapshot)), @r#"
    (observer) Hotseat: observing Ana and Mika
    - Observing Ana and Mika until Wed 09:00
    - 1 open, next due 16:43
    ----
    > 16:43  Labels
        - Teams, Dirk Vos, nobody has it
        ----
        Open in Teams
        Open in Hotseat
    ----
    Open Hotseat
    ----
    > Sources: all read within a minute
        - Teams, read 16:41:07
        - Slack, live
    - No alarms for you
    Settings...
    Quit, and stop watching
    "#);
}

#[test]
fn off_duty() {
    let mut snapshot = with(vec![row(1, ClockState::Overdue, "16:33", "A")]);
    snapshot.duty.role = Role::OffDuty;
    snapshot.duty.lead = String::new();
    snapshot.duty.rest = "Off support, next week 16 Dec".to_owned();
    assert_snapshot!(text(&view(&snapshot)), @r#"
    (off) Hotseat: off support, next week 16 Dec
    - Off support, next week 16 Dec
    ----
    Open Hotseat
    ----
    Settings...
    Quit, and stop watching
    "#);
}

#[test]
fn who_is_on_without_an_end_is_told_to_be_on_support() {
    let mut snapshot = calm();
    snapshot.duty.rest = ", Ana and Mika".to_owned();
    let lines = text(&view(&snapshot));
    assert!(lines.contains("- On support: You, Ana and Mika"), "{lines}");
}

#[test]
fn an_observer_of_nobody_is_told_so() {
    let mut snapshot = calm();
    snapshot.duty.role = Role::Observer;
    snapshot.duty.lead = String::new();
    snapshot.duty.rest = "Nobody is on support".to_owned();
    let words = view(&snapshot).words;
    assert_eq!(words, "Hotseat: observing, nobody is on support");
}

#[test]
fn an_observer_who_asked_to_be_rung_has_the_switches_of_the_alarm() {
    let mut snapshot = calm();
    snapshot.duty.role = Role::Observer;
    let ids = |snapshot: &Snapshot| -> Vec<String> {
        view(snapshot).lines.iter().map(|it| it.id().to_owned()).collect()
    };
    let rung = |of: &[String]| of.iter().any(|id| id == "ring");
    assert!(!rung(&ids(&snapshot)));
    snapshot.duty.alarms = true;
    assert!(rung(&ids(&snapshot)));
}
