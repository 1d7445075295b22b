//! The sources of a team, connected one after the other.

use contract::{Code, ConnectAct, Failure, SetupStep};
use domain::SourceId;

use super::FirstRun;
use super::candidates::candidates;
use super::mentions;
use crate::connecting::Outcome;

impl FirstRun {
    /// Asks where people ask, once more.
    pub(super) fn ask_where(&self) {
        let (taken, preset, words) = {
            let state = self.state();
            let taken = state.connected.iter().map(|it| it.id.clone());
            let words = mentions::words(&state.connected);
            (taken.collect::<Vec<SourceId>>(), state.preset, words)
        };
        self.connecting.open(taken);
        if let Some(preset) = preset {
            self.connecting.asks_about_mentions(preset, words);
        }
    }

    /// Takes an answer on the way to a source.
    pub(super) async fn connect(&self, act: ConnectAct) {
        if self.state().step != SetupStep::Connect {
            return;
        }
        self.state().trouble = None;
        self.connecting.answer(act).await;
        if self.connecting.is_left() {
            self.state().back();
            self.ask_where();
        }
        if let Some(outcome) = self.connecting.outcome() {
            self.has_connected(outcome).await;
        }
    }

    async fn has_connected(&self, outcome: Outcome) {
        let words = outcome.words();
        let joined = {
            let mut state = self.state();
            state.connected.retain(|it| it.id != outcome.id);
            state.connected.push(outcome);
            state.joined.is_some()
        };
        if joined {
            self.think(self.go_on_joining(words)).await;
        } else {
            self.ask_where();
            self.connecting.remark(&words);
        }
    }

    /// Leaves out a source that was connected.
    pub(super) fn leave_out(&self, source: &str) {
        self.state().connected.retain(|it| it.id.as_str() != source);
        self.ask_where();
    }

    /// No more sources: asks who answers.
    pub(super) fn enough(&self) -> Result<(), Failure> {
        let mut state = self.state();
        if state.connected.is_empty() {
            return Err(Failure::new(
                Code::Usage,
                "Nothing is connected, so nothing would be read.",
            )
            .hint("Choose where people ask for help."));
        }
        if state.connected.iter().all(|it| it.me().is_none()) {
            return Err(Failure::new(
                Code::Usage,
                "Nothing here can tell who you are, so nothing would ring.",
            )
            .hint(
                "Connect Slack, Teams, GitHub or a mailbox as well; or leave \
                 the webhooks out and connect them again with your name and \
                 address.",
            ));
        }
        let people = candidates(&state.connected);
        let ids = |of: &dyn Fn(&super::candidates::Candidate) -> bool| {
            let found = people.iter().filter(|it| of(it));
            found.map(|it| it.id.clone()).collect::<Vec<String>>()
        };
        let (roster, on_duty) =
            (ids(&|it| it.is_called()), ids(&|it| it.is_on_call()));
        state.roster = roster;
        state.on_duty = on_duty;
        state.people = people;
        state.step = SetupStep::People;
        Ok(())
    }
}
