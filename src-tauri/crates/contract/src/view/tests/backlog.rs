//! How far a long history is read, in words.

use domain::picture::{Backlog, Sight};

use super::desk::Desk;
use crate::{SourceLine, SourceState, view};

fn line(read: u64, about: Option<u64>) -> SourceLine {
    let mut desk = Desk::at("16:41:25");
    let slack = &mut desk.sources[0];
    slack.sight = Sight::CatchingUp;
    slack.backlog = Some(Backlog { read, about });
    view::sources(&desk.picture()).remove(0)
}

#[test]
fn a_long_history_is_read_so_far() {
    let known = line(12_400, Some(20_000));
    assert_eq!(known.state, SourceState::CatchingUp);
    let words = known.backlog.as_deref();
    assert_eq!(words, Some("12,400 of about 20,000 read"));
    let reason = known.reason.as_deref();
    let sentence = "Reading its history: 12,400 of about 20,000 read.";
    assert_eq!(reason, Some(sentence));
    let unknown = line(1_234_567, None).backlog;
    assert_eq!(unknown.as_deref(), Some("1,234,567 read"));
    assert_eq!(line(999, None).backlog.as_deref(), Some("999 read"));
}
