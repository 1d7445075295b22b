//! Why something is due, in sentences that add up.

use std::num::NonZeroU32;

use domain::Level;
use domain::calendar::AfterClosing;
use domain::target::{Target, TargetKind};

use super::desk::Desk;
use crate::view::explain;

fn n(n: u32) -> NonZeroU32 {
    NonZeroU32::new(n).expect("a number")
}

/// What the last request is explained with.
fn words(desk: &Desk) -> Vec<String> {
    let receipts = explain(&desk.picture(), &desk.close());
    receipts.into_iter().map(|it| it.words).collect()
}

fn says(desk: &Desk, wanted: &str) {
    let words = words(desk);
    assert!(words.iter().any(|it| it == wanted), "{wanted}: {words:#?}");
}

/// A desk whose one level promises this in the hours of the office.
fn promising(now: &str, kind: TargetKind) -> Desk {
    let mut desk = Desk::at(now);
    let target: Target = kind.into();
    desk.rules.levels = vec![Level {
        name: "only".to_owned(),
        first_response: Some(target.clone()),
        next_response: Some(target.clone()),
        resolution: Some(target),
        ..Level::default()
    }];
    desk
}

#[test]
fn stretches_are_told_to_the_second_and_add_up() {
    let kind = TargetKind::BusinessMinutes(n(60));
    let mut desk = promising("19 17:50:00", kind);
    desk.ask("#support", "17:45:17", "Dirk Vos", "Labels do not print");
    says(&desk, "Counted 17:45:17 to 18:00, 14 min 43 s.");
    says(&desk, "Counted Fri 20 Nov 09:00 to 09:45:17, 45 min 17 s.");
    says(&desk, "So the first response is due Fri 20 Nov 09:45:17.");
}

#[test]
fn the_next_business_day_says_which_day_it_is_and_which_are_closed() {
    let after_closing = AfterClosing::SameDay;
    let kind = TargetKind::NextBusinessDay { after_closing };
    let mut desk = promising("20 17:00:00", kind);
    desk.ask("#support", "20 16:00:00", "Dirk Vos", "Labels do not print");
    says(
        &desk,
        "It counts as Fri 20 Nov: until the next business day of “office” \
         (Europe/Berlin) closes.",
    );
    says(&desk, "Closed Sat 21 to Sun 22 Nov.");
    says(&desk, "The next business day is open Mon 23 Nov 09:00 to 18:00.");
    says(&desk, "So the first response is due Mon 23 Nov 18:00.");
}

#[test]
fn what_comes_after_closing_says_when_it_opens() {
    let mut desk = promising("20 20:00:00", TargetKind::BusinessMinutes(n(30)));
    desk.ask("#support", "20 19:00:00", "Dirk Vos", "Labels do not print");
    says(&desk, "Closed until Mon 23 Nov 09:00.");
    says(&desk, "Counted Mon 23 Nov 09:00 to 09:30, 30 min.");
}

#[test]
fn what_was_their_turn_says_how_much_of_it_did_not_count() {
    let mut desk =
        promising("20 12:00:00", TargetKind::BusinessMinutes(n(600)));
    desk.ask("#support", "19 16:00:00", "Dirk Vos", "Labels do not print");
    desk.says("19 17:00:00", "Ana Ruiz", "Which printer is it?");
    desk.says("20 10:00:00", "Dirk Vos", "The one at gate 4.");
    says(
        &desk,
        "It was their turn Thu 19 Nov 17:00 to 10:00: 2 h are not counted.",
    );
    says(&desk, "Counted 09:00 to 18:00, 9 h.");
    says(&desk, "So the resolution is due Mon 23 Nov 10:00.");
}

#[test]
fn a_promise_is_quoted_and_then_kept_or_not() {
    let kind = TargetKind::BusinessMinutes(n(60));
    let mut desk = promising("19 17:30:00", kind);
    desk.ask("#support", "16:00:00", "Dirk Vos", "Labels do not print");
    desk.says("16:10:00", "Ana Ruiz", "Looking. I'll be back by 17:00.");
    let said = "“I'll be back by 17:00”, written in Europe/Berlin";
    says(&desk, &format!("{said}, was 17:00: nobody has written since."));
    desk.says("16:40:00", "Ana Ruiz", "It prints again.");
    says(&desk, &format!("Ana Ruiz promised 17:00: {said}."));
    says(&desk, "That kept the promise.");
}

#[test]
fn by_when_they_need_it_is_told_and_moves_nothing() {
    let kind = TargetKind::BusinessMinutes(n(120));
    let mut desk = promising("19 16:30:00", kind);
    desk.ask("#support", "16:00:00", "Maya Chen", "We need this by 17:30");
    says(
        &desk,
        "They need it by 17:30. That moves nothing until it is agreed on.",
    );
    says(&desk, "So the first response is due 18:00.");
}

#[test]
fn a_later_deadline_of_a_raise_is_told_as_well() {
    let mut desk = Desk::at("19 16:50:00");
    desk.ask("#support", "16:00:00", "Dirk Vos", "Labels do not print");
    desk.says("16:45:00", "Dirk Vos", "@oncall please");
    says(
        &desk,
        "Next business day from here would end later, so it does not count.",
    );
    says(&desk, "So the first response is due 17:45.");
}

#[test]
fn where_no_clock_runs_it_says_why() {
    let mut desk = Desk::at("19 16:50:00");
    desk.rules.levels.clear();
    desk.ask("#support", "16:00:00", "Dirk Vos", "Labels do not print");
    says(&desk, "No service level is for it: no clock runs.");
    desk.says("16:20:00", "Ana Ruiz", "Turn it off and on.");
    says(&desk, "Ana Ruiz answered. No time was promised for that.");
    desk.ask("#support", "16:30:00", "Kofi Mensah", "@oncall it is down");
    let words = words(&desk);
    assert!(!words.iter().any(|it| it.contains("counts from here")));
}

#[test]
fn what_came_back_says_who_had_closed_it() {
    let kind = TargetKind::BusinessMinutes(n(60));
    let mut desk = promising("19 17:30:00", kind);
    let done = desk.rules.close_mark.clone().expect("a mark");
    desk.ask("#support", "16:00:00", "Dirk Vos", "Labels do not print");
    desk.says("16:10:00", "Ana Ruiz", "It prints again.");
    desk.marks("16:20:00", &done, &["Ana Ruiz"]);
    says(&desk, "Ana Ruiz closed it, nothing runs any more.");
    desk.says("16:40:00", "Dirk Vos", "It does not.");
    says(&desk, "Ana Ruiz closed it.");
    says(&desk, "It came back after it was closed.");
    says(&desk, "So the next response is due 17:40.");
}
