//! The words of a mail that was written as a page.

use crate::entities::decoded;

/// So much of a page is read, and so much is made of it, in bytes.
const MOST: usize = 256 * 1024;
/// Quotations deeper than this look like this.
const DEEPEST: usize = 3;

/// What a page says, as lines; what it quotes begins with ">".
#[must_use]
pub(super) fn words_of(page: &str) -> String {
    let mut reader = Reader::default();
    let mut rest = page;
    let mut read = 0;
    while let Some((before, after)) = rest.split_once('<') {
        reader.text(before);
        read += before.len();
        if read > MOST || reader.out.len() > MOST {
            return reader.end();
        }
        rest = match after.strip_prefix("!--") {
            Some(comment) => {
                comment.split_once("-->").map_or("", |(_, rest)| rest)
            }
            None if !after.starts_with(|c: char| {
                c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')
            }) =>
            {
                reader.text("<");
                after
            }
            None => match after.split_once('>') {
                Some((tag, rest)) => {
                    read += tag.len();
                    reader.tag(tag);
                    rest
                }
                None => "",
            },
        };
    }
    reader.text(rest);
    reader.end()
}

/// An element whose text nobody sees.
#[derive(Debug)]
struct Hidden {
    name: String,
    depth: usize,
}

#[derive(Debug, Default)]
struct Reader {
    out: String,
    quotes: usize,
    pre: usize,
    hidden: Option<Hidden>,
    link: Option<(String, usize)>,
}

impl Reader {
    fn text(&mut self, text: &str) {
        if self.hidden.is_some() || text.is_empty() {
            return;
        }
        let text = decoded(text);
        if self.pre > 0 {
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    self.break_line();
                }
                self.push(line);
            }
            return;
        }
        for (number, word) in text.split(is_blank).enumerate() {
            let spaced = self.out.is_empty() || self.out.ends_with([' ', '\n']);
            if number > 0 && !spaced {
                self.out.push(' ');
            }
            self.push(word);
        }
    }

    /// Words on the line that is being written.
    fn push(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if self.out.is_empty() || self.out.ends_with('\n') {
            for _ in 0..self.quotes.min(DEEPEST) {
                self.out.push_str("> ");
            }
        }
        self.out.push_str(words);
    }

    fn break_line(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
    }

    /// Begins a line, if one has begun.
    fn fresh_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.break_line();
        }
    }

    /// Leaves a line empty.
    fn apart(&mut self) {
        self.fresh_line();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn tag(&mut self, tag: &str) {
        let closes = tag.starts_with('/');
        let bare = tag.trim_start_matches('/');
        let name: String = bare
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(20)
            .collect::<String>()
            .to_ascii_lowercase();
        let empty = tag.ends_with('/') || is_void(&name);
        if let Some(hidden) = &mut self.hidden {
            if hidden.name == name && !empty {
                hidden.depth = match closes {
                    true => hidden.depth.saturating_sub(1),
                    false => hidden.depth.saturating_add(1),
                };
            }
            if hidden.depth == 0 {
                self.hidden = None;
            }
            return;
        }
        if !closes && !empty && is_hidden(&name, bare) {
            self.hidden = Some(Hidden { name, depth: 1 });
            return;
        }
        self.seen((&name, closes), bare);
    }

    fn seen(&mut self, (name, closes): (&str, bool), tag: &str) {
        match name {
            "br" => self.break_line(),
            "p" | "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5"
            | "h6" | "hr" => self.apart(),
            "div" | "tr" | "section" | "article" => self.fresh_line(),
            "td" | "th" if closes => self.text(" "),
            "li" if !closes => {
                self.fresh_line();
                self.push("- ");
            }
            "pre" => {
                self.apart();
                self.pre = step(self.pre, closes);
            }
            "blockquote" => {
                self.apart();
                self.quotes = step(self.quotes, closes);
            }
            "a" if closes => self.close_link(),
            "a" => {
                self.link =
                    attribute(tag, "href").map(|to| (to, self.out.len()));
            }
            _ => {}
        }
    }

    /// Says where a link leads, where its words do not.
    fn close_link(&mut self) {
        let Some((to, from)) = self.link.take() else { return };
        let web = to.starts_with("https://") || to.starts_with("http://");
        let label = self.out.get(from..).unwrap_or_default().trim();
        if web && !label.is_empty() && label.trim_end_matches('/') != to {
            let to = to.trim_end_matches('/').to_owned();
            if label != to {
                self.push(&format!(" ({to})"));
            }
        }
    }

    fn end(self) -> String {
        self.out.trim().to_owned()
    }
}

fn step(depth: usize, closes: bool) -> usize {
    if closes { depth.saturating_sub(1) } else { depth.saturating_add(1) }
}

/// White space that a page folds; a space that does not break is kept.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr" | "img" | "meta" | "link" | "input" | "col" | "wbr"
    )
}

fn is_hidden(name: &str, tag: &str) -> bool {
    if matches!(name, "script" | "style" | "head" | "title" | "template") {
        return true;
    }
    let style = attribute(tag, "style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.to_ascii_lowercase().contains("display:none")
}

/// The value of an attribute.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let key = before.split_whitespace().next_back().unwrap_or_default();
        let after = after.trim_start();
        let (value, next) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after
                .strip_prefix(quote)
                .and_then(|it| it.split_once(quote))
                .unwrap_or((after, "")),
            _ => after.split_once(is_blank).unwrap_or((after, "")),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(decoded(value.trim()));
        }
        rest = next;
    }
    None
}

#[cfg(test)]
mod tests;
