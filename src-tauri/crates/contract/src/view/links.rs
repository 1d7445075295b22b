//! Links are shown by number and opened from outside the window.

use std::net::IpAddr;

use domain::picture::Close;
use domain::text::clean;
use domain::{Block as Said, Inline as Piece, Text};

use crate::{Block, Inline};

/// Where a link of a request leads, by its number over the whole thread;
/// nothing where it must not be opened.
#[must_use]
pub fn link(close: &Close, number: u32) -> Option<String> {
    let number = usize::try_from(number).ok()?;
    let mut all = close.thread.messages.iter().flat_map(|m| m.text.links());
    all.nth(number).filter(|url| host(url).is_some()).map(str::to_owned)
}

/// The host of an address that may be opened: https, and plain http to this
/// computer alone. What a reader and a browser might read differently is
/// refused: an account before the host, a host in another alphabet.
pub(super) fn host(url: &str) -> Option<String> {
    let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    if url.contains(odd) {
        return None;
    }
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (name, port) = match authority.strip_prefix('[') {
        Some(six) => six.split_once(']')?,
        None => match authority.find(':') {
            Some(at) => authority.split_at(at),
            None => (authority, ""),
        },
    };
    let port = port.strip_prefix(':').unwrap_or(port);
    let plain = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':')
    };
    if name.is_empty()
        || !name.chars().all(plain)
        || !port.chars().all(|c| c.is_ascii_digit())
    {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let here = name == "localhost"
        || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    match scheme.to_ascii_lowercase().as_str() {
        "https" => Some(name),
        "http" if here => Some(name),
        _ => None,
    }
}

/// What the words of a link say about where it leads.
enum Says {
    /// They are an address at this host.
    Host(String),
    /// They hold what looks like an address, and more.
    Address,
    /// Nothing.
    Words,
}

/// Reads the words of a link as its reader does, who takes what looks like
/// an address for where the link leads.
fn says(text: &str) -> Says {
    let text = text.trim();
    let named = match text.contains("://") {
        true => host(text),
        false if is_name(text) => host(&format!("https://{text}")),
        false => None,
    };
    match named {
        Some(host) => Says::Host(host),
        None if text.contains("//") || text.split_whitespace().any(is_name) => {
            Says::Address
        }
        None => Says::Words,
    }
}

/// Whether a word looks like "example.com" or "example.com/there".
fn is_name(word: &str) -> bool {
    let name = word.split(['/', '?', '#', ':']).next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(before, last)| {
        !before.is_empty()
            && last.chars().count() > 1
            && last.chars().all(char::is_alphabetic)
    })
}

/// Numbers the links of a thread while its messages become blocks.
#[derive(Default)]
pub(super) struct Numbered {
    next: u32,
    home: Option<String>,
}

impl Numbered {
    /// For a thread whose own source is at a host.
    pub(super) fn new(close: &Close) -> Numbered {
        let home = close.entry.judged.link.as_deref().and_then(host);
        Numbered { next: 0, home }
    }

    /// A message's text as the window shows it.
    pub(super) fn blocks(&mut self, text: &Text) -> Vec<Block> {
        text.blocks.iter().map(|said| self.block(said)).collect()
    }

    fn block(&mut self, said: &Said) -> Block {
        match said {
            Said::Paragraph { inlines } => {
                Block::Paragraph { inlines: self.inlines(inlines) }
            }
            Said::Quote { inlines } => {
                Block::Quote { inlines: self.inlines(inlines) }
            }
            Said::Item { inlines } => {
                Block::Item { inlines: self.inlines(inlines) }
            }
            Said::Pre { text } => Block::Pre { text: clean(text) },
            Said::Forgotten(_) => {
                let text = "The text is forgotten here.".to_owned();
                Block::Paragraph { inlines: vec![Inline::Italic { text }] }
            }
        }
    }

    fn inlines(&mut self, pieces: &[Piece]) -> Vec<Inline> {
        pieces.iter().map(|piece| self.inline(piece)).collect()
    }

    fn inline(&mut self, piece: &Piece) -> Inline {
        let text = clean(piece.words());
        match piece {
            Piece::Text { .. } => Inline::Text { text },
            Piece::Bold { .. } => Inline::Bold { text },
            Piece::Italic { .. } => Inline::Italic { text },
            Piece::Strike { .. } => Inline::Strike { text },
            Piece::Code { .. } => Inline::Code { text },
            Piece::Mention { .. } => Inline::Mention { text },
            Piece::Link { url, .. } => self.link(text, url),
        }
    }

    /// A link that must not be opened stays as words, and keeps its number,
    /// so that the others keep theirs.
    fn link(&mut self, text: String, url: &str) -> Inline {
        let link = self.next;
        self.next = self.next.saturating_add(1);
        let Some(host) = host(url) else {
            let url = clean(url);
            let same = text.trim() == url;
            let text = if same { text } else { format!("{text} ({url})") };
            return Inline::Text { text };
        };
        let says = match says(&text) {
            Says::Host(said) => said == host,
            Says::Address => false,
            Says::Words => self.home.as_ref() == Some(&host),
        };
        let host = if says { String::new() } else { host };
        Inline::Link { text, link, host }
    }
}
