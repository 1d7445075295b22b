//! A source that the team file does not have yet.

use contract::{Code, Command, Failure};
use domain::SourceId;
use sources::slack::Welcome;
use team::{Change, Edit, Flaw};
use tokio::runtime::Runtime;

use super::first::wanted;
use crate::accounts::{SLACK, faulted};
use crate::boot::Paths;
use crate::cli::args::AddAccount;
use crate::cli::nudge::nudge;
use crate::cli::{ask, team as file};
use crate::teamfile;

/// Offers to write the source with the channels that are chosen; gives those
/// that are watched from now on, and sentences about it.
pub(super) fn offer(
    (runtime, paths): (&Runtime, &Paths),
    add: &AddAccount,
    welcome: &Welcome,
    client_id: Option<&str>,
) -> Result<(Vec<String>, Vec<String>), Failure> {
    let seen = runtime.block_on(welcome.channels()).map_err(|f| faulted(&f))?;
    let channels = wanted(&seen, &add.channel)?;
    let name = paths.team.display().to_string();
    let unwritten = format!(
        "{name} still has no source of the kind {SLACK}, so nothing is \
         watched there. Run this again, or write it by hand."
    );
    if channels.is_empty() {
        return Ok((Vec::new(), vec![unwritten]));
    }
    let places: Vec<(String, String)> =
        channels.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
    let new = New { client_id, ..New::of(SLACK, &places) };
    if !write(paths, &new, add.yes)? {
        return Ok((Vec::new(), vec![unwritten]));
    }
    let watched: Vec<String> =
        channels.iter().map(|channel| channel.name.clone()).collect();
    let lines = told(runtime, paths, &watched);
    Ok((watched, lines))
}

/// What is to be read from now on.
pub(super) struct New<'a> {
    /// The kind of source.
    pub(super) kind: &'a str,
    /// Its key, where the file has it; a new one is called by its kind.
    pub(super) key: &'a str,
    /// Ids and names.
    pub(super) places: &'a [(String, String)],
    /// The client id of the team's app.
    pub(super) client_id: Option<&'a str>,
    /// What else it is told.
    pub(super) settings: &'a [(String, String)],
}

impl<'a> New<'a> {
    /// A source of a kind with its first places.
    pub(super) fn of(kind: &'a str, places: &'a [(String, String)]) -> Self {
        New { kind, key: kind, places, client_id: None, settings: &[] }
    }
}

/// Shows what would be written for a source, and writes it if that is wanted.
pub(super) fn write(
    paths: &Paths,
    new: &New<'_>,
    yes: bool,
) -> Result<bool, Failure> {
    let name = paths.team.display().to_string();
    let (text, rules) = file::standing(&paths.team)?;
    let known = rules.source(&SourceId::new(new.key)).is_some();
    let edit = edit((&text, &name), new, known)?;
    offer_change(paths, &edit, yes)
}

/// Shows a change of the team file, and makes it if that is wanted.
pub(super) fn offer_change(
    paths: &Paths,
    edit: &Edit,
    yes: bool,
) -> Result<bool, Failure> {
    if !yes {
        ask::say(&format!("\n{}", edit.diff));
        let question = format!("Write this to {}?", paths.team.display());
        if !ask::agreed(&question)? {
            return Ok(false);
        }
    }
    teamfile::over(&paths.team, &edit.text, &edit.replaces)?;
    Ok(true)
}

/// What is watched from now on, and who knows of it.
pub(super) fn told(
    runtime: &Runtime,
    paths: &Paths,
    watched: &[String],
) -> Vec<String> {
    let mut lines =
        vec![format!("Watched from now on: {}.", watched.join(", "))];
    let engine = nudge(runtime, paths, &Command::Reload);
    let told = engine.words("The Hotseat that is running looks at it now.");
    lines.push(
        told.unwrap_or_else(|| "`hotseat run` starts watching.".to_owned()),
    );
    lines
}

/// One change of the file, whatever the number of places.
fn edit(
    (text, name): (&str, &str),
    new: &New<'_>,
    known: bool,
) -> Result<Edit, Failure> {
    let places = new.places.iter().enumerate();
    let mut changes: Vec<Change> = places
        .map(|(number, place)| match number {
            0 if !known => Change::AddSource {
                kind: new.kind.to_owned(),
                key: String::new(),
                client_id: new.client_id.map(str::to_owned),
                place: place.clone(),
            },
            _ => Change::AddPlace {
                source: new.key.to_owned(),
                place: place.clone(),
            },
        })
        .collect();
    if !new.settings.is_empty() {
        changes.push(Change::SetSource {
            source: new.key.to_owned(),
            settings: new.settings.to_vec(),
        });
    }
    let mut after = text.to_owned();
    for change in &changes {
        after = team::change(&after, name, change).map_err(in_the_way)?.text;
    }
    Ok(Edit {
        replaces: team::version(text),
        diff: team::diff(text, &after),
        text: after,
        key: new.key.to_owned(),
        remark: None,
    })
}

fn in_the_way(flaws: Vec<Flaw>) -> Failure {
    let all: Vec<String> = flaws.iter().map(ToString::to_string).collect();
    Failure::new(Code::Refused, all.join("\n"))
}
