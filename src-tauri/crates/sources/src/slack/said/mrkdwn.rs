//! Slack's own markup: paragraphs, quotations, code fences.

use domain::Inline;

use super::inline;
use super::writer::{Style, Writer, styled};

const FENCE: &str = "```";
/// Markup takes room, so a little more is read than is kept.
const MOST_BYTES: usize = 2 * domain::text::MAX_BYTES;
/// Markup is looked for in lines up to this length.
const LONGEST_LINE: usize = 8_000;
/// More lines than this are not looked at.
const MOST_LINES: usize = 5_000;

/// Writes a marked-up text.
pub(super) fn write(text: &str, to: &mut Writer<'_>) {
    let text = beginning(text, MOST_BYTES);
    let mut fenced = false;
    let closed = text.matches(FENCE).count() / 2 * 2;
    for (i, part) in text.split(FENCE).enumerate() {
        // A fence that nobody closed is three characters.
        if i > closed {
            lines(&format!("{FENCE}{part}"), to);
        } else if fenced {
            to.pre(inline::bare(part).trim_matches('\n'));
        } else {
            lines(part, to);
        }
        fenced = !fenced;
    }
}

/// Reads one line's markup; a very long line is read as it is.
pub(super) fn line(text: &str, to: &mut Writer<'_>) -> Vec<Inline> {
    if text.len() > LONGEST_LINE {
        return vec![styled(Style::Plain, &inline::bare(text))];
    }
    inline::read(text, to)
}

/// No more of a text than will be kept, and a little.
fn beginning(text: &str, bytes: usize) -> &str {
    let end =
        (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    end.and_then(|end| text.get(..end)).unwrap_or("")
}

/// The ids of people that a text names.
pub(super) fn people(text: &str) -> Vec<String> {
    text.split("<@")
        .skip(1)
        .filter_map(|after| after.split_once('>'))
        .map(|(inside, _)| inside.split('|').next().unwrap_or(""))
        .filter(|id| is_id(id))
        .map(str::to_owned)
        .collect()
}

fn is_id(id: &str) -> bool {
    (2..=20).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn lines(text: &str, to: &mut Writer<'_>) {
    let mut paragraph = Paragraph::default();
    let mut rest_is_quote = false;
    for line in text.trim_matches('\n').lines().take(MOST_LINES) {
        let (quoted, words) = if rest_is_quote {
            (true, line)
        } else if let Some(words) = strip(line, 3) {
            rest_is_quote = true;
            (true, words)
        } else if let Some(words) = strip(line, 1) {
            (true, words.strip_prefix(' ').unwrap_or(words))
        } else {
            (false, line)
        };
        if quoted != paragraph.quoted || words.trim().is_empty() {
            paragraph.end(to);
        }
        paragraph.quoted = quoted;
        paragraph.line(words, to);
    }
    paragraph.end(to);
}

/// A line without the signs that quote it, escaped or not.
fn strip(line: &str, signs: usize) -> Option<&str> {
    (0..signs).try_fold(line, |rest, _| {
        rest.strip_prefix("&gt;").or_else(|| rest.strip_prefix('>'))
    })
}

#[derive(Default)]
struct Paragraph {
    inlines: Vec<Inline>,
    quoted: bool,
    before: Option<(usize, usize)>,
}

impl Paragraph {
    fn line(&mut self, words: &str, to: &mut Writer<'_>) {
        if words.trim().is_empty() {
            return;
        }
        if self.inlines.is_empty() {
            self.before = Some(to.position());
        } else {
            self.inlines.push(styled(Style::Plain, "\n"));
        }
        self.inlines.extend(line(words, to));
    }

    fn end(&mut self, to: &mut Writer<'_>) {
        let inlines = std::mem::take(&mut self.inlines);
        let before = self.before.take();
        if self.quoted {
            to.quote(inlines);
            // Whom a quotation names is not named by who quotes.
            if let Some(before) = before {
                to.quote_since(before);
            }
        } else {
            to.paragraph(inlines);
        }
    }
}
