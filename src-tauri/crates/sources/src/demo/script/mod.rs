//! What is asked at Ferryline, a made-up company that plans tours for
//! carriers, prints their labels and writes their invoices.

mod alerts;
mod answered;
mod claimed;
mod issues;
mod mails;
mod mirrored;
mod people;
mod promised;
mod questions;
mod small_talk;

pub(super) use people::{Person, RELAY};
pub(super) use small_talk::{SHRUGS, THANKS};

/// The kinds of stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A question in a chat channel.
    Question,
    /// A mail.
    Mail,
    /// An issue.
    Issue,
    /// An alert that fires, and resolves by itself.
    Alert,
    /// A bot carries a person's words into the channel.
    Mirrored,
    /// A teammate claims it before the user.
    Claimed,
    /// A teammate answers it.
    Answered,
    /// A teammate answers with a promise that nobody keeps.
    Promised,
}

impl Kind {
    /// All of them.
    pub(super) const ALL: [Kind; 8] = [
        Kind::Question,
        Kind::Mail,
        Kind::Issue,
        Kind::Alert,
        Kind::Mirrored,
        Kind::Claimed,
        Kind::Answered,
        Kind::Promised,
    ];

    /// The key of the source where it is played.
    pub(super) fn source(self) -> &'static str {
        match self {
            Kind::Question
            | Kind::Claimed
            | Kind::Promised
            | Kind::Mirrored => "chat",
            Kind::Mail => "mail",
            Kind::Issue | Kind::Answered => "issues",
            Kind::Alert => "alerts",
        }
    }

    /// The stories of this kind.
    pub(super) fn scenes(self) -> &'static [Scene] {
        match self {
            Kind::Question => questions::SCENES,
            Kind::Mail => mails::SCENES,
            Kind::Issue => issues::SCENES,
            Kind::Alert => alerts::SCENES,
            Kind::Mirrored => mirrored::SCENES,
            Kind::Claimed => claimed::SCENES,
            Kind::Answered => answered::SCENES,
            Kind::Promised => promised::SCENES,
        }
    }
}

/// One story: what is asked, what follows by itself, and what the requester
/// says to the user's answers.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scene {
    /// Of which kind.
    pub(super) kind: Kind,
    /// Who asks.
    pub(super) by: &'static Person,
    /// What they ask, in the script's markup.
    pub(super) says: &'static str,
    /// What hangs on it: name and bytes.
    pub(super) files: &'static [(&'static str, u64)],
    /// What follows, so many seconds after the question.
    pub(super) then: &'static [(i64, Turn)],
    /// What the requester knows when the user asks back.
    pub(super) facts: &'static str,
    /// What they say to one answer of the user after the other, before they
    /// say thanks.
    pub(super) back: &'static [&'static str],
}

/// Something that follows a question. Teammates are named by their key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// The requester writes again, unless somebody has answered.
    Insists(&'static str),
    /// The requester writes after an answer that was not the user's.
    Adds(&'static str),
    /// A teammate sets the mark that claims, unless somebody has it.
    Claims(&'static str),
    /// A teammate sets that mark beside whoever has it.
    Looks(&'static str),
    /// A teammate takes that mark back.
    Releases(&'static str),
    /// A teammate answers, unless somebody has it or has answered.
    Answers(&'static str, &'static str),
    /// A teammate writes a second time in a thread they answered.
    Writes(&'static str, &'static str),
    /// A teammate sets the mark that closes where they answered.
    Closes(&'static str),
    /// A teammate sets a mark of their own where they answered.
    Tags(&'static str, &'static str),
    /// An alert is over.
    Resolves(&'static str),
}

impl Turn {
    /// The teammate who does it.
    pub(super) fn mate(&self) -> Option<&'static str> {
        match self {
            Turn::Insists(_) | Turn::Adds(_) | Turn::Resolves(_) => None,
            Turn::Claims(key)
            | Turn::Looks(key)
            | Turn::Releases(key)
            | Turn::Answers(key, _)
            | Turn::Writes(key, _)
            | Turn::Tags(key, _)
            | Turn::Closes(key) => Some(key),
        }
    }
}

impl Scene {
    /// A story in which nothing follows.
    const fn new(
        kind: Kind,
        by: &'static Person,
        says: &'static str,
        facts: &'static str,
    ) -> Scene {
        Scene { kind, by, says, files: &[], then: &[], facts, back: &[] }
    }

    /// Whether it is urgent from its first word on.
    pub(super) fn is_urgent(&self) -> bool {
        self.says.contains("@urgent")
    }
}
