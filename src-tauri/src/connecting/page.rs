//! The way to a source as the window shows it.

use contract::{
    Connecting as Page, GroupChoice, KindChoice, PlaceChoice, PlacesPage,
    SignInPage,
};
use domain::text::clean_line;
use sources::slack::GroupSeen;

use super::Connecting;
use super::kinds::{KINDS, offered};
use super::mentions::meaning;
use super::state::{Goal, Seen, State, Target};
use super::ways::ways;

impl Connecting {
    /// Everything that is shown.
    pub(crate) fn page(&self) -> Page {
        let state = self.state();
        Page {
            step: state.step,
            busy: state.busy.clone(),
            trouble: state.trouble.clone(),
            remarks: state.remarks.clone(),
            kinds: KINDS
                .iter()
                .map(|kind| KindChoice {
                    kind: kind.kind.to_owned(),
                    title: kind.title.to_owned(),
                    says: kind.says.to_owned(),
                })
                .collect(),
            sign_in: sign_in(&state),
            places: places(&state),
            tokens: state.tokens.clone(),
            change: state.change.clone(),
        }
    }
}

fn sign_in(state: &State) -> SignInPage {
    let Some(target) = &state.target else { return SignInPage::default() };
    let known = |key: &str| {
        let typed = state.typed.iter().rev().find(|(it, _)| it == key);
        let typed = typed.map(|(_, text)| text.clone());
        typed
            .or_else(|| target.setting(key).map(str::to_owned))
            .unwrap_or_default()
    };
    let kind = offered(target.kind);
    let lead = kind.map_or("", |kind| kind.lead);
    let title = kind.and_then(|kind| kind.entry).map(str::to_owned);
    let source = clean_line(&target.name);
    SignInPage {
        title: title.unwrap_or_else(|| format!("Sign in to {source}")),
        source,
        lead: lead.to_owned(),
        ways: ways(target.kind, &known),
        waiting: state.waiting.clone(),
        no_keyring: state.no_keyring.clone(),
        session_only: state.session_only,
    }
}

fn places(state: &State) -> PlacesPage {
    let target = state.target.as_ref();
    let Some(kind) = target.and_then(|target| offered(target.kind)) else {
        return PlacesPage::default();
    };
    let choice = |seen: &Seen| PlaceChoice {
        id: seen.place.id.clone(),
        name: clean_line(&seen.place.name),
        note: seen.note.clone(),
        chosen: state.chosen.contains(&seen.place.id),
    };
    let mut all: Vec<PlaceChoice> = state.seen.iter().map(choice).collect();
    all.extend(unlisted(state, target));
    let (another, example) = kind.another.unzip();
    let workspace = kind.kind == crate::accounts::SLACK;
    let asked = state.like.is_some() && (workspace || !state.groups.is_empty());
    PlacesPage {
        called: kind.places.to_owned(),
        lead: kind.choose.to_owned(),
        places: all,
        another: another.map(str::to_owned),
        example: example.unwrap_or_default().to_owned(),
        groups: asked
            .then(|| state.groups.iter().map(|it| group(state, it)).collect()),
    }
}

/// What is read already, or was typed, and does not stand in the list.
fn unlisted(state: &State, target: Option<&Target>) -> Vec<PlaceChoice> {
    let more = target.filter(|target| target.goal == Goal::More);
    let read = more.into_iter().flat_map(|target| &target.read);
    let read = read.map(|place| (place.id.clone(), place.name.clone()));
    let listed = |id: &String| state.seen.iter().any(|it| it.place.id == *id);
    read.filter(|(id, _)| !listed(id))
        .map(|(id, name)| PlaceChoice {
            name: clean_line(if name.is_empty() { &id } else { &name }),
            id,
            note: "read already".to_owned(),
            chosen: true,
        })
        .collect()
}

fn group(state: &State, group: &GroupSeen) -> GroupChoice {
    GroupChoice {
        group: group.handle.clone(),
        members: u32::try_from(group.members.len()).unwrap_or(u32::MAX),
        means: meaning(&state.meant, &group.handle).map(Into::into),
    }
}
