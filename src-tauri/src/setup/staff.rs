//! Who answers, who is on duty, and the file that says so.

use chrono_tz::Tz;
use contract::{Code, Failure, SetupStep};
use domain::{Author, Priority};
use team::{Beginning, Newcomer, distinct, first_file};

use super::FirstRun;
use super::state::{Draft, State};
use crate::accounts::{channel, newcomer};
use crate::cli::{failed, unready};
use crate::{teamfile, wiring};

impl State {
    /// The ids of those in the groups whose mention means something, those
    /// who are called for what is urgent first.
    pub(super) fn members(&self) -> Vec<String> {
        let mut ids = self.members_of(Some(Priority::Urgent));
        ids.extend(self.members_of(None));
        ids
    }

    /// The ids of those in the groups of a priority, or in any.
    pub(super) fn members_of(&self, of: Option<Priority>) -> Vec<String> {
        let means = |handle: &str| {
            self.mentions.iter().any(|(group, priority)| {
                group == handle && of.is_none_or(|of| of == *priority)
            })
        };
        let groups = self.groups.iter().filter(|it| means(&it.handle));
        groups.flat_map(|group| group.members.clone()).collect()
    }

    /// These could answer. Whoever is called for what is urgent is on duty
    /// until something else is said, and so am I.
    pub(super) fn meet(&mut self, me: Author, others: Vec<Author>) {
        let id = |person: &Author| person.id.as_str().to_owned();
        let mine = id(&me);
        let mut people = vec![me];
        people
            .extend(others.into_iter().filter(|it| it.human && id(it) != mine));
        let urgent = self.members_of(Some(Priority::Urgent));
        let on_call = |it: &String| *it == mine || urgent.contains(it);
        self.roster = people.iter().map(id).collect();
        self.on_duty =
            self.roster.iter().filter(|it| on_call(it)).cloned().collect();
        self.people = people;
    }

    fn beginning(&self, zone: Tz) -> Option<Beginning> {
        let signed = self.signed.as_ref()?;
        let in_roster: Vec<&Author> = self
            .people
            .iter()
            .filter(|it| self.roster.iter().any(|id| id == it.id.as_str()))
            .collect();
        let people: Vec<Newcomer> =
            distinct(in_roster.iter().map(|it| newcomer(it)).collect());
        let on_duty = people
            .iter()
            .zip(&in_roster)
            .filter(|(_, it)| {
                self.on_duty.iter().any(|id| id == it.id.as_str())
            })
            .map(|(person, _)| person.key.clone())
            .collect();
        let chosen =
            self.seen.iter().filter(|it| self.channels.contains(&it.id));
        Some(Beginning {
            team: signed.workspace.clone(),
            zone: zone.name().to_owned(),
            people,
            on_duty,
            client_id: Some(self.client_id.clone()),
            push: false,
            channels: chosen.map(channel).collect(),
            repositories: Vec::new(),
            mentions: self.mentions.clone(),
        })
    }
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
        let (Some(preset), Some(beginning)) =
            (state.preset, state.beginning(zone))
        else {
            return Ok(());
        };
        let text = first_file(preset, &beginning);
        // A name from Slack may be one that no team file can hold.
        wiring::rules(&text, &self.paths.team).map_err(unready)?;
        let shown = text.clone();
        state.draft = Some(Draft { text, shown, replaces: None });
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
        }
        self.look_in().await
    }
}

fn usage(what: &str, hint: &str) -> Failure {
    Failure::new(Code::Usage, what).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::UserId;
    use sources::slack::GroupSeen;

    fn person(id: &str, name: &str) -> Author {
        Author {
            id: UserId::new(id),
            name: name.into(),
            email: None,
            of: None,
            human: true,
        }
    }

    fn state() -> State {
        let mut state = State::new();
        let group = |handle: &str, members: &[&str]| GroupSeen {
            handle: handle.into(),
            members: members.iter().map(|&id| id.to_owned()).collect(),
        };
        state.groups = vec![
            group("@dev911", &["U3"]),
            group("@oncall", &["U1", "U2"]),
            group("@all", &["U9"]),
        ];
        state.mentions = vec![
            ("@oncall".into(), Priority::Urgent),
            ("@dev911".into(), Priority::Emergency),
        ];
        state
    }

    #[test]
    fn those_who_are_called_for_what_is_urgent_are_on_duty() {
        let mut state = state();
        assert_eq!(state.members(), ["U1", "U2", "U3", "U1", "U2"]);
        let others = vec![person("U1", "Ana"), person("U3", "Mika")];
        state.meet(person("U1", "Ana"), others);
        assert_eq!(state.roster, ["U1", "U3"]);
        assert_eq!(state.on_duty, ["U1"]);
    }
}
