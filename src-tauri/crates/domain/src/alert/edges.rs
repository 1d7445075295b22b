//! The words of the notices at the two ends of a shift.

use crate::{Button, Chime, Loudness, Notice, NoticeId, Priority, Tones};

/// How everything stands as a shift begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// The parts that do not work, or only in part: "Slack".
    pub faults: Vec<String>,
    /// What the last shift has left to be accepted, in a sentence.
    pub left: Option<String>,
}

/// What a shift that ends soon has not written yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// Requests without a note.
    pub notes: usize,
    /// Questions without an answer.
    pub answers: usize,
    /// Jobs that are not done.
    pub jobs: usize,
}

/// A shift has begun, and this is how everything stands.
#[must_use]
pub fn begins_notice(until: &str, begun: &Begun) -> Notice {
    let tried = if begun.faults.is_empty() {
        "Accounts, sources, keyring, notifications, sound: tried.".to_owned()
    } else {
        format!("Not well: {}.", begun.faults.join(", "))
    };
    let lines: Vec<String> =
        begun.left.iter().cloned().chain([tried]).collect();
    Notice {
        title: match begun.faults.len() {
            0 => format!("You are on until {until}, and everything works"),
            1 => format!("You are on until {until}, and one thing is not well"),
            n => {
                format!("You are on until {until}, and {n} things are not well")
            }
        },
        body: lines.join("\n"),
        ..quiet(NoticeId::Preflight, "Look")
    }
}

/// A shift ends soon, and this is missing in what it hands over.
#[must_use]
pub fn ends_notice(at: &str, ending: Ending) -> Notice {
    let Ending { notes, answers, jobs } = ending;
    let counted = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let missing: Vec<String> = [
        counted(notes, "note is missing", "notes are missing"),
        counted(answers, "question is open", "questions are open"),
        counted(jobs, "job is not done", "jobs are not done"),
    ]
    .into_iter()
    .flatten()
    .collect();
    Notice {
        title: format!("Your shift ends {at}"),
        body: if missing.is_empty() {
            "The handoff is written and waits to be handed over.".to_owned()
        } else {
            format!("In the handoff {}.", missing.join(", "))
        },
        ..quiet(NoticeId::Handoff, "Open the handoff")
    }
}

fn quiet(id: NoticeId, opens: &str) -> Notice {
    Notice {
        id,
        title: String::new(),
        body: String::new(),
        buttons: vec![(Button::Open, opens.to_owned())],
        loudness: Loudness::Bubble,
        chime: Chime { priority: Priority::Normal, tones: Tones::One },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_counted_and_what_is_not_is_left_out() {
        let body = |ending| ends_notice("Wed 09:00", ending).body;
        let all = Ending { notes: 2, answers: 1, jobs: 1 };
        assert_eq!(
            body(all),
            "In the handoff 2 notes are missing, 1 question is open, 1 job is \
             not done."
        );
        let jobs = Ending { jobs: 3, ..Ending::default() };
        assert_eq!(body(jobs), "In the handoff 3 jobs are not done.");
        assert!(body(Ending::default()).contains("waits to be handed over"));
    }

    #[test]
    fn both_are_quiet() {
        let begun = begins_notice("Wed 09:00", &Begun::default());
        let ends = ends_notice("Wed 09:00", Ending::default());
        for notice in [begun, ends] {
            assert_eq!(notice.loudness, Loudness::Bubble);
            assert!(!notice.body.is_empty() && !notice.title.is_empty());
        }
    }

    #[test]
    fn what_does_not_work_is_named() {
        let begun = Begun {
            faults: vec!["Slack".to_owned()],
            left: Some("Ana left 3 requests to accept.".to_owned()),
        };
        let notice = begins_notice("Wed 09:00", &begun);
        assert!(notice.title.ends_with("one thing is not well"));
        assert_eq!(
            notice.body,
            "Ana left 3 requests to accept.\nNot well: Slack."
        );
    }
}
