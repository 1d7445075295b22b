//! What was done to a request without a word, as it is read.

use super::desk::{Desk, at};
use crate::view::{detail, row};

#[test]
fn who_claimed_and_closed_it_stands_between_the_messages() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
    let happened = |desk: &Desk| {
        let read = detail(&desk.picture(), &desk.close());
        let lines = read.happened.into_iter();
        lines.map(|it| (it.at, it.words)).collect::<Vec<_>>()
    };
    desk.marks("16:21:00", "eyes", &["Ana Ruiz"]);
    let claimed = (at("16:21:00"), "Ana claimed it".to_owned());
    assert_eq!(happened(&desk), [claimed]);
    desk.marks("16:40:00", "white_check_mark", &["Mika Berg"]);
    let closed = (at("16:40:00"), "You closed it".to_owned());
    assert_eq!(happened(&desk), [closed], "the eyes are gone");
}

#[test]
fn what_a_teammate_marks_so_is_worth_reading_and_says_so() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
    let plain = row(&desk.picture(), &desk.close().entry);
    assert!(!plain.evergreen);
    desk.marks("16:40:00", "evergreen_tree", &["Mika Berg"]);
    let marked = row(&desk.picture(), &desk.close().entry);
    assert!(marked.evergreen && marked.spoken.contains("worth reading"));
}
