//! A mail as it is: what its headers name, what it says, what hangs on it.

use domain::File;
use domain::text::{clean_line, shorten};
use mail_parser::{
    Address, HeaderValue, Message, MessageParser, MimeHeaders, PartType,
};

use super::closed::closed;
use super::html::words_of;
use super::ids;
use super::machine::{Traces, is_forged, is_machine};
use super::rules::address;
use super::trim::own_words;

/// Of a longer mail only the beginning is fetched, in bytes.
pub(super) const MOST_BYTES: usize = 256 * 1024;
/// So much of what somebody wrote is read, in bytes.
const MOST_WORDS: usize = 64 * 1024;
const MOST_FILES: usize = 50;
const MOST_PEOPLE: usize = 200;
const LONGEST_NAME: usize = 80;
const LONGEST_FILE: usize = 160;
const LONGEST_SUBJECT: usize = 300;

/// Somebody that a header names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Person {
    /// Their address, in small letters.
    pub(super) address: String,
    /// What they call themselves.
    pub(super) name: String,
}

/// A mail, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Letter {
    /// Its name.
    pub(super) name: Option<String>,
    /// The mails it follows, the oldest first.
    pub(super) follows: Vec<String>,
    /// Who wrote it.
    pub(super) from: Person,
    /// Who sent it in the place of the author.
    pub(super) sender: Option<Person>,
    /// Who wants to be answered.
    pub(super) reply_to: Option<Person>,
    /// Who wrote it, where a list has put its own address in their place.
    pub(super) original: Option<Person>,
    /// Everyone it went to, as far as it says.
    pub(super) to: Vec<String>,
    /// What it is about.
    pub(super) subject: String,
    /// A program has sent it by itself.
    pub(super) machine: bool,
    /// The server that took it in doubts that its author wrote it.
    pub(super) forged: bool,
    /// The author's own words.
    pub(super) words: String,
    /// What hangs on it.
    pub(super) files: Vec<File>,
    /// Tells it from another mail of the same name.
    pub(super) print: u32,
}

impl Letter {
    /// Takes a mail apart, of which perhaps only the beginning is there.
    pub(super) fn read(raw: &[u8]) -> Letter {
        let raw = closed(raw);
        let Some(mail) = MessageParser::default().parse(&raw) else {
            return Letter::default();
        };
        let from = person(mail.from()).unwrap_or_default();
        let subject = mail.subject().unwrap_or_default();
        let date = mail.header_raw("Date").unwrap_or_default().trim();
        let print = ids::print(&[&from.address, date]);
        let original = ["X-Original-From", "X-Original-Sender"]
            .iter()
            .find_map(|name| person(mail.header(*name)?.as_address()));
        Letter {
            name: mail.message_id().and_then(ids::name),
            follows: follows(&mail),
            sender: person(mail.sender()),
            reply_to: person(mail.reply_to()),
            original,
            to: recipients(&mail),
            subject: shorten(&clean_line(subject), LONGEST_SUBJECT),
            machine: is_machine(&traces(&mail, &from.address)),
            // The sender may have written one as well: a word of any server
            // against it is enough.
            forged: mail.headers_raw().any(|(name, said)| {
                name.eq_ignore_ascii_case("Authentication-Results")
                    && is_forged(said)
            }),
            words: own_words(&written(&mail)),
            files: files(&mail),
            print,
            from,
        }
    }

    /// The subject without what answering and passing on put before it, and
    /// whether anything did.
    pub(super) fn bare_subject(&self) -> (String, bool) {
        const BEFORE: &[&str] = &[
            "re:", "aw:", "sv:", "antw:", "ré:", "re :", "fwd:", "fw:", "wg:",
            "tr:",
        ];
        let whole = self.subject.to_lowercase();
        let mut rest = whole.trim();
        while let Some(shorter) =
            BEFORE.iter().find_map(|before| rest.strip_prefix(before))
        {
            rest = shorter.trim_start();
        }
        (rest.to_owned(), rest != whole.trim())
    }
}

fn traces<'m>(mail: &'m Message<'_>, from: &'m str) -> Traces<'m> {
    let raw = |name: &'static str| mail.header_raw(name).map(str::trim);
    Traces {
        auto_submitted: raw("Auto-Submitted"),
        precedence: raw("Precedence"),
        return_path: raw("Return-Path"),
        autoreply: raw("X-Autoreply")
            .or_else(|| raw("X-Autorespond"))
            .or_else(|| raw("X-Auto-Response")),
        content_type: raw("Content-Type"),
        from,
    }
}

fn follows(mail: &Message<'_>) -> Vec<String> {
    let list = |value: &HeaderValue<'_>| -> Vec<String> {
        let texts = value.as_text_list().unwrap_or_default();
        texts.iter().map(|text| text.to_string()).collect()
    };
    let mut all = list(mail.references());
    let last = list(mail.in_reply_to());
    all.extend(last);
    ids::names(all.iter().map(String::as_str))
}

fn person(value: Option<&Address<'_>>) -> Option<Person> {
    let first = value?.iter().next()?;
    let address = address(first.address.as_deref()?)?;
    let name = clean_line(first.name.as_deref().unwrap_or_default());
    let name = shorten(name.trim_matches(['"', '\'']), LONGEST_NAME);
    let name = if name.is_empty() { address.clone() } else { name };
    Some(Person { address, name })
}

fn recipients(mail: &Message<'_>) -> Vec<String> {
    [mail.to(), mail.cc(), mail.bcc()]
        .into_iter()
        .flatten()
        .flat_map(|list| list.iter())
        .filter_map(|it| address(it.address.as_deref()?))
        .take(MOST_PEOPLE)
        .collect()
}

/// What was written: the plain text where there is one, else the page.
fn written(mail: &Message<'_>) -> String {
    let plain = mail.text_body.iter().find_map(|id| {
        let part = mail.parts.get(*id as usize)?;
        match &part.body {
            PartType::Text(text) if !text.trim().is_empty() => {
                Some(beginning(text).to_owned())
            }
            _ => None,
        }
    });
    let page = || {
        mail.html_body.iter().find_map(|id| {
            let part = mail.parts.get(*id as usize)?;
            match &part.body {
                PartType::Html(page) => Some(words_of(page)),
                _ => None,
            }
        })
    };
    let words = plain.or_else(page).unwrap_or_default();
    beginning(&words).to_owned()
}

fn beginning(text: &str) -> &str {
    let end = text.floor_char_boundary(MOST_WORDS);
    text.get(..end).unwrap_or_default()
}

/// What hangs on it, by name and size; nothing of it is looked into.
fn files(mail: &Message<'_>) -> Vec<File> {
    mail.attachments()
        .take(MOST_FILES)
        .map(|part| {
            let name = part.attachment_name().map(clean_line);
            let name = name.filter(|name| !name.is_empty());
            let name = name.as_deref().unwrap_or("a file");
            File {
                name: shorten(name, LONGEST_FILE),
                bytes: u64::try_from(part.len()).ok(),
            }
        })
        .collect()
}
