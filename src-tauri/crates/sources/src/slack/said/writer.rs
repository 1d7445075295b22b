//! Collects what a message says, within limits and without disguises.

use std::collections::HashMap;

use domain::text::{MAX_BYTES, clean, clean_line, shorten};
use domain::{Block, Inline, Mention, Text, UserId};

use super::super::groups::GroupNames;
use super::super::people::People;
use super::Said;

/// More blocks than this are not kept.
const MOST_BLOCKS: usize = 500;
/// More mentions than this are not counted.
const MOST_MENTIONS: usize = 100;
const LONGEST_NAME: usize = 80;
const LONGEST_ADDRESS: usize = 2_000;

/// The names behind the ids of a workspace.
pub(crate) struct Names<'a> {
    /// Its people.
    pub(crate) people: &'a People,
    /// Its groups.
    pub(crate) groups: &'a GroupNames,
    /// The channels that the team file names.
    pub(crate) channels: &'a HashMap<String, String>,
}

/// How words are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    #[default]
    Plain,
    Bold,
    Italic,
    Strike,
    Code,
}

/// What is being said.
pub(super) struct Writer<'a> {
    names: &'a Names<'a>,
    blocks: Vec<Block>,
    mentions: Vec<Mention>,
    left: usize,
}

impl<'a> Writer<'a> {
    /// Nothing said yet.
    pub(super) fn new(names: &'a Names<'a>) -> Writer<'a> {
        Writer {
            names,
            blocks: Vec::new(),
            mentions: Vec::new(),
            left: MAX_BYTES,
        }
    }

    /// Nothing said yet, with the same names: for a cell of a table.
    pub(super) fn beside(other: &Writer<'a>) -> Writer<'a> {
        Writer { left: other.left, ..Writer::new(other.names) }
    }

    /// Whether nothing was said yet.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// All that was said.
    pub(super) fn said(self) -> Said {
        Said { text: Text { blocks: self.blocks }, mentions: self.mentions }
    }

    /// Says a paragraph.
    pub(super) fn paragraph(&mut self, inlines: Vec<Inline>) {
        self.inlines(inlines, |inlines| Block::Paragraph { inlines });
    }

    /// Quotes.
    pub(super) fn quote(&mut self, inlines: Vec<Inline>) {
        self.inlines(inlines, |inlines| Block::Quote { inlines });
    }

    /// Says an item of a list.
    pub(super) fn item(&mut self, inlines: Vec<Inline>) {
        self.inlines(inlines, |inlines| Block::Item { inlines });
    }

    /// Says something preformatted.
    pub(super) fn pre(&mut self, text: &str) {
        let text = self.within(clean(text));
        if !text.trim().is_empty() {
            self.block(Block::Pre { text });
        }
    }

    /// Turns everything said since a position into a quotation.
    pub(super) fn quote_since(&mut self, said: (usize, usize)) {
        let (blocks, mentions) = said;
        self.mentions.truncate(mentions);
        for block in self.blocks.iter_mut().skip(blocks) {
            if let Block::Paragraph { inlines } | Block::Item { inlines } =
                block
            {
                let inlines = std::mem::take(inlines);
                *block = Block::Quote { inlines };
            }
        }
    }

    /// The position up to which was said what has been said.
    pub(super) fn position(&self) -> (usize, usize) {
        (self.blocks.len(), self.mentions.len())
    }

    fn inlines(
        &mut self,
        inlines: Vec<Inline>,
        make: fn(Vec<Inline>) -> Block,
    ) {
        let mut kept: Vec<Inline> = Vec::with_capacity(inlines.len());
        for inline in inlines {
            if self.left == 0 {
                break;
            }
            let inline = self.cut(inline);
            match (kept.last_mut(), inline) {
                (Some(Inline::Text { text }), Inline::Text { text: more }) => {
                    text.push_str(&more);
                }
                (_, inline) => kept.push(inline),
            }
        }
        if kept.iter().any(|i| !i.words().trim().is_empty()) {
            self.block(make(kept));
        }
    }

    fn block(&mut self, block: Block) {
        if self.blocks.len() < MOST_BLOCKS {
            self.blocks.push(block);
        }
    }

    fn cut(&mut self, inline: Inline) -> Inline {
        match inline {
            Inline::Text { text } => Inline::Text { text: self.within(text) },
            Inline::Bold { text } => Inline::Bold { text: self.within(text) },
            Inline::Italic { text } => {
                Inline::Italic { text: self.within(text) }
            }
            Inline::Strike { text } => {
                Inline::Strike { text: self.within(text) }
            }
            Inline::Code { text } => Inline::Code { text: self.within(text) },
            Inline::Link { text, url } => {
                self.left = self.left.saturating_sub(url.len());
                Inline::Link { text: self.within(text), url }
            }
            Inline::Mention { text } => {
                Inline::Mention { text: self.within(text) }
            }
        }
    }

    /// As much of a text as there is room for.
    fn within(&mut self, mut text: String) -> String {
        if text.len() > self.left {
            let end = (0..=self.left)
                .rev()
                .find(|at| text.is_char_boundary(*at))
                .unwrap_or(0);
            text.truncate(end);
            text.push('…');
            self.left = 0;
        } else {
            self.left -= text.len();
        }
        text
    }

    /// A person is named.
    pub(super) fn person(&mut self, id: &str) -> Inline {
        self.mention(Mention::Person { id: UserId::new(id) });
        let name = self.names.people.author(id).map(|author| author.name);
        at(name.as_deref().unwrap_or(id))
    }

    /// A group is named.
    pub(super) fn group(&mut self, id: &str, label: Option<&str>) -> Inline {
        self.mention(Mention::Group { id: self.names.groups.mention(id) });
        at(self.names.groups.shown(id).or(label).unwrap_or(id))
    }

    /// A channel is named.
    pub(super) fn channel(&self, id: &str, label: Option<&str>) -> Inline {
        let name = self.names.channels.get(id).map(String::as_str);
        let name = label.filter(|l| !l.is_empty()).or(name).unwrap_or(id);
        let name = name.trim_start_matches('#');
        Inline::Text { text: format!("#{}", clean_line(name)) }
    }

    fn mention(&mut self, mention: Mention) {
        if self.mentions.len() < MOST_MENTIONS
            && !self.mentions.contains(&mention)
        {
            self.mentions.push(mention);
        }
    }
}

/// Everybody is named: "@here".
pub(super) fn at(name: &str) -> Inline {
    let name = clean_line(name);
    let text = format!("@{}", name.trim_start_matches('@'));
    Inline::Mention { text: shorten(&text, LONGEST_NAME) }
}

/// Words in a style.
pub(super) fn styled(style: Style, words: &str) -> Inline {
    let text = clean(words);
    match style {
        Style::Plain => Inline::Text { text },
        Style::Bold => Inline::Bold { text },
        Style::Italic => Inline::Italic { text },
        Style::Strike => Inline::Strike { text },
        Style::Code => Inline::Code { text },
    }
}

/// A link; an address that no browser opens is words.
pub(super) fn link(url: &str, label: Option<&str>) -> Inline {
    let known = ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    let bare = url.strip_prefix("mailto:").or(url.strip_prefix("tel:"));
    let text = label
        .map(clean)
        .filter(|l| !l.trim().is_empty())
        .unwrap_or_else(|| clean(bare.unwrap_or(url)));
    if !known || url.len() > LONGEST_ADDRESS {
        return Inline::Text { text };
    }
    Inline::Link { text, url: clean_line(url) }
}
