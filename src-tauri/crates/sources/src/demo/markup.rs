//! From the script's light markup to the text tree.

use domain::{Block, GroupId, Inline, Mention, Text};

/// The groups that the script's words name at a source.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// Behind "@urgent".
    pub(super) urgent: Option<GroupId>,
    /// Behind "@emergency".
    pub(super) emergency: Option<GroupId>,
}

/// What a line of the script says, and whom it names.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The words as a tree.
    pub(super) text: Text,
    /// The groups named.
    pub(super) mentions: Vec<Mention>,
}

/// Reads a line of the script. Blocks stand apart by empty lines: a block of
/// lines that begin with "- " is a list, with "> " a quotation, with "| "
/// preformatted. Within a line, `*` is bold, a backtick is code, an address
/// is a link, and "@urgent" and "@emergency" name the team's groups.
pub(super) fn read(script: &str, groups: &Groups) -> Said {
    let mut said = Said::default();
    for block in script.split("\n\n") {
        if let Some(lines) = all_begin(block, "| ") {
            said.text.blocks.push(Block::Pre { text: lines.join("\n") });
        } else if let Some(lines) = all_begin(block, "> ") {
            let inlines = said.inlines(&lines.join("\n"), groups);
            said.text.blocks.push(Block::Quote { inlines });
        } else if let Some(lines) = all_begin(block, "- ") {
            for line in lines {
                let inlines = said.inlines(line, groups);
                said.text.blocks.push(Block::Item { inlines });
            }
        } else {
            let inlines = said.inlines(block, groups);
            said.text.blocks.push(Block::Paragraph { inlines });
        }
    }
    said
}

fn all_begin<'a>(block: &'a str, with: &str) -> Option<Vec<&'a str>> {
    block.lines().map(|line| line.strip_prefix(with)).collect()
}

impl Said {
    fn inlines(&mut self, line: &str, groups: &Groups) -> Vec<Inline> {
        let mut out = Vec::new();
        for (i, part) in line.split('`').enumerate() {
            if i % 2 == 1 {
                out.push(Inline::Code { text: part.to_owned() });
                continue;
            }
            for (j, part) in part.split('*').enumerate() {
                if j % 2 == 1 {
                    out.push(Inline::Bold { text: part.to_owned() });
                } else {
                    self.words(part, groups, &mut out);
                }
            }
        }
        out
    }

    fn words(&mut self, part: &str, groups: &Groups, out: &mut Vec<Inline>) {
        let mut plain = String::new();
        for word in part.split_inclusive([' ', '\n']) {
            let bare = word.trim_end_matches([' ', '\n', '.', ',', ':', ')']);
            let special = match bare {
                "@urgent" => self.group(groups.urgent.as_ref()),
                "@emergency" => self.group(groups.emergency.as_ref()),
                url => url.strip_prefix("https://").map(|shown| Inline::Link {
                    text: shown.to_owned(),
                    url: url.to_owned(),
                }),
            };
            let Some(special) = special else {
                plain.push_str(word);
                continue;
            };
            flush(&mut plain, out);
            out.push(special);
            plain.push_str(word.strip_prefix(bare).unwrap_or_default());
        }
        flush(&mut plain, out);
    }

    /// A group the team does not have stays a plain word.
    fn group(&mut self, group: Option<&GroupId>) -> Option<Inline> {
        let id = group?.clone();
        let text = id.to_string();
        self.mentions.push(Mention::Group { id });
        Some(Inline::Mention { text })
    }
}

fn flush(plain: &mut String, out: &mut Vec<Inline>) {
    if !plain.is_empty() {
        out.push(Inline::Text { text: std::mem::take(plain) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups() -> Groups {
        Groups { urgent: Some(GroupId::new("@oncall")), emergency: None }
    }

    fn text(text: &str) -> Inline {
        Inline::Text { text: text.into() }
    }

    #[test]
    fn a_line_becomes_words_code_bold_links_and_mentions() {
        let said = read(
            "@urgent, *tour 7* says `late`: https://a.example/7.",
            &groups(),
        );
        let Some(Block::Paragraph { inlines }) = said.text.blocks.first()
        else {
            panic!("a paragraph");
        };
        assert_eq!(
            *inlines,
            [
                Inline::Mention { text: "@oncall".into() },
                text(", "),
                Inline::Bold { text: "tour 7".into() },
                text(" says "),
                Inline::Code { text: "late".into() },
                text(": "),
                Inline::Link {
                    text: "a.example/7".into(),
                    url: "https://a.example/7".into(),
                },
                text("."),
            ]
        );
        let named = GroupId::new("@oncall");
        assert_eq!(said.mentions, [Mention::Group { id: named }]);
    }

    #[test]
    fn blocks_become_lists_quotations_and_preformatted_text() {
        let said = read("a\nb\n\n- c\n- d\n\n> e\n\n| f {\n| }", &groups());
        assert_eq!(
            said.text.blocks,
            [
                Block::Paragraph { inlines: vec![text("a\nb")] },
                Block::Item { inlines: vec![text("c")] },
                Block::Item { inlines: vec![text("d")] },
                Block::Quote { inlines: vec![text("e")] },
                Block::Pre { text: "f {\n}".into() },
            ]
        );
    }

    #[test]
    fn a_group_the_team_does_not_have_stays_a_word() {
        let said = read("@emergency please", &groups());
        assert_eq!(said.text.words(), "@emergency please");
        assert!(said.mentions.is_empty());
    }
}
