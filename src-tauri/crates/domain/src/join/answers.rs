//! Which request a teammate answers with a message of its own.

use crate::{
    Activity, Author, Event, Mention, Message, Post, Rules, SourceId, Thread,
};

/// Which of a place's requests a top-level message of a teammate answers, by
/// its place in the list given.
///
/// It does if it names the requester, or links one of their messages, and
/// that person has exactly one request open there. What may answer several is
/// for a person to decide.
#[must_use]
pub fn answers(
    activity: &Activity,
    rules: &Rules,
    source: &SourceId,
    living: &[Thread],
) -> Option<usize> {
    let Event::Post { post } = &activity.event else { return None };
    let outside = activity.is_root() && !post.private && post.author.human;
    rules.teammate(source, &post.author).filter(|_| outside)?;
    let asked = |thread: &Thread| {
        thread.opening().is_some_and(|opening| {
            opening.human()
                && opening.at < activity.at
                && opening.speaker().id != post.author.id
        })
    };
    let mut meant = living.iter().enumerate().filter(|(_, thread)| {
        asked(thread) && (names(post, thread) || links(post, thread))
    });
    let (at, thread) = meant.next()?;
    let asker = asker(thread)?;
    let others =
        living.iter().filter(|thread| self::asker(thread) == Some(asker));
    (meant.next().is_none() && others.count() == 1).then_some(at)
}

fn asker(thread: &Thread) -> Option<&str> {
    let speaker: &Author = thread.opening().map(Message::speaker)?;
    Some(speaker.id.as_str())
}

fn names(post: &Post, thread: &Thread) -> bool {
    post.mentions.iter().any(|mention| match mention {
        Mention::Person { id } => asker(thread) == Some(id.as_str()),
        Mention::Group { .. } => false,
    })
}

/// A link may carry the address of its thread behind a question mark.
fn links(post: &Post, thread: &Thread) -> bool {
    let bare = |link: &str| {
        link.split(['?', '#']).next().unwrap_or_default().to_owned()
    };
    thread
        .messages
        .iter()
        .filter(|m| m.root)
        .filter_map(|m| m.link.as_deref())
        .any(|link| post.text.links().any(|to| bare(to) == bare(link)))
}
