//! Somebody who is to be written into a team file.

use toml_edit::{Array, InlineTable, Table, Value};

use crate::words::harmless;

/// The longest name that is written, in characters.
const LONGEST: usize = 120;

/// A person on the way into the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newcomer {
    /// The key they would like; a number follows if it is taken.
    pub key: String,
    /// What they are called.
    pub name: String,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Their ids: (key or kind of a source, id there).
    pub ids: Vec<(String, String)>,
}

impl Newcomer {
    /// What stands in their entry, in order.
    pub(crate) fn lines(&self) -> Vec<(&str, Value)> {
        let said = |text: &&str| !text.trim().is_empty();
        let name = Some(self.name.as_str()).filter(said);
        let email = self.email.as_deref().filter(said);
        let mut lines: Vec<(&str, Value)> = [("name", name), ("email", email)]
            .into_iter()
            .filter_map(|(key, value)| Some((key, text(value?))))
            .collect();
        for (source, _) in &self.ids {
            if lines.iter().any(|(key, _)| key == source) {
                continue;
            }
            let ids: Vec<&String> = self
                .ids
                .iter()
                .filter(|(other, _)| other == source)
                .map(|(_, id)| id)
                .collect();
            let value = match ids.as_slice() {
                [only] => text(only),
                all => all.iter().map(|id| text(id)).collect::<Array>().into(),
            };
            lines.push((source, value));
        }
        lines
    }

    /// Their entry as a table with a header of its own.
    pub(crate) fn table(&self) -> Table {
        let mut table = Table::new();
        for (key, value) in self.lines() {
            table.insert(key, value.into());
        }
        table
    }

    /// Their entry within a line.
    pub(crate) fn inline(&self) -> InlineTable {
        let mut table = InlineTable::new();
        for (key, value) in self.lines() {
            table.insert(key, value);
        }
        table
    }
}

/// A key made from a name: "Ana Silva" is "ana".
#[must_use]
pub fn key_of(name: &str) -> String {
    let first = name.split_whitespace().next().unwrap_or_default();
    let key: String = first
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(20)
        .collect();
    if key.is_empty() { "me".to_owned() } else { key }
}

/// The same people, each with a key that no other has.
#[must_use]
pub fn distinct(people: Vec<Newcomer>) -> Vec<Newcomer> {
    let mut taken: Vec<String> = Vec::new();
    let mut distinct = people;
    for person in &mut distinct {
        let wish = std::mem::take(&mut person.key);
        let numbered = (2..).map(|number| format!("{wish}-{number}"));
        person.key = std::iter::once(wish.clone())
            .chain(numbered)
            .find(|key| !taken.contains(key))
            .unwrap_or_default();
        taken.push(person.key.clone());
    }
    distinct
}

/// A foreign text as a value that can be read again.
pub(crate) fn text(text: &str) -> Value {
    let clean: String =
        text.chars().filter(|c| harmless(*c)).take(LONGEST).collect();
    Value::from(clean.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_easily_typed() {
        assert_eq!(key_of("Ana Silva"), "ana");
        assert_eq!(key_of("O'Brien"), "obrien");
        assert_eq!(key_of("李雷"), "me");
    }
}
