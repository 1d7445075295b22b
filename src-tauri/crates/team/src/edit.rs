//! A team file is changed with its comments and its layout kept.

use domain::{Duty, Rules};
use toml::de::DeTable;
use toml_edit::{Array, DocumentMut, Item, Table, Value};

use crate::diff::diff;
use crate::findings::Findings;
use crate::flaw::Flaw;
use crate::parse::parse;
use crate::person::Newcomer;
use crate::section::Section;
use crate::spot::Spot;
use crate::version::version;
use crate::words::quoted;

/// A change that is ready to be written.
///
/// It may only be written over the text it was made from: whoever writes
/// reads the file once more and compares its [`version`] with `replaces`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The version of the text it was made from.
    pub replaces: String,
    /// The new text.
    pub text: String,
    /// What changes, for people to agree to.
    pub diff: String,
    /// The key that the person has got.
    pub key: String,
    /// What the change does not do, and who has to.
    pub remark: Option<String>,
}

/// Writes a person into the roster and, where the file lists who is on duty,
/// into that list.
///
/// # Errors
/// The first fault of the file, or why the person cannot stand in it.
pub fn add_person(
    text: &str,
    file: &str,
    newcomer: &Newcomer,
) -> Result<Edit, Flaw> {
    let unreadable = || flaw_at_top(text, file, "this is not TOML");
    let team = parse(text, file)
        .map_err(|flaws| flaws.into_iter().next().unwrap_or_else(unreadable))?;
    refuse_double(text, file, (&team.rules, newcomer))?;
    let mut document: DocumentMut = text.parse().map_err(|_| unreadable())?;
    let key = free_key(&team.rules, &newcomer.key);
    write_entry(&mut document, &key, newcomer)
        .ok_or_else(|| flaw_at_top(text, file, "the roster is no table"))?;
    let remark = match team.rules.duty {
        Duty::Everyone => None,
        Duty::Always { .. } => {
            put_on_duty(&mut document, &key);
            None
        }
        Duty::Shifts { .. } => Some(format!(
            "The shifts stay as they are: give {} a seat in one of them.",
            quoted(&key)
        )),
    };
    let after = document.to_string();
    // What was asked for may itself be unsound: an id that is a handle.
    parse(&after, file)
        .map_err(|flaws| flaws.into_iter().next().unwrap_or_else(unreadable))?;
    Ok(Edit {
        replaces: version(text),
        diff: diff(text, &after),
        text: after,
        key,
        remark,
    })
}

/// Who stands in the roster already is not written into it again.
fn refuse_double(
    text: &str,
    file: &str,
    (rules, newcomer): (&Rules, &Newcomer),
) -> Result<(), Flaw> {
    let same_mail = |mail: &Option<String>| {
        mail.as_deref().zip(newcomer.email.as_deref()).is_some_and(
            |(theirs, mine)| theirs.eq_ignore_ascii_case(mine.trim()),
        )
    };
    let known = rules.roster.iter().find(|mate| {
        same_mail(&mate.email)
            || mate.ids.iter().any(|(source, id)| {
                newcomer.ids.iter().any(|(theirs, wanted)| {
                    wanted == id.as_str()
                        && (theirs == source.as_str()
                            || rules
                                .source(source)
                                .is_some_and(|it| it.kind == *theirs))
                })
            })
    });
    let Some(known) = known else { return Ok(()) };
    let found = Findings::none(text, file);
    let (table, _) = DeTable::parse_recoverable(text);
    let top = Section::top(table.get_ref());
    let spot = top
        .get("roster")
        .and_then(|roster| roster.as_section()?.get(known.key.as_str()))
        .map_or_else(|| top.spot_of("roster"), |entry| entry.key_spot());
    Err(Flaw::at(
        file,
        found.place(&spot),
        format!("{} is in the roster already", quoted(&known.name)),
        "Nothing has to be written.".to_owned(),
    ))
}

pub(crate) fn flaw_at_top(text: &str, file: &str, what: &str) -> Flaw {
    let found = Findings::none(text, file);
    let place = found.place(&Spot { key: String::new(), span: 0..0 });
    let remedy = "Change the file by hand.".to_owned();
    Flaw::at(file, place, what.to_owned(), remedy)
}

fn free_key(rules: &Rules, wish: &str) -> String {
    let taken =
        |key: &str| rules.roster.iter().any(|mate| mate.key.as_str() == key);
    if !taken(wish) {
        return wish.to_owned();
    }
    (2..)
        .map(|number| format!("{wish}-{number}"))
        .find(|key| !taken(key))
        .unwrap_or_default()
}

/// Nothing if the roster is no table.
fn write_entry(
    document: &mut DocumentMut,
    key: &str,
    newcomer: &Newcomer,
) -> Option<()> {
    let root = document.as_table_mut();
    let roster = root.entry("roster").or_insert_with(|| {
        let mut roster = Table::new();
        roster.set_implicit(true);
        Item::Table(roster)
    });
    match roster {
        Item::Table(roster) => {
            let mut entry = newcomer.table();
            entry.decor_mut().set_prefix("\n");
            roster.insert(key, Item::Table(entry));
        }
        roster => {
            let entry = Item::Value(newcomer.inline().into());
            roster.as_table_like_mut()?.insert(key, entry);
        }
    }
    Some(())
}

fn put_on_duty(document: &mut DocumentMut, key: &str) {
    let root = document.as_table_mut();
    match root.get_mut("on_duty") {
        Some(Item::Value(Value::Array(list))) => append(list, key.into()),
        Some(item) => {
            let mut list = Array::new();
            list.extend(item.as_str().map(str::to_owned));
            list.push(key);
            *item = Item::Value(list.into());
        }
        None => {
            let list: Array = [key].into_iter().collect();
            root.insert("on_duty", Item::Value(list.into()));
        }
    }
}

/// Appends to a list that may have a line, and a comment, for each entry.
pub(crate) fn append(list: &mut Array, mut value: Value) {
    let mut before = list.trailing().as_str().unwrap_or_default().to_owned();
    if let Some(last) = list.iter_mut().last() {
        // Without a last comma, what follows belongs to the last entry.
        let suffix = last.decor().suffix().and_then(|it| it.as_str());
        before = format!("{}{before}", suffix.unwrap_or_default());
        last.decor_mut().set_suffix("");
    }
    let Some((comments, indent_of_end)) = before.rsplit_once('\n') else {
        list.set_trailing(before);
        list.push(value);
        return;
    };
    let indent = list
        .iter()
        .last()
        .and_then(|last| last.decor().prefix()?.as_str()?.rsplit_once('\n'))
        .map_or("    ", |(_, indent)| indent);
    value.decor_mut().set_prefix(format!("{comments}\n{indent}"));
    let end = format!("\n{indent_of_end}");
    list.push_formatted(value);
    list.set_trailing(end);
    list.set_trailing_comma(true);
}
