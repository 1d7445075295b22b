//! A message of Teams, which is a page, as the domain's text.

mod card;
mod page;
mod words;
mod writer;

#[cfg(test)]
mod tests;

use domain::text::clean_line;
use domain::{GroupId, Mention, Text, UserId};

use self::page::read_page;
use self::writer::Writer;
use super::wire::{Attachment, Body, Identities, Mentioned, Message};

pub(crate) use self::page::escaped;

/// So many mentions of a message are looked at.
const MOST_MENTIONS: usize = 100;
const CARD: &str = "application/vnd.microsoft.card.";

/// What is said, and whom it calls.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// The words.
    pub(crate) text: Text,
    /// Who is called, outside of code and quotations.
    pub(crate) mentions: Vec<Mention>,
}

/// Whom an `<at>` of a message names.
#[derive(Clone, Debug)]
struct Called {
    number: i64,
    mention: Option<Mention>,
}

/// What a message says: its subject, its body, and the words on its cards.
pub(crate) fn read(message: &Message, groups: &[GroupId]) -> Said {
    let mentioned = message.mentions.as_deref().unwrap_or_default();
    let called: Vec<Called> = mentioned
        .iter()
        .take(MOST_MENTIONS)
        .filter_map(|it| called(it, groups))
        .collect();
    let mut writer = Writer::new(&called, groups);
    let subject = message.subject.as_deref().unwrap_or_default();
    writer.title(&clean_line(subject));
    body(&mut writer, &message.body);
    for card in message.attachments.iter().flatten() {
        for line in words_of(card) {
            writer.paragraph(&line);
        }
    }
    writer.end()
}

/// What some words say by themselves.
pub(crate) fn words(of: &Body) -> String {
    let mut writer = Writer::new(&[], &[]);
    body(&mut writer, of);
    writer.end().text.words()
}

fn body(writer: &mut Writer<'_>, body: &Body) {
    let content = body.content.as_deref().unwrap_or_default();
    if body.kind.eq_ignore_ascii_case("text") {
        writer.plain(content);
        writer.fresh();
    } else {
        read_page(writer, content);
    }
}

/// The words that a card shows; nothing of it is ever pressed.
fn words_of(attachment: &Attachment) -> Vec<String> {
    let kind = attachment.kind.as_deref().unwrap_or_default();
    match attachment.content.as_deref() {
        Some(content) if kind.starts_with(CARD) => card::words_of(content),
        _ => Vec::new(),
    }
}

fn called(it: &Mentioned, groups: &[GroupId]) -> Option<Called> {
    let number = it.id?;
    let whom = it.mentioned.as_ref()?;
    #[expect(clippy::cast_possible_truncation, reason = "a small number")]
    Some(Called { number: number as i64, mention: mention(whom, groups) })
}

/// A tag, a channel or a team is a group where the team file knows its name.
fn mention(whom: &Identities, groups: &[GroupId]) -> Option<Mention> {
    let person = whom.user.as_ref().or(whom.application.as_ref());
    if let Some(id) = person.and_then(|it| it.id.as_deref()) {
        return Some(Mention::Person { id: UserId::new(id) });
    }
    let group = whom.tag.as_ref().or(whom.conversation.as_ref())?;
    let name = clean_line(group.name.as_deref().unwrap_or_default());
    let id = known(&name, groups).or_else(|| {
        let id = group.id.as_deref().filter(|_| name.is_empty())?;
        Some(GroupId::new(id))
    });
    let id = id.unwrap_or_else(|| GroupId::new(format!("@{name}")));
    Some(Mention::Group { id })
}

/// A group of the team file, by its name with or without the @.
fn known(name: &str, groups: &[GroupId]) -> Option<GroupId> {
    let bare = name.trim_start_matches('@').to_lowercase();
    let same = |group: &&GroupId| {
        group.as_str().trim_start_matches('@').to_lowercase() == bare
    };
    groups.iter().find(same).cloned()
}
