//! A source that the team file does not have yet.

use contract::{Code, Command, Failure};
use sources::slack::{ChannelSeen, Welcome};
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
    let (text, _) = file::standing(&paths.team)?;
    let edit = edit(&text, &name, &channels, client_id)?;
    if !add.yes {
        ask::say(&format!("\n{}", edit.diff));
        if !ask::agreed(&format!("Write this to {name}?"))? {
            return Ok((Vec::new(), vec![unwritten]));
        }
    }
    teamfile::over(&paths.team, &edit.text, &edit.replaces)?;
    let watched: Vec<String> =
        channels.iter().map(|channel| channel.name.clone()).collect();
    let mut lines =
        vec![format!("Watched from now on: {}.", watched.join(", "))];
    let engine = nudge(runtime, paths, &Command::Reload);
    let told = engine.words("The Hotseat that is running looks at it now.");
    lines.push(
        told.unwrap_or_else(|| "`hotseat run` starts watching.".to_owned()),
    );
    Ok((watched, lines))
}

/// One change of the file, whatever the number of channels.
fn edit(
    text: &str,
    name: &str,
    channels: &[&ChannelSeen],
    client_id: Option<&str>,
) -> Result<Edit, Failure> {
    let mut after = text.to_owned();
    for (number, channel) in channels.iter().enumerate() {
        let place = (channel.id.clone(), channel.name.clone());
        let change = match number {
            0 => Change::AddSource {
                kind: SLACK.to_owned(),
                key: String::new(),
                client_id: client_id.map(str::to_owned),
                place,
            },
            _ => Change::AddPlace { source: SLACK.to_owned(), place },
        };
        after = team::change(&after, name, &change).map_err(in_the_way)?.text;
    }
    Ok(Edit {
        replaces: team::version(text),
        diff: team::diff(text, &after),
        text: after,
        key: SLACK.to_owned(),
        remark: None,
    })
}

fn in_the_way(flaws: Vec<Flaw>) -> Failure {
    let all: Vec<String> = flaws.iter().map(ToString::to_string).collect();
    Failure::new(Code::Refused, all.join("\n"))
}
