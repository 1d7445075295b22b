//! Whose words a bot carries.

use domain::text::{clean_line, shorten};
use domain::{Author, Text, UserId};

use super::said;
use super::wire::Message;

const LONGEST_NAME: usize = 80;

/// Whose words a bot carries: the author above its attachment, else what the
/// first line says.
pub(crate) fn requester(
    message: &Message,
    bot: &Author,
    text: &Text,
) -> Option<Author> {
    let name = said::attachment_author(&message.attachments)
        .or_else(|| named(&text.gist(200)))?;
    let name = shorten(&clean_line(&name), LONGEST_NAME);
    Some(Author {
        id: UserId::new(format!("{}/{name}", bot.id)),
        name,
        email: None,
        of: None,
        human: true,
    })
}

/// The name in a first line like "New message from Jo Doe:".
fn named(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    let after = ["message from ", "request from ", "from: ", "from "]
        .iter()
        .find_map(|word| {
            let at = lower.find(word)? + word.len();
            line.get(at..)
        })
        .unwrap_or(line);
    let end = [" wrote", " says", " via ", " (", " <", ": "];
    let name = end
        .iter()
        .fold(after, |name, end| name.split(end).next().unwrap_or(name));
    let words = name.split_whitespace().take_while(|w| !w.contains('@'));
    let name = words.collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '*' | '-' | '–' | '|' | ',')
    });
    (!name.is_empty()).then(|| name.to_owned())
}
