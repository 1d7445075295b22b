//! What somebody who reads along practises, beside what the team did.

mod lesson;
mod told;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Judged, Life, Message, Priority, RequestId, Rules, Thread, label_of,
};

pub use self::lesson::{Differed, Lesson, Slow, Worth, lesson};
pub use self::told::{asked_for, says_when};

/// The name of the mark that says that a thread is worth reading.
pub const EVERGREEN: &str = "evergreen_tree";

/// The names under which a thread is marked so; the second also as a label.
const EVERGREENS: &[&str] = &[EVERGREEN, "evergreen", "🌲"];

/// A private act of its own kind: what somebody would have done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Guess {
    /// They would have claimed it.
    Claim,
    /// They would have answered so.
    Reply {
        /// The words.
        text: String,
    },
    /// They would have tagged it so.
    Tag {
        /// The tag.
        tag: String,
    },
    /// They would have called it so urgent.
    Priority {
        /// How urgent.
        priority: Priority,
    },
    /// They would have done this first.
    FirstStep {
        /// What.
        text: String,
    },
}

impl Guess {
    /// Its kind: of each a request has one, the newest.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Guess::Claim => "claim",
            Guess::Reply { .. } => "reply",
            Guess::Tag { .. } => "tag",
            Guess::Priority { .. } => "priority",
            Guess::FirstStep { .. } => "first step",
        }
    }
}

/// A guess, with when it was made. It never leaves this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    /// The request it is about.
    pub request: RequestId,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub guess: Guess,
}

/// What the team did where somebody practised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamDid {
    /// Who, by name; empty where nobody in particular did.
    pub by: String,
    /// When, if it has an instant.
    pub at: Option<DateTime<Utc>>,
    /// What, in words.
    pub words: String,
    /// Whether it is what was guessed, where that can be told.
    pub same: Option<bool>,
}

/// What the team did; nothing before it did.
#[must_use]
pub fn revealed(
    guess: &Guess,
    thread: &Thread,
    (judged, rules): (&Judged, &Rules),
) -> Option<TeamDid> {
    match guess {
        Guess::Claim => claimed(judged, rules),
        Guess::Reply { .. } => answered(thread, rules),
        Guess::FirstStep { .. } => {
            let first = [claimed(judged, rules), first(thread, rules)];
            first.into_iter().flatten().min_by_key(|did| did.at)
        }
        Guess::Tag { tag } => tagged(tag, thread, rules),
        Guess::Priority { priority } => {
            let dealt = first(thread, rules).is_some()
                || !judged.owners.is_empty()
                || !matches!(judged.life, Life::Open);
            dealt.then(|| TeamDid {
                by: String::new(),
                at: None,
                words: named(judged.priority).to_owned(),
                same: Some(*priority == judged.priority),
            })
        }
    }
}

/// What people call a priority.
#[must_use]
pub fn named(priority: Priority) -> &'static str {
    match priority {
        Priority::Emergency => "emergency",
        Priority::Urgent => "urgent",
        Priority::Normal => "normal",
    }
}

/// Whether a teammate has marked the request as worth reading.
#[must_use]
pub fn is_evergreen(thread: &Thread, rules: &Rules) -> bool {
    thread.marks.iter().any(|mark| {
        let ours = || rules.teammate(&thread.source, &mark.by).is_some();
        match label_of(&mark.name) {
            // Nobody is told who has hung a label, and not everybody may.
            Some(label) => EVERGREENS.contains(&label),
            None => EVERGREENS.contains(&mark.name.as_str()) && ours(),
        }
    })
}

fn claimed(judged: &Judged, rules: &Rules) -> Option<TeamDid> {
    let first = judged.owners.first()?;
    Some(TeamDid {
        by: rules.name(&first.person).to_owned(),
        at: Some(first.since),
        words: "has it".to_owned(),
        same: None,
    })
}

/// The first answer of the team; one that only says that somebody is on it
/// gives way to the one after it.
fn answered(thread: &Thread, rules: &Rules) -> Option<TeamDid> {
    let says = rules.claim_says.as_deref();
    let answers = || ours(thread, rules);
    answers()
        .find(|(_, message)| !message.text.holds(says))
        .or_else(|| answers().next())
        .map(|(by, message)| said(by, message))
}

fn first(thread: &Thread, rules: &Rules) -> Option<TeamDid> {
    ours(thread, rules).next().map(|(by, message)| said(by, message))
}

fn said(by: &str, message: &Message) -> TeamDid {
    TeamDid {
        by: by.to_owned(),
        at: Some(message.at),
        words: message.text.words(),
        same: None,
    }
}

/// What teammates wrote there for everybody, but for one who asks themselves.
fn ours<'a>(
    thread: &'a Thread,
    rules: &'a Rules,
) -> impl Iterator<Item = (&'a str, &'a Message)> {
    let asker = thread.opening().map(|message| &message.speaker().id);
    thread.messages.iter().filter_map(move |message| {
        let counts = message.human()
            && !message.private
            && message.deleted.is_none()
            && Some(&message.speaker().id) != asker;
        let mate = rules.teammate(&thread.source, message.speaker());
        mate.filter(|_| counts).map(|mate| (mate.name.as_str(), message))
    })
}

fn tagged(tag: &str, thread: &Thread, rules: &Rules) -> Option<TeamDid> {
    let verbs = [
        Some(&rules.claim_mark),
        rules.close_mark.as_ref(),
        rules.dismiss_mark.as_ref(),
    ];
    let mut tags: Vec<_> = thread
        .marks
        .iter()
        .filter(|mark| !verbs.contains(&Some(&mark.name)))
        .filter_map(|mark| {
            let mate = rules.teammate(&thread.source, &mark.by)?;
            Some((mark.counted, mark.name.as_str(), mate.name.as_str()))
        })
        .collect();
    tags.sort_unstable();
    let (at, _, by) = *tags.first()?;
    let mut names: Vec<&str> = tags.iter().map(|(_, name, _)| *name).collect();
    names.dedup();
    let same = names.iter().any(|name| name.eq_ignore_ascii_case(tag));
    Some(TeamDid {
        by: by.to_owned(),
        at: Some(at),
        words: names.join(", "),
        same: Some(same),
    })
}

#[cfg(test)]
mod tests;
