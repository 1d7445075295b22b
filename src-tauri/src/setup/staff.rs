//! Who answers, who is on duty, and the file that says so.

use chrono_tz::Tz;
use contract::{Code, Failure, SetupStep};
use domain::text::clean_line;
use team::{Beginning, Channel, Connection, Newcomer, distinct, first_file};

use super::FirstRun;
use super::candidates::Candidate;
use super::mentions;
use super::state::{Draft, State};
use crate::accounts::{GITHUB, SLACK, house};
use crate::cli::{failed, unready};
use crate::connecting::Outcome;
use crate::{teamfile, wiring};

impl State {
    fn beginning(&self, zone: Tz) -> Beginning {
        let in_roster: Vec<&Candidate> = self
            .people
            .iter()
            .filter(|it| self.roster.contains(&it.id))
            .collect();
        let people: Vec<Newcomer> =
            distinct(in_roster.iter().map(|it| it.newcomer()).collect());
        let on_duty = people
            .iter()
            .zip(&in_roster)
            .filter(|(_, it)| self.on_duty.contains(&it.id))
            .map(|(person, _)| person.key.clone())
            .collect();
        // The places of a preset are those of its sources, by their keys.
        let usual = |kind: &str| {
            self.connected.iter().find(|it| it.id.as_str() == kind)
        };
        let slack = usual(SLACK);
        let repositories = usual(GITHUB).into_iter();
        let repositories = repositories.flat_map(|it| &it.places);
        let asked = |it: &Outcome| it.kind == SLACK || !it.groups.is_empty();
        let said = self.connected.iter().any(asked);
        let preset = self.preset.map(team::Preset::mentions);
        Beginning {
            team: self.name(),
            zone: zone.name().to_owned(),
            people,
            on_duty,
            client_id: slack.and_then(|it| it.setting("client_id")),
            push: false,
            channels: slack.map(channels).unwrap_or_default(),
            repositories: repositories.map(|it| it.id.clone()).collect(),
            mentions: match preset {
                Some(preset) if !said => preset,
                _ => mentions::meant(&self.connected),
            },
        }
    }

    /// What the team is called, as far as its sources tell.
    fn name(&self) -> String {
        let workspace = self.connected.iter().map(|it| &it.workspace);
        let house = |it: &Outcome| house(&it.connection(None));
        let found = workspace
            .map(|name| clean_line(name))
            .chain(self.connected.iter().filter_map(house))
            .find(|name| !name.is_empty());
        found.unwrap_or_else(|| "Our team".to_owned())
    }
}

fn channels(slack: &Outcome) -> Vec<Channel> {
    let private = ("public".to_owned(), "false".to_owned());
    let channel = |place: &team::NewPlace| Channel {
        id: place.id.clone(),
        name: place.name.clone(),
        public: !place.settings.contains(&private),
    };
    slack.places.iter().map(channel).collect()
}

impl FirstRun {
    /// Takes those who answer, and shows the file.
    pub(super) fn staff(
        &self,
        roster: Vec<String>,
        on_duty: Vec<String>,
        zone: &str,
    ) -> Result<(), Failure> {
        let mut state = self.state();
        state.on_duty = on_duty;
        state.on_duty.retain(|id| roster.contains(id));
        state.roster = roster;
        zone.trim().clone_into(&mut state.zone);
        if state.roster.is_empty() {
            return Err(usage(
                "Nobody is chosen, so nobody would answer.",
                "Choose yourself at least.",
            ));
        }
        if state.on_duty.is_empty() {
            return Err(usage(
                "Nobody is on duty, so nothing would ring.",
                "Choose who is on support this week.",
            ));
        }
        let zone: Tz = state.zone.parse().map_err(|_| {
            usage("There is no such zone.", "Write it like Europe/Amsterdam.")
        })?;
        let Some(preset) = state.preset else { return Ok(()) };
        let text = first_file(preset, &state.beginning(zone));
        let sources: Vec<Connection> =
            state.connected.iter().map(|it| it.connection(None)).collect();
        let file = self.paths.team.display().to_string();
        let text = team::connect(&text, &file, &sources)
            .map_err(|flaws| crate::connecting::in_the_way(&flaws))?
            .text;
        // A name from a source may be one that no team file can hold.
        wiring::rules(&text, &self.paths.team).map_err(unready)?;
        let shown = text.clone();
        let (replaces, adds, week) = (None, false, None);
        state.draft = Some(Draft { text, shown, replaces, adds, week });
        state.step = SetupStep::File;
        Ok(())
    }

    /// Writes the file that is shown, and looks into the queue.
    pub(super) async fn write(&self) -> Result<(), Failure> {
        let (draft, written) = {
            let state = self.state();
            (state.draft.clone(), state.written)
        };
        let Some(draft) = draft else { return Ok(()) };
        if !written {
            match &draft.replaces {
                Some(replaces) => {
                    teamfile::over(&self.team_file(), &draft.text, replaces)?;
                }
                None => {
                    self.paths.make().map_err(failed)?;
                    teamfile::first(&self.paths.team, &draft.text)?;
                }
            }
            self.state().written = true;
            self.take_seat().await?;
        }
        self.look_in().await
    }
}

/// What a keyring that keeps nothing means for webhooks.
const NO_SEAT: &str = "The team file is written, but the keyring could not \
    keep who you are for the webhooks.";

impl FirstRun {
    /// Whom no source can name, the keyring says for the webhooks.
    async fn take_seat(&self) -> Result<(), Failure> {
        let (seats, me) = {
            let state = self.state();
            let silent = |it: &&Outcome| it.named().is_none();
            let seats = state.connected.iter().filter(silent);
            let seats: Vec<_> = seats.map(|it| it.id.clone()).collect();
            let mine = |it: &&Candidate| it.me && state.roster.contains(&it.id);
            let me = state.people.iter().find(mine);
            (seats, me.map(|me| me.newcomer().key))
        };
        let Some(me) = me.map(domain::PersonKey::new) else { return Ok(()) };
        let vault = self.connecting.vault();
        for source in seats {
            let kept = sources::webhook::sit(vault.as_ref(), &source, &me);
            kept.await.map_err(|error| {
                Failure::new(Code::Failed, NO_SEAT).hint(format!("{error}."))
            })?;
        }
        Ok(())
    }
}

fn usage(what: &str, hint: &str) -> Failure {
    Failure::new(Code::Usage, what).hint(hint)
}
