//! Reads the few elements of which a message's page is made.

use super::writer::{Look, Shape, Writer};
use crate::entities::decoded;

/// So much of a page is read, in bytes.
const MOST: usize = 256 * 1024;
/// The name of an element is no longer.
const LONGEST_NAME: usize = 20;

/// Words as they stand in a page.
pub(crate) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            '\r' => {}
            c => out.push(c),
        }
    }
    out
}

/// Reads a page. It is walked from left to right, so that no depth of it
/// costs anything.
pub(super) fn read_page(writer: &mut Writer<'_>, page: &str) {
    let mut reader = Reader { writer, quotes: 0, held: None, hidden: 0 };
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        reader.text(before);
        if page.len() - after.len() > MOST || reader.writer.is_full() {
            rest = "";
            break;
        }
        let begins = |c: char| c.is_ascii_alphabetic() || c == '/' || c == '!';
        rest = match after.strip_prefix("!--") {
            Some(comment) => comment.split_once("-->").map_or("", |it| it.1),
            None if after.starts_with(begins) => match after.split_once('>') {
                Some((tag, rest)) => {
                    reader.tag(tag);
                    rest
                }
                None => "",
            },
            None => {
                reader.text("<");
                after
            }
        };
    }
    reader.text(rest);
    reader.release();
    reader.writer.fresh();
    reader.writer.shape = Shape::Paragraph;
    reader.writer.look = Look::Plain;
}

/// Words that are held back until it is known whom or what they name.
enum Held {
    Link(String, String),
    At(Option<i64>, String),
}

struct Reader<'r, 'w> {
    writer: &'r mut Writer<'w>,
    quotes: usize,
    held: Option<Held>,
    hidden: usize,
}

impl Reader<'_, '_> {
    fn text(&mut self, text: &str) {
        if text.is_empty() || self.hidden > 0 {
            return;
        }
        let text = decoded(text);
        if let Some(Held::Link(words, _) | Held::At(_, words)) = &mut self.held
        {
            words.push_str(&text.replace(['\n', '\r', '\u{a0}'], " "));
            return;
        }
        if self.writer.shape == Shape::Pre {
            return self.writer.plain(&text);
        }
        if text.trim().is_empty() {
            return self.writer.space();
        }
        let folded: Vec<&str> = text.split_whitespace().collect();
        if text.starts_with(char::is_whitespace) {
            self.writer.space();
        }
        self.writer.plain(&folded.join(" "));
        if text.ends_with(char::is_whitespace) {
            self.writer.space();
        }
    }

    fn tag(&mut self, tag: &str) {
        let closes = tag.starts_with('/');
        let bare = tag.trim_start_matches('/');
        let name = bare.chars().take_while(char::is_ascii_alphanumeric);
        let name: String = name.take(LONGEST_NAME).collect();
        let name = name.to_ascii_lowercase();
        if matches!(name.as_str(), "script" | "style" | "head" | "template") {
            self.hidden = step(self.hidden, closes);
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match name.as_str() {
            "a" | "at" | "emoji" | "img" => self.named(&name, closes, bare),
            "strong" | "b" => self.looks(Look::Bold, closes),
            "em" | "i" => self.looks(Look::Italic, closes),
            "s" | "strike" | "del" => self.looks(Look::Strike, closes),
            "code" => self.looks(Look::Code, closes),
            _ => self.block(&name, closes),
        }
    }

    fn looks(&mut self, look: Look, closes: bool) {
        self.writer.look = if closes { Look::Plain } else { look };
    }

    fn block(&mut self, name: &str, closes: bool) {
        match name {
            "br" => self.writer.line_break(),
            "td" | "th" if closes => self.writer.space(),
            "p" | "div" | "ul" | "ol" | "table" | "tr" | "hr" | "h1" | "h2"
            | "h3" | "h4" | "h5" | "h6" => self.begins(self.around()),
            "li" => match closes {
                true => self.begins(self.around()),
                false => self.begins(Shape::Item),
            },
            "pre" | "codeblock" => match closes {
                true => self.begins(self.around()),
                false => self.begins(Shape::Pre),
            },
            "blockquote" => {
                self.release();
                self.writer.fresh();
                self.quotes = step(self.quotes, closes);
                self.writer.shape = self.around();
            }
            _ => {}
        }
    }

    fn named(&mut self, name: &str, closes: bool, tag: &str) {
        match (name, closes) {
            ("a" | "at", true) => self.release(),
            ("a", false) => {
                self.release();
                let to = attribute(tag, "href").unwrap_or_default();
                self.held = Some(Held::Link(String::new(), to));
            }
            ("at", false) => {
                self.release();
                let number =
                    attribute(tag, "id").and_then(|it| it.parse().ok());
                self.held = Some(Held::At(number, String::new()));
            }
            // A picture is there with the words that stand in for it.
            (_, false) => {
                let words = attribute(tag, "alt").unwrap_or_default();
                self.text(&words.replace('&', "&amp;"));
            }
            (_, true) => {}
        }
    }

    /// Inside of a quotation all of it is one.
    fn around(&self) -> Shape {
        if self.quotes > 0 { Shape::Quote } else { Shape::Paragraph }
    }

    fn begins(&mut self, shape: Shape) {
        self.release();
        // The paragraph of an item is the item.
        let inside = self.writer.shape == Shape::Item
            && shape == Shape::Paragraph
            && self.writer.is_empty();
        self.writer.fresh();
        if !inside {
            self.writer.shape = shape;
        }
    }

    fn release(&mut self) {
        match self.held.take() {
            Some(Held::Link(words, to)) => self.writer.link(&words, &to),
            Some(Held::At(number, words)) => self.writer.at(number, &words),
            None => {}
        }
    }
}

fn step(depth: usize, closes: bool) -> usize {
    if closes { depth.saturating_sub(1) } else { depth.saturating_add(1) }
}

/// The value of an attribute.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let key = before.split_whitespace().next_back().unwrap_or_default();
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => after
                .strip_prefix(quote)
                .and_then(|it| it.split_once(quote))
                .unwrap_or((after, "")),
            None => {
                let end = |c: char| c.is_whitespace() || c == '/';
                after.split_once(end).unwrap_or((after, ""))
            }
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(decoded(value.trim()));
        }
        rest = next;
    }
    None
}
