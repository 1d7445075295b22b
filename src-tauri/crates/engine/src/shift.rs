//! A shift of this user's begins, and ends.

use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, Utc};
use domain::Stretch;
use domain::alert::{AlertKind, Begun, Ending, begins_notice, ends_notice};
use domain::handoff::{begins, reminded_from};
use domain::when::clock_time;

use crate::Trouble;
use crate::desk::Desk;
use crate::house::{Board, House};

/// Under which the shift is kept whose beginning was told last.
const BEGUN: &str = "shift_begun";
/// What is kept there before any shift has begun.
const NONE: &str = "none";

/// What this desktop has said of the shift that runs.
#[derive(Debug, Default)]
pub(crate) struct Edges {
    /// It begins, and that is still to be told.
    pub(crate) due: Option<Stretch>,
    /// Its beginning was told, or is not to be.
    begun: Option<String>,
    /// Of the shift that ends then it was told what is missing.
    pub(crate) ends: Option<DateTime<Utc>>,
}

impl House {
    /// Sees whether a shift of this user's has begun, and reminds of what is
    /// missing in the handoff of one that ends soon.
    pub(crate) async fn shift_edges(
        self: &Arc<House>,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        self.shift_begins(now).await?;
        self.shift_ends(now).await
    }

    /// How everything stands is looked at outside of the engine, so here it
    /// is only said that it is time to.
    async fn shift_begins(&self, now: DateTime<Utc>) -> Result<(), Trouble> {
        let shift = {
            let board = self.board();
            // Whose shift it could be is known once a source has said who
            // this user is.
            let Some(me) = &board.me else { return Ok(()) };
            let shift = begins(&board.rules, me, now);
            let name = shift.map_or(NONE.to_owned(), name);
            if board.shift.begun.as_ref() == Some(&name)
                || board.shift.due.is_some() && board.shift.due == shift
                || shift.is_some() && board.cannot_be_told(now)
            {
                return Ok(());
            }
            shift
        };
        let name = shift.map_or(NONE.to_owned(), name);
        let last = self.store.setting(BEGUN).await?;
        if shift.is_some() && last.as_ref().is_some_and(|it| *it != name) {
            self.board().shift.due = shift;
            self.announce_change();
            return Ok(());
        }
        // The first day of all begins with the set-up, which has tried
        // everything.
        if last.is_none() {
            self.keep_begun(&name).await?;
        }
        self.board().shift.begun = Some(name);
        Ok(())
    }

    async fn keep_begun(&self, name: &str) -> Result<(), Trouble> {
        let mut write = self.store.write().await?;
        write.set(BEGUN, name).await?;
        Ok(write.commit().await?)
    }

    /// Tells once how everything stands as a shift begins.
    pub(crate) async fn tell_begun(
        &self,
        shift: Stretch,
        begun: &Begun,
    ) -> Result<(), Trouble> {
        let now = self.now();
        let name = name(shift);
        self.keep_begun(&name).await?;
        {
            let mut board = self.board();
            board.shift.due = None;
            board.shift.begun = Some(name);
        }
        let until = clock_time(shift.to, now, self.zone);
        let notice = begins_notice(&until, begun);
        let key = format!("shift-begins:{}", shift.from.timestamp());
        self.tell_notice((key, AlertKind::Begins), notice, &[]).await;
        Ok(())
    }

    /// A decision is known by the shift's end, so no later start repeats it.
    async fn shift_ends(
        self: &Arc<House>,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        let Some(shift) = self.board().shift_ending(now) else { return Ok(()) };
        let desk = Desk::new(Arc::clone(self));
        let handoff = match desk.handoff(Some(now)).await {
            Ok(handoff) => handoff,
            Err(refused) => {
                // It is tried again with the next look.
                tracing::warn!(?refused, "The handoff was not read.");
                return Ok(());
            }
        };
        self.board().shift.ends = Some(shift.to);
        let ending = Ending {
            notes: handoff.notes_missing(),
            answers: handoff.answers_missing(),
            jobs: handoff.jobs_undone(),
        };
        if handoff.handed.is_some() && ending == Ending::default() {
            return Ok(());
        }
        let at = clock_time(shift.to, now, self.zone);
        let notice = ends_notice(&at, ending);
        let key = format!("shift-ends:{}", shift.to.timestamp());
        self.tell_notice((key, AlertKind::Ends), notice, &[]).await;
        Ok(())
    }
}

impl Board {
    /// The shift of this user's that ends soon, unless it was told.
    fn shift_ending(&self, now: DateTime<Utc>) -> Option<Stretch> {
        let shift = begins(&self.rules, self.me.as_ref()?, now)?;
        let soon = reminded_from(&self.rules, shift) <= now;
        let told = self.shift.ends == Some(shift.to);
        (soon && !told && !self.cannot_be_told(now)).then_some(shift)
    }
}

/// A shift is known by its beginning.
fn name(shift: Stretch) -> String {
    shift.from.to_rfc3339_opts(SecondsFormat::Secs, true)
}
