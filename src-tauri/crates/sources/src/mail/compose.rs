//! Writes the one mail that answers, so that nothing in it can be forged.

use chrono::{DateTime, Utc};
use domain::text::clean_line;
use domain::{ActionId, Fault};
use lettre::Message;
use lettre::message::header::{Cc, ContentType, MIME_VERSION_1_0};
use lettre::message::{Mailbox, Mailboxes};

use super::account::Account;
use super::ids;
use super::wire::Letter;

/// So many copies an answer goes to at most.
const MOST_COPIES: usize = 20;

/// What is answered, and by whom.
pub(super) struct Answer<'a> {
    /// Whoever writes.
    pub(super) account: &'a Account,
    /// The address that people write to, which gets a blind copy.
    pub(super) shared: &'a str,
    /// The last mail of those who ask.
    pub(super) to: &'a Letter,
    /// The mails before it, the oldest first.
    pub(super) follows: Vec<String>,
    /// Those who get a copy.
    pub(super) copies: Vec<String>,
    /// The words.
    pub(super) words: &'a str,
    /// The action that sends it.
    pub(super) action: &'a ActionId,
    /// When it was asked for.
    pub(super) at: DateTime<Utc>,
}

impl Answer<'_> {
    /// The mail.
    pub(super) fn mail(&self) -> Result<Message, Fault> {
        let name = ids::of_action(self.action, &self.account.address);
        let who = clean_line(&self.account.name);
        let who = Some(who).filter(|it| !it.is_empty());
        let from = Mailbox::new(who, mailbox(&self.account.address)?);
        let asks = self.to.reply_to.as_ref().unwrap_or(&self.to.from);
        let to = Mailbox::new(None, mailbox(&asks.address)?);
        let shared = Mailbox::new(None, mailbox(self.shared)?);
        let copies: Vec<Mailbox> = self
            .copies
            .iter()
            .filter(|it| **it != asks.address)
            .take(MOST_COPIES)
            .filter_map(|it| Some(Mailbox::new(None, it.parse().ok()?)))
            .collect();
        let mut follows = self.follows.clone();
        follows.extend(self.to.name.clone());
        let follows: Vec<String> =
            follows.iter().map(|it| format!("<{it}>")).collect();
        let mut mail = Message::builder()
            .from(from)
            .to(to)
            .bcc(shared)
            .subject(subject(&self.to.subject))
            .date(self.at.into())
            .header(MIME_VERSION_1_0)
            .message_id(Some(format!("<{name}>")));
        if !copies.is_empty() {
            let copies: Mailboxes = copies.into_iter().collect();
            mail = mail.mailbox(Cc::from(copies));
        }
        if let Some(last) = &self.to.name {
            mail = mail.in_reply_to(format!("<{last}>"));
        }
        if !follows.is_empty() {
            mail = mail.references(follows.join(" "));
        }
        let words = self.words.replace("\r\n", "\n").replace('\n', "\r\n");
        mail.header(ContentType::TEXT_PLAIN).body(words).map_err(|error| {
            Fault::refused(format!("the mail cannot be written: {error}"))
        })
    }
}

/// The subject of an answer.
fn subject(asked: &str) -> String {
    let asked = clean_line(asked);
    let answers =
        asked.get(..3).is_some_and(|begin| begin.eq_ignore_ascii_case("re:"));
    match (asked.is_empty(), answers) {
        (true, _) => "Re: your mail".to_owned(),
        (_, true) => asked,
        (_, false) => format!("Re: {asked}"),
    }
}

fn mailbox(text: &str) -> Result<lettre::Address, Fault> {
    text.parse().map_err(|_| {
        Fault::refused(format!(
            "\"{}\" is no address that mail can be sent to",
            clean_line(text)
        ))
    })
}
