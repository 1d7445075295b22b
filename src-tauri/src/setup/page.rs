//! The first ten minutes as the window shows them.

use contract::{
    ChannelChoice, FilePage, GroupChoice, PersonChoice, PresetLine, Setup,
    SetupStep, SignInPage,
};
use domain::Author;
use domain::text::clean_line;
use sources::slack::manifest_yaml;

use super::preview::preview;
use super::state::State;
use super::{FirstRun, MAKE_AT};

impl FirstRun {
    /// Everything that is shown.
    pub(super) fn page(&self) -> Setup {
        let file = self.team_file().display().to_string();
        // Only then is there anything to be seen of it.
        let clerk = self.clerk();
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
            sign_in: sign_in(&state),
            workspace: state
                .signed
                .as_ref()
                .map(|signed| clean_line(&signed.workspace))
                .unwrap_or_default(),
            channels: channels(&state),
            groups: groups(&state),
            people: state.people.iter().map(|it| person(&state, it)).collect(),
            zone: state.zone.clone(),
            file: state.draft.as_ref().map(|draft| FilePage {
                path: file.clone(),
                text: draft.shown.clone(),
                change: draft.replaces.is_some(),
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

fn sign_in(state: &State) -> SignInPage {
    let source = state.joined.as_ref().and_then(|joined| {
        let id = joined.waiting.first()?;
        Some(joined.rules.source(id)?.name.clone())
    });
    SignInPage {
        source: source.unwrap_or_else(|| "Slack".to_owned()),
        client_id: state.client_id.clone(),
        manifest: manifest_yaml(),
        make_at: MAKE_AT.to_owned(),
        browser: state.browser.clone(),
        no_keyring: state.no_keyring.clone(),
        session_only: state.session_only,
    }
}

fn channels(state: &State) -> Vec<ChannelChoice> {
    let choice = |seen: &sources::slack::ChannelSeen| ChannelChoice {
        id: seen.id.clone(),
        name: seen.name.clone(),
        public: seen.public,
        mine: seen.mine,
        chosen: state.channels.contains(&seen.id),
    };
    state.seen.iter().map(choice).collect()
}

fn groups(state: &State) -> Vec<GroupChoice> {
    let means = |handle: &str| {
        let mut meant = state.mentions.iter();
        let (_, priority) = meant.find(|(group, _)| group == handle)?;
        Some((*priority).into())
    };
    let choice = |group: &sources::slack::GroupSeen| GroupChoice {
        group: group.handle.clone(),
        members: u32::try_from(group.members.len()).unwrap_or(u32::MAX),
        means: means(&group.handle),
    };
    state.groups.iter().map(choice).collect()
}

fn person(state: &State, person: &Author) -> PersonChoice {
    let id = person.id.as_str().to_owned();
    let me = state.signed.as_ref().is_some_and(|it| it.me.id == person.id);
    let mut groups = state.groups.iter().filter(|group| {
        group.members.contains(&id)
            && state.mentions.iter().any(|(name, _)| *name == group.handle)
    });
    let group = groups.next().map(|group| format!("in {}", group.handle));
    PersonChoice {
        name: clean_line(&person.name),
        email: person.email.as_deref().map(clean_line),
        me,
        why: group.unwrap_or_default(),
        answers: state.roster.contains(&id),
        on_duty: state.on_duty.contains(&id),
        id,
    }
}
