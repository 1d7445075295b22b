//! The markup within a line.

use domain::text::{clean_line, shorten};
use domain::{Inline, Mention};

use super::Names;

/// Markup within markup is looked for so deep.
const DEEPEST: u8 = 3;
/// Markup is looked for in lines up to this length.
const LONGEST_LINE: usize = 8_000;
const LONGEST_ADDRESS: usize = 2_000;
const LONGEST_NAME: usize = 80;
/// What GitHub shows as formatting and not as words.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "var",
];
const ENTITIES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&nbsp;", " "),
];

/// Reads lines, and remembers whom they name.
pub(super) struct Reader<'a> {
    names: &'a Names,
    /// Whom they named so far.
    pub(super) named: Vec<Mention>,
    out: Vec<Inline>,
    plain: String,
}

impl<'a> Reader<'a> {
    pub(super) fn new(names: &'a Names) -> Reader<'a> {
        Reader {
            names,
            named: Vec::new(),
            out: Vec::new(),
            plain: String::new(),
        }
    }

    /// The pieces of a line; a very long one is words.
    pub(super) fn read(&mut self, line: &str) -> Vec<Inline> {
        if line.len() > LONGEST_LINE {
            return vec![Inline::Text { text: line.to_owned() }];
        }
        self.pieces(line, DEEPEST);
        self.flush();
        std::mem::take(&mut self.out)
    }

    fn pieces(&mut self, line: &str, depth: u8) {
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            rest = self.marked(rest, depth).unwrap_or_else(|| {
                self.plain.push(c);
                rest.get(c.len_utf8()..).unwrap_or_default()
            });
        }
    }

    /// Reads the markup at the beginning, if there is any; gives what follows.
    fn marked<'t>(&mut self, rest: &'t str, depth: u8) -> Option<&'t str> {
        match rest.chars().next()? {
            '\\' => {
                let c =
                    rest.chars().nth(1).filter(char::is_ascii_punctuation)?;
                self.plain.push(c);
                rest.get(2..)
            }
            '`' => self.code(rest),
            '!' => {
                let (text, url, after) = bracketed(rest.strip_prefix('!')?)?;
                let text = if text.is_empty() { "image" } else { text };
                self.link(text, url);
                Some(after)
            }
            '[' => {
                let (text, url, after) = bracketed(rest)?;
                self.link(text, url);
                Some(after)
            }
            '<' => self.tag(rest),
            '*' | '_' | '~' => self.styled(rest, depth),
            '@' => self.mention(rest),
            '&' => {
                let (entity, shown) =
                    ENTITIES.iter().find(|(e, _)| rest.starts_with(e))?;
                self.plain.push_str(shown);
                rest.strip_prefix(entity)
            }
            'h' => self.address(rest),
            _ => None,
        }
    }

    fn code<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let bare = rest.trim_start_matches('`');
        let fence = rest.get(..rest.len() - bare.len())?;
        let (code, after) = bare.split_once(fence)?;
        self.push(Inline::Code { text: code.trim().to_owned() });
        Some(after)
    }

    fn styled<'t>(&mut self, rest: &'t str, depth: u8) -> Option<&'t str> {
        let marks = ["**", "__", "~~", "*", "_"];
        let mark = marks.into_iter().find(|mark| rest.starts_with(mark))?;
        // snake_case is no emphasis.
        let inside =
            self.plain.chars().last().is_some_and(char::is_alphanumeric);
        if mark.starts_with('_') && inside {
            return None;
        }
        let (words, after) = rest.strip_prefix(mark)?.split_once(mark)?;
        let sound = words.trim() == words && !words.is_empty();
        if !sound || depth == 0 {
            return None;
        }
        let mut within = Reader::new(self.names);
        within.pieces(words, depth - 1);
        within.flush();
        self.named.append(&mut within.named);
        for inline in within.out {
            self.push(match (inline, mark) {
                (Inline::Text { text }, "**" | "__") => Inline::Bold { text },
                (Inline::Text { text }, "~~") => Inline::Strike { text },
                (Inline::Text { text }, _) => Inline::Italic { text },
                (other, _) => other,
            });
        }
        Some(after)
    }

    fn tag<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let (inside, after) = rest.strip_prefix('<')?.split_once('>')?;
        if inside.starts_with("https://") || inside.starts_with("http://") {
            self.link(inside, inside);
            return Some(after);
        }
        let name: String = inside
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let name = name.to_ascii_lowercase();
        if !TAGS.contains(&name.as_str()) {
            return None;
        }
        if name == "br" {
            self.plain.push('\n');
        }
        Some(after)
    }

    fn mention<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let inside = self
            .plain
            .chars()
            .last()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '@'));
        let after_at = rest.strip_prefix('@')?;
        let is_part =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
        let end = after_at.find(|c| !is_part(c)).unwrap_or(after_at.len());
        let name = after_at.get(..end)?.trim_end_matches(['-', '/', '_']);
        if inside || name.is_empty() || name.matches('/').count() > 1 {
            return None;
        }
        self.named.push(self.names.mention(name));
        let text = shorten(&format!("@{name}"), LONGEST_NAME);
        self.push(Inline::Mention { text });
        after_at.get(name.len()..)
    }

    fn address<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let bare =
            rest.strip_prefix("https://").or(rest.strip_prefix("http://"))?;
        let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"');
        let end = bare.find(ends).unwrap_or(bare.len());
        let scheme = rest.len() - bare.len();
        let url = rest.get(..scheme + end)?;
        let url =
            url.trim_end_matches(['.', ',', ':', ';', '!', '?', ')', '*']);
        if url.len() <= scheme {
            return None;
        }
        self.link(url, url);
        rest.get(url.len()..)
    }

    /// A link; an address that no browser opens is words.
    fn link(&mut self, text: &str, url: &str) {
        let text = text.replace(['*', '`'], "");
        let known = ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| url.starts_with(scheme));
        if known && url.len() <= LONGEST_ADDRESS {
            self.push(Inline::Link { text, url: clean_line(url) });
        } else {
            self.plain.push_str(&text);
        }
    }

    fn push(&mut self, inline: Inline) {
        self.flush();
        self.out.push(inline);
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            let text = std::mem::take(&mut self.plain);
            self.out.push(Inline::Text { text });
        }
    }
}

/// `[text](address "title")` and what follows it.
fn bracketed(rest: &str) -> Option<(&str, &str, &str)> {
    let (text, after) = rest.strip_prefix('[')?.split_once("](")?;
    let (inside, after) = after.split_once(')')?;
    let url = inside.split_whitespace().next().unwrap_or_default();
    let sound = !text.contains('[') || text.starts_with("![");
    sound.then_some((text, url, after))
}
