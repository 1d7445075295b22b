//! The lines of an iCalendar text, unfolded and taken apart.

/// One line: a name, what is said about it, and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// In capitals.
    pub(super) name: String,
    /// Names in capitals, and values.
    pub(super) parameters: Vec<(String, String)>,
    /// As it stands there.
    pub(super) value: String,
}

impl Line {
    /// What is said about it under a name.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut all = self.parameters.iter();
        all.find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The lines of a text; what is no line is left out.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut whole: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix([' ', '\t']), whole.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            (None | Some(_), _) => whole.push(line.to_owned()),
        }
    }
    whole.iter().filter_map(|line| taken_apart(line)).collect()
}

fn taken_apart(line: &str) -> Option<Line> {
    let (head, value) = outside_quotes(line, ':')?;
    let mut parts = split_outside_quotes(head, ';').into_iter();
    let name = parts.next()?.trim().to_uppercase();
    let parameters = parts
        .filter_map(|part| {
            let (key, value) = part.split_once('=')?;
            let value = value.trim_matches('"').to_owned();
            Some((key.trim().to_uppercase(), value))
        })
        .collect();
    Some(Line { name, parameters, value: value.trim().to_owned() })
}

/// Both sides of the first such character that stands in no quotation.
fn outside_quotes(text: &str, at: char) -> Option<(&str, &str)> {
    let mut quoted = false;
    for (index, c) in text.char_indices() {
        if c == '"' {
            quoted = !quoted;
        } else if c == at && !quoted {
            return Some((
                text.get(..index)?,
                text.get(index + at.len_utf8()..)?,
            ));
        }
    }
    None
}

fn split_outside_quotes(text: &str, at: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((part, more)) = outside_quotes(rest, at) {
        parts.push(part);
        rest = more;
    }
    parts.push(rest);
    parts
}

/// A text with its escapes undone.
pub(super) fn plain(value: &str) -> String {
    let mut plain = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('n' | 'N') => plain.push(' '),
            Some(other) => plain.push(other),
            None => {}
        }
    }
    plain
}
