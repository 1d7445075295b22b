//! The first team file of a team, with me in the roster and on duty.

use contract::{Code, Failure};
use domain::Author;
use sources::slack::{ChannelSeen, Welcome};
use team::{Beginning, Preset};
use tokio::runtime::Runtime;

use super::choose;
use crate::accounts::{channel, faulted, meant, newcomer};
use crate::boot::{self, Paths};
use crate::cli::args::AddAccount;
use crate::cli::ask;
use crate::cli::team::init;

/// What is known before the first file is written.
pub(super) struct Start<'a> {
    /// The workspace's name, which becomes the team's.
    pub(super) workspace: &'a str,
    /// The person who signed in.
    pub(super) me: &'a Author,
    /// The client id they signed in with, if it was in the browser.
    pub(super) client_id: Option<String>,
}

/// What became of the first file; nothing where none was written.
#[derive(Debug, Default)]
pub(super) struct First {
    /// The channels that are watched from now on.
    pub(super) channels: Vec<String>,
    /// The groups whose mention means more.
    pub(super) meant: Vec<String>,
    /// The groups whose mention means nothing yet.
    pub(super) meaningless: Vec<String>,
}

/// Offers to write the file.
pub(super) fn offer(
    (runtime, paths): (&Runtime, &Paths),
    add: &AddAccount,
    welcome: &Welcome,
    start: Start<'_>,
) -> Result<First, Failure> {
    let preset = usual()?;
    let seen = runtime.block_on(welcome.channels()).map_err(|f| faulted(&f))?;
    let channels = wanted(&seen, &add.channel)?;
    if channels.is_empty() {
        return Ok(First::default());
    }
    // Without that scope the file is none the worse.
    let groups = runtime.block_on(welcome.groups()).unwrap_or_default();
    let beginning = Beginning {
        push: add.push,
        channels: channels.iter().copied().map(channel).collect(),
        mentions: meant(preset, &groups),
        ..beginning(start)
    };
    if !init::write(paths, (preset, &beginning), add.yes)? {
        return Ok(First::default());
    }
    let meant: Vec<String> =
        beginning.mentions.into_iter().map(|(group, _)| group).collect();
    Ok(First {
        channels: channels.iter().map(|it| it.name.clone()).collect(),
        meaningless: groups
            .into_iter()
            .map(|group| group.handle)
            .filter(|handle| !meant.contains(handle))
            .collect(),
        meant,
    })
}

/// The preset that a first file is made from where none is named.
pub(super) fn usual() -> Result<&'static Preset, Failure> {
    let none = || Failure::new(Code::NotFound, "There is no preset.");
    team::PRESETS.first().ok_or_else(none)
}

/// The channels that were named, or else those that are chosen now.
pub(in crate::cli) fn wanted<'s>(
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

fn beginning(start: Start<'_>) -> Beginning {
    let me = newcomer(start.me);
    Beginning {
        team: start.workspace.to_owned(),
        zone: boot::zone(chrono_tz::UTC).name().to_owned(),
        on_duty: vec![me.key.clone()],
        people: vec![me],
        client_id: start.client_id,
        ..Beginning::default()
    }
}
