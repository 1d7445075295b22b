//! How far the way to a source has come.

use contract::{
    ConnectStep, CopyThing, Failure, TeamChange, TokenOnce, Waiting,
};
use domain::{Priority, Rules, SourceId};
use sources::slack::{GroupSeen, manifest_yaml};
use team::{NewPlace, Preset};

use super::kinds;
use super::mentions::Word;
use super::outcome::Outcome;

/// What the way leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// A source that no team file has yet.
    New,
    /// A sign-in to one that a team file has.
    Again,
    /// More places of one that a team file has.
    More,
}

/// A source on the way.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// Its kind.
    pub(super) kind: &'static str,
    /// Its key.
    pub(super) id: SourceId,
    /// What people call it.
    pub(super) name: String,
    /// What is wanted of it.
    pub(super) goal: Goal,
    /// What the team file tells it, and is to tell it.
    pub(super) settings: Vec<(String, String)>,
    /// What the team file reads there already.
    pub(super) read: Vec<NewPlace>,
}

impl Target {
    /// A source that a team file has.
    pub(super) fn known(
        rules: &Rules,
        id: &SourceId,
        goal: Goal,
    ) -> Option<Target> {
        let source = rules.source(id)?;
        let said =
            |(key, value): (&String, &String)| (key.clone(), value.clone());
        let place = |place: &domain::PlaceRules| NewPlace {
            id: place.id.to_string(),
            name: place.name.clone(),
            settings: place.options.iter().map(said).collect(),
        };
        Some(Target {
            kind: kinds::offered(&source.kind)?.kind,
            id: id.clone(),
            name: source.name.clone(),
            goal,
            settings: source.options.iter().map(said).collect(),
            read: source.places.iter().map(place).collect(),
        })
    }
}

/// A place that could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// The place, as the team file is to have it.
    pub(super) place: NewPlace,
    /// What to know of it.
    pub(super) note: String,
}

/// How far the way has come.
#[derive(Default)]
pub(super) struct State {
    /// What is asked now.
    pub(super) step: ConnectStep,
    /// Counts answers: what comes of an older one is news no longer.
    pub(super) turn: u64,
    /// It was left by its first question.
    pub(super) left: bool,
    /// What is being done.
    pub(super) busy: Option<String>,
    /// Why the last answer led nowhere.
    pub(super) trouble: Option<Failure>,
    /// What went well.
    pub(super) remarks: Vec<String>,
    /// The keys that sources have already.
    pub(super) taken: Vec<SourceId>,
    /// The preset that is begun with; without one nobody is asked what
    /// mentions mean.
    pub(super) like: Option<&'static Preset>,
    /// What the mentions of groups mean.
    pub(super) meant: Vec<(String, Priority)>,
    /// What was said of the mentions of groups before.
    pub(super) words: Vec<Word>,
    /// The source on the way.
    pub(super) target: Option<Target>,
    /// What was typed, secrets left out.
    pub(super) typed: Vec<(String, String)>,
    /// What is waited for.
    pub(super) waiting: Option<Waiting>,
    /// Why the keyring keeps nothing.
    pub(super) no_keyring: Option<String>,
    /// Sign-ins are kept in memory.
    pub(super) session_only: bool,
    /// What was signed in to: a workspace's name.
    pub(super) workspace: String,
    /// What could be read.
    pub(super) seen: Vec<Seen>,
    /// The ids of what is chosen.
    pub(super) chosen: Vec<String>,
    /// The groups that can be mentioned.
    pub(super) groups: Vec<GroupSeen>,
    /// What is shown once.
    pub(super) tokens: Vec<TokenOnce>,
    /// What has come of it.
    pub(super) outcome: Option<Outcome>,
    /// What is about to be written.
    pub(super) change: Option<TeamChange>,
}

