//! A text becomes sentences of words, without what the author only cites.

/// Longer sentences are dumps and no promises.
const MOST_WORDS: usize = 80;

/// Words that a full stop shortens instead of ending a sentence.
const SHORTENED: &[&str] =
    &["min", "mins", "hr", "hrs", "sec", "approx", "ca", "pm", "am", "resp"];

/// A word, a figure, or the place where a clause ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In small letters; of a break its sign.
    pub(super) low: String,
    /// It was written in capitals throughout.
    pub(super) loud: bool,
    /// Where it begins in the text, in bytes.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
}

impl Word {
    /// Whether a clause ends here.
    pub(super) fn breaks(&self) -> bool {
        matches!(
            self.low.as_str(),
            "," | ";" | ":" | "(" | ")" | "-" | "and" | "but" | "so" | "then"
        )
    }
}

/// Words up to a full stop, a mark or the end of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) words: Vec<Word>,
    /// It ends with a question mark.
    pub(super) asks: bool,
}

/// The sentences of a text, in order.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let spoken = spoken(text);
    let chars: Vec<(usize, char)> = spoken.char_indices().collect();
    let mut all = Vec::new();
    let mut sentence = Sentence::default();
    let mut rest = chars.as_slice();
    while let Some(((at, c), after)) = rest.split_first() {
        if c.is_alphanumeric() {
            let (word, left) = word(rest);
            sentence.words.push(word);
            rest = left;
            continue;
        }
        let ends = match c {
            '\n' | '!' | '?' | '？' | '…' => true,
            '.' => !shortens(&sentence, after),
            _ => false,
        };
        if ends {
            sentence.asks = matches!(c, '?' | '？');
            all.push(std::mem::take(&mut sentence));
        } else if let Some(sign) = sign(*c, after) {
            let low = sign.to_owned();
            let to = at + c.len_utf8();
            sentence.words.push(Word { low, loud: false, from: *at, to });
        }
        rest = after;
    }
    all.push(sentence);
    all.retain(|it| (1..=MOST_WORDS).contains(&it.words.len()));
    all
}

/// A sign at which a clause ends. A hyphen ends one between spaces, and joins
/// words otherwise.
fn sign(c: char, after: &[(usize, char)]) -> Option<&'static str> {
    match c {
        ',' => Some(","),
        ';' => Some(";"),
        ':' => Some(":"),
        '(' => Some("("),
        ')' => Some(")"),
        '–' | '—' => Some("-"),
        '-' if after.first().is_none_or(|(_, c)| c.is_whitespace()) => {
            Some("-")
        }
        _ => None,
    }
}

fn shortens(sentence: &Sentence, after: &[(usize, char)]) -> bool {
    let known = sentence
        .words
        .last()
        .is_some_and(|word| SHORTENED.contains(&word.low.as_str()));
    let next = after.iter().find(|(_, c)| !c.is_whitespace());
    let goes_on = next.is_some_and(|(_, c)| c.is_lowercase() || *c == ',');
    known && goes_on
}

type Chars<'c> = &'c [(usize, char)];

/// One word; a figure ends where its letters begin, so that "30min" is two.
fn word(chars: Chars<'_>) -> (Word, Chars<'_>) {
    let figure = chars.first().is_some_and(|(_, c)| c.is_ascii_digit());
    let mut raw = String::new();
    let mut to = 0;
    let mut rest = chars;
    while let Some(((at, c), after)) = rest.split_first() {
        let next = after.first().map(|(_, next)| *next);
        let belongs = if figure {
            c.is_ascii_digit()
                || matches!(c, ':' | '.' | ',' | '/' | '-')
                    && next.is_some_and(|next| next.is_ascii_digit())
        } else {
            c.is_alphabetic()
                || matches!(c, '\'' | '’')
                    && next.is_some_and(char::is_alphabetic)
                || c.is_numeric() && !c.is_ascii_digit()
                || c.is_ascii_digit() && !raw.is_empty()
        };
        if !belongs {
            break;
        }
        raw.push(if *c == '’' { '\'' } else { *c });
        to = at + c.len_utf8();
        rest = after;
    }
    let from = chars.first().map_or(0, |(at, _)| *at);
    let loud = raw.chars().all(char::is_uppercase);
    let mut word = Word { low: raw.to_lowercase(), loud, from, to };
    if let Some((half, left)) = half_of_day(&word, rest) {
        word.low = half.to_owned();
        word.to = left.first().map_or(to, |(at, _)| *at);
        rest = left;
    }
    (word, rest)
}

