//! What a message says: Slack's markup and blocks as the domain's text.

mod attachment;
mod blocks;
mod emoji;
mod inline;
mod json;
mod mrkdwn;
mod rich;
mod writer;

use domain::text::clean;
use domain::{Mention, Text};
use serde_json::Value;

use self::json::Node;
pub(crate) use self::writer::Names;
use self::writer::Writer;
use super::wire::Message;

/// The text of a message and whom it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// What it says.
    pub(crate) text: Text,
    /// Whom it names outside of code and quotations.
    pub(crate) mentions: Vec<Mention>,
}

/// Reads all that a message says, in the order in which it is shown.
pub(crate) fn read(message: &Message, names: &Names<'_>) -> Said {
    let mut writer = Writer::new(names);
    let whole = blocks::write(&message.blocks, &mut writer);
    if !whole || writer.is_empty() {
        mrkdwn::write(&message.text, &mut writer);
    }
    for attachment in &message.attachments {
        attachment::write(Node::new(attachment), &mut writer);
    }
    writer.said()
}

/// The ids of people that a message names, so that they can be asked for.
pub(crate) fn people(message: &Message) -> Vec<String> {
    let mut ids = mrkdwn::people(&message.text);
    for value in message.blocks.iter().chain(&message.attachments) {
        json::people(value, &mut ids);
    }
    ids.truncate(MOST_PEOPLE);
    ids
}

/// More people than this are not looked up for one message.
const MOST_PEOPLE: usize = 50;

/// What stands above an attachment: who is quoted, in mirrored messages the
/// person who wrote.
pub(crate) fn attachment_author(attachments: &[Value]) -> Option<String> {
    attachments
        .iter()
        .filter_map(|a| Node::new(a).words("author_name"))
        .map(clean)
        .find(|name| !name.trim().is_empty())
}

/// The title of what is posted: of an attachment or a header block.
pub(crate) fn title(message: &Message) -> Option<String> {
    let attached = message
        .attachments
        .iter()
        .filter_map(|a| Node::new(a).words("title").map(str::to_owned));
    let header = message
        .blocks
        .iter()
        .map(Node::new)
        .filter(|b| b.kind() == "header")
        .filter_map(|b| b.label().map(str::to_owned));
    attached.chain(header).find(|t| !t.trim().is_empty())
}

/// The words of a text escaped, so that none of them is markup at Slack.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests;
