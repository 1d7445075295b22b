//! What an issue or comment says: GitHub's Markdown as the domain's text.

mod inline;
#[cfg(test)]
mod tests;

use domain::text::{MAX_BYTES, clean, clean_line};
use domain::{Block, GroupId, Inline, Mention, Text, UserId};

use self::inline::Reader;

/// More lines than this are not looked at.
const MOST_LINES: usize = 2_000;
/// More blocks than this are not kept.
const MOST_BLOCKS: usize = 500;
/// More mentions than this are not counted.
const MOST_MENTIONS: usize = 100;

/// Whom the team file knows, and how it writes them.
pub(crate) struct Names {
    /// The groups whose mention means something.
    pub(crate) groups: Vec<GroupId>,
    /// The logins of the roster.
    pub(crate) people: Vec<UserId>,
}

impl Names {
    /// A login as the team file writes it: GitHub takes capitals for small
    /// letters.
    pub(crate) fn person(&self, login: &str) -> UserId {
        let same = |id: &&UserId| id.as_str().eq_ignore_ascii_case(login);
        let known = self.people.iter().find(same);
        known.cloned().unwrap_or_else(|| UserId::new(login))
    }

    /// Whom a name behind an @ means. A team is called "acme/oncall", and by
    /// the team file perhaps "@oncall" alone.
    fn mention(&self, name: &str) -> Mention {
        let last = name.rsplit('/').next().unwrap_or(name);
        let known = self.groups.iter().find(|group| {
            let group = group.as_str().trim_start_matches('@');
            group.eq_ignore_ascii_case(name) || group.eq_ignore_ascii_case(last)
        });
        match known {
            Some(group) => Mention::Group { id: group.clone() },
            None if name.contains('/') => {
                Mention::Group { id: GroupId::new(format!("@{name}")) }
            }
            None => Mention::Person { id: self.person(name) },
        }
    }
}

/// The text of a message and whom it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// What it says.
    pub(crate) text: Text,
    /// Whom it names outside of code and quotations.
    pub(crate) mentions: Vec<Mention>,
}

/// Reads what somebody wrote, below a title if it has one.
pub(crate) fn read(title: &str, body: &str, names: &Names) -> Said {
    let mut writer = Writer::new(names);
    let title = clean_line(title);
    if !title.is_empty() {
        writer.block(Block::Paragraph {
            inlines: vec![Inline::Bold { text: title }],
        });
    }
    writer.body(&without_comments(&clean(body)));
    Said { text: Text { blocks: writer.blocks }, mentions: writer.mentions }
}

/// Whether two texts say the same to GitHub.
pub(crate) fn same(one: &str, other: &str) -> bool {
    let lines = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    lines(one) == lines(other)
}

/// The words of a text such that none of them is taken for a tag, which
/// GitHub would swallow. Code stands as it is.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut code = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        code ^= c == '`';
        let tag = rest
            .peek()
            .is_some_and(|n| n.is_alphabetic() || matches!(n, '/' | '!' | '?'));
        if c == '<' && tag && !code {
            out.push_str("&lt;");
        } else {
            out.push(c);
        }
    }
    out
}

/// What a template tells whoever fills it in is not what they say.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// Which kind of block a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Quote,
    Item,
}

struct Writer<'a> {
    names: &'a Names,
    blocks: Vec<Block>,
    mentions: Vec<Mention>,
    left: usize,
    kind: Kind,
    inlines: Vec<Inline>,
}

