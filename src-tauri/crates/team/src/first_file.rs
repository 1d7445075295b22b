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
        enrol(roster, &beginning.people);
    }
    if let Some(slack) = slack(root) {
        source(slack, beginning);
    }
    if let Some(mentions) =
        root.get_mut("mentions").and_then(Item::as_table_mut)
    {
        mean(mentions, &beginning.mentions);
    }
    document.to_string()
}

fn slack(root: &mut Table) -> Option<&mut Table> {
    let sources = root.get_mut("sources")?.as_table_like_mut()?;
    sources.get_mut("slack")?.as_table_mut()
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

fn source(slack: &mut Table, beginning: &Beginning) {
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
    let example = examples.iter().next();
    let place = example.and_then(Table::position);
    let before = example.map(|table| table.decor().clone());
    let mut channels = ArrayOfTables::new();
    for channel in &beginning.channels {
        let mut entry = Table::new();
        entry.insert("id", Item::Value(text(&channel.id)));
        entry.insert("name", Item::Value(text(&channel.name)));
        if !channel.public {
            entry.insert("public", value(false));
        }
        entry.set_position(place);
        if let Some(before) = &before {
            *entry.decor_mut() = before.clone();
        }
        channels.push(entry);
    }
    *examples = channels;
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
