//! Slack's markup within a line.

use domain::Inline;
use domain::text::clean;

use super::emoji;
use super::writer::{Style, Writer, at, link, styled};

/// Styles lie in one another at most so deep.
const DEEPEST: u8 = 4;

/// Reads a line.
pub(super) fn read(text: &str, to: &mut Writer<'_>) -> Vec<Inline> {
    let mut reader = Reader::new(to, DEEPEST);
    reader.run(text);
    reader.done()
}

/// The words of a text whose markup is not wanted: code.
pub(super) fn bare(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let Some((inside, behind)) = after.split_once('>') else {
            words.push('<');
            rest = after;
            continue;
        };
        let (target, label) = split(inside);
        words.push_str(label.unwrap_or(target));
        rest = behind;
    }
    words.push_str(rest);
    unescaped(&words)
}

/// `&amp;` comes last, so that what was typed as "&amp;lt;" stays "&lt;".
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn split(inside: &str) -> (&str, Option<&str>) {
    match inside.split_once('|') {
        Some((target, label)) => (target, Some(label)),
        None => (inside, None),
    }
}

struct Reader<'r, 'a> {
    to: &'r mut Writer<'a>,
    deep: u8,
    words: String,
    all: Vec<Inline>,
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(to: &'r mut Writer<'a>, deep: u8) -> Reader<'r, 'a> {
        Reader { to, deep, words: String::new(), all: Vec::new() }
    }

    fn run(&mut self, text: &str) {
        let mut rest = text;
        while let Some(sign) = rest.chars().next() {
            rest = self
                .marked(sign, rest)
                .unwrap_or_else(|| self.literally(sign, rest));
        }
    }

    fn literally<'t>(&mut self, sign: char, rest: &'t str) -> &'t str {
        self.words.push(sign);
        rest.get(sign.len_utf8()..).unwrap_or("")
    }

    /// Reads what begins with a sign; nothing if it is only a character.
    fn marked<'t>(&mut self, sign: char, rest: &'t str) -> Option<&'t str> {
        let after = rest.get(sign.len_utf8()..)?;
        match sign {
            '<' => self.control(after),
            '`' => self.code(after),
            '*' => self.style(Style::Bold, sign, after),
            '_' => self.style(Style::Italic, sign, after),
            '~' => self.style(Style::Strike, sign, after),
            ':' => self.emoji(after),
            _ => None,
        }
    }

    fn control<'t>(&mut self, after: &'t str) -> Option<&'t str> {
        let (inside, behind) = after.split_once('>')?;
        if inside.is_empty() || inside.contains('<') {
            return None;
        }
        let (target, label) = split(inside);
        let inline = match target.chars().next()? {
            '@' => self.to.person(target.get(1..)?),
            '#' => self.to.channel(target.get(1..)?, label),
            '!' => self.special(target.get(1..)?, label),
            _ => link(&unescaped(target), label.map(unescaped).as_deref()),
        };
        self.push(inline);
        Some(behind)
    }

    fn special(&mut self, target: &str, label: Option<&str>) -> Inline {
        if let Some(id) = target.strip_prefix("subteam^") {
            return self.to.group(id, label);
        }
        if matches!(target, "here" | "channel" | "everyone") {
            return at(target);
        }
        // A date, and whatever comes: what it says where it is not known.
        let words =
            label.unwrap_or_else(|| target.split('^').next().unwrap_or(target));
        styled(Style::Plain, &unescaped(words))
    }

    fn code<'t>(&mut self, after: &'t str) -> Option<&'t str> {
        let (inside, behind) = after.split_once('`')?;
        if inside.trim().is_empty() {
            return None;
        }
        self.push(styled(Style::Code, &bare(inside)));
        Some(behind)
    }

    /// A style begins and ends at the edge of words: `5*3*2` has none.
    fn style<'t>(
        &mut self,
        style: Style,
        sign: char,
        after: &'t str,
    ) -> Option<&'t str> {
        let before = self.before();
        let opens = before.is_none_or(|c| !c.is_alphanumeric())
            && after
                .chars()
                .next()
                .is_some_and(|c| !c.is_whitespace() && c != sign);
        if !opens || self.deep == 0 {
            return None;
        }
        let (inside, behind) = closed(sign, after)?;
        let mut within = Reader::new(self.to, self.deep - 1);
        within.run(inside);
        let within = within.done();
        self.flush();
        self.all.extend(within.into_iter().map(|inline| match inline {
            Inline::Text { text } => restyled(style, text),
            other => other,
        }));
        Some(behind)
    }

    fn emoji<'t>(&mut self, after: &'t str) -> Option<&'t str> {
        let (name, behind) = after.split_once(':')?;
        if !emoji::is_name(name) {
            return None;
        }
        // Behind a skin tone nothing is shown: the emoji is named already.
        if !name.starts_with("skin-tone-") {
            self.words.push_str(&emoji::shown(name));
        }
        Some(behind)
    }

    fn before(&self) -> Option<char> {
        self.words.chars().next_back().or_else(|| {
            self.all.last().and_then(|i| i.words().chars().next_back())
        })
    }

    fn push(&mut self, inline: Inline) {
        self.flush();
        self.all.push(inline);
    }

    fn flush(&mut self) {
        if !self.words.is_empty() {
            let text = clean(&unescaped(&self.words));
            self.words.clear();
            self.all.push(Inline::Text { text });
        }
    }

    fn done(mut self) -> Vec<Inline> {
        self.flush();
        self.all
    }
}

fn restyled(style: Style, text: String) -> Inline {
    match style {
        Style::Plain => Inline::Text { text },
        Style::Bold => Inline::Bold { text },
        Style::Italic => Inline::Italic { text },
        Style::Strike => Inline::Strike { text },
        Style::Code => Inline::Code { text },
    }
}

/// Looks for the sign that closes a style.
fn closed(sign: char, after: &str) -> Option<(&str, &str)> {
    let mut last = ' ';
    for (at, c) in after.char_indices() {
        if c == sign && !last.is_whitespace() {
            let behind = after.get(at + c.len_utf8()..)?;
            let ends = behind.chars().next();
            if ends.is_none_or(|c| !c.is_alphanumeric() && c != sign) {
                return Some((after.get(..at)?, behind));
            }
        }
        last = c;
    }
    None
}
