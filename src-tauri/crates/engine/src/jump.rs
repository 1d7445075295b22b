//! What a clock that jumps means: a sleep, or a clock that was set or wrong.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use crate::house::House;
use crate::watch::Memory;

/// A difference between wall and steady clock that is a jump or a resume.
const JUMP: TimeDelta = TimeDelta::seconds(60);

/// A gap in watching that is shorter is no gap: a restart.
const GAP: TimeDelta = TimeDelta::seconds(90);

/// Whoever has watched for so long by a clock that no source has spoken
/// against has watched since then, also where no source ever tells the time.
const UNHEARD: TimeDelta = TimeDelta::hours(1);

/// When a stretch of watching began, as long as no source has said what time
/// it is: the clock may have been wrong then.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Begun {
    /// The end of the stretch before it, if that was on duty.
    pub(crate) before: Option<DateTime<Utc>>,
    /// When it began.
    pub(crate) at: DateTime<Utc>,
    /// At the last look a source had said it; what that means for our clock
    /// may only have been taken in since then.
    pub(crate) known: bool,
}

impl Begun {
    /// The gap between the two.
    pub(crate) fn gap(self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let before = self.before?;
        (self.at - before > GAP).then_some((before, self.at))
    }
}

/// What is to be written down of a jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Jump {
    /// Nobody has been watching since then.
    Slept(DateTime<Utc>),
    /// The last sleep was none: the clock had been set.
    Woke,
    /// This stretch of watching began then: the clock was wrong.
    Began(DateTime<Utc>),
}

impl House {
    /// A jump of the wall clock, a resume, or another word of the sources on
    /// what time it is: everything is read again, and what was missed is told
    /// in one digest.
    pub(crate) async fn discontinuity(
        self: &Arc<House>,
        memory: &mut Memory,
    ) -> Option<Jump> {
        let (wall, steady) = (self.pulse.now(), self.pulse.steady());
        let now = self.now();
        let passed = steady - memory.steady;
        let jump = (wall - memory.wall) - passed;
        let moved = (now - memory.told) - passed;
        (memory.wall, memory.steady, memory.told) = (wall, steady, now);
        let known = self.board().hears_the_time();
        if jump.abs() <= JUMP && moved.abs() <= JUMP {
            let open = still_open(memory.begun, known);
            memory.begun = open.filter(|begun| now - begun.at < UNHEARD);
            return None;
        }
        tracing::info!(seconds = moved.num_seconds(), "The clock jumped.");
        let jumped =
            self.meaning(memory, jump, moved).or_else(|| began(memory, moved));
        memory.begun = still_open(memory.begun, known);
        if moved < TimeDelta::zero() || moved - jump < -JUMP {
            // What a source plans to read next lies ahead again by as much:
            // it would not be read until then.
            self.begin_listening().await;
        }
        let mut board = self.board();
        let bells: Vec<_> = board.listeners.values().map(|l| l.bell).collect();
        board.gauges.values_mut().for_each(|gauge| gauge.set_back(now));
        board.look_at_all();
        drop(board);
        bells.into_iter().for_each(|bell| self.pulse.ring(bell));
        jumped
    }

    /// A jump forth is taken for a sleep that has just ended, unless the
    /// sources have said by now that it was none. Where they say so later,
    /// the time goes back by as much as it had gone forth.
    fn meaning(
        &self,
        memory: &mut Memory,
        jump: TimeDelta,
        moved: TimeDelta,
    ) -> Option<Jump> {
        let now = memory.told;
        let slept = memory.sleep.take();
        if let Some((from, to)) = slept
            && (moved + (to - from)).abs() <= JUMP
        {
            memory.gap = memory.gap.filter(|gap| gap.0 != from);
            return Some(Jump::Woke);
        }
        if jump.min(moved) <= JUMP {
            return None;
        }
        memory.begun = None;
        let from = now - jump;
        memory.sleep = Some((from, now));
        if self.who().role.on_duty() {
            memory.gap = Some((from, now));
        }
        Some(Jump::Slept(from))
    }
}

/// From the look after the first word of a source on, the clock is known to
/// have been right at the start, or by how much it was wrong.
fn still_open(begun: Option<Begun>, known: bool) -> Option<Begun> {
    let open = begun.filter(|begun| !begun.known)?;
    Some(Begun { known, ..open })
}

/// A clock that is set right, or told by a source that it is wrong, before any
/// source had said what time it is, was wrong at the start as well.
fn began(memory: &mut Memory, moved: TimeDelta) -> Option<Jump> {
    let begun = memory.begun?;
    let right = Begun { at: begun.at + moved, ..begun };
    memory.begun = Some(right);
    // What has been told of it stays told.
    if memory.gap == begun.gap() {
        memory.gap = right.gap();
    }
    Some(Jump::Began(right.at))
}
