//! Which request a teammate answers with a message of its own.

use crate::{
    Activity, Author, Event, Judged, Life, Mention, Message, Post, Rules,
    SourceId, Thread,
};

/// What a top-level message of a teammate is to the requests of its place, by
/// their places in the list given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aside {
    /// An answer to this one.
    Answers(usize),
    /// It may be an answer to these: a person decides.
    Offered(Vec<usize>),
    /// Nothing to any of them.
    Nothing,
}

/// Whether it is a top-level message of a teammate, which may answer somebody.
#[must_use]
pub fn stands_aside(
    activity: &Activity,
    rules: &Rules,
    source: &SourceId,
) -> bool {
    let Event::Post { post } = &activity.event else { return false };
    activity.is_root()
        && !post.private
        && post.author.human
        && rules.teammate(source, &post.author).is_some()
}

/// Reads a top-level message of a teammate.
///
/// It is an answer if it names the requester, or links one of their messages,
/// and that person has exactly one request open there. What may answer several
/// is offered for each; what names nobody and links nothing is offered for the
/// newest that nobody has answered.
#[must_use]
pub fn answers(
    activity: &Activity,
    rules: &Rules,
    source: &SourceId,
    living: &[(Thread, Judged)],
) -> Aside {
    let Event::Post { post } = &activity.event else { return Aside::Nothing };
    if !stands_aside(activity, rules, source) {
        return Aside::Nothing;
    }
    let open: Vec<Open> = living
        .iter()
        .enumerate()
        .filter_map(|(at, (thread, judged))| Open::of(at, thread, judged))
        .collect();
    let asked = |open: &&Open| {
        let opening = open.opening;
        opening.at < activity.at && opening.speaker().id != post.author.id
    };
    let meant: Vec<&Open> = open
        .iter()
        .filter(asked)
        .filter(|open| names(post, open) || links(post, open.thread))
        .collect();
    match meant.as_slice() {
        [] if points(post) => Aside::Nothing,
        [] => open
            .iter()
            .filter(asked)
            .filter(|open| open.waits)
            .max_by_key(|open| open.opening.at)
            .map_or(Aside::Nothing, |newest| Aside::Offered(vec![newest.at])),
        [one]
            if open.iter().filter(|o| o.asker() == one.asker()).count()
                == 1 =>
        {
            Aside::Answers(one.at)
        }
        several => Aside::Offered(several.iter().map(|open| open.at).collect()),
    }
}

/// A request of a person that has not come to its end.
struct Open<'a> {
    at: usize,
    thread: &'a Thread,
    opening: &'a Message,
    waits: bool,
}

impl<'a> Open<'a> {
    fn of(at: usize, thread: &'a Thread, judged: &Judged) -> Option<Open<'a>> {
        let opening = thread.opening().filter(|opening| opening.human())?;
        let waits = match judged.life {
            Life::Open => judged.unanswered.is_some(),
            Life::Waiting { .. } => false,
            Life::Answered { .. }
            | Life::Closed { .. }
            | Life::Dismissed { .. }
            | Life::Withdrawn { .. }
            | Life::History => return None,
        };
        Some(Open { at, thread, opening, waits })
    }

    fn asker(&self) -> &str {
        let speaker: &Author = self.opening.speaker();
        speaker.id.as_str()
    }
}

/// Whether it names somebody or links something at all.
fn points(post: &Post) -> bool {
    !post.mentions.is_empty() || post.text.has_links()
}

fn names(post: &Post, open: &Open<'_>) -> bool {
    post.mentions.iter().any(|mention| match mention {
        Mention::Person { id } => open.asker() == id.as_str(),
        Mention::Group { .. } => false,
    })
}

fn links(post: &Post, thread: &Thread) -> bool {
    thread
        .messages
        .iter()
        .filter(|m| m.root)
        .filter_map(|m| m.link.as_deref())
        .any(|link| post.text.leads_to(link))
}
