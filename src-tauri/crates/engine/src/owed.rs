//! What was decided, and is still to be told.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::alert::{Alert, Hush, Told, outside_hours};
use domain::{Judged, RequestId};
use store::AlertRow;

use crate::Trouble;
use crate::house::{Board, House};

/// Something that is still to be told.
#[derive(Clone, Copy)]
pub(crate) struct Owed<'a> {
    pub(crate) request: Option<RequestId>,
    pub(crate) hushed: &'a str,
    pub(crate) title: &'a str,
}

/// What is owed no more once something is told.
#[derive(Default)]
pub(crate) struct Paid {
    /// The numbers of what stands in the record.
    pub(crate) rows: Vec<i64>,
    /// The places of what is written down together with it, in order.
    pub(crate) fresh: Vec<usize>,
}

impl<'a> Owed<'a> {
    pub(crate) fn row(row: &'a AlertRow) -> Owed<'a> {
        let AlertRow { request, hushed, title, .. } = row;
        Owed { request: *request, hushed, title }
    }

    /// What a decision owes, if it owes anything.
    pub(crate) fn fresh(alert: &'a Alert) -> Option<Owed<'a>> {
        let hush = alert.hushed.filter(|hush| hush.told_later())?;
        let (request, title) = (alert.request, &alert.notice.title);
        Some(Owed { request, hushed: hush.words(), title })
    }
}

/// Whether a request was told by itself since an instant, or is owed since
/// then to this user, who came on duty.
pub(crate) fn told_since(told: &Told, since: DateTime<Utc>) -> bool {
    let mut decided = told.decided.iter();
    told.shown.is_some_and(|at| since < at)
        || decided.any(|(key, at)| since < *at && key.starts_with("shift:"))
}

impl House {
    /// What stands in the record, is owed and may be told now. The record is
    /// read only if it may owe something else than it did.
    pub(crate) async fn owed(
        &self,
        now: DateTime<Utc>,
    ) -> Result<Vec<AlertRow>, Trouble> {
        // Whoever writes something owed meanwhile says so once more.
        if !std::mem::replace(&mut self.board().owed_known, true) {
            let read = self.store.owed().await;
            let mut board = self.board();
            board.owed_known &= read.is_ok();
            board.owed = read?;
        }
        let board = self.board();
        let mut ready = board.ready_at(now);
        let rows = board.owed.iter().filter(|row| ready(Owed::row(row)));
        Ok(rows.cloned().collect())
    }
}

impl Board {
    pub(crate) fn cannot_be_told(&self, now: DateTime<Utc>) -> bool {
        !self.rings
            || !self.who(now).role.on_duty()
            || self.quiet_until.is_some_and(|until| now < until)
            || self.gauges.values().any(|g| g.catching_up(now))
            || self.awaits_others(now)
    }

    /// What was not said because of the hours, the quiet or the switch, or
    /// because it was another's, is not said outside of the hours either.
    pub(crate) fn ready_at(
        &self,
        now: DateTime<Utc>,
    ) -> impl FnMut(Owed<'_>) -> bool {
        let waiting = [Hush::Closed, Hush::Quiet, Hush::Switched, Hush::Before];
        // A night owes many of few levels.
        let mut closed: BTreeMap<Option<String>, bool> = BTreeMap::new();
        move |owed| {
            let waits = waiting.iter().any(|it| owed.hushed == it.words());
            let card = owed.request.and_then(|id| self.cards.get(&id));
            let Some(card) = card.filter(|_| waits) else { return true };
            let level = card.judged.level.clone();
            let outside = || outside_hours(&card.judged, &self.rules, now);
            !*closed.entry(level).or_insert_with(outside)
        }
    }

    /// The requests that are owed and still in the queue.
    pub(crate) fn still_there(&self, owed: &[Owed<'_>]) -> Vec<&Judged> {
        let mut ids: Vec<RequestId> =
            owed.iter().filter_map(|owed| owed.request).collect();
        ids.sort();
        ids.dedup();
        ids.iter()
            .filter_map(|id| Some(self.cards.get(id)?.judged.as_ref()))
            .collect()
    }
}
