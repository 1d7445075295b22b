//! Writes the first team file from a preset.

use std::sync::Arc;

use chrono_tz::Tz;
use contract::{Code, Failure};
use domain::{Author, Clock, SourceId};
use engine::SystemClock;
use serde_json::json;
use sources::slack::Welcome;
use team::{Beginning, Channel, Newcomer, Preset, distinct};
use tokio::runtime::Runtime;

use crate::accounts::{self, SLACK, faulted, newcomer};
use crate::boot::{self, Paths};
use crate::cli::accounts::wanted;
use crate::cli::args::{Cli, Init};
use crate::cli::start::unready;
use crate::cli::{Outcome, Said, ask, failed, talk};
use crate::{teamfile, wiring};

/// Asks what no preset can know, shows the file, and writes it.
pub(super) fn init(cli: &Cli, init: &Init) -> Outcome {
    let paths = talk::paths(cli)?;
    let Some(preset) = team::preset(&init.preset) else {
        return Err(no_preset(&init.preset));
    };
    if paths.team.exists() {
        return Err(Failure::new(
            Code::Refused,
            format!("There is a team file at {}.", paths.team.display()),
        )
        .hint("Change it by hand, or name another with --team."));
    }
    let runtime = talk::runtime()?;
    let desk = Terminal { runtime, preset, init };
    let beginning = desk.beginning(&paths)?;
    let written = write(&paths, (preset, &beginning), init.yes)?;
    let file = paths.team.display().to_string();
    let lines = match written {
        true => format!(
            "{file} is written. `hotseat accounts add slack` signs in, \
             `hotseat run` starts watching."
        ),
        false => "It was not agreed to; nothing was written.".to_owned(),
    };
    let data = json!({
        "path": file,
        "preset": preset.name,
        "written": written,
    });
    Ok(Said::new(data, lines))
}

fn no_preset(name: &str) -> Failure {
    let known: Vec<&str> = team::PRESETS.iter().map(|it| it.name).collect();
    Failure::new(Code::NotFound, format!("There is no preset {name}."))
        .hint(format!("There is: {}.", known.join(", ")))
}

/// Shows a first file, and writes it if that is agreed to.
pub(in crate::cli) fn write(
    paths: &Paths,
    (preset, beginning): (&Preset, &Beginning),
    yes: bool,
) -> Result<bool, Failure> {
    let text = team::first_file(preset, beginning);
    write_text(paths, &text, yes)
}

/// The same with the text of one.
pub(in crate::cli) fn write_text(
    paths: &Paths,
    text: &str,
    yes: bool,
) -> Result<bool, Failure> {
    // A name from a source may be one that no team file can hold.
    wiring::rules(text, &paths.team).map_err(unready)?;
    if !yes {
        ask::say(&format!("\n{text}"));
        let question = format!("Write this to {}?", paths.team.display());
        if !ask::agreed(&question)? {
            return Ok(false);
        }
    }
    paths.make().map_err(failed)?;
    teamfile::first(&paths.team, text)?;
    Ok(true)
}

/// Whoever sits at the terminal, and what they said beforehand.
struct Terminal<'a> {
    runtime: Runtime,
    preset: &'static Preset,
    init: &'a Init,
}

