//! The way to a source, whichever kind it is: signed in to, looked round in,
//! and asked what one may do there.

mod choose;
mod enter;
mod kinds;
mod mailbox;
mod mentions;
mod outcome;
mod page;
mod said;
mod seen;
mod state;
mod teams;
mod ways;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use contract::{Code, ConnectAct, ConnectStep, Failure, TeamChange, TokenOnce};
use domain::{Rules, SourceId, Vault};
use team::Preset;
use tokio::sync::Notify;

pub(crate) use self::kinds::signed_in_to;
pub(crate) use self::mentions::Word;
pub(crate) use self::outcome::{Outcome, in_the_way, rules_with};
use self::state::{Goal, State, Target};
use crate::links;
use crate::vault::SessionVault;

/// Puts a text into the clipboard; says so if there is none.
type Copy = Box<dyn Fn(&str) -> Result<(), String> + Send + Sync>;

/// The way to a source.
pub(crate) struct Connecting {
    vault: Mutex<Arc<dyn Vault>>,
    state: Mutex<State>,
    copy: Copy,
    /// What is waited for is waited for no longer.
    enough: Notify,
}

impl Connecting {
    /// It begins with the question where people ask.
    pub(crate) fn new(vault: Arc<dyn Vault>, copy: Copy) -> Connecting {
        Connecting {
            vault: Mutex::new(vault),
            state: Mutex::default(),
            copy,
            enough: Notify::new(),
        }
    }

    /// It begins anew; `taken` are the keys that sources have.
    pub(crate) fn open(&self, taken: Vec<SourceId>) {
        let mut state = self.state();
        let turn = state.turn + 1;
        *state = State {
            turn,
            taken,
            session_only: state.session_only,
            ..State::default()
        };
    }

    /// Mentions are asked about from now on: those of a preset mean something
    /// from the beginning, unless something else was said of them before.
    pub(crate) fn asks_about_mentions(
        &self,
        like: &'static Preset,
        words: Vec<Word>,
    ) {
        let mut state = self.state();
        state.like = Some(like);
        state.words = words;
    }

    /// It begins with a source that a team file has: one signs in to it, or
    /// reads more of it.
    pub(crate) async fn open_known(
        &self,
        (rules, id): (&Rules, &SourceId),
        more: bool,
    ) {
        let goal = if more { Goal::More } else { Goal::Again };
        let Some(target) = Target::known(rules, id, goal) else { return };
        self.open(Vec::new());
        let step = if more { ConnectStep::Places } else { ConnectStep::SignIn };
        {
            let mut state = self.state();
            state.typed = target.settings.clone();
            state.target = Some(target);
            state.step = step;
        }
        if more {
            self.think(async |turn| self.look_round(turn).await).await;
        }
    }

    /// Takes an answer.
    pub(crate) async fn answer(&self, act: ConnectAct) {
        match act {
            ConnectAct::Back => {
                self.enough.notify_waiters();
                self.state().back();
            }
            ConnectAct::OpenPage => self.aside(self.open_page()),
            ConnectAct::OpenMake { way } => {
                let kind = self.kind();
                self.aside(links::open(kinds::make_at(kind, &way)));
            }
            ConnectAct::Copy { what } => self.aside(self.copy(&what)),
            ConnectAct::Begin { kind } => self.state().begin(&kind),
            ConnectAct::SessionOnly => self.remember_only(),
            ConnectAct::Enter { way, said } => {
                self.think(async |turn| self.enter(&way, said, turn).await)
                    .await;
            }
            ConnectAct::Choose { places, mentions } => {
                self.think(async |turn| {
                    self.choose((places, mentions), turn).await
                })
                .await;
            }
            ConnectAct::Seen => self.state().seen_once(),
            // The rest is for whoever has a team file and an engine.
            ConnectAct::Look
            | ConnectAct::Open
            | ConnectAct::Again { .. }
            | ConnectAct::More { .. }
            | ConnectAct::Write
            | ConnectAct::Renew { .. }
            | ConnectAct::SignOut { .. } => {}
        }
    }

