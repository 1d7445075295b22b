//! Writing into a team file who reads along, and until when.

use chrono::NaiveDate;
use toml_edit::{Array, DocumentMut, Item, Value};

use crate::diff::diff;
use crate::edit::{Edit, flaw_at_top};
use crate::flaw::Flaw;
use crate::parse::parse;
use crate::version::version;
use crate::words::quoted;

/// Lets somebody of the roster read along: for the week that begins on a
/// day, or until another.
///
/// # Errors
/// The first fault of the file, or why it cannot be written there.
pub fn observe(
    text: &str,
    file: &str,
    person: &str,
    (first, last): (NaiveDate, Option<NaiveDate>),
) -> Result<Edit, Flaw> {
    let broken = |flaws: Vec<Flaw>| {
        let first = flaws.into_iter().next();
        first.unwrap_or_else(|| flaw_at_top(text, file, "this is not TOML"))
    };
    parse(text, file).map_err(broken)?;
    let mut document: DocumentMut = text
        .parse()
        .map_err(|_| flaw_at_top(text, file, "this is not TOML"))?;
    let nobody = || {
        let what = format!("{} is not in the roster", quoted(person));
        flaw_at_top(text, file, &what)
    };
    let entry = document
        .get_mut("roster")
        .and_then(Item::as_table_like_mut)
        .and_then(|roster| roster.get_mut(person))
        .and_then(Item::as_table_like_mut)
        .ok_or_else(nobody)?;
    let days = match last {
        None => Value::from(first.to_string()),
        Some(last) => {
            let both = [first.to_string(), last.to_string()];
            both.iter().collect::<Array>().into()
        }
    };
    entry.insert("observes", Item::Value(days));
    let after = document.to_string();
    parse(&after, file).map_err(broken)?;
    Ok(Edit {
        replaces: version(text),
        diff: diff(text, &after),
        text: after,
        key: person.to_owned(),
        remark: None,
    })
}

impl Edit {
    /// This change and the one after it, which was made from its text, as
    /// one change of the text before both.
    #[must_use]
    pub fn then(self, before: &str, later: Edit) -> Edit {
        Edit {
            replaces: self.replaces,
            diff: diff(before, &later.text),
            text: later.text,
            key: self.key,
            remark: self.remark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "team = \"T\"\nzone = \"UTC\"\n\n# New here.\n\
                        [roster.lena]\nemail = \"lena@example.com\" # hers\n\
                        [roster.ana]\nemail = \"ana@example.com\"\n";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_is_written_and_made_longer_and_comments_stay() {
        let from = day("2026-11-16");
        let first = observe(TEXT, "team.toml", "lena", (from, None)).unwrap();
        assert!(first.text.contains("observes = \"2026-11-16\""));
        assert!(
            first.text.contains("# New here.") && first.text.contains("# hers")
        );
        let until = Some(day("2026-11-27"));
        let longer =
            observe(&first.text, "team.toml", "lena", (from, until)).unwrap();
        let both = first.clone().then(TEXT, longer.clone());
        assert_eq!(both.replaces, first.replaces);
        assert_eq!(both.text, longer.text);
        assert!(both.text.contains("[\"2026-11-16\", \"2026-11-27\"]"));
    }

    #[test]
    fn who_is_not_in_the_roster_cannot_read_along() {
        let none =
            observe(TEXT, "team.toml", "dirk", (day("2026-11-16"), None));
        assert!(none.unwrap_err().to_string().contains("dirk"));
    }
}
