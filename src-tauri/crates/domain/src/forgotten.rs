//! What stays of a text that was forgotten: how it was read.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::promise::{Time, holds, needs, promises};
use crate::thanks::{asks, is_bare_thanks};
use crate::{
    Activity, AlertKey, Block, Event, ExternalId, File, Message, Text, Thread,
};

/// How a text was read before it was forgotten.
///
/// Whose turn it is and which request a message belongs to follow from words.
/// Folding the ledger anew has to come to the same end without them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// It said thanks and nothing else.
    pub thanks: bool,
    /// It ended with a question.
    pub asks: bool,
    /// It only said that somebody is on it.
    pub claims: bool,
    /// What it linked: enough to know an address again, and not to tell it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// The times that it promised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<Time>,
    /// The times by which it needed an answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Time>,
}

impl Text {
    /// A text of which only this is left.
    #[must_use]
    pub fn forgotten(reading: Reading) -> Text {
        Text { blocks: vec![Block::Forgotten(reading)] }
    }

    /// How it was read, if it was forgotten.
    #[must_use]
    pub fn reading(&self) -> Option<&Reading> {
        match self.blocks.as_slice() {
            [Block::Forgotten(reading)] => Some(reading),
            _ => None,
        }
    }

    /// Whether it says thanks and nothing else.
    pub(crate) fn is_thanks(&self) -> bool {
        self.reading()
            .map_or_else(|| is_bare_thanks(&self.own_words()), |it| it.thanks)
    }

    /// Whether it ends with a question.
    pub(crate) fn asks(&self) -> bool {
        self.reading().map_or_else(|| asks(&self.own_words()), |it| it.asks)
    }

    /// Whether it only holds: it is what a claim says, or says in other words
    /// that somebody is on it.
    pub(crate) fn holds(&self, says: Option<&str>) -> bool {
        if let Some(reading) = self.reading() {
            return reading.claims;
        }
        let words = self.own_words();
        says.map(str::trim) == Some(words.trim()) || holds(&words)
    }

    /// By when it promises something, written at an instant in a zone.
    pub(crate) fn promised(
        &self,
        written: DateTime<Utc>,
        zone: Tz,
    ) -> Option<DateTime<Utc>> {
        let kept = self.reading().map(|it| it.promises.clone());
        first(kept.unwrap_or_else(|| self.promises()), written, zone)
    }

    /// By when it needs an answer, written at an instant in a zone.
    pub(crate) fn needed_by(
        &self,
        written: DateTime<Utc>,
        zone: Tz,
    ) -> Option<DateTime<Utc>> {
        let kept = self.reading().map(|it| it.needs.clone());
        first(kept.unwrap_or_else(|| self.needs()), written, zone)
    }

    fn promises(&self) -> Vec<Time> {
        promises(&self.own_words()).into_iter().map(|it| it.time).collect()
    }

    fn needs(&self) -> Vec<Time> {
        needs(&self.own_words()).into_iter().map(|it| it.time).collect()
    }

    /// Whether it links anything.
    #[must_use]
    pub fn has_links(&self) -> bool {
        match self.reading() {
            Some(reading) => !reading.links.is_empty(),
            None => self.links().next().is_some(),
        }
    }

    /// Whether it links an address. A link may carry more than the address
    /// behind a question mark.
    pub(crate) fn leads_to(&self, address: &str) -> bool {
        match self.reading() {
            Some(reading) => reading.links.contains(&mark(bare(address))),
            None => self.links().any(|link| bare(link) == bare(address)),
        }
    }

    fn forget(&mut self, claim_says: Option<&str>) {
        if self.reading().is_none() {
            *self = Text::forgotten(Reading {
                thanks: self.is_thanks(),
                asks: self.asks(),
                claims: self.holds(claim_says),
                links: self.links().map(|link| mark(bare(link))).collect(),
                promises: self.promises(),
                needs: self.needs(),
            });
        }
    }
}

fn first(
    times: Vec<Time>,
    written: DateTime<Utc>,
    zone: Tz,
) -> Option<DateTime<Utc>> {
    times.into_iter().filter_map(|time| time.at(written, zone)).min()
}

fn bare(link: &str) -> &str {
    link.split(['?', '#']).next().unwrap_or_default()
}

/// What stands for words that have to be known again: the same everywhere
/// and in every version, and too short to tell them.
fn mark(words: &str) -> String {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let mixed = words.bytes().fold(BASIS, |mixed, byte| {
        (mixed ^ u64::from(byte)).wrapping_mul(PRIME)
    });
    format!("{mixed:016x}")
}

