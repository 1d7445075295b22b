//! What is searched for: words and filters, as a person types them.

#[cfg(test)]
mod tests;
mod words;

use chrono::{DateTime, NaiveDate, Utc};

use self::words::{is_word, plain, runs};
use crate::picture::Entry;
use crate::{Message, Note, Thread};

/// The longest search that is read, in characters.
const LONGEST: usize = 500;
/// How many words are searched for at most.
const MOST: usize = 12;

/// Words that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The words, in lower case and without accents.
    pub words: Vec<String>,
    /// They stood in quotes: exactly these, side by side. Otherwise what
    /// begins with the last of them is found as well.
    pub exact: bool,
}

/// Where a request is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In the queue, in front.
    Open,
    /// Answered, with nothing running.
    Answered,
    /// In the queue, and this user's.
    Mine,
    /// Closed, dismissed or withdrawn.
    Closed,
    /// Snoozed.
    Snoozed,
}

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Every one of them is to be found.
    pub terms: Vec<Term>,
    /// Who wrote in it.
    pub from: Vec<Term>,
    /// A part of the name of its place.
    pub place: Option<String>,
    /// Where it is to stand.
    pub standing: Option<Standing>,
    /// This user noted something on it.
    pub noted: bool,
    /// Asked on this day or later.
    pub after: Option<NaiveDate>,
    /// Asked before this day.
    pub before: Option<NaiveDate>,
    /// What was not understood, in sentences.
    pub flaws: Vec<String>,
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn read(typed: &str) -> Query {
        let mut query = Query::default();
        let typed: String = typed.chars().take(LONGEST).collect();
        for (word, quoted) in pieces(&typed) {
            query.take(&word, quoted);
        }
        query.terms.truncate(MOST);
        query.from.truncate(MOST);
        query
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let all = Query { flaws: self.flaws.clone(), ..Query::default() };
        *self == all
    }

    fn take(&mut self, piece: &str, quoted: bool) {
        let filter = piece.split_once(':').filter(|(_, of)| !of.is_empty());
        match filter {
            Some(("from", who)) => self.from.extend(term(who, quoted)),
            Some(("in", place)) => {
                let place = place.trim_start_matches('#').to_lowercase();
                self.place = Some(place);
            }
            Some(("is", word)) => match standing(word) {
                Some(standing) => self.standing = Some(standing),
                None => self.flaws.push(format!(
                    "is: knows open, answered, mine, closed and snoozed, \
                     and not {word}."
                )),
            },
            Some(("has", "note" | "notes")) => self.noted = true,
            Some(("has", word)) => {
                self.flaws.push(format!("has: knows note, and not {word}."));
            }
            Some(("after", day)) => self.after = self.day("after", day),
            Some(("before", day)) => self.before = self.day("before", day),
            Some(_) | None => self.terms.extend(term(piece, quoted)),
        }
    }

    fn day(&mut self, filter: &str, word: &str) -> Option<NaiveDate> {
        let day = NaiveDate::parse_from_str(word, "%Y-%m-%d").ok();
        if day.is_none() {
            self.flaws.push(format!(
                "{filter}: takes a day such as 2026-11-19, and not {word}."
            ));
        }
        day
    }

    /// A text in pieces, and which of them were searched for.
    #[must_use]
    pub fn marks(&self, text: &str) -> Vec<(String, bool)> {
        let mut marks: Vec<(String, bool)> = Vec::new();
        let mut add = |piece: &str, hit: bool| match marks.last_mut() {
            Some((last, was)) if *was == hit => last.push_str(piece),
            Some(_) | None => marks.push((piece.to_owned(), hit)),
        };
        for run in runs(text) {
            add(run, self.hits(run));
        }
        marks
    }

    /// How many of the terms a text holds.
    #[must_use]
    pub fn found_in(&self, text: &str) -> usize {
        let words: Vec<String> =
            runs(text).filter(|r| is_word(r)).map(plain).collect();
        let held = |term: &&Term| {
            let mut sought = term.words.iter();
            sought.all(|word| words.iter().any(|w| w.starts_with(word)))
        };
        self.terms.iter().filter(held).count()
    }

    /// The message that says most of what is searched for; the first of
    /// several.
    #[must_use]
    pub fn best<'a>(&self, thread: &'a Thread) -> Option<&'a Message> {
        let mut best = None;
        for message in thread.messages.iter().filter(|m| m.deleted.is_none()) {
            let found = self.found_in(&message.text.words());
            if best.is_none_or(|(most, _)| found > most) {
                best = Some((found, message));
            }
        }
        best.map(|(_, message)| message)
    }

    fn hits(&self, run: &str) -> bool {
        if !is_word(run) {
            return false;
        }
        let word = plain(run);
        self.terms.iter().any(|term| {
            term.words.iter().any(|sought| {
                if term.exact {
                    word == *sought
                } else {
                    word.starts_with(sought)
                }
            })
        })
    }
}

fn standing(word: &str) -> Option<Standing> {
    Some(match word {
        "open" => Standing::Open,
        "answered" => Standing::Answered,
        "mine" => Standing::Mine,
        "closed" => Standing::Closed,
        "snoozed" => Standing::Snoozed,
        _ => return None,
    })
}

/// What stands between blanks, or in quotes.
fn pieces(typed: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let (mut piece, mut inside, mut quoted) = (String::new(), false, false);
    for c in typed.chars() {
        match c {
            '"' => {
                inside = !inside;
                quoted = true;
            }
            c if c.is_whitespace() && !inside => {
                pieces.push((std::mem::take(&mut piece), quoted));
                quoted = false;
            }
            c => piece.push(c),
        }
    }
    pieces.push((piece, quoted));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

fn term(text: &str, exact: bool) -> Option<Term> {
    let words: Vec<String> =
        runs(text).filter(|run| is_word(run)).map(plain).collect();
    (!words.is_empty()).then_some(Term { words, exact })
}

/// What was found.
#[derive(Clone, Debug)]
pub enum Hit {
    /// A request, in its messages or in a note on it.
    Request {
        /// As it stands.
        entry: Box<Entry>,
        /// What was said in it.
        thread: Box<Thread>,
        /// The notes on it that hold what is searched for.
        notes: Vec<Note>,
    },
    /// A note on the shift.
    Shift {
        /// Which.
        note: Note,
    },
}

/// Everything that was found.
#[derive(Clone, Debug)]
pub struct Findings {
    /// The newest first.
    pub hits: Vec<Hit>,
    /// There is more than is shown.
    pub more: bool,
    /// What is older than this is not known here.
    pub since: Option<DateTime<Utc>>,
}
