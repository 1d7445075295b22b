//! A flaw says where in a team file something is wrong, and what to write
//! instead.

use std::fmt;

use crate::spot::Place;

/// One thing in a team file that is wrong or will surprise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The file, as the caller names it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The key: "levels[0].first_response"; empty where the text is no TOML.
    pub key: String,
    /// What is wrong, without a full stop.
    pub what: String,
    /// What to do, in a sentence.
    pub remedy: String,
}

impl Flaw {
    /// A flaw at a place of a file.
    pub(crate) fn at(
        file: &str,
        place: Place,
        what: String,
        remedy: String,
    ) -> Self {
        let Place { line, column, key } = place;
        Self { file: file.to_owned(), line, column, key, what, remedy }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.file, self.line)?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        write!(f, "{}. {}", self.what, self.remedy)
    }
}

impl std::error::Error for Flaw {}
