//! A handoff in a channel, as every desktop reads it from its messages.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::tag::{About, Tag};
use crate::{
    Activity, Author, Event, ExternalId, Judged, Mark, PersonKey, PlaceId,
    Role, Rules, SourceId, Stretch,
};

/// A mark first read this long after its message was written was read together
/// with older history, and says nothing about when it was set.
const FRESH: TimeDelta = TimeDelta::seconds(60);

/// Somebody's mark that accepts what is passed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// Whose.
    pub by: Author,
    /// From when it counts.
    pub at: DateTime<Utc>,
}

/// A message of a handoff: the summary that begins its thread, or a reply
/// that passes one request on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// At which source it stands.
    pub source: SourceId,
    /// Where there.
    pub place: PlaceId,
    /// The message.
    pub external: ExternalId,
    /// The root of its thread.
    pub root: ExternalId,
    /// Which shift is handed over.
    pub span: Stretch,
    /// Who hands over.
    pub by: Author,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// The request that it passes on; the summary passes on none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// What the next one has to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who has accepted, in the order of the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Accepted>,
    /// When it was first seen.
    pub seen: DateTime<Utc>,
    /// It was deleted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

impl Item {
    /// What a message is to a handoff: it carries the tag of one, a teammate
    /// wrote it, and it stands in the team's channel for handoffs, the
    /// summary by itself and everything else below it. What only looks like
    /// that is a message like any other.
    #[must_use]
    pub fn read(
        activity: &Activity,
        (rules, source): (&Rules, &SourceId),
        seen: DateTime<Utc>,
    ) -> Option<Item> {
        let Event::Post { post } = &activity.event else { return None };
        let tag = Tag::read(post.action.as_ref()?)?;
        let begins = activity.is_root() == tag.about.is_none();
        let theirs = rules.teammate(source, &post.author).is_some();
        let here = rules.hands_over_at(source, &activity.place);
        (begins && theirs && here).then(|| Item {
            source: source.clone(),
            place: activity.place.clone(),
            external: activity.external.clone(),
            root: activity.root.clone(),
            span: tag.span,
            by: post.author.clone(),
            at: activity.at,
            about: tag.about,
            note: note_of(&post.text.words()),
            accepted: Vec::new(),
            seen,
            gone: false,
        })
    }

    /// The marks on it are these. Who had accepted before has done so since.
    pub fn mark(
        &mut self,
        (marks, at): (&[Mark], DateTime<Utc>),
        rules: &Rules,
        seen: DateTime<Utc>,
    ) {
        let accepts = marks.iter().filter(|it| it.name == rules.accept_mark());
        let history = seen == self.seen && seen - self.at > FRESH;
        let at = if history { self.at } else { at.min(seen) };
        let known = std::mem::take(&mut self.accepted);
        for by in accepts.flat_map(|mark| &mark.by) {
            if self.accepted.iter().any(|it| it.by.id == by.id) {
                continue;
            }
            let before = known.iter().find(|it| it.by.id == by.id).cloned();
            let new = || Accepted { by: by.clone(), at };
            self.accepted.push(before.unwrap_or_else(new));
        }
    }

    /// Whether it passes a request on.
    #[must_use]
    pub fn is_about(&self, judged: &Judged) -> bool {
        let roots = judged.root.iter().chain(&judged.joined);
        self.about.as_ref().is_some_and(|about| {
            about.source == judged.source
                && about.place == judged.place
                && roots.into_iter().any(|root| *root == about.root)
        })
    }

    /// Who hands over.
    #[must_use]
    pub fn from<'a>(&self, rules: &'a Rules) -> Option<&'a PersonKey> {
        rules.teammate(&self.source, &self.by).map(|mate| &mate.key)
    }

    /// Who was the first to accept, of those who answer at all, and when.
    #[must_use]
    pub fn taken<'a>(
        &self,
        rules: &'a Rules,
    ) -> Option<(&'a PersonKey, DateTime<Utc>)> {
        let person = |accepted: &Accepted| {
            let mate = rules.teammate(&self.source, &accepted.by)?;
            let learns = rules.role(&mate.key, accepted.at) == Role::Observer;
            (!learns).then_some((&mate.key, accepted.at))
        };
        self.accepted.iter().find_map(person).filter(|_| !self.gone)
    }
}

/// What a reply begins the note with, which is the last that it says.
const NOTE: &str = "Note: ";

/// How a note stands in a reply.
#[must_use]
pub fn words_of_note(note: &str) -> String {
    format!("{NOTE}{note}")
}

/// The note in the words of a reply.
pub(super) fn note_of(words: &str) -> Option<String> {
    let at = |line: &str| words.find(line).map(|at| at + line.len());
    let begins = words.starts_with(NOTE).then_some(NOTE.len());
    let from = begins.or_else(|| at(&format!("\n{NOTE}")))?;
    words.get(from..).map(|note| note.trim().to_owned())
}

#[cfg(test)]
mod tests;