impl Terminal<'_> {
    fn beginning(&self, paths: &Paths) -> Result<Beginning, Failure> {
        let known = self.workspace(paths);
        let (named, repositories) = self.named()?;
        let (channels, me, mentions) = match &known {
            Some((welcome, me)) => {
                let seen = self
                    .runtime
                    .block_on(welcome.channels())
                    .map_err(|fault| faulted(&fault))?;
                let channels = wanted(&seen, &named)?;
                let channels: Vec<Channel> =
                    channels.into_iter().map(accounts::channel).collect();
                let groups = self.runtime.block_on(welcome.groups());
                let groups = groups.unwrap_or_default();
                let mentions = accounts::meant(self.preset, &groups);
                (channels, Some(newcomer(me)), mentions)
            }
            None => {
                let channels = named.iter().map(|word| by_id(word)).collect();
                // Nobody can look up which groups there are.
                (channels, None, self.preset.mentions())
            }
        };
        if channels.is_empty() && repositories.is_empty() {
            return Err(Failure::new(Code::Usage, "No channel was named.")
                .hint("A team file without one reads nothing."));
        }
        let people = distinct(self.people(me)?);
        Ok(Beginning {
            team: self.init.name.clone().unwrap_or_else(|| "Support".into()),
            zone: self.zone()?,
            on_duty: people.iter().map(|it| it.key.clone()).collect(),
            people,
            client_id: self.init.client_id.clone(),
            push: false,
            channels,
            repositories,
            mentions,
        })
    }

    /// The workspace, where somebody is signed in to it already.
    fn workspace(&self, paths: &Paths) -> Option<(Welcome, Author)> {
        let vault = Arc::new(talk::keyring(paths));
        let now = SystemClock::new().now();
        let api = wiring::slack_api();
        let id = SourceId::new(SLACK);
        let welcome = Welcome::new(vault, &id, &api, now).ok()?;
        let me = self.runtime.block_on(welcome.me()).ok()?;
        Some((welcome, me))
    }

    /// The channels and the repositories that were named, or are named now.
    fn named(&self) -> Result<(Vec<String>, Vec<String>), Failure> {
        let mut named = self.init.channel.clone();
        if named.is_empty() && !self.init.yes {
            let answer = ask::line(self.question())?;
            let answer = answer.unwrap_or_default();
            named = answer.split_whitespace().map(str::to_owned).collect();
        }
        let (channels, repositories): (Vec<_>, Vec<_>) =
            named.into_iter().partition(|word| !is_repository(word));
        if !repositories.is_empty() && !self.reads_issues() {
            let what = format!("{} reads no repositories.", self.preset.name);
            return Err(Failure::new(Code::Usage, what)
                .hint("Write [sources.github] into the file afterwards."));
        }
        Ok((channels, repositories))
    }

    fn question(&self) -> &'static str {
        match self.reads_issues() {
            true => {
                "Which channels and repositories are to be watched? ID=#name \
                 and OWNER/NAME, with spaces between (the id stands in the \
                 channel's details):"
            }
            false => {
                "Which channels are to be watched? ID=#name, with spaces \
                 between (the id stands in the channel's details):"
            }
        }
    }

    fn reads_issues(&self) -> bool {
        self.preset.text.contains("[sources.github]")
    }

    fn people(&self, me: Option<Newcomer>) -> Result<Vec<Newcomer>, Failure> {
        let mut people: Vec<Newcomer> = me.into_iter().collect();
        let mut named = self.init.person.clone();
        if people.is_empty() && named.is_empty() && !self.init.yes {
            let answer = ask::line("Who are you? NAME <E-MAIL>:")?;
            named.extend(answer.filter(|answer| !answer.is_empty()));
        }
        for words in &named {
            people.push(person(words)?);
        }
        if people.is_empty() {
            return Err(Failure::new(Code::Usage, "Nobody was named.").hint(
                "--person 'Ana Silva <ana@example.com>', once for each.",
            ));
        }
        Ok(people)
    }

    fn zone(&self) -> Result<String, Failure> {
        let here = boot::zone(chrono_tz::UTC).name();
        let said = match &self.init.zone {
            Some(zone) => Some(zone.clone()),
            None if self.init.yes => None,
            None => ask::line(&format!("The team's zone? [{here}]"))?,
        };
        let zone = said.filter(|zone| !zone.is_empty());
        let zone = zone.unwrap_or_else(|| here.to_owned());
        zone.parse::<Tz>().map(|zone| zone.name().to_owned()).map_err(|_| {
            Failure::new(Code::Usage, format!("There is no zone {zone}."))
                .hint("Write it like Europe/Amsterdam.")
        })
    }
}

/// "acme/widgets"; the name of a channel has no slash.
fn is_repository(word: &str) -> bool {
    !word.contains('=') && word.contains('/')
}

/// "C0123456789=#support", or the id alone.
fn by_id(word: &str) -> Channel {
    let (id, name) = word.split_once('=').unwrap_or((word, word));
    Channel { id: id.to_owned(), name: name.to_owned(), public: true }
}

/// "Ana Silva <ana@example.com>".
fn person(words: &str) -> Result<Newcomer, Failure> {
    let parts = words.split_once('<').and_then(|(name, rest)| {
        Some((name.trim(), rest.strip_suffix('>')?.trim()))
    });
    let Some((name, email)) = parts.filter(|(name, _)| !name.is_empty()) else {
        let what = format!("“{words}” is no person.");
        return Err(Failure::new(Code::Usage, what)
            .hint("Write it like 'Ana Silva <ana@example.com>'."));
    };
    Ok(Newcomer {
        key: team::key_of(name),
        name: name.to_owned(),
        email: Some(email.to_owned()),
        ids: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_a_name_and_an_address() {
        let ana = person("Ana Silva <ana@example.com>").expect("a person");
        assert_eq!((ana.key.as_str(), ana.name.as_str()), ("ana", "Ana Silva"));
        assert_eq!(ana.email.as_deref(), Some("ana@example.com"));
        for wrong in ["Ana", "<ana@example.com>", "Ana <ana"] {
            assert_eq!(person(wrong).expect_err(wrong).code, Code::Usage);
        }
    }

    #[test]
    fn a_channel_has_an_id_and_may_have_a_name() {
        assert_eq!(by_id("C1=#support").name, "#support");
        assert_eq!(by_id("C1").id, "C1");
        assert!(is_repository("acme/widgets") && !is_repository("C1=#a/b"));
    }
}
