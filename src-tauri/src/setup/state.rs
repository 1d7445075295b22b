//! How far the first ten minutes have come.

use std::path::PathBuf;

use contract::{Failure, SetupStep};
use domain::{Rules, SourceId};
use team::Preset;

use super::candidates::Candidate;
use crate::boot;
use crate::connecting::Outcome;

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
    /// It puts whoever joins into the roster.
    pub(super) adds: bool,
    /// Whether whoever joins observes first; nothing where that is not
    /// offered.
    pub(super) week: Option<bool>,
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
    /// The sources that are connected.
    pub(super) connected: Vec<Outcome>,
    /// Those who could answer; the one who signed in first.
    pub(super) people: Vec<Candidate>,
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
            connected: Vec::new(),
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

    /// One step back. What was answered stays, to be answered otherwise.
    pub(super) fn back(&mut self) {
        self.turn += 1;
        self.busy = None;
        self.trouble = None;
        self.remarks.clear();
        self.step = match self.step {
            SetupStep::People => SetupStep::Connect,
            SetupStep::File if self.written => SetupStep::File,
            SetupStep::File if self.joined.is_some() => SetupStep::Join,
            SetupStep::File => SetupStep::People,
            SetupStep::Connect if self.joined.is_some() => SetupStep::Join,
            SetupStep::Door | SetupStep::Join | SetupStep::Connect => {
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
        for _ in 0..4 {
            state.back();
            way.push(state.step);
        }
        assert_eq!(
            way,
            [
                SetupStep::People,
                SetupStep::Connect,
                SetupStep::Door,
                SetupStep::Door,
            ]
        );
    }

    #[test]
    fn one_answer_is_thought_about_at_a_time() {
        let mut state = State::new();
        assert!(state.take_turn().is_some());
        assert!(state.take_turn().is_none());
        state.busy = None;
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
