//! Looks round at a source: what could be read there.

use contract::{ConnectStep, Failure};
use domain::{Clock, Fault, Rules};
use engine::SystemClock;
use sources::github::{RepositorySeen, Welcome as AtGitHub};
use sources::mail::Mail;
use sources::slack::{ChannelSeen, GroupSeen, Welcome as AtSlack};
use sources::teams;
use sources::webhook::tables;
use team::NewPlace;

use super::Connecting;
use super::outcome::scratch;
use super::state::{Seen, Target};
use crate::accounts::{
    GITHUB, MAIL, SLACK, TEAMS, WEBHOOK, faulted, look_around,
};
use crate::wiring;

impl Connecting {
    /// Finds out what could be read with the sign-in that is kept, and asks
    /// which of it is.
    pub(super) async fn look_round(&self, turn: u64) -> Result<(), Failure> {
        let target = self.target()?;
        self.say(turn, "Looking round there.");
        let looked = self.look_at(&target).await;
        let seen = looked.map_err(|fault| faulted(&fault))?;
        let groups = self.groups(&target).await?;
        let mut state = self.state();
        if state.turn != turn {
            return Ok(());
        }
        let there = |id: &String| seen.iter().any(|it| it.place.id == *id);
        state.chosen.retain(there);
        state.chosen.extend(target.read.iter().map(|place| place.id.clone()));
        if let ([only], true) = (seen.as_slice(), state.chosen.is_empty()) {
            state.chosen.push(only.place.id.clone());
        }
        state.seen = seen;
        state.ask_about(groups);
        state.step = ConnectStep::Places;
        Ok(())
    }

    /// Whose mention may mean something, where that is asked at all: the
    /// groups of a workspace. Elsewhere nobody lists them, and those that the
    /// preset knows are what people write.
    async fn groups(&self, target: &Target) -> Result<Vec<GroupSeen>, Failure> {
        let Some(like) = self.state().like else { return Ok(Vec::new()) };
        Ok(match target.kind {
            SLACK => {
                let groups = self.at_slack(target);
                let groups = groups.map_err(|fault| faulted(&fault))?;
                // Without that scope there are channels all the same.
                groups.groups().await.unwrap_or_default()
            }
            TEAMS | GITHUB => {
                let known = like.mentions().into_iter();
                let seen =
                    |(handle, _)| GroupSeen { handle, members: Vec::new() };
                known.map(seen).collect()
            }
            _ => Vec::new(),
        })
    }

    async fn look_at(&self, target: &Target) -> Result<Vec<Seen>, Fault> {
        let seen = match target.kind {
            SLACK => {
                let channels = self.at_slack(target)?.channels().await?;
                channels.into_iter().map(channel).collect()
            }
            GITHUB => {
                let all = self.at_github(target)?.repositories().await?;
                all.into_iter().map(repository).collect()
            }
            MAIL => {
                let rules = rules_of(target)?;
                let mail = Mail::new(&rules, &target.id, self.vault())?;
                let all = mail.kept_mailboxes(SystemClock::new().now()).await?;
                all.into_iter().map(named).collect()
            }
            TEAMS => {
                let rules = rules_of(target)?;
                let at = (Some(&rules), &target.id);
                let around = look_around(&self.vault(), at, None)
                    .map_err(|it| Fault::refused(it.message))?;
                let all = around.channels().await?;
                all.into_iter().map(channel_of_teams).collect()
            }
            WEBHOOK => tables().map(table).collect(),
            _ => Vec::new(),
        };
        Ok(seen)
    }

    /// The workspace behind the sign-in that is kept.
    pub(super) fn at_slack(&self, target: &Target) -> Result<AtSlack, Fault> {
        let now = SystemClock::new().now();
        AtSlack::new(self.vault(), &target.id, &wiring::slack_api(), now)
    }

    /// The GitHub behind the sign-in that is kept.
    pub(super) fn at_github(&self, target: &Target) -> Result<AtGitHub, Fault> {
        let url = target.setting("url").unwrap_or_default();
        let now = SystemClock::new().now();
        AtGitHub::new(self.vault(), &target.id, url, now)
    }
}

impl Target {
    /// What it is told under a key.
    pub(super) fn setting(&self, key: &str) -> Option<&str> {
        let mut settings = self.settings.iter();
        let (_, said) = settings.find(|(known, _)| known == key)?;
        Some(said)
    }
}

/// Rules that know nothing but the source.
fn rules_of(target: &Target) -> Result<Rules, Fault> {
    scratch(target, &[]).map_err(|it| Fault::refused(it.message))
}

/// A channel of Teams as it is chosen.
pub(super) fn channel_of_teams(seen: teams::Channel) -> Seen {
    let place = NewPlace { id: seen.id, name: seen.name, settings: Vec::new() };
    Seen { place, note: String::new() }
}

fn channel(seen: ChannelSeen) -> Seen {
    let private =
        (!seen.public).then(|| vec![("public".to_owned(), "false".to_owned())]);
    let note = match (seen.public, seen.mine) {
        (true, true) => "",
        (true, false) => "you are no member",
        (false, _) => "private",
    };
    Seen {
        place: NewPlace {
            id: seen.id,
            name: seen.name,
            settings: private.unwrap_or_default(),
        },
        note: note.to_owned(),
    }
}

/// A repository as it is chosen.
pub(super) fn repository(seen: RepositorySeen) -> Seen {
    let note = match (seen.archived, seen.has_issues, seen.private) {
        (true, ..) => "archived",
        (_, false, _) => "takes no issues",
        (_, _, true) => "private",
        _ => "",
    };
    let private =
        seen.private.then(|| vec![("public".to_owned(), "false".to_owned())]);
    Seen {
        place: NewPlace {
            name: seen.id.clone(),
            id: seen.id,
            settings: private.unwrap_or_default(),
        },
        note: note.to_owned(),
    }
}

/// A place that is called what it is.
pub(super) fn named(id: String) -> Seen {
    let place = NewPlace { name: id.clone(), id, settings: Vec::new() };
    Seen { place, note: String::new() }
}

fn table(name: &'static str) -> Seen {
    let settings = vec![("table".to_owned(), name.to_owned())];
    let place =
        NewPlace { id: name.to_owned(), name: name.to_owned(), settings };
    let note = if name == "plain" { "whoever can send JSON" } else { "" };
    Seen { place, note: note.to_owned() }
}
