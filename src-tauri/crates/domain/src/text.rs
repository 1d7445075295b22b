//! Foreign text as a typed tree.
//!
//! Sources turn their own markup into this tree; nobody renders markup. All
//! of it is hostile: [`clean`] takes out what could disguise a label.

mod clean;

use serde::{Deserialize, Serialize};

use crate::Reading;

pub use self::clean::{MAX_BYTES, clean, clean_line, shorten};

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Inline {
    /// Plain words.
    Text {
        /// The words.
        text: String,
    },
    /// Bold words.
    Bold {
        /// The words.
        text: String,
    },
    /// Italic words.
    Italic {
        /// The words.
        text: String,
    },
    /// Struck words.
    Strike {
        /// The words.
        text: String,
    },
    /// Code within a line.
    Code {
        /// The words.
        text: String,
    },
    /// A link.
    Link {
        /// What it says.
        text: String,
        /// Where it leads.
        url: String,
    },
    /// Somebody or a group is named.
    Mention {
        /// "@oncall".
        text: String,
    },
}

impl Inline {
    /// The words of the piece.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Inline::Text { text }
            | Inline::Bold { text }
            | Inline::Italic { text }
            | Inline::Strike { text }
            | Inline::Code { text }
            | Inline::Link { text, .. }
            | Inline::Mention { text } => text,
        }
    }
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph; a line break is a `\n` in a text.
    Paragraph {
        /// Its pieces.
        inlines: Vec<Inline>,
    },
    /// A quotation.
    Quote {
        /// Its pieces.
        inlines: Vec<Inline>,
    },
    /// An item of a list.
    Item {
        /// Its pieces.
        inlines: Vec<Inline>,
    },
    /// Preformatted text.
    Pre {
        /// The text.
        text: String,
    },
    /// What was said is forgotten; how it was read is not.
    Forgotten(Reading),
}

/// What a message says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

impl Text {
    /// Plain words as one paragraph.
    #[must_use]
    pub fn plain(words: &str) -> Text {
        let text = clean(words);
        if text.trim().is_empty() {
            return Text::default();
        }
        Text {
            blocks: vec![Block::Paragraph {
                inlines: vec![Inline::Text { text }],
            }],
        }
    }

    /// All words, blocks apart by line breaks.
    #[must_use]
    pub fn words(&self) -> String {
        let mut all = String::new();
        for block in &self.blocks {
            if !all.is_empty() {
                all.push('\n');
            }
            match block {
                Block::Paragraph { inlines }
                | Block::Quote { inlines }
                | Block::Item { inlines } => {
                    inlines.iter().for_each(|i| all.push_str(i.words()));
                }
                Block::Pre { text } => all.push_str(text),
                Block::Forgotten(_) => {}
            }
        }
        all
    }

    /// What the author says in their own words: without quotations and code.
    #[must_use]
    pub fn own_words(&self) -> String {
        let mut all = String::new();
        for block in &self.blocks {
            let (Block::Paragraph { inlines } | Block::Item { inlines }) =
                block
            else {
                continue;
            };
            if !all.is_empty() {
                all.push('\n');
            }
            for inline in inlines {
                if !matches!(inline, Inline::Code { .. }) {
                    all.push_str(inline.words());
                }
            }
        }
        all
    }

    /// The first line, at most `chars` characters: a request's gist. Whom it
    /// calls at its beginning is not what it is about.
    #[must_use]
    pub fn gist(&self, chars: usize) -> String {
        let words = self.words();
        let line =
            words.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or("");
        let mut rest = line;
        for called in self.called() {
            let after = rest.strip_prefix(called).unwrap_or(rest);
            rest = after.trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, ',' | ':' | '.' | '-' | '!')
            });
        }
        shorten(if rest.is_empty() { line } else { rest }, chars)
    }

    /// Whom the first block calls before it says anything.
    fn called(&self) -> impl Iterator<Item = &str> {
        let first = match self.blocks.first() {
            Some(Block::Paragraph { inlines }) => inlines.as_slice(),
            Some(
                Block::Quote { .. }
                | Block::Item { .. }
                | Block::Pre { .. }
                | Block::Forgotten(_),
            )
            | None => &[],
        };
        first
            .iter()
            .filter(|inline| !inline.words().trim().is_empty())
            .map_while(|inline| match inline {
                Inline::Mention { text } => Some(text.as_str()),
                Inline::Text { .. }
                | Inline::Bold { .. }
                | Inline::Italic { .. }
                | Inline::Strike { .. }
                | Inline::Code { .. }
                | Inline::Link { .. } => None,
            })
    }

    /// Its links, in order.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().flat_map(|block| {
            let inlines: &[Inline] = match block {
                Block::Paragraph { inlines }
                | Block::Quote { inlines }
                | Block::Item { inlines } => inlines,
                Block::Pre { .. } | Block::Forgotten(_) => &[],
            };
            inlines.iter().filter_map(|inline| match inline {
                Inline::Link { url, .. } => Some(url.as_str()),
                Inline::Text { .. }
                | Inline::Bold { .. }
                | Inline::Italic { .. }
                | Inline::Strike { .. }
                | Inline::Code { .. }
                | Inline::Mention { .. } => None,
            })
        })
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_and_code_are_not_own_words() {
        let text = Text {
            blocks: vec![
                Block::Quote {
                    inlines: vec![Inline::Text { text: "@oncall".into() }],
                },
                Block::Paragraph {
                    inlines: vec![
                        Inline::Text { text: "see ".into() },
                        Inline::Code { text: "x?".into() },
                    ],
                },
            ],
        };
        assert_eq!(text.own_words(), "see ");
        assert_eq!(text.words(), "@oncall\nsee x?");
    }

    #[test]
    fn a_gist_is_the_first_line_that_says_something() {
        let text = Text::plain("\n  \nLabels are not printing\nhelp");
        assert_eq!(text.gist(80), "Labels are not printing");
        assert_eq!(text.gist(10), "Labels ar…");
    }

    #[test]
    fn whom_it_calls_first_is_not_what_it_is_about() {
        let call = |rest: &str| Text {
            blocks: vec![Block::Paragraph {
                inlines: vec![
                    Inline::Mention { text: "@oncall".into() },
                    Inline::Text { text: rest.into() },
                ],
            }],
        };
        assert_eq!(call(": labels are blank").gist(80), "labels are blank");
        assert_eq!(call(" ").gist(80), "@oncall", "nothing else is said");
    }
}