/// "p.m." is one word.
fn half_of_day<'c>(
    word: &Word,
    rest: Chars<'c>,
) -> Option<(&'static str, Chars<'c>)> {
    let half = match word.low.as_str() {
        "p" => "pm",
        "a" => "am",
        _ => return None,
    };
    let [(_, '.'), (_, 'm' | 'M'), left @ ..] = rest else { return None };
    match left {
        [(_, '.'), left @ ..] => Some((half, left)),
        _ => Some((half, left)),
    }
}

/// The text with everything blank that its author only cites: quotations,
/// code, addresses, and those who are called. Each word stays in its place.
fn spoken(text: &str) -> String {
    let mut spoken = String::with_capacity(text.len());
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        let fence = start.starts_with("```");
        fenced ^= fence;
        if fence || fenced || start.starts_with('>') {
            spoken.extend(line.chars().flat_map(blank));
        } else {
            own(line, &mut spoken);
        }
    }
    spoken
}

/// Spaces that fill the place of a character; lines stay lines.
fn blank(c: char) -> impl Iterator<Item = char> {
    let fill = if c == '\n' { '\n' } else { ' ' };
    std::iter::repeat_n(fill, c.len_utf8())
}

/// What closes a quotation that this opens.
fn closing(c: char) -> Option<char> {
    match c {
        '`' => Some('`'),
        '"' => Some('"'),
        '“' | '”' | '„' => Some('”'),
        '«' => Some('»'),
        _ => None,
    }
}

fn own(line: &str, spoken: &mut String) {
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let cited = closing(c)
            .and_then(|end| Some(after.find(end)? + end.len_utf8()))
            .or_else(|| (c == '@').then(|| chunk(after)))
            .or_else(|| address(rest).map(|len| len - c.len_utf8()));
        let cited = cited.map_or(0, |len| len + c.len_utf8());
        let (cite, left) = rest.split_at_checked(cited).unwrap_or((rest, ""));
        if cited == 0 {
            spoken.push(c);
            rest = after;
        } else {
            spoken.extend(cite.chars().flat_map(blank));
            rest = left;
        }
    }
}

/// How long the run of letters without a space is.
fn chunk(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '-'))
        .unwrap_or(text.len())
}

/// How long the address at the beginning is.
fn address(text: &str) -> Option<usize> {
    let starts = |scheme: &str| text.starts_with(scheme);
    (starts("https://") || starts("http://"))
        .then(|| text.find(char::is_whitespace).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        sentences(text)
            .iter()
            .map(|sentence| {
                let words: Vec<_> =
                    sentence.words.iter().map(|w| w.low.as_str()).collect();
                let mark = if sentence.asks { " ?" } else { "" };
                format!("{}{mark}", words.join(" "))
            })
            .collect()
    }

    #[test]
    fn figures_and_their_units_are_words() {
        assert_eq!(read("back in 30min"), ["back in 30 min"]);
        assert_eq!(read("by 3pm."), ["by 3 pm"]);
        assert_eq!(read("by 3 p.m. today"), ["by 3 pm today"]);
        assert_eq!(read("15:00-15:30"), ["15:00-15:30"]);
        assert_eq!(read("1h30, ok"), ["1 h30 , ok"]);
        assert_eq!(read("30-min slots"), ["30 min slots"]);
    }

    #[test]
    fn a_sentence_ends_with_its_mark() {
        assert_eq!(read("Really? Yes. ok"), ["really ?", "yes", "ok"]);
        assert_eq!(read("in 30 min. or so"), ["in 30 min or so"]);
        assert_eq!(read("in 30 min. Then"), ["in 30 min", "then"]);
        assert_eq!(read("one\ntwo"), ["one", "two"]);
    }

    #[test]
    fn what_is_cited_is_not_said() {
        assert_eq!(read("> back\nme"), ["me"]);
        assert_eq!(read("he said \"back\" twice"), ["he said twice"]);
        assert_eq!(read("run `sleep 1` now"), ["run now"]);
        assert_eq!(read("```\nback\n```\nme"), ["me"]);
        assert_eq!(read("@dirk see https://a.example/by-15"), ["see"]);
        assert_eq!(read("a lone \" is a lone one"), ["a lone is a lone one"]);
    }
}
