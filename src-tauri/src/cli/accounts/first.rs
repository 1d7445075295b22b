//! The first team file of a team, with me in the roster and on duty.

use contract::{Code, Failure};
use domain::Author;
use sources::slack::{ChannelSeen, Welcome};
use team::{Beginning, Channel, Newcomer};
use tokio::runtime::Runtime;

use super::choose;
use super::faulted;
use crate::boot::{self, Paths};
use crate::cli::args::AddAccount;
use crate::cli::ask;
use crate::cli::start::unready;
use crate::cli::team::write;
use crate::wiring;

/// What is known before the first file is written.
pub(super) struct Start<'a> {
    /// The workspace's name, which becomes the team's.
    pub(super) workspace: &'a str,
    /// The person who signed in.
    pub(super) me: &'a Author,
    /// The client id they signed in with, if it was in the browser.
    pub(super) client_id: Option<String>,
}

/// Offers to write the file; the channels that are watched from now on, or
/// none where nothing was written.
pub(super) fn offer(
    (runtime, paths): (&Runtime, &Paths),
    add: &AddAccount,
    welcome: &Welcome,
    start: Start<'_>,
) -> Result<Vec<String>, Failure> {
    let seen = runtime.block_on(welcome.channels()).map_err(|f| faulted(&f))?;
    let channels = wanted(&seen, &add.channel)?;
    if channels.is_empty() {
        return Ok(Vec::new());
    }
    let text = team::first_file(&beginning(start, add.push, &channels));
    // A name from Slack may be one that no team file can hold.
    wiring::rules(&text, &paths.team).map_err(unready)?;
    if !add.yes {
        ask::say(&format!("\n{text}"));
        let question = format!("Write this to {}?", paths.team.display());
        if !ask::agreed(&question)? {
            return Ok(Vec::new());
        }
    }
    paths.make().map_err(crate::cli::failed)?;
    write::first(&paths.team, &text)?;
    Ok(channels.iter().map(|channel| channel.name.clone()).collect())
}

/// The channels that were named, or else those that are chosen now.
fn wanted<'s>(
    seen: &'s [ChannelSeen],
    named: &[String],
) -> Result<Vec<&'s ChannelSeen>, Failure> {
    if !named.is_empty() {
        let words: Vec<&str> = named.iter().map(String::as_str).collect();
        return choose::chosen(seen, &words).map_err(|no| unknown(seen, &no));
    }
    ask::say(&choose::menu(seen));
    loop {
        let answer =
            ask::line("Which are to be watched? Numbers or names; none ends:")?;
        let answer = answer.unwrap_or_default();
        match choose::chosen(seen, &choose::words(&answer)) {
            Ok(chosen) => return Ok(chosen),
            Err(no) => ask::say(&unknown(seen, &no).message),
        }
    }
}

fn unknown(seen: &[ChannelSeen], words: &[String]) -> Failure {
    let what = format!("You can see no channel {}.", words.join(", "));
    Failure::new(Code::NotFound, what).hint(choose::menu(seen).trim_end())
}

fn beginning(
    start: Start<'_>,
    push: bool,
    channels: &[&ChannelSeen],
) -> Beginning {
    let me = start.me;
    Beginning {
        team: start.workspace.to_owned(),
        zone: boot::zone(chrono_tz::UTC).name().to_owned(),
        me: Newcomer {
            key: team::key_of(&me.name),
            name: me.name.clone(),
            email: me.email.clone(),
            ids: vec![("slack".to_owned(), me.id.as_str().to_owned())],
        },
        client_id: start.client_id,
        push,
        channels: channels
            .iter()
            .map(|channel| Channel {
                id: channel.id.clone(),
                name: channel.name.clone(),
                public: channel.public,
            })
            .collect(),
    }
}
