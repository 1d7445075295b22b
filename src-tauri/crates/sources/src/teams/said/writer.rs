//! Writes the domain's text, block by block.

use std::mem::take;

use domain::text::clean;
use domain::{Block, GroupId, Inline, Mention};

use super::words::{Word, apart, kind};
use super::{Called, Said};

/// A text in more pieces than this is not taken apart further.
const MOST_PIECES: usize = 2_000;
/// So many bytes of text are kept of one message.
const MOST_TEXT: usize = domain::text::MAX_BYTES;

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Look {
    /// Like any others.
    #[default]
    Plain,
    Bold,
    Italic,
    Strike,
    Code,
}

/// What kind of block is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// A paragraph.
    #[default]
    Paragraph,
    Quote,
    Item,
    Pre,
}

/// A text on its way.
pub(super) struct Writer<'a> {
    called: &'a [Called],
    groups: &'a [GroupId],
    said: Said,
    line: Vec<Inline>,
    plain: String,
    pieces: usize,
    bytes: usize,
    /// What kind of block is being written.
    pub(super) shape: Shape,
    /// How its words look.
    pub(super) look: Look,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        called: &'a [Called],
        groups: &'a [GroupId],
    ) -> Writer<'a> {
        Writer {
            called,
            groups,
            said: Said::default(),
            line: Vec::new(),
            plain: String::new(),
            pieces: 0,
            bytes: 0,
            shape: Shape::default(),
            look: Look::default(),
        }
    }

    /// Whether nothing more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.bytes > MOST_TEXT || self.pieces > MOST_PIECES * 2
    }

    /// What stands above a message.
    pub(super) fn title(&mut self, words: &str) {
        self.paragraph(words);
    }

    /// A paragraph of plain words.
    pub(super) fn paragraph(&mut self, words: &str) {
        self.fresh();
        self.plain(words);
        self.fresh();
    }

    /// Words as they were typed, with the groups and addresses in them.
    pub(super) fn plain(&mut self, words: &str) {
        let words = self.kept(words);
        if self.look != Look::Plain || self.shape == Shape::Pre {
            return self.looking(&words);
        }
        for piece in words.split_inclusive(char::is_whitespace) {
            let (before, core, after) = apart(piece);
            let kind = match self.pieces < MOST_PIECES {
                true => kind(core, self.groups),
                false => Word::Plain,
            };
            let inline = match kind {
                Word::Plain => {
                    self.plain.push_str(piece);
                    continue;
                }
                Word::Link => {
                    Inline::Link { text: core.to_owned(), url: core.to_owned() }
                }
                Word::Group(id) => {
                    self.calls(Mention::Group { id });
                    Inline::Mention { text: core.to_owned() }
                }
            };
            self.plain.push_str(before);
            self.piece(inline);
            self.plain.push_str(after);
        }
    }

    /// A line ends inside of a block.
    pub(super) fn line_break(&mut self) {
        if !self.is_empty() {
            self.plain.push('\n');
        }
    }

    /// A space, unless one stands there.
    pub(super) fn space(&mut self) {
        if !self.is_empty() && !self.plain.ends_with([' ', '\n']) {
            self.plain.push(' ');
        }
    }

    /// Somebody is named by the number of an `<at>`.
    pub(super) fn at(&mut self, number: Option<i64>, words: &str) {
        let words = self.kept(words);
        let known = self.called.iter().find(|it| Some(it.number) == number);
        if let Some(mention) = known.and_then(|it| it.mention.clone()) {
            self.calls(mention);
        }
        let words = words.trim().trim_start_matches('@');
        if !words.is_empty() {
            self.piece(Inline::Mention { text: format!("@{words}") });
        }
    }

    /// A link with its words.
    pub(super) fn link(&mut self, words: &str, url: &str) {
        let text = self.kept(words);
        let web = url.starts_with("https://") || url.starts_with("http://");
        let url = clean(url);
        match (text.trim(), web) {
            ("", true) => self.piece(Inline::Link { text: url.clone(), url }),
            (words, true) => {
                self.piece(Inline::Link { text: words.to_owned(), url });
            }
            (words, false) => self.plain.push_str(words),
        }
    }

    /// Ends the block that is being written, if one has begun.
    pub(super) fn fresh(&mut self) {
        self.flush();
        let mut inlines = take(&mut self.line);
        trim(&mut inlines);
        if inlines.is_empty() {
            return;
        }
        self.said.text.blocks.push(match self.shape {
            Shape::Paragraph => Block::Paragraph { inlines },
            Shape::Quote => Block::Quote { inlines },
            Shape::Item => Block::Item { inlines },
            Shape::Pre => {
                let words = inlines.iter().map(Inline::words);
                Block::Pre { text: words.collect() }
            }
        });
    }

    /// All of it.
    pub(super) fn end(mut self) -> Said {
        self.fresh();
        self.said
    }

    fn looking(&mut self, words: &str) {
        let text = words.to_owned();
        if self.shape == Shape::Pre || self.pieces >= MOST_PIECES {
            self.plain.push_str(&text);
            return;
        }
        if text.trim().is_empty() {
            return self.space();
        }
        self.piece(match self.look {
            Look::Plain => Inline::Text { text },
            Look::Bold => Inline::Bold { text },
            Look::Italic => Inline::Italic { text },
            Look::Strike => Inline::Strike { text },
            Look::Code => Inline::Code { text },
        });
    }

    fn piece(&mut self, inline: Inline) {
        self.flush();
        self.pieces += 1;
        self.line.push(inline);
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            let text = take(&mut self.plain);
            self.pieces += 1;
            self.line.push(Inline::Text { text });
        }
    }

    /// Whether nothing of a block is written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.line.is_empty()
    }

    fn kept(&mut self, words: &str) -> String {
        let left = MOST_TEXT.saturating_sub(self.bytes);
        self.bytes += words.len();
        let words = clean(words);
        match words.len() <= left {
            true => words,
            false => words.chars().take(left / 4).collect(),
        }
    }

    /// Quotations and code call nobody.
    fn calls(&mut self, mention: Mention) {
        let calls = matches!(self.shape, Shape::Paragraph | Shape::Item)
            && self.look != Look::Code;
        if calls && !self.said.mentions.contains(&mention) {
            self.said.mentions.push(mention);
        }
    }
}

/// Takes the space off both ends of a block.
fn trim(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text { text }) = inlines.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text { text }) = inlines.last_mut() {
        text.truncate(text.trim_end().len());
    }
    inlines.retain(|it| !it.words().is_empty());
}
