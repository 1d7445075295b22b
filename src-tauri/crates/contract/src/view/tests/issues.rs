//! What is offered of issues, and to whom.

use domain::{CLOSED, Role, VOTE, label_mark};

use super::desk::Desk;
use crate::view::{detail, row};
use crate::{Act, Verb};

fn asked() -> Desk {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
    desk
}

fn verbs(desk: &Desk) -> Vec<Verb> {
    detail(&desk.picture(), &desk.close()).verbs
}

fn says(desk: &Desk, label: &str) -> bool {
    verbs(desk).iter().any(|verb| verb.label == label)
}

#[test]
fn an_issue_is_closed_and_labelled_where_there_are_issues() {
    let mut desk = asked();
    assert!(!says(&desk, "Close the issue") && !says(&desk, "Label"));
    desk.sources[0].issues = true;
    let keys: Vec<String> = verbs(&desk)
        .into_iter()
        .filter(|verb| ["Close the issue", "Label"].contains(&&*verb.label))
        .map(|verb| verb.key)
        .collect();
    assert_eq!(keys, [". E", ". L"]);
    desk.marks("16:40:00", CLOSED, &["Mika Berg"]);
    assert!(!says(&desk, "Close the issue"), "it is closed");
}

#[test]
fn what_hangs_on_it_is_shown_and_can_be_taken_off() {
    let mut desk = asked();
    desk.sources[0].issues = true;
    desk.marks("16:40:00", &label_mark("bug"), &["Mika Berg"]);
    assert_eq!(detail(&desk.picture(), &desk.close()).labels, ["bug"]);
    assert!(says(&desk, "Take \u{201c}bug\u{201d} off"));
}

#[test]
fn how_many_want_it_stands_on_the_row_and_is_read_out() {
    let mut desk = asked();
    desk.marks("16:40:00", VOTE, &["Ana Ruiz", "Mika Berg"]);
    let row = row(&desk.picture(), &desk.close().entry);
    assert_eq!(row.votes, 2);
    assert!(row.spoken.contains("2 want it"), "{}", row.spoken);
}

#[test]
fn an_issue_is_opened_for_any_request_and_begins_with_what_was_asked() {
    let mut desk = asked();
    desk.sources[1].issues = true;
    let all = verbs(&desk);
    let open = all.iter().find(|verb| verb.key == ". I").expect("a verb");
    let Act::OpenIssue { title: Some(title), body: Some(body), .. } = &open.act
    else {
        panic!("{:?}", open.act);
    };
    assert_eq!(title, "Revenue report is off");
    assert!(body.contains("~~~text\nRevenue report is off\n~~~"), "{body}");
    desk.sits(Some("noor"), Role::Observer);
    assert!(!verbs(&desk).iter().any(|verb| verb.key == ". I"));
}
