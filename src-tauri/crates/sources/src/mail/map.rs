//! Mails as the domain's authors, posts and marks.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::text::{clean_line, shorten};
use domain::{AlertKey, Author, Mark, Post, UserId};

use super::ids;
use super::rules::{MailRules, address};
use super::said::{self, Said};
use super::talk::Folder;
use super::wire::{Letter, Person};

/// Begins the id of somebody whose server disowns what they wrote.
const DISOWNED: &str = "disowned:";
const LONGEST_KEY: usize = 300;

/// Who wrote a mail, as those who answer it know them.
pub(super) fn author(
    rules: &MailRules,
    letter: &Letter,
    folder: Folder,
) -> Author {
    let from = person(&letter.from);
    if folder == Folder::Sent {
        return sender(rules, letter).unwrap_or(from);
    }
    if letter.from.address == rules.shared && !letter.forged {
        // A list or a form has put our own address where the asking one was.
        let asks = letter.original.as_ref().or(letter.reply_to.as_ref());
        let asks = asks.map(person).filter(|it| !rules.is_ours(it));
        return asks.or_else(|| sender(rules, letter)).unwrap_or(from);
    }
    if letter.forged && rules.is_ours(&from) {
        let id = UserId::new(format!("{DISOWNED}{}", letter.from.address));
        return Author { id, email: None, ..from };
    }
    from
}

/// The teammate who sent it in the name of the shared address.
fn sender(rules: &MailRules, letter: &Letter) -> Option<Author> {
    let shared = letter.from.address == rules.shared;
    let sender = letter.sender.as_ref().filter(|_| shared)?;
    Some(person(sender)).filter(|it| rules.is_ours(it))
}

/// Somebody as the domain knows them.
pub(super) fn person(person: &Person) -> Author {
    Author {
        id: UserId::new(&person.address),
        name: clean_line(&person.name),
        email: Some(person.address.clone()),
        of: None,
        human: true,
    }
}

/// Somebody of whom only the address is known.
pub(super) fn known_as(rules: &MailRules, address: &str) -> Author {
    let author = person(&Person {
        address: address.to_owned(),
        name: address.to_owned(),
    });
    let mate = rules.rules.teammate(&rules.id, &author);
    let name = mate.map_or(author.name.clone(), |mate| mate.name.clone());
    Author { name, ..author }
}

/// Where a mail stands when it is told.
pub(super) struct Standing<'a> {
    /// Who wrote it.
    pub(super) author: Author,
    /// It begins its conversation.
    pub(super) root: bool,
    /// What its conversation is about.
    pub(super) subject: &'a str,
    /// It went past those who ask.
    pub(super) private: bool,
    /// It came as a person's words that a form carries.
    pub(super) mirrored: Option<Author>,
    /// It is one of a program that reports trouble.
    pub(super) alert: bool,
    /// Our own address, if this account wrote it.
    pub(super) mine: bool,
    /// When it was found again after it had been gone.
    pub(super) back: Option<DateTime<Utc>>,
}

/// A mail as it is told.
pub(super) fn post(
    rules: &MailRules,
    letter: &Letter,
    standing: Standing<'_>,
) -> Post {
    let news = standing.root || letter.bare_subject().0 != standing.subject;
    let subject = news.then_some(letter.subject.as_str());
    let Said { text, mentions } =
        said::read(subject, &letter.words, &rules.groups);
    let name = letter.name.as_deref();
    let action = name.filter(|_| standing.mine).and_then(ids::action);
    Post {
        text,
        mentions,
        files: letter.files.clone(),
        edited: None,
        restored: standing.back,
        private: standing.private,
        action,
        mirrored: standing.mirrored,
        alert: standing.alert.then(|| alert(&letter.subject)),
        link: link(rules, name),
        author: Author { human: !letter.machine, ..standing.author },
    }
}

/// What the mails of one alert have in common: their subject, apart from the
/// words that say how it stands.
fn alert(subject: &str) -> AlertKey {
    const STATES: &[&str] = &[
        "resolved",
        "recovered",
        "recovery",
        "problem",
        "triggered",
        "firing",
        "fired",
        "alert",
        "ok",
        "re",
        "new",
    ];
    const OVER: &[&str] = &["resolved", "recovered", "recovery", "ok"];
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    };
    let words = || subject.split_whitespace();
    let kept: Vec<&str> =
        words().filter(|word| !STATES.contains(&bare(word).as_str())).collect();
    let resolved = words().take(3).any(|it| OVER.contains(&bare(it).as_str()));
    AlertKey { key: shorten(&kept.join(" "), LONGEST_KEY), resolved }
}

/// The address at which people read a mail: only Google's has one.
fn link(rules: &MailRules, name: Option<&str>) -> Option<String> {
    let name = name.filter(|_| rules.imap.is_google())?;
    let plain: String = name
        .bytes()
        .flat_map(|b| match b {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'-' | b'_' => {
                vec![b]
            }
            other => format!("%{other:02X}").into_bytes(),
        })
        .map(char::from)
        .collect();
    Some(format!(
        "https://mail.google.com/mail/u/0/#search/rfc822msgid:{plain}"
    ))
}

/// The keyword that says on a mail who set a mark.
pub(super) fn keyword(name: &str, address: &str) -> Option<String> {
    let sound = |c: char| {
        c.is_ascii_graphic()
            && !matches!(
                c,
                '(' | ')' | '{' | '%' | '*' | '"' | '\\' | ']' | '/'
            )
    };
    let whole =
        !name.is_empty() && name.chars().chain(address.chars()).all(sound);
    whole.then(|| format!("{name}/{address}"))
}

/// The marks on a mail, by its keywords: in the order of the roster, which
/// every computer has, for a mailbox has none. What lies in the archive is
/// closed, by whom ever.
pub(super) fn marks(
    rules: &MailRules,
    keywords: &[String],
    folder: Folder,
) -> Vec<Mark> {
    let close = rules.rules.close_mark.as_deref().unwrap_or_default();
    let archived = folder == Folder::Archive && !close.is_empty();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for keyword in keywords {
        let Some((name, by)) = keyword.split_once('/') else { continue };
        let Some(by) = address(by) else { continue };
        if name.is_empty() || name == close && !archived {
            continue;
        }
        let all = found.entry(name.to_owned()).or_default();
        if !all.contains(&by) {
            all.push(by);
        }
    }
    if archived {
        let closed = found.entry(close.to_owned()).or_default();
        if closed.is_empty() {
            closed.push(rules.shared.clone());
        }
    }
    let seat = |address: &str| {
        let author = known_as(rules, address);
        let mate = rules.rules.teammate(&rules.id, &author).map(|it| &it.key);
        let mut roster = rules.rules.roster.iter();
        let at = roster.position(|it| Some(&it.key) == mate);
        (at.unwrap_or(usize::MAX), address.to_owned())
    };
    let mark = |(name, mut by): (String, Vec<String>)| {
        by.sort_by_key(|address| seat(address));
        let by = by.iter().map(|it| known_as(rules, it)).collect();
        Mark { name, by }
    };
    found.into_iter().map(mark).collect()
}
