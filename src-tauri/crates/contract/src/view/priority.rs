//! Why a request is as urgent as it is.

use domain::picture::Picture;
use domain::{Judged, Priority, PriorityFrom};

use super::words;

/// The priority in one word.
pub(super) fn word(priority: Priority) -> &'static str {
    match priority {
        Priority::Emergency => "Emergency",
        Priority::Urgent => "Urgent",
        Priority::Normal => "Normal",
    }
}

/// "Urgent, like everything in this channel", "Urgent, Maya Chen added
/// @oncall 17:00", "Normal".
pub(super) fn priority_words(picture: &Picture, judged: &Judged) -> String {
    let word = word(judged.priority);
    match &judged.priority_from {
        PriorityFrom::Place if judged.priority == Priority::Normal => {
            word.to_owned()
        }
        PriorityFrom::Place => {
            format!("{word}, like everything in this channel")
        }
        PriorityFrom::Mention { handle, by, at, .. } if *at > judged.asked => {
            format!(
                "{word}, {} added {} {}",
                words::line(by),
                words::line(handle),
                words::time(picture, *at)
            )
        }
        PriorityFrom::Mention { handle, by, .. } => format!(
            "{word}, {} mentioned {}",
            words::line(by),
            words::line(handle)
        ),
        PriorityFrom::Hand { at } => format!(
            "{word}, you set it {}, only here",
            words::time(picture, *at)
        ),
    }
}
