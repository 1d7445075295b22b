//! A source that the team file does not have yet.

use contract::{Code, Command, Failure};
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
    if !write(paths, (SLACK, &places), (client_id, add.yes))? {
        return Ok((Vec::new(), vec![unwritten]));
    }
    let watched: Vec<String> =
        channels.iter().map(|channel| channel.name.clone()).collect();
    let lines = told(runtime, paths, &watched);
    Ok((watched, lines))
}

/// Shows what would be written for a new source, and writes it if that is
/// wanted.
pub(super) fn write(
    paths: &Paths,
    (kind, places): (&str, &[(String, String)]),
    (client_id, yes): (Option<&str>, bool),
) -> Result<bool, Failure> {
    let name = paths.team.display().to_string();
    let (text, _) = file::standing(&paths.team)?;
    let edit = edit((&text, &name), (kind, places), client_id)?;
    if !yes {
        ask::say(&format!("\n{}", edit.diff));
        if !ask::agreed(&format!("Write this to {name}?"))? {
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
    (kind, places): (&str, &[(String, String)]),
    client_id: Option<&str>,
) -> Result<Edit, Failure> {
    let mut after = text.to_owned();
    for (number, place) in places.iter().enumerate() {
        let place = place.clone();
        let change = match number {
            0 => Change::AddSource {
                kind: kind.to_owned(),
                key: String::new(),
                client_id: client_id.map(str::to_owned),
                place,
            },
            _ => Change::AddPlace { source: kind.to_owned(), place },
        };
        after = team::change(&after, name, &change).map_err(in_the_way)?.text;
    }
    Ok(Edit {
        replaces: team::version(text),
        diff: team::diff(text, &after),
        text: after,
        key: kind.to_owned(),
        remark: None,
    })
}

fn in_the_way(flaws: Vec<Flaw>) -> Failure {
    let all: Vec<String> = flaws.iter().map(ToString::to_string).collect();
    Failure::new(Code::Refused, all.join("\n"))
}
