//! What is read is extended.

use toml_edit::{
    Array, ArrayOfTables, InlineTable, Item, Table, TableLike, Value,
};

use super::{InTheWay, Made};
use crate::edit::append;
use crate::kinds::kind;
use crate::person::text;

/// A source that is not there yet, with its first place.
pub(super) fn add(
    root: &mut Table,
    (name, key): (&str, &str),
    client_id: Option<&str>,
    place: &(String, String),
) -> Made {
    let found = kind(name).ok_or(InTheWay(
        "there is no such kind of source",
        "Choose one of the list.",
    ))?;
    let sources = root.entry("sources").or_insert_with(|| {
        let mut sources = Table::new();
        sources.set_implicit(true);
        Item::Table(sources)
    });
    let sources = sources.as_table_like_mut().ok_or(InTheWay(
        "the sources are no table",
        "Change the file by hand.",
    ))?;
    if sources.contains_key(key) {
        return Err(InTheWay(
            "a source with this key is in the file already",
            "Add the place to it, or choose another key.",
        ));
    }
    let mut source = Table::new();
    source.decor_mut().set_prefix("\n");
    if key != name {
        source.insert("kind", Item::Value(text(name)));
    }
    let takes = found.settings.iter().any(|it| it.key == "client_id");
    let given = client_id.map(str::trim).filter(|id| !id.is_empty());
    if let (true, Some(id)) = (takes, given) {
        source.insert("client_id", Item::Value(text(id)));
    }
    let mut places = ArrayOfTables::new();
    places.push(entry(place));
    source.insert(found.places, Item::ArrayOfTables(places));
    sources.insert(key, Item::Table(source));
    Ok(Some(format!(
        "Signing in is yours to do: `hotseat accounts add {key}`."
    )))
}

/// Something more that a source is told.
pub(super) fn set(
    root: &mut Table,
    key: &str,
    settings: &[(String, String)],
) -> Made {
    let source = of(root, key)?;
    for (key, said) in settings {
        source.insert(key, Item::Value(text(said)));
    }
    Ok(None)
}

fn of<'r>(
    root: &'r mut Table,
    key: &str,
) -> Result<&'r mut dyn TableLike, InTheWay> {
    root.get_mut("sources")
        .and_then(Item::as_table_like_mut)
        .and_then(|sources| sources.get_mut(key))
        .and_then(Item::as_table_like_mut)
        .ok_or(InTheWay(
            "there is no such source any more",
            "Look at the sources again.",
        ))
}

/// One place more of a source.
pub(super) fn add_place(
    root: &mut Table,
    key: &str,
    place: &(String, String),
) -> Made {
    let source = of(root, key)?;
    let name = source.get("kind").and_then(Item::as_str).unwrap_or(key);
    let places = kind(name).map_or("channels", |kind| kind.places);
    match source.get_mut(places) {
        Some(Item::ArrayOfTables(all)) => all.push(entry(place)),
        Some(Item::Value(Value::Array(all))) => append(all, inline(place)),
        Some(_) | None => {
            let all: Array = [inline(place)].into_iter().collect();
            source.insert(places, Item::Value(all.into()));
        }
    }
    Ok(None)
}

fn entry((id, name): &(String, String)) -> Table {
    let mut entry = Table::new();
    entry.decor_mut().set_prefix("\n");
    fill(&mut entry, id, name);
    entry
}

fn inline((id, name): &(String, String)) -> Value {
    let mut entry = InlineTable::new();
    fill(&mut entry, id, name);
    entry.into()
}

fn fill(entry: &mut dyn TableLike, id: &str, name: &str) {
    entry.insert("id", Item::Value(text(id)));
    if !name.trim().is_empty() {
        entry.insert("name", Item::Value(text(name)));
    }
}
