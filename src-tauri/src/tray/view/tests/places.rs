//! What single lines say and do.

use super::*;

#[test]
fn what_is_still_being_opened_does_not_look_calm_and_can_be_ended() {
    let view = TrayView::opening(false);
    assert_eq!(view.words, "Hotseat: opening");
    assert_eq!(view.icon.file(), "blind");
    assert_eq!(Line::command(&view.lines, "quit"), Some(Command::Quit));
    assert_eq!(TrayView::opening(true).words, "Hotseat (Demo): opening");
}

#[test]
fn beyond_eight_the_rest_is_in_the_window() {
    let rows = (1..=11)
        .map(|id| row(id, ClockState::Pending, "17:19", "Report"))
        .collect();
    let mut snapshot = with(rows);
    snapshot.more = 1;
    let view = view(&snapshot);
    let menus = view.lines.iter().filter(|line| {
        matches!(line, Line::Menu { id, .. } if id.starts_with("request"))
    });
    assert_eq!(menus.count(), 8);
    let more = view.lines.iter().find(|line| line.id() == "more");
    assert!(
        matches!(more, Some(Line::Press { label, .. })
            if label == "4 more in Hotseat"),
        "{more:?}"
    );
    assert_eq!(view.icon.file(), "plus");
}

#[test]
fn hostile_words_stay_on_one_short_line() {
    let gist = format!("a\u{202e}b\nc\u{7} {}", "x".repeat(500));
    let one = row(1, ClockState::Pending, "17:19", &gist);
    let view = view(&with(vec![one]));
    let Some(Line::Menu { label, .. }) =
        view.lines.iter().find(|line| line.id() == "request.1")
    else {
        panic!("no request")
    };
    assert!(label.starts_with("17:19  ab c xxx"), "{label}");
    assert_eq!(label.chars().count(), 60);
}

#[test]
fn another_day_is_named() {
    let mut far = row(1, ClockState::Pending, "18:00", "Access");
    far.clock.due = Some(at("18:00") + Duration::days(4));
    far.clock.first_warning = Some(at("09:00") + Duration::days(4));
    let view = view(&with(vec![far]));
    let Some(Line::Menu { label, lines, .. }) =
        view.lines.iter().find(|line| line.id() == "request.1")
    else {
        panic!("no request")
    };
    assert_eq!(label, "Fri 18:00  Access");
    let tomorrow = Line::command(lines, "request.1.snooze-3");
    let request = 1;
    let until = SnoozeUntil::Tomorrow;
    let (regardless, claim) = (false, false);
    let act = Act::Snooze { request, until, regardless, claim };
    assert_eq!(tomorrow, Some(Command::Do { act, at_once: false }));
}

#[test]
fn two_snoozes_that_end_in_the_same_minute_are_one() {
    let mut report = row(1, ClockState::Pending, "17:19", "Report");
    report.clock.first_warning = Some(at("16:57") + Duration::seconds(40));
    let lines = scenes::text(&view(&with(vec![report])));
    let snoozes = lines.matches("Snooze to").count();
    assert!(lines.contains("Snooze to 16:57, first warning"), "{lines}");
    assert_eq!(snoozes, 1, "{lines}");
}

#[test]
fn a_line_does_what_it_says() {
    let late = row(7, ClockState::Overdue, "16:33", "Labels");
    let view = view(&with(vec![late]));
    let of = |id: &str| Line::command(&view.lines, id);
    let claim = Act::Claim { request: 7, quiet: false, say: None };
    assert_eq!(
        of("request.1.claim"),
        Some(Command::Do { act: claim, at_once: false })
    );
    let show = Command::Raise(Aim::at(Some(7)));
    assert_eq!(of("request.1.open"), Some(show));
    let silence = Act::Ring { on: false };
    assert_eq!(of("ring"), Some(Command::Do { act: silence, at_once: false }));
    assert_eq!(of("quit"), Some(Command::Quit));
    assert_eq!(of("count"), None, "words do nothing");
}

#[test]
fn what_was_promised_is_told_from_what_is_due() {
    let told = |by: &str, state, word: &str| {
        let mut promised = row(1, state, "17:19", "Report");
        promised.clock.word = Some(word.to_owned());
        promised.clock.by = Some(by.to_owned());
        let view = view(&with(vec![promised]));
        let of = |line: &&Line| line.id() == "request.1";
        match view.lines.iter().find(of) {
            Some(Line::Menu { label, .. }) => label.clone(),
            other => panic!("no request: {other:?}"),
        }
    };
    let (runs, passed) = (ClockState::Pending, ClockState::Passed);
    let yours = told("You", runs, "promise");
    assert_eq!(yours, "17:19  Your promise: Report");
    let hers = told("Ana", passed, "promised");
    assert_eq!(hers, "17:19  Promise by Ana: Report");
    let view = view(&calm());
    let call = Command::Raise(Aim::call());
    assert_eq!(Line::command(&view.lines, "call"), Some(call));
}
