//! A value of the team file is taken for what it should be, or told as a
//! fault.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::findings::Findings;
use crate::section::Section;
use crate::spot::Spot;
use crate::words::{any_of, harmless, nearest, quoted};

/// The longest text that anything here needs, in characters.
const LONGEST_TEXT: usize = 500;

/// A value, its path, and where both stand.
#[derive(Clone)]
pub(crate) struct Value<'a> {
    /// The spot of the value itself.
    pub(crate) spot: Spot,
    key_span: Range<usize>,
    value: &'a DeValue<'a>,
}

impl<'a> Value<'a> {
    /// A value at a path.
    pub(crate) fn new(
        key: String,
        key_span: Range<usize>,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Self {
        let spot = Spot { key, span: value.span() };
        Self { spot, key_span, value: value.get_ref() }
    }

    /// The spot of its key.
    pub(crate) fn key_spot(&self) -> Spot {
        Spot { key: self.spot.key.clone(), span: self.key_span.clone() }
    }

    /// From the beginning of its key to its own end.
    pub(crate) fn whole(&self) -> Range<usize> {
        self.key_span.start.min(self.spot.span.start)
            ..self.key_span.end.max(self.spot.span.end)
    }

    /// What it is in TOML.
    pub(crate) fn raw(&self) -> &'a DeValue<'a> {
        self.value
    }

    /// A text of one line that says something.
    pub(crate) fn text(
        &self,
        found: &mut Findings<'_>,
        example: &str,
    ) -> Option<&'a str> {
        let text = self.prose(found, example)?;
        let whole = text.lines().count() == 1;
        if !whole {
            self.not(found, "a single line", &format!("\"{example}\""));
        }
        whole.then_some(text)
    }

    /// A text that says something, in as many lines as it likes.
    pub(crate) fn prose(
        &self,
        found: &mut Findings<'_>,
        example: &str,
    ) -> Option<&'a str> {
        let Some(text) = self.value.as_str() else {
            self.not(found, "a text", &format!("\"{example}\""));
            return None;
        };
        let text = text.trim();
        let wrong = if text.is_empty() {
            "this text is empty".to_owned()
        } else if text.chars().nth(LONGEST_TEXT).is_some() {
            format!("this is longer than {LONGEST_TEXT} characters")
        } else if text.chars().any(|c| !harmless(c) && c != '\n') {
            "this text holds characters that cannot be seen".to_owned()
        } else {
            return Some(text);
        };
        let remedy = format!("Write something like \"{example}\".");
        found.fault(&self.spot, wrong, remedy);
        None
    }

    /// Yes or no.
    pub(crate) fn flag(&self, found: &mut Findings<'_>) -> Option<bool> {
        let flag = self.value.as_bool();
        if flag.is_none() {
            self.not(found, "yes or no", "true or false");
        }
        flag
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(
        &self,
        found: &mut Findings<'_>,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let words = || choices.iter().map(|(word, _)| *word);
        let quoted_words: Vec<String> =
            words().map(|word| format!("\"{word}\"")).collect();
        let all = any_of(quoted_words.iter().map(String::as_str));
        let Some(text) = self.value.as_str() else {
            self.not(found, "one of the choices", &all);
            return None;
        };
        let chosen =
            choices.iter().find(|(word, _)| *word == text).map(|(_, it)| *it);
        if chosen.is_none() {
            let remedy = match nearest(text, words()) {
                Some(meant) => {
                    format!("Did you mean \"{meant}\"? It is {all}.")
                }
                None => format!("Write {all}."),
            };
            let what = format!("{} is none of the choices", quoted(text));
            found.fault(&self.spot, what, remedy);
        }
        chosen
    }

    /// The entries of a list; a single value is a list of one.
    pub(crate) fn list(&self) -> Vec<Self> {
        let Some(array) = self.value.as_array() else {
            return vec![self.clone()];
        };
        array
            .iter()
            .enumerate()
            .map(|(index, value)| {
                let key = format!("{}[{index}]", self.spot.key);
                Self::new(key, value.span(), value)
            })
            .collect()
    }

    /// The tables of a list of tables.
    pub(crate) fn tables(&self, found: &mut Findings<'_>) -> Vec<Section<'a>> {
        if self.value.as_array().is_none() {
            let key = &self.spot.key;
            let example =
                format!("[[{key}]], in two brackets, for each of them");
            self.not(found, "a list of tables", &example);
            return Vec::new();
        }
        self.list().iter().filter_map(|entry| entry.section(found)).collect()
    }

    /// The table that it is.
    pub(crate) fn section(
        &self,
        found: &mut Findings<'_>,
    ) -> Option<Section<'a>> {
        let section = self.as_section();
        if section.is_none() {
            let table = format!("[{}]", self.spot.key);
            let example =
                format!("{table} in a line of its own, and its keys below");
            self.not(found, "a table", &example);
        }
        section
    }

    /// The table, if it is one.
    pub(crate) fn as_section(&self) -> Option<Section<'a>> {
        let table = self.value.as_table()?;
        Some(Section::new(self.key_spot(), table))
    }

    /// A fault: it is of the wrong kind.
    pub(crate) fn not(
        &self,
        found: &mut Findings<'_>,
        wanted: &str,
        example: &str,
    ) {
        let is = match self.value {
            DeValue::String(text) => quoted(text),
            DeValue::Integer(number) => quoted(&number.to_string()),
            DeValue::Float(number) => quoted(&number.to_string()),
            DeValue::Boolean(flag) => quoted(&flag.to_string()),
            DeValue::Datetime(moment) => quoted(&moment.to_string()),
            DeValue::Array(_) => "a list".to_owned(),
            DeValue::Table(_) => "a table".to_owned(),
        };
        found.fault(
            &self.spot,
            format!("{is} is not {wanted}"),
            format!("Write {example}."),
        );
    }
}
