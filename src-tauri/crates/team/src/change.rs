//! Simple changes of a team file, made where they belong.

mod calendar;
mod levels;
mod sources;

use chrono::NaiveDate;
use toml_edit::{DocumentMut, Item, Table, Value};

use crate::diff::diff;
use crate::edit::{Edit, flaw_at_top};
use crate::flaw::Flaw;
use crate::parse::parse;
use crate::version::version;

/// A change of a team file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Something more is read.
    AddSource {
        /// Its kind.
        kind: String,
        /// Its key; its kind if this is empty.
        key: String,
        /// The client id of the team's app, where the kind takes one.
        client_id: Option<String>,
        /// Its first place: id and name.
        place: (String, String),
    },
    /// A source is told something more.
    SetSource {
        /// The source's key.
        source: String,
        /// What: keys and texts.
        settings: Vec<(String, String)>,
    },
    /// A source is read in one place more.
    AddPlace {
        /// The source's key.
        source: String,
        /// Id and name.
        place: (String, String),
    },
    /// Another target for a service level.
    SetTarget {
        /// The level's place in the file, from 0.
        level: usize,
        /// In words; nothing for no target.
        target: Option<String>,
    },
    /// Whether a claim stops the clock of a level.
    SetClaimCounts {
        /// The level's place in the file, from 0.
        level: usize,
        /// Whether.
        counts: bool,
    },
    /// Other business hours.
    SetHours {
        /// "mon-fri".
        days: String,
        /// "09:00-12:00, 13:00-17:00".
        hours: String,
    },
    /// A day on which nothing begins.
    AddHoliday {
        /// The day.
        date: NaiveDate,
        /// Why; may be empty.
        reason: String,
    },
}

/// Why a change cannot be made here: what is in the way, and what to do.
pub(crate) struct InTheWay(pub(crate) &'static str, pub(crate) &'static str);

/// What the change did, beside what it leaves to do.
type Made = Result<Option<String>, InTheWay>;

/// Makes a change in a text, with its comments and its layout kept.
///
/// # Errors
/// Everything that is wrong with the text before or after the change, or what
/// is in the way of it.
pub fn change(
    text: &str,
    file: &str,
    change: &Change,
) -> Result<Edit, Vec<Flaw>> {
    let top = |what: &str| vec![flaw_at_top(text, file, what)];
    parse(text, file)?;
    let mut document: DocumentMut =
        text.parse().map_err(|_| top("this is not TOML"))?;
    let remark = apply(document.as_table_mut(), change).map_err(
        |InTheWay(what, remedy)| {
            let mut flaw = flaw_at_top(text, file, what);
            remedy.clone_into(&mut flaw.remedy);
            vec![flaw]
        },
    )?;
    let after = document.to_string();
    parse(&after, file)?;
    if after == text {
        return Err(top("this is what the file says already"));
    }
    Ok(Edit {
        replaces: version(text),
        diff: diff(text, &after),
        text: after,
        key: String::new(),
        remark,
    })
}

fn apply(root: &mut Table, change: &Change) -> Made {
    match change {
        Change::AddSource { kind, key, client_id, place } => {
            let key = if key.trim().is_empty() { kind } else { key };
            sources::add(root, (kind, key), client_id.as_deref(), place)
        }
        Change::SetSource { source, settings } => {
            sources::set(root, source, settings)
        }
        Change::AddPlace { source, place } => {
            sources::add_place(root, source, place)
        }
        Change::SetTarget { level, target } => {
            levels::set_target(root, *level, target.as_deref())
        }
        Change::SetClaimCounts { level, counts } => {
            levels::set_counts(root, *level, *counts)
        }
        Change::SetHours { days, hours } => {
            calendar::set_hours(root, days, hours)
        }
        Change::AddHoliday { date, reason } => {
            calendar::add_holiday(root, *date, reason)
        }
    }
}

/// A value at a key; the comment beside the old one stays.
pub(crate) fn put(
    table: &mut dyn toml_edit::TableLike,
    key: &str,
    mut value: Value,
) {
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        Some(item) => *item = Item::Value(value),
        None => _ = table.insert(key, Item::Value(value)),
    }
}