/// The names of files are words too, and so may be what alerts have in
/// common: all that matters of that is that it stays the same.
fn outside(files: &mut Vec<File>, alert: &mut Option<AlertKey>) {
    const FORGOTTEN: &str = "forgotten:";
    files.clear();
    if let Some(alert) = alert
        && !alert.key.starts_with(FORGOTTEN)
    {
        alert.key = format!("{FORGOTTEN}{}", mark(&alert.key));
    }
}

impl Activity {
    /// Forgets what was said, and keeps who, when and how it was read.
    pub fn forget(&mut self, claim_says: Option<&str>) {
        if let Event::Post { post } = &mut self.event {
            post.text.forget(claim_says);
            outside(&mut post.files, &mut post.alert);
        }
    }

    /// The message was deleted at its source: its text and its files go. Of
    /// which alert it told stays, because others tell of the same.
    pub fn blank(&mut self, claim_says: Option<&str>) {
        if let Event::Post { post } = &mut self.event {
            post.text.forget(claim_says);
            post.files.clear();
        }
    }
}

impl Message {
    /// Whether anything of what it says is still there.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        self.deleted.is_none() && self.text.reading().is_none()
    }

    /// The same as [`Activity::forget`], which goes with it. Of what was
    /// deleted nothing is left.
    fn forget(&mut self, claim_says: Option<&str>) {
        if self.deleted.is_none() {
            self.text.forget(claim_says);
        }
        outside(&mut self.files, &mut self.alert);
    }
}

impl Thread {
    /// Forgets what some messages say, also what outside of it may answer it.
    /// Gives their ids: their facts are to be forgotten with them.
    pub fn forget(
        &mut self,
        claim_says: Option<&str>,
        which: impl Fn(&Message) -> bool,
    ) -> Vec<ExternalId> {
        let all = self.messages.iter_mut().chain(&mut self.offers);
        all.filter(|message| which(message))
            .map(|message| {
                message.forget(claim_says);
                message.external.clone()
            })
            .collect()
    }

    /// Whether any text is left in it.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        let mut all = self.messages.iter().chain(&self.offers);
        all.any(Message::says_anything)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::samples::berlin;
    use chrono_tz::Europe::Berlin;

    fn read(text: &Text) -> Text {
        let mut text = text.clone();
        text.forget(Some("On it."));
        assert_eq!(text.words(), "");
        text
    }

    #[test]
    fn a_forgotten_text_is_read_as_it_was() {
        for words in ["thanks!", "Which tour?", "On it. ", "It is stuck", ""] {
            let text = Text::plain(words);
            let forgotten = read(&text);
            assert_eq!(text.is_thanks(), forgotten.is_thanks(), "{words}");
            assert_eq!(text.asks(), forgotten.asks(), "{words}");
            let says = Some("On it.");
            assert_eq!(text.holds(says), forgotten.holds(says), "{words}");
        }
        assert!(read(&Text::plain("thanks!")).is_thanks());
        assert!(read(&Text::plain("Which tour?")).asks());
        assert!(read(&Text::plain("On it.")).holds(None));
    }

    #[test]
    fn the_times_that_a_forgotten_text_gave_stay() {
        let (written, zone) = (berlin("2026-11-24 14:10"), Berlin);
        let promise = read(&Text::plain("Looking into it, back in 30 min."));
        let due = Some(berlin("2026-11-24 14:40"));
        assert_eq!(promise.promised(written, zone), due);
        let need = read(&Text::plain("I need this by 15:00."));
        let due = Some(berlin("2026-11-24 15:00"));
        assert_eq!(need.needed_by(written, zone), due);
    }

    #[test]
    fn a_link_is_known_again_and_not_told() {
        let url = "https://chat.example/archives/C1/p7?thread=1".to_owned();
        let link = crate::Inline::Link { text: "here".to_owned(), url };
        let inlines = vec![link];
        let text = Text { blocks: vec![Block::Paragraph { inlines }] };
        for text in [&text, &read(&text)] {
            assert!(text.has_links());
            assert!(text.leads_to("https://chat.example/archives/C1/p7"));
            assert!(!text.leads_to("https://chat.example/archives/C1/p8"));
        }
        assert!(!format!("{:?}", read(&text)).contains("chat.example"));
    }

    #[test]
    fn what_is_forgotten_twice_is_forgotten_once() {
        let once = read(&Text::plain("thanks!"));
        assert_eq!(read(&once), once);
    }

    #[test]
    fn the_key_of_an_alert_is_hidden_and_stays_the_same() {
        let key = |key: &str| {
            let key = AlertKey { key: key.to_owned(), resolved: true };
            let mut alert = Some(key);
            outside(&mut Vec::new(), &mut alert);
            outside(&mut Vec::new(), &mut alert);
            alert.expect("a key").key
        };
        assert_eq!(key("Timeout of Ana's job"), key("Timeout of Ana's job"));
        assert_ne!(key("one"), key("other"));
        assert!(!key("Timeout of Ana's job").contains("Ana"));
    }
}
