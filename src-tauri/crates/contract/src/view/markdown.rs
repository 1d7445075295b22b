//! Reads the little Markdown that notes know: paragraphs, lists, code, bold,
//! italic and links.

use domain::text::clean;
use domain::{Block, Inline, Text};

/// A note as a tree of typed pieces. Whatever is no Markdown, HTML above all,
/// is plain words.
pub(super) fn read(markdown: &str) -> Text {
    let words = clean(markdown);
    let mut reader = Reader::default();
    for line in words.lines() {
        reader.line(line);
    }
    reader.end();
    Text { blocks: reader.blocks }
}

/// What a line goes on with.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    Paragraph(String),
    Item(String),
    Fence(String),
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Open,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let fence = line.trim_start().starts_with("```");
        match &mut self.open {
            Open::Fence(_) if fence => self.end(),
            Open::Fence(code) => {
                if !code.is_empty() {
                    code.push('\n');
                }
                code.push_str(line);
            }
            Open::Nothing | Open::Paragraph(_) | Open::Item(_) if fence => {
                self.end();
                self.open = Open::Fence(String::new());
            }
            Open::Nothing | Open::Paragraph(_) | Open::Item(_) => {
                self.words(line);
            }
        }
    }

    fn words(&mut self, line: &str) {
        let bare = line.trim();
        if bare.is_empty() {
            return self.end();
        }
        if let Some(words) = item(bare) {
            self.end();
            self.open = Open::Item(words.to_owned());
            return;
        }
        let indented = line.starts_with([' ', '\t']);
        match &mut self.open {
            Open::Paragraph(words) => {
                words.push('\n');
                words.push_str(bare);
            }
            Open::Item(words) if indented => {
                words.push('\n');
                words.push_str(bare);
            }
            Open::Nothing | Open::Item(_) | Open::Fence(_) => {
                self.end();
                self.open = Open::Paragraph(bare.to_owned());
            }
        }
    }

    fn end(&mut self) {
        let block = match std::mem::take(&mut self.open) {
            Open::Nothing => return,
            Open::Paragraph(words) => {
                Block::Paragraph { inlines: inlines(&words) }
            }
            Open::Item(words) => Block::Item { inlines: inlines(&words) },
            Open::Fence(text) => Block::Pre { text },
        };
        self.blocks.push(block);
    }
}

/// The words of a line that is an item of a list.
fn item(line: &str) -> Option<&str> {
    let words =
        ["- ", "* ", "+ "].iter().find_map(|m| line.strip_prefix(*m))?;
    Some(words.trim_start())
}

fn inlines(words: &str) -> Vec<Inline> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut before = None;
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        if let Some((piece, after)) = marked(rest, before) {
            if !plain.is_empty() {
                let text = std::mem::take(&mut plain);
                pieces.push(Inline::Text { text });
            }
            pieces.push(piece);
            before = Some('.');
            rest = after;
            continue;
        }
        let (c, after) = literal(rest, c);
        plain.push(c);
        before = Some(c);
        rest = after;
    }
    if !plain.is_empty() {
        pieces.push(Inline::Text { text: plain });
    }
    pieces
}

/// The next character, with its backslash if it would be a mark without one.
fn literal(rest: &str, c: char) -> (char, &str) {
    let mut letters = rest.chars();
    letters.next();
    let after = letters.as_str();
    let next = letters.next();
    match next {
        Some(mark) if c == '\\' && "\\`*_[]<".contains(mark) => {
            (mark, letters.as_str())
        }
        Some(_) | None => (c, after),
    }
}

/// A piece that begins here, and what follows it.
fn marked(rest: &str, before: Option<char>) -> Option<(Inline, &str)> {
    let within_word = before.is_some_and(char::is_alphanumeric);
    code(rest)
        .or_else(|| bold(rest))
        .or_else(|| italic(rest).filter(|_| !within_word))
        .or_else(|| link(rest))
        .or_else(|| address(rest).filter(|_| !within_word))
}

fn code(rest: &str) -> Option<(Inline, &str)> {
    let (text, after) = rest.strip_prefix('`')?.split_once('`')?;
    let text = text.to_owned();
    (!text.is_empty()).then_some((Inline::Code { text }, after))
}