impl State {
    /// They ask in a source of a kind.
    pub(super) fn begin(&mut self, kind: &str) {
        let Some(offered) = kinds::offered(kind) else { return };
        self.trouble = None;
        self.remarks.clear();
        self.typed.clear();
        self.workspace.clear();
        let numbered = (2..).map(|n| format!("{kind}-{n}"));
        let key = std::iter::once(kind.to_owned())
            .chain(numbered)
            .map(|key| SourceId::new(&key))
            .find(|key| !self.taken.contains(key));
        self.target = key.map(|id| Target {
            kind: offered.kind,
            id,
            name: offered.title.to_owned(),
            goal: Goal::New,
            settings: Vec::new(),
            read: Vec::new(),
        });
        self.step = ConnectStep::SignIn;
    }

    /// Begins to think about an answer, unless another is thought about.
    pub(super) fn take_turn(&mut self) -> Option<u64> {
        if self.busy.is_some() {
            return None;
        }
        self.turn += 1;
        self.trouble = None;
        self.remarks.clear();
        self.busy = Some("One moment.".to_owned());
        Some(self.turn)
    }

    /// Nothing is thought about any more.
    pub(super) fn rest(&mut self) {
        self.busy = None;
        self.waiting = None;
    }

    /// One step back. What was answered stays, to be answered otherwise.
    pub(super) fn back(&mut self) {
        let waited = self.busy.is_some();
        self.turn += 1;
        self.rest();
        self.trouble = None;
        self.remarks.clear();
        if waited && self.step == ConnectStep::SignIn {
            return;
        }
        let goal = self.target.as_ref().map(|target| target.goal);
        self.step = match (self.step, goal) {
            (ConnectStep::SignIn, Some(Goal::New)) => ConnectStep::Kinds,
            (ConnectStep::Places, Some(Goal::New)) => ConnectStep::SignIn,
            (ConnectStep::Change, Some(Goal::New | Goal::More)) => {
                ConnectStep::Places
            }
            (step, _) => {
                self.left = true;
                step
            }
        };
    }

    /// What was shown once is gone.
    pub(super) fn seen_once(&mut self) {
        if self.step == ConnectStep::Tokens {
            self.tokens.clear();
            self.step = ConnectStep::Done;
        }
    }

    /// Something that is shown, to be copied.
    pub(super) fn text_of(&self, what: &CopyThing) -> Option<String> {
        let token =
            |place: &str| self.tokens.iter().find(|token| token.place == place);
        match what {
            CopyThing::Manifest => Some(manifest_yaml()),
            CopyThing::Code => self.waiting.as_ref()?.code.clone(),
            CopyThing::Line { place } => Some(token(place)?.line.0.clone()),
            CopyThing::Address { place } => {
                let token = token(place)?;
                Some(format!("{}/{}", token.address, token.token.0))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(step: ConnectStep) -> State {
        let mut state = State::default();
        state.begin("github");
        state.step = step;
        state
    }

    #[test]
    fn back_leads_to_the_first_question_and_then_away() {
        let mut state = at(ConnectStep::Places);
        let mut way = Vec::new();
        for _ in 0..3 {
            state.back();
            way.push((state.step, state.left));
        }
        assert_eq!(
            way,
            [
                (ConnectStep::SignIn, false),
                (ConnectStep::Kinds, false),
                (ConnectStep::Kinds, true),
            ]
        );
    }

    #[test]
    fn back_while_something_is_waited_for_only_ends_the_waiting() {
        let mut state = at(ConnectStep::SignIn);
        let turn = state.take_turn();
        state.back();
        assert_eq!(
            (state.step, state.busy.clone()),
            (ConnectStep::SignIn, None)
        );
        assert_ne!(Some(state.turn), turn, "what comes of it is no news");
    }

    #[test]
    fn one_answer_is_thought_about_at_a_time() {
        let mut state = State::default();
        assert!(state.take_turn().is_some());
        assert!(state.take_turn().is_none());
        state.rest();
        assert!(state.take_turn().is_some());
    }

    #[test]
    fn a_second_source_of_a_kind_has_a_key_of_its_own() {
        let mut state = State {
            taken: vec![SourceId::new("github"), SourceId::new("github-2")],
            ..State::default()
        };
        state.begin("github");
        let key = state.target.map(|target| target.id);
        assert_eq!(key, Some(SourceId::new("github-3")));
    }
}
