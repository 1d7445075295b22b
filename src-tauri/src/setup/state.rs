//! How far the first ten minutes have come.

use std::path::PathBuf;

use contract::{Failure, SetupStep};
use domain::{Author, Priority, Rules, SourceId};
use sources::slack::{ChannelSeen, GroupSeen};
use team::Preset;

use crate::boot;

/// Somebody who has signed in.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    /// To which source of the team file.
    pub(super) source: SourceId,
    /// The workspace's name.
    pub(super) workspace: String,
    /// Who they are there.
    pub(super) me: Author,
}

/// A team file that somebody else has written.
#[derive(Clone, Debug)]
pub(super) struct Joined {
    /// Where it is.
    pub(super) file: PathBuf,
    /// What it says.
    pub(super) rules: Rules,
    /// The sources that still want a sign-in.
    pub(super) waiting: Vec<SourceId>,
}

/// What is about to be written.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The whole text.
    pub(super) text: String,
    /// What people are shown of it.
    pub(super) shown: String,
    /// The version that it replaces; nothing for a new file.
    pub(super) replaces: Option<String>,
}

/// How far they have come.
pub(super) struct State {
    /// What is asked now.
    pub(super) step: SetupStep,
    /// Counts answers: what comes of an older one is news no longer.
    pub(super) turn: u64,
    /// What is being done.
    pub(super) busy: Option<String>,
    /// Why the last answer led nowhere.
    pub(super) trouble: Option<Failure>,
    /// What went well.
    pub(super) remarks: Vec<String>,
    /// What was begun with.
    pub(super) preset: Option<&'static Preset>,
    /// What was joined instead.
    pub(super) joined: Option<Joined>,
    /// The client id that was typed or read.
    pub(super) client_id: String,
    /// The address in the browser, while it is waited for.
    pub(super) browser: Option<String>,
    /// Why the keyring keeps nothing.
    pub(super) no_keyring: Option<String>,
    /// Sign-ins are kept in memory.
    pub(super) session_only: bool,
    /// Who has signed in.
    pub(super) signed: Option<Signed>,
    /// The channels of the workspace.
    pub(super) seen: Vec<ChannelSeen>,
    /// The ids of those that are chosen.
    pub(super) channels: Vec<String>,
    /// The groups of the workspace.
    pub(super) groups: Vec<GroupSeen>,
    /// Those that mean something.
    pub(super) mentions: Vec<(String, Priority)>,
    /// Those who could answer; the one who signed in first.
    pub(super) people: Vec<Author>,
    /// The ids of those who do.
    pub(super) roster: Vec<String>,
    /// The ids of those on duty.
    pub(super) on_duty: Vec<String>,
    /// The team's zone.
    pub(super) zone: String,
    /// What is about to be written.
    pub(super) draft: Option<Draft>,
    /// It is written already, and only the start has failed.
    pub(super) written: bool,
}

impl State {
    /// At the door.
    pub(super) fn new() -> State {
        State {
            step: SetupStep::Door,
            turn: 0,
            busy: None,
            trouble: None,
            remarks: Vec::new(),
            preset: None,
            joined: None,
            client_id: String::new(),
            browser: None,
            no_keyring: None,
            session_only: false,
            signed: None,
            seen: Vec::new(),
            channels: Vec::new(),
            groups: Vec::new(),
            mentions: Vec::new(),
            people: Vec::new(),
            roster: Vec::new(),
            on_duty: Vec::new(),
            zone: boot::zone(chrono_tz::UTC).name().to_owned(),
            draft: None,
            written: false,
        }
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
        self.browser = None;
    }

    /// One step back. What was answered stays, to be answered otherwise.
    pub(super) fn back(&mut self) {
        let waited = self.browser.is_some();
        self.turn += 1;
        self.rest();
        self.trouble = None;
        self.remarks.clear();
        if waited {
            return;
        }
        self.step = match self.step {
            SetupStep::Channels => SetupStep::SignIn,
            SetupStep::People => SetupStep::Channels,
            SetupStep::File if self.written => SetupStep::File,
            SetupStep::File if self.joined.is_some() => SetupStep::SignIn,
            SetupStep::File => SetupStep::People,
            SetupStep::SignIn if self.joined.is_some() => SetupStep::Join,
            SetupStep::Door | SetupStep::Join | SetupStep::SignIn => {
                SetupStep::Door
            }
            // An engine runs: there is no way back to before it.
            SetupStep::Preview => SetupStep::Preview,
            SetupStep::Done => SetupStep::Done,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_leads_to_the_door_step_by_step() {
        let mut state = State::new();
        state.step = SetupStep::File;
        let mut way = Vec::new();
        for _ in 0..5 {
            state.back();
            way.push(state.step);
        }
        assert_eq!(
            way,
            [
                SetupStep::People,
                SetupStep::Channels,
                SetupStep::SignIn,
                SetupStep::Door,
                SetupStep::Door,
            ]
        );
    }

    #[test]
    fn back_while_the_browser_is_waited_for_only_ends_the_waiting() {
        let mut state = State::new();
        state.step = SetupStep::SignIn;
        let turn = state.take_turn();
        state.browser = Some("https://slack.com".to_owned());
        state.back();
        assert_eq!(state.step, SetupStep::SignIn);
        assert_eq!((state.busy.clone(), state.browser.clone()), (None, None));
        assert_ne!(Some(state.turn), turn, "what comes of it is no news");
    }

    #[test]
    fn one_answer_is_thought_about_at_a_time() {
        let mut state = State::new();
        assert!(state.take_turn().is_some());
        assert!(state.take_turn().is_none());
        state.rest();
        assert!(state.take_turn().is_some());
    }

    #[test]
    fn there_is_no_way_back_to_before_the_engine() {
        let mut state = State::new();
        state.step = SetupStep::Preview;
        state.back();
        assert_eq!(state.step, SetupStep::Preview);
    }
}
