//! What this user noted, as it is read.

use domain::Note;

use super::links::{Numbered, host};
use super::markdown;
use crate::NoteLine;

/// Notes as they are read.
#[must_use]
pub fn notes(notes: &[Note]) -> Vec<NoteLine> {
    notes.iter().map(line).collect()
}

/// Where a link of a note leads, by its number; nothing where it must not be
/// opened.
#[must_use]
pub fn note_link(note: &Note, number: u32) -> Option<String> {
    let number = usize::try_from(number).ok()?;
    let text = markdown::read(&note.text);
    let url = text.links().nth(number)?;
    host(url).map(|_| url.to_owned())
}

fn line(note: &Note) -> NoteLine {
    NoteLine {
        id: note.id,
        written: note.written,
        edited: note.edited,
        text: note.text.clone(),
        blocks: Numbered::default().blocks(&markdown::read(&note.text)),
    }
}
