//! The first ten minutes as the window shows them.

use contract::{FilePage, PersonChoice, PresetLine, Setup, SetupStep};
use domain::text::clean_line;

use super::FirstRun;
use super::candidates::Candidate;
use super::preview::preview;
use super::state::State;
use crate::connecting::Outcome;

impl FirstRun {
    /// Everything that is shown.
    pub(super) fn page(&self) -> Setup {
        let file = self.team_file().display().to_string();
        // Only then is there anything to be seen of it.
        let clerk = self.clerk();
        let connect = self.connecting.page();
        let state = self.state();
        let shown = match state.step {
            SetupStep::Preview => clerk.map(|clerk| preview(&clerk.glance())),
            _ => None,
        };
        Setup {
            step: state.step,
            presets: presets(),
            busy: state.busy.clone(),
            trouble: state.trouble.clone(),
            remarks: state.remarks.clone(),
            connect,
            connected: state.connected.iter().map(Outcome::line).collect(),
            people: state.people.iter().map(|it| person(&state, it)).collect(),
            zone: state.zone.clone(),
            file: state.draft.as_ref().map(|draft| FilePage {
                path: file.clone(),
                text: draft.shown.clone(),
                change: draft.replaces.is_some(),
                adds: draft.adds,
                week: draft.week,
            }),
            preview: shown,
            team_file: file,
        }
    }
}

fn presets() -> Vec<PresetLine> {
    let line = |preset: &team::Preset| PresetLine {
        name: preset.name.to_owned(),
        title: preset.title.to_owned(),
        watches: preset.watches.to_owned(),
        first_response: preset.first_response.to_owned(),
        serves: preset.serves.to_owned(),
        sets_up: preset.sets_up.to_owned(),
    };
    team::PRESETS.iter().map(line).collect()
}

fn person(state: &State, person: &Candidate) -> PersonChoice {
    PersonChoice {
        name: clean_line(&person.name),
        email: person.email.as_deref().map(clean_line),
        me: person.me,
        why: clean_line(&person.why),
        answers: state.roster.contains(&person.id),
        on_duty: state.on_duty.contains(&person.id),
        id: person.id.clone(),
    }
}
