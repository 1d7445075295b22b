//! Sources as somebody has connected them, written into a team file.

use toml_edit::{
    Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike,
    Value,
};

use crate::change::{InTheWay, put};
use crate::diff::diff;
use crate::edit::{Edit, append, flaw_at_top};
use crate::flaw::Flaw;
use crate::kinds::{Form, Kind, Setting, kind};
use crate::parse::parse;
use crate::person::text;
use crate::version::version;

/// A source as somebody has connected it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Connection {
    /// Its kind.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// What it is told: keys and what they say.
    pub settings: Vec<(String, String)>,
    /// What is read there.
    pub places: Vec<NewPlace>,
    /// Who they are there: their key in the roster, and their id.
    pub me: Option<(String, String)>,
}

/// A place that is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPlace {
    /// Its id.
    pub id: String,
    /// What people call it; may be empty.
    pub name: String,
    /// What else is said of it: keys and what they say.
    pub settings: Vec<(String, String)>,
}

/// Writes sources into a text, with its comments and its layout kept. What
/// stands there already stays as it is, so the text may come out the same.
///
/// # Errors
/// Everything that is wrong with the text after it, or what is in the way.
pub fn connect(
    before: &str,
    file: &str,
    connections: &[Connection],
) -> Result<Edit, Vec<Flaw>> {
    let mut document: DocumentMut = before
        .parse()
        .map_err(|_| vec![flaw_at_top(before, file, "this is not TOML")])?;
    for connection in connections {
        write(document.as_table_mut(), connection).map_err(
            |InTheWay(what, remedy)| {
                let mut flaw = flaw_at_top(before, file, what);
                remedy.clone_into(&mut flaw.remedy);
                vec![flaw]
            },
        )?;
    }
    let after = document.to_string();
    parse(&after, file)?;
    Ok(Edit {
        replaces: version(before),
        diff: diff(before, &after),
        text: after,
        key: String::new(),
        remark: None,
    })
}

fn write(root: &mut Table, connection: &Connection) -> Result<(), InTheWay> {
    let Connection { kind: name, key, settings, places, me } = connection;
    let found = kind(name).ok_or(InTheWay(
        "there is no such kind of source",
        "Choose one of the list.",
    ))?;
    let sources = root.entry("sources").or_insert_with(|| {
        let mut sources = Table::new();
        sources.set_implicit(true);
        Item::Table(sources)
    });
    let source = sources
        .as_table_like_mut()
        .ok_or(InTheWay(
            "the sources are no table",
            "Change the file by hand.",
        ))?
        .entry(key)
        .or_insert_with(|| Item::Table(begun(found, key)));
    let source = source.as_table_like_mut().ok_or(InTheWay(
        "this source is no table",
        "Change the file by hand.",
    ))?;
    for (key, said) in settings {
        put(source, key, value(found.settings, (key, said)));
    }
    for place in places {
        read(source, found, place);
    }
    if let Some((person, id)) = me {
        know(root, person, (key, id));
    }
    Ok(())
}

fn begun(found: &Kind, key: &str) -> Table {
    let mut source = Table::new();
    source.decor_mut().set_prefix("\n");
    if key != found.name {
        source.insert("kind", Item::Value(text(found.name)));
    }
    source
}

/// One place more, unless it is read already.
fn read(source: &mut dyn TableLike, found: &Kind, place: &NewPlace) {
    match source.get_mut(found.places) {
        Some(Item::ArrayOfTables(all)) => {
            if all.iter().all(|it| !is(it, &place.id)) {
                all.push(entry(found, place));
            }
        }
        Some(Item::Value(Value::Array(all))) => {
            let there = |it: &Value| {
                it.as_inline_table().is_some_and(|it| is(it, &place.id))
            };
            if !all.iter().any(there) {
                let mut inline = InlineTable::new();
                fill(&mut inline, found, place);
                append(all, inline.into());
            }
        }
        Some(other) => {
            let mut inline = InlineTable::new();
            fill(&mut inline, found, place);
            let all: Array = [Value::from(inline)].into_iter().collect();
            *other = Item::Value(all.into());
        }
        None => {
            let mut all = ArrayOfTables::new();
            all.push(entry(found, place));
            source.insert(found.places, Item::ArrayOfTables(all));
        }
    }
}

fn is(entry: &dyn TableLike, id: &str) -> bool {
    entry.get("id").and_then(Item::as_str) == Some(id)
}

fn entry(found: &Kind, place: &NewPlace) -> Table {
    let mut entry = Table::new();
    entry.decor_mut().set_prefix("\n");
    fill(&mut entry, found, place);
    entry
}

fn fill(entry: &mut dyn TableLike, found: &Kind, place: &NewPlace) {
    entry.insert("id", Item::Value(text(&place.id)));
    if !place.name.trim().is_empty() && place.name != place.id {
        entry.insert("name", Item::Value(text(&place.name)));
    }
    for (key, said) in &place.settings {
        let said = value(found.of_place, (key, said));
        entry.insert(key, Item::Value(said));
    }
}

/// What is said under a key, in the form that the key takes.
fn value(known: &[Setting], (key, said): (&str, &str)) -> Value {
    let flag = key == "public"
        || known
            .iter()
            .any(|it| it.key == key && matches!(it.form, Form::Flag));
    if flag { Value::from(said == "true") } else { text(said) }
}

/// Somebody of the roster is known at a source from now on.
fn know(root: &mut Table, person: &str, (source, id): (&str, &str)) {
    let entry = root
        .get_mut("roster")
        .and_then(Item::as_table_like_mut)
        .and_then(|roster| roster.get_mut(person))
        .and_then(Item::as_table_like_mut);
    if let Some(entry) = entry
        && !entry.contains_key(source)
    {
        entry.insert(source, Item::Value(text(id)));
    }
}
