//! When something may have come that nobody saw then.

use chrono::{DateTime, Utc};
use domain::picture::{Pause, Stop};

use super::words::{line, sentence};
use crate::GapLine;

/// A stretch in which a source could not be read.
#[must_use]
pub fn blindness(
    source: &str,
    (from, to): (DateTime<Utc>, Option<DateTime<Utc>>),
    why: &str,
) -> GapLine {
    let why = line(why);
    GapLine {
        source: Some(line(source)),
        from,
        to,
        why: if why.is_empty() {
            "It did not answer.".to_owned()
        } else {
            sentence(&why)
        },
    }
}

/// A stretch in which nobody was watching.
#[must_use]
pub fn pause(pause: &Pause) -> GapLine {
    let why = match pause.stop {
        Stop::Quit => "Hotseat was quit.",
        Stop::Slept => "The computer slept, or its clock was set.",
        Stop::Broke => {
            "Hotseat ended without saying so: a crash, or a power cut."
        }
    };
    GapLine {
        source: None,
        from: pause.from,
        to: Some(pause.to),
        why: why.to_owned(),
    }
}
