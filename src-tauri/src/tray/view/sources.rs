//! The lines of the sources: all of them, and those that need somebody.

use contract::{Command, Snapshot, SourceLine};

use super::{Line, press, words};
use crate::tray::face::Face;
use crate::tray::icon::is_blind;
use crate::tray::says;

/// A source that cannot be read, and what the user can do about it.
pub(super) fn not_read(source: &SourceLine, face: Face) -> Vec<Line> {
    let id = format!("blind.{}", source.id);
    let mut lines = vec![words(&id, &says::not_read(source, face))];
    if let Some(remedy) = &source.remedy {
        let command = Command::SignIn { source: source.id.clone() };
        lines.push(press(&format!("{id}.remedy"), remedy, command));
    }
    let there = Command::OpenSource { source: source.id.clone() };
    let label = format!("Open {}", source.name);
    lines.push(press(&format!("{id}.open"), &label, there));
    lines
}

/// A sign-in that ends soon, and the way to another.
pub(super) fn ends(source: &SourceLine, face: Face) -> Vec<Line> {
    let Some(end) = source.ends else { return Vec::new() };
    let id = format!("ends.{}", source.id);
    let told =
        format!("The sign-in to {} ends {}", source.name, face.time(end));
    let command = Command::SignIn { source: source.id.clone() };
    let again = press(&format!("{id}.remedy"), "Sign in again", command);
    vec![words(&id, &told), again]
}

/// Every source with its age.
pub(super) fn all(snapshot: &Snapshot) -> Line {
    let face = Face::of(snapshot);
    let mut lines: Vec<Line> = snapshot
        .sources
        .iter()
        .map(|source| {
            let id = format!("source.{}", source.id);
            words(&id, &says::age(source, face))
        })
        .collect();
    if lines.is_empty() {
        lines.push(words("source", "The team file names none"));
    }
    let blind = snapshot.sources.iter().find(|source| is_blind(source));
    let all = match blind {
        Some(source) => says::not_read(source, face),
        None => says::freshness(snapshot).to_string(),
    };
    Line::menu("sources", &format!("Sources: {all}"), lines)
}
