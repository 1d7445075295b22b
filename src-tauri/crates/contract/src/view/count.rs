//! How many requests wait, and for whom.

use std::borrow::Cow;

use domain::picture::{Entry, Picture};
use domain::queue::Section;
use domain::{Holder, Role};

use super::clock::unread;
use super::owner;
use crate::Count;

/// How many requests wait: mine and nobody's together, teammates' apart;
/// whoever reads along has none of their own, and counts all that are open.
pub(super) fn count(picture: &Picture) -> Count {
    let along = picture.who.role == Role::Observer;
    let mut for_you = 0_usize;
    let mut others: Vec<(Cow<'_, [Holder]>, usize)> = Vec::new();
    for entry in picture.entries.iter().filter(|e| e.section.in_front()) {
        let owners = owner::owners(picture, entry);
        if along || owner::is_for_me(picture, &owners) {
            for_you += 1;
            continue;
        }
        match others.iter_mut().find(|(known, _)| same(known, &owners)) {
            Some((_, n)) => *n += 1,
            None => others.push((owners, 1)),
        }
    }
    let unsure = picture.sources.iter().any(unread);
    let plus = if unsure { "+" } else { "" };
    let label = format!("{for_you}{plus}");
    let whose = if along { "open" } else { "for you" };
    Count {
        for_you: figure(for_you),
        unsure,
        others: others
            .into_iter()
            .map(|(who, n)| format!("{n} with {}", owner::label(picture, &who)))
            .collect(),
        words: format!("{label} {whose}"),
        label,
        waiting: standing(picture, &[Section::Waiting]),
        snoozed: standing(picture, &[Section::Snoozed]),
        answered: standing(picture, &[Section::Answered, Section::Closed]),
    }
}

/// The same people, whenever they took it.
fn same(some: &[Holder], others: &[Holder]) -> bool {
    some.iter().map(|o| &o.person).eq(others.iter().map(|o| &o.person))
}

fn standing(picture: &Picture, sections: &[Section]) -> u32 {
    let there = |e: &&Entry| sections.contains(&e.section);
    figure(picture.entries.iter().filter(there).count())
}

/// A number of requests as it goes through the window.
pub(super) fn figure(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
