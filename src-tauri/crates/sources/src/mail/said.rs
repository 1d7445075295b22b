//! The words of a mail as the domain's text.

use domain::text::clean;
use domain::{Block, GroupId, Inline, Mention, Text};

/// A text in more pieces than this is not taken apart further.
const MOST_PIECES: usize = 2_000;

/// What is said, and whom it calls.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The words.
    pub(super) text: Text,
    /// The groups that are called, outside of quotations.
    pub(super) mentions: Vec<Mention>,
}

/// A mail's words below its subject, where that is part of it.
#[must_use]
pub(super) fn read(
    subject: Option<&str>,
    body: &str,
    groups: &[GroupId],
) -> Said {
    let (subject, body) = (subject.map(clean), clean(body));
    let subject = subject.map(|s| s.trim().to_owned()).unwrap_or_default();
    let mut said = Said::default();
    if !subject.is_empty() && body.trim() != subject {
        said.block(&[&subject], (false, groups));
    }
    let mut block: Vec<&str> = Vec::new();
    let mut quoted = false;
    for line in body.split('\n') {
        let quotes = line.starts_with('>');
        let line = line.trim_start_matches(['>', ' ']).trim_end();
        if line.is_empty() || quotes != quoted {
            said.block(&block, (quoted, groups));
            block.clear();
        }
        quoted = quotes;
        if !line.is_empty() {
            block.push(line);
        }
    }
    said.block(&block, (quoted, groups));
    said
}

impl Said {
    fn block(&mut self, lines: &[&str], (quoted, groups): (bool, &[GroupId])) {
        if lines.is_empty() {
            return;
        }
        let mut inlines = Vec::new();
        let mut plain = String::new();
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                plain.push('\n');
            }
            for piece in line.split_inclusive(char::is_whitespace) {
                let word = Word::of(piece);
                let special = word.special(groups);
                let Some(special) =
                    special.filter(|_| inlines.len() < MOST_PIECES)
                else {
                    plain.push_str(piece);
                    continue;
                };
                plain.push_str(word.before);
                if !plain.is_empty() {
                    let text = std::mem::take(&mut plain);
                    inlines.push(Inline::Text { text });
                }
                if let (false, Special::Group(id)) = (quoted, &special) {
                    self.calls(id);
                }
                inlines.push(special.inline(word.core));
                plain.push_str(word.after);
            }
        }
        if !plain.is_empty() {
            inlines.push(Inline::Text { text: plain });
        }
        self.text.blocks.push(match quoted {
            true => Block::Quote { inlines },
            false => Block::Paragraph { inlines },
        });
    }

    fn calls(&mut self, id: &GroupId) {
        let mention = Mention::Group { id: id.clone() };
        if !self.mentions.contains(&mention) {
            self.mentions.push(mention);
        }
    }
}

/// A word, with the punctuation around it.
struct Word<'a> {
    before: &'a str,
    core: &'a str,
    after: &'a str,
}

impl<'a> Word<'a> {
    fn of(piece: &'a str) -> Word<'a> {
        let open = |c: char| matches!(c, '(' | '<' | '[' | '"' | '\'');
        let shut = |c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    ')' | '>'
                        | ']'
                        | '"'
                        | '\''
                        | '.'
                        | ','
                        | ';'
                        | ':'
                        | '!'
                        | '?'
                )
        };
        let rest = piece.trim_start_matches(open);
        let before = piece.strip_suffix(rest).unwrap_or_default();
        let core = rest.trim_end_matches(shut);
        let after = rest.strip_prefix(core).unwrap_or_default();
        Word { before, core, after }
    }

    fn special<'g>(&self, groups: &'g [GroupId]) -> Option<Special<'g>> {
        let web = ["https://", "http://"].iter().any(|scheme| {
            self.core.strip_prefix(scheme).is_some_and(|rest| {
                rest.starts_with(|c: char| c.is_alphanumeric())
            })
        });
        if web {
            return Some(Special::Link);
        }
        let mut groups = groups.iter().filter(|g| g.as_str().starts_with('@'));
        groups
            .find(|group| group.as_str().eq_ignore_ascii_case(self.core))
            .map(Special::Group)
    }
}

/// A word that is more than a word.
enum Special<'g> {
    Link,
    Group(&'g GroupId),
}

impl Special<'_> {
    fn inline(&self, core: &str) -> Inline {
        match self {
            Special::Link => {
                Inline::Link { text: core.to_owned(), url: core.to_owned() }
            }
            Special::Group(_) => Inline::Mention { text: core.to_owned() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oncall() -> Vec<GroupId> {
        vec![GroupId::new("@oncall")]
    }

    #[test]
    fn the_subject_is_the_first_line() {
        let said = read(Some("Labels"), "They are blank.\n\nJo", &[]);
        assert_eq!(said.text.words(), "Labels\nThey are blank.\nJo");
        assert_eq!(said.text.gist(80), "Labels");
        let bare = read(Some("Labels"), "", &[]);
        assert_eq!(bare.text.words(), "Labels");
        let same = read(Some("Help"), "Help\n", &[]);
        assert_eq!(same.text.words(), "Help", "said once");
    }

    #[test]
    fn an_address_is_a_link_without_what_stands_around_it() {
        let said = read(None, "see (https://a.example/x?y=1).", &[]);
        let links: Vec<&str> = said.text.links().collect();
        assert_eq!(links, ["https://a.example/x?y=1"]);
        assert_eq!(said.text.words(), "see (https://a.example/x?y=1).");
        let odd = read(None, "javascript:alert(1) http:// ftp://x", &[]);
        assert_eq!(odd.text.links().count(), 0);
    }

    #[test]
    fn a_group_is_called_but_not_by_what_is_quoted() {
        let said = read(None, "Hi @Oncall, please", &oncall());
        let id = GroupId::new("@oncall");
        assert_eq!(said.mentions, [Mention::Group { id }]);
        let quoted = read(None, "> @oncall\nok", &oncall());
        assert_eq!(quoted.mentions, []);
        assert_eq!(quoted.text.own_words(), "ok");
        let mail = read(None, "write to me@oncall or @oncalls", &oncall());
        assert_eq!(mail.mentions, []);
    }
}
