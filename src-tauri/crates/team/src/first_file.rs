//! A preset becomes the first team file of a team, its comments kept.

use domain::Priority;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

use crate::person::{Newcomer, text};
use crate::presets::Preset;
use crate::read::PRIORITIES;
use crate::words::harmless;

/// What no preset can know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    /// What the team is called.
    pub team: String,
    /// Its IANA zone.
    pub zone: String,
    /// Who answers.
    pub people: Vec<Newcomer>,
    /// Which of them, by key, are on duty.
    pub on_duty: Vec<String>,
    /// The client id of the team's Slack app, if it has one.
    pub client_id: Option<String>,
    /// Messages are pushed by an app of one's own.
    pub push: bool,
    /// The channels that are to be read.
    pub channels: Vec<Channel>,
    /// The repositories whose issues are to be read: "acme/widgets".
    pub repositories: Vec<String>,
    /// What the mention of a group makes of a request: ("@oncall", urgent).
    pub mentions: Vec<(String, Priority)>,
}

/// A channel of Slack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// Its name: "#support".
    pub name: String,
    /// Everyone in the workspace can read it.
    pub public: bool,
}

/// A first team file: the preset with the team's own people, channels, groups
/// and zone in the place of its examples.
#[must_use]
pub fn first_file(preset: &Preset, beginning: &Beginning) -> String {
    let Ok(mut document) = preset.text.parse::<DocumentMut>() else {
        return preset.text.to_owned();
    };
    let root = document.as_table_mut();
    set(root, "team", text(&beginning.team));
    set(root, "zone", text(&beginning.zone));
    let on_duty: Array =
        beginning.on_duty.iter().map(|key| text(key)).collect();
    set(root, "on_duty", on_duty.into());
    if let Some(roster) = root.get_mut("roster").and_then(Item::as_table_mut) {
        let mut people = beginning.people.clone();
        for person in &mut people {
            // An id says nothing where its source is not read.
            let read = !beginning.channels.is_empty();
            person.ids.retain(|(source, _)| read || source != "slack");
        }
        enrol(roster, &people);
    }
    let found = !beginning.channels.is_empty();
    if let Some(slack) = source(root, "slack", found) {
        workspace(slack, beginning);
    }
    let found = !beginning.repositories.is_empty();
    if let Some(github) = source(root, "github", found) {
        repositories(github, &beginning.repositories);
    }
    if let Some(mentions) =
        root.get_mut("mentions").and_then(Item::as_table_mut)
    {
        mean(mentions, &beginning.mentions);
    }
    document.to_string()
}

/// A source of the preset. One of which nothing is to be read is taken out,
/// and no level asks for it.
fn source<'t>(
    root: &'t mut Table,
    key: &str,
    read: bool,
) -> Option<&'t mut Table> {
    if !read {
        let levels =
            root.get_mut("levels").and_then(Item::as_array_of_tables_mut);
        if let Some(levels) = levels {
            levels.iter_mut().for_each(|level| forget(level, key));
            // A level that is for nothing else would be for everything now.
            levels.retain(is_for_something);
        }
    }
    let sources = root.get_mut("sources")?.as_table_like_mut()?;
    if !read {
        _ = sources.remove(key);
    }
    sources.get_mut(key)?.as_table_mut()
}

/// Takes a source out of the condition of a level.
fn forget(level: &mut Table, source: &str) {
    let asked = level
        .get_mut("when")
        .and_then(Item::as_table_like_mut)
        .and_then(|when| when.get_mut("source"))
        .and_then(Item::as_array_mut);
    if let Some(asked) = asked {
        asked.retain(|value| value.as_str() != Some(source));
    }
}

/// Whether any source is left that a level asks for, if it asks for some.
fn is_for_something(level: &Table) -> bool {
    let asked = level
        .get("when")
        .and_then(Item::as_table_like)
        .and_then(|when| when.get("source"))
        .and_then(Item::as_array);
    asked.is_none_or(|asked| !asked.is_empty())
}

/// A value in the place of another, with what stands around it kept.
fn set(table: &mut Table, key: &str, mut new: Value) {
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        *new.decor_mut() = old.decor().clone();
    }
    if let Some(item) = table.get_mut(key) {
        *item = Item::Value(new);
    } else {
        table.insert(key, Item::Value(new));
    }
}

/// The people in the place of the example, under the comment it has.
fn enrol(roster: &mut Table, people: &[Newcomer]) {
    let example = roster.iter().next().and_then(|(_, item)| item.as_table());
    let place = example.and_then(Table::position);
    let mut before = example.map(|table| table.decor().clone());
    roster.clear();
    for person in people {
        let mut entry = person.table();
        entry.set_position(place);
        match before.take() {
            Some(comment) => *entry.decor_mut() = comment,
            None => entry.decor_mut().set_prefix("\n"),
        }
        roster.insert(&person.key, Item::Table(entry));
    }
}

fn workspace(slack: &mut Table, beginning: &Beginning) {
    match &beginning.client_id {
        Some(id) => set(slack, "client_id", text(id)),
        None => _ = slack.remove("client_id"),
    }
    if beginning.push {
        // A channel list after it is no line of this table.
        slack.insert("push", value(true));
    }
    let Some(Item::ArrayOfTables(examples)) = slack.get_mut("channels") else {
        return;
    };
    let channels = beginning.channels.iter().map(|channel| {
        let mut entry = Table::new();
        entry.insert("id", Item::Value(text(&channel.id)));
        entry.insert("name", Item::Value(text(&channel.name)));
        if !channel.public {
            entry.insert("public", value(false));
        }
        entry
    });
    replace(examples, channels, &["priority", "bots"]);
}

fn repositories(github: &mut Table, named: &[String]) {
    let Some(Item::ArrayOfTables(examples)) = github.get_mut("repositories")
    else {
        return;
    };
    let repositories = named.iter().map(|id| {
        let mut entry = Table::new();
        entry.insert("id", Item::Value(text(id)));
        entry
    });
    replace(examples, repositories, &["main"]);
}

/// Places in the place of the examples: the first is read as the first example
/// is, the second as the second, and those beyond as nothing special.
fn replace(
    examples: &mut ArrayOfTables,
    places: impl Iterator<Item = Table>,
    kept: &[&str],
) {
    let mut own = ArrayOfTables::new();
    for (nth, mut entry) in places.enumerate() {
        let example = examples.get(nth);
        for key in kept {
            if let Some(item) = example.and_then(|it| it.get(key)) {
                entry.insert(key, item.clone());
            }
        }
        if let Some(like) = example.or_else(|| examples.get(0)) {
            entry.set_position(like.position());
            *entry.decor_mut() = like.decor().clone();
        }
        own.push(entry);
    }
    *examples = own;
}

fn mean(mentions: &mut Table, groups: &[(String, Priority)]) {
    mentions.clear();
    for (group, priority) in groups {
        let name = PRIORITIES.iter().find(|(_, it)| it == priority);
        let Some((name, _)) = name else { continue };
        let group: String = group.chars().filter(|c| harmless(*c)).collect();
        mentions.insert(&group, value(*name));
    }
}