fn bold(rest: &str) -> Option<(Inline, &str)> {
    let (text, after) = rest.strip_prefix("**")?.split_once("**")?;
    tight(text).then(|| (Inline::Bold { text: text.to_owned() }, after))
}

fn italic(rest: &str) -> Option<(Inline, &str)> {
    let mark = rest.chars().next().filter(|c| matches!(c, '*' | '_'))?;
    let (text, after) = rest.strip_prefix(mark)?.split_once(mark)?;
    let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == mark);
    (tight(text) && ends)
        .then(|| (Inline::Italic { text: text.to_owned() }, after))
}

/// Marks hug what they mark.
fn tight(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
}

fn link(rest: &str) -> Option<(Inline, &str)> {
    if let Some(inner) = rest.strip_prefix('<') {
        let (url, after) = inner.split_once('>')?;
        return is_address(url).then(|| (linked(url, url), after));
    }
    let (text, tail) = rest.strip_prefix('[')?.split_once("](")?;
    let (url, after) = tail.split_once(')')?;
    let sound = tight(text) && !text.contains('[') && is_address(url);
    sound.then(|| (linked(text, url), after))
}

/// An address that stands in the text by itself, without the full stop or the
/// bracket that follows it.
fn address(rest: &str) -> Option<(Inline, &str)> {
    let scheme =
        ["https://", "http://"].iter().find(|s| rest.starts_with(*s))?;
    let end = rest.find(|c: char| c.is_whitespace() || "<>\"`".contains(c));
    let (whole, _) = rest.split_at(end.unwrap_or(rest.len()));
    let url = whole.trim_end_matches(|c| ".,;:!?)]'*_".contains(c));
    if url.len() <= scheme.len() {
        return None;
    }
    Some((linked(url, url), rest.strip_prefix(url)?))
}

fn is_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && !url.contains(char::is_whitespace)
}

fn linked(text: &str, url: &str) -> Inline {
    Inline::Link { text: text.to_owned(), url: url.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Inline {
        Inline::Text { text: words.to_owned() }
    }

    fn one(markdown: &str) -> Vec<Inline> {
        match read(markdown).blocks.as_slice() {
            [Block::Paragraph { inlines }] => inlines.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn paragraphs_lists_and_code_stand_apart() {
        let read = read("First\nline\n\n- one\n  more\n- two\n```sh\n- x\n```");
        let say = |words: &str| vec![text(words)];
        assert_eq!(
            read.blocks,
            [
                Block::Paragraph { inlines: say("First\nline") },
                Block::Item { inlines: say("one\nmore") },
                Block::Item { inlines: say("two") },
                Block::Pre { text: "- x".into() },
            ]
        );
    }

    #[test]
    fn words_are_bold_italic_and_code() {
        assert_eq!(
            one("**now** or *soon*, see `a*b*c`"),
            [
                Inline::Bold { text: "now".into() },
                text(" or "),
                Inline::Italic { text: "soon".into() },
                text(", see "),
                Inline::Code { text: "a*b*c".into() },
            ]
        );
    }

    #[test]
    fn what_only_looks_like_a_mark_is_plain_words() {
        for words in ["2 * 3 * 4", "snake_case_name", "**open", "[x](y)", "a `"]
        {
            assert_eq!(one(words), [text(words)], "{words}");
        }
        assert_eq!(one("\\*not\\*"), [text("*not*")]);
    }

    #[test]
    fn html_is_plain_words() {
        let words = "<img src=x onerror=alert(1)> <b>no</b>";
        assert_eq!(one(words), [text(words)]);
    }

    #[test]
    fn links_are_named_bracketed_or_bare() {
        let url = "https://a.test/x";
        let bare = || linked(url, url);
        assert_eq!(one("[run](https://a.test/x)"), [linked("run", url)]);
        assert_eq!(one("<https://a.test/x>"), [bare()]);
        assert_eq!(
            one("(see https://a.test/x)."),
            [text("(see "), bare(), text(").")]
        );
        assert_eq!(
            one("[x](javascript:alert(1))"),
            [text("[x](javascript:alert(1))")]
        );
    }

    #[test]
    fn no_text_is_too_odd_to_be_read() {
        for odd in ["```", "`", "**", "[](", "<", "\\", "- ", "https://", "_é_"]
        {
            read(&odd.repeat(500));
        }
    }
}