impl<'a> Writer<'a> {
    fn new(names: &'a Names) -> Writer<'a> {
        Writer {
            names,
            blocks: Vec::new(),
            mentions: Vec::new(),
            left: MAX_BYTES,
            kind: Kind::Paragraph,
            inlines: Vec::new(),
        }
    }

    fn body(&mut self, text: &str) {
        let mut fence: Option<(&str, String)> = None;
        for line in text.lines().take(MOST_LINES) {
            let bare = line.trim_start();
            match &mut fence {
                Some((mark, _)) if bare.trim_end() == *mark => {
                    if let Some((_, text)) = fence.take() {
                        self.pre(text);
                    }
                }
                Some((_, text)) => {
                    text.push_str(line);
                    text.push('\n');
                }
                None => match opens(bare) {
                    Some(mark) => {
                        self.end();
                        fence = Some((mark, String::new()));
                    }
                    None => self.line(bare),
                },
            }
        }
        self.end();
        // A fence that nobody closed goes on to the end.
        if let Some((_, text)) = fence {
            self.pre(text);
        }
    }

    fn line(&mut self, line: &str) {
        let line = line.trim_end();
        if line.is_empty() || is_rule(line) {
            self.end();
            return;
        }
        if let Some(quoted) = line.strip_prefix('>') {
            self.more(Kind::Quote, quoted.trim_start());
        } else if let Some(words) = item(line) {
            self.end();
            self.more(Kind::Item, words);
        } else if let Some(words) = heading(line) {
            self.end();
            self.more(Kind::Paragraph, words);
            self.end();
        } else {
            let kind = match self.kind {
                // A line goes on in the item it stands below.
                Kind::Item if !self.inlines.is_empty() => Kind::Item,
                Kind::Item | Kind::Paragraph | Kind::Quote => Kind::Paragraph,
            };
            self.more(kind, line);
        }
    }

    fn more(&mut self, kind: Kind, words: &str) {
        if self.kind != kind {
            self.end();
            self.kind = kind;
        }
        if !self.inlines.is_empty() {
            self.inlines.push(Inline::Text { text: "\n".to_owned() });
        }
        let mut reader = Reader::new(self.names);
        self.inlines.extend(reader.read(words));
        // Whom a quotation names is not named by who quotes.
        if kind == Kind::Quote {
            return;
        }
        for mention in reader.named {
            let known = self.mentions.contains(&mention);
            if !known && self.mentions.len() < MOST_MENTIONS {
                self.mentions.push(mention);
            }
        }
    }

    fn end(&mut self) {
        let inlines = std::mem::take(&mut self.inlines);
        let kind = std::mem::replace(&mut self.kind, Kind::Paragraph);
        if inlines.iter().all(|inline| inline.words().trim().is_empty()) {
            return;
        }
        self.block(match kind {
            Kind::Paragraph => Block::Paragraph { inlines },
            Kind::Quote => Block::Quote { inlines },
            Kind::Item => Block::Item { inlines },
        });
    }

    fn pre(&mut self, text: String) {
        if !text.trim().is_empty() {
            self.block(Block::Pre { text: text.trim_end().to_owned() });
        }
    }

    fn block(&mut self, block: Block) {
        if self.blocks.len() >= MOST_BLOCKS || self.left == 0 {
            return;
        }
        let bytes = match &block {
            Block::Paragraph { inlines }
            | Block::Quote { inlines }
            | Block::Item { inlines } => {
                inlines.iter().map(|inline| inline.words().len()).sum()
            }
            Block::Pre { text } => text.len(),
            Block::Forgotten(_) => 0,
        };
        self.left = self.left.saturating_sub(bytes);
        self.blocks.push(block);
    }
}

fn opens(line: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark))
}

fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else { return false };
    matches!(first, '-' | '*' | '_' | '=')
        && line.len() >= 3
        && signs.all(|c| c == first)
}

fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let signs = line.len() - rest.len();
    let words = rest.strip_prefix(' ')?;
    (1..=6).contains(&signs).then(|| words.trim_matches(['#', ' ']))
}

fn item(line: &str) -> Option<&str> {
    let bullet = ["- ", "* ", "+ "];
    if let Some(words) = bullet.iter().find_map(|b| line.strip_prefix(b)) {
        return Some(words);
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let words = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?;
    (1..=9).contains(&digits).then_some(words)
}