    /// What has come of it, once: a source that is connected.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        let mut state = self.state();
        match state.step {
            ConnectStep::Done => state.outcome.take(),
            _ => None,
        }
    }

    /// What is read from now on, shown as a change of the team file.
    pub(crate) fn offer(&self, outcome: Outcome, change: TeamChange) {
        let mut state = self.state();
        state.outcome = Some(outcome);
        state.change = Some(change);
        state.step = ConnectStep::Change;
    }

    /// The change that is shown, with what it comes from.
    pub(crate) fn offered(&self) -> Option<(Outcome, TeamChange)> {
        let state = self.state();
        state.outcome.clone().zip(state.change.clone())
    }

    /// A token that is shown once, and nothing else.
    pub(crate) fn show_once(&self, token: TokenOnce) {
        self.open(Vec::new());
        let mut state = self.state();
        state.tokens = vec![token];
        state.step = ConnectStep::Tokens;
    }

    /// Nothing more is asked.
    pub(crate) fn end_with(&self, words: &str) {
        let mut state = self.state();
        state.outcome = None;
        state.change = None;
        state.remarks = vec![words.to_owned()];
        state.step = ConnectStep::Done;
    }

    /// Whether it was left by its first question.
    pub(crate) fn is_left(&self) -> bool {
        self.state().left
    }

    /// Something to be known at the question that is asked.
    pub(crate) fn remark(&self, words: &str) {
        self.state().remarks.insert(0, words.to_owned());
    }

    /// Where sign-ins are kept.
    pub(crate) fn vault(&self) -> Arc<dyn Vault> {
        let vault = self.vault.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&vault)
    }

    /// Thinks about an answer, one at a time.
    async fn think(&self, about: impl AsyncFnOnce(u64) -> Result<(), Failure>) {
        let Some(turn) = self.state().take_turn() else { return };
        let done = about(turn).await;
        let mut state = self.state();
        if state.turn == turn {
            state.rest();
            state.trouble = done.err();
        }
    }

    /// What is done beside the question that is asked.
    fn aside(&self, done: Result<(), Failure>) {
        if let Err(failure) = done {
            self.state().trouble = Some(failure);
        }
    }

    /// Sign-ins are kept in memory from now on.
    fn remember_only(&self) {
        let mut vault =
            self.vault.lock().unwrap_or_else(PoisonError::into_inner);
        *vault = Arc::new(SessionVault::default());
        let mut state = self.state();
        state.session_only = true;
        state.no_keyring = None;
        state.trouble = None;
    }

    /// Opens the page once more at which a sign-in waits.
    fn open_page(&self) -> Result<(), Failure> {
        let waiting = self.state().waiting.clone();
        waiting.map_or(Ok(()), |waiting| links::open(&waiting.address))
    }

    fn copy(&self, what: &contract::CopyThing) -> Result<(), Failure> {
        let text = self.state().text_of(what);
        let text = text.ok_or_else(|| {
            Failure::new(Code::NotFound, "There is nothing to copy any more.")
        })?;
        (self.copy)(&text).map_err(|why| {
            Failure::new(Code::Failed, why).hint("Copy it by hand.")
        })?;
        self.state().remarks = vec!["Copied.".to_owned()];
        Ok(())
    }

    /// The kind of source that it leads to.
    fn kind(&self) -> &'static str {
        self.state().target.as_ref().map_or("", |target| target.kind)
    }

    /// The source that it leads to.
    fn target(&self) -> Result<Target, Failure> {
        let target = self.state().target.clone();
        target.ok_or_else(|| {
            Failure::new(Code::Usage, "No kind of source is chosen yet.")
        })
    }

    /// Says what is being done, if it still is.
    fn say(&self, turn: u64, words: &str) {
        let mut state = self.state();
        if state.turn == turn {
            state.busy = Some(words.to_owned());
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
