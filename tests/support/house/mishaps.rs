//! What goes wrong in the channel of a story, and when.

use std::sync::Arc;

use domain::{Done, Fault};

use super::world::World;

/// What goes wrong with the next write.
#[derive(Clone, Debug)]
pub(crate) enum Mishap {
    /// None: it goes well.
    Passes,
    /// The source says no; nothing happened.
    Refused(Fault),
    /// It took effect, and no answer came.
    AfterEffect,
    /// The power fails before it takes effect.
    CutBefore,
    /// It took effect, and the power fails before the answer comes.
    CutAfter,
    /// The source's code breaks.
    Panics,
}

/// What becomes of a last look at what is about to ring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LastLook {
    /// It tells what stands there.
    #[default]
    Tells,
    /// It is refused.
    Fails,
    /// It never ends.
    Hangs,
}

/// Where a batch is cut off by a power failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Before the nth batch is taken.
    Before(usize),
    /// After it was taken, before the source knows.
    After(usize),
}

impl World {
    /// Nobody reads it any more.
    pub(crate) fn goes_blind(&self) {
        self.state().blind =
            Some(Fault::unreachable("The chat does not answer."));
    }

    /// Nobody is told any more which threads have begun.
    pub(crate) fn tells_no_beginnings(&self, why: Fault) {
        self.state().unlooked = Some(why);
    }

    /// Nothing can be reached any more, whatever it is.
    pub(crate) fn goes_dark(&self) {
        self.state().dark = true;
    }

    /// Everything can be read again.
    pub(crate) fn sees_again(&self) {
        let mut state = self.state();
        (state.blind, state.dark) = (None, false);
    }

    /// What happens from now on is told by no list.
    pub(crate) fn goes_out_of_sight(&self) {
        self.state().out_of_sight = true;
    }

    /// What becomes of a last look at what is about to ring.
    pub(crate) fn last_look(&self, how: LastLook) {
        self.state().last_look = how;
    }

    /// What the next write meets.
    pub(crate) fn mishap(&self, mishap: Mishap) {
        self.state().mishaps.push_back(mishap);
    }

    /// The next time it is read, the code that reads it breaks.
    pub(crate) fn panics(&self) {
        self.state().panics = true;
    }

    /// What it says when it is asked whether an action arrived, instead of
    /// looking.
    pub(crate) fn denies(&self, done: Option<Done>) {
        self.state().denial = done;
    }

    /// So many claim at the same instant: each has written before any of them
    /// reads once more.
    pub(crate) fn claims_cross(&self, n: usize) {
        *self.crossing.lock().expect("nobody panics here") =
            Some(Arc::new(tokio::sync::Barrier::new(n)));
    }

    /// The next claims meet nobody.
    pub(crate) fn claims_pass(&self) {
        *self.crossing.lock().expect("nobody panics here") = None;
    }

    /// It names those who set a mark in the reverse order.
    pub(crate) fn names_in_reverse(&self) {
        self.state().reversed = true;
    }

    /// Every batch tells so many things again, the newest first.
    pub(crate) fn repeats_itself(&self, overlap: usize) {
        let mut state = self.state();
        state.overlap = overlap;
        state.shuffled = true;
    }

    /// What is read does not tell which action of ours sent it.
    pub(crate) fn forgets_actions(&self) {
        self.state().forgets_actions = true;
    }

    /// Somebody's power fails at a batch.
    pub(crate) fn cuts_power(&self, whose: &str, cut: Cut) {
        let mut state = self.state();
        state.batches = 0;
        state.cut = Some((whose.to_owned(), cut));
    }

    /// Waits for that.
    pub(crate) async fn power_fails(&self) {
        self.power_cut.notified().await;
    }
}
