//! Drawing the picture from the board.

use std::sync::Arc;

use domain::picture::{Entry, Pending, PendingVerb, Picture, Stage, Watched};
use domain::practice::EVERGREEN;
use domain::queue::{order, section, snooze_end};
use domain::{CLOSED, Deed, Judged, RequestId, Rules, direct_words, label_of};
use store::{Errand, State};

use crate::house::{Board, House};

/// A clock that differs by more is worth saying.
const WORTH_SAYING: chrono::TimeDelta = chrono::TimeDelta::seconds(30);

impl House {
    /// Everything there is to show.
    pub(crate) fn sketch(&self) -> Picture {
        let now = self.now();
        let board = self.board();
        let mut entries: Vec<Entry> = board
            .cards
            .values()
            .map(|card| board.entry(Arc::clone(&card.judged), now))
            .collect();
        entries.sort_by(|a, b| {
            order(&(a.section, &a.judged), &(b.section, &b.judged))
        });
        let sources = board
            .rules
            .sources
            .iter()
            .filter_map(|source| {
                Some(board.gauges.get(&source.id)?.watched(&source.id, now))
            })
            .collect::<Vec<Watched>>();
        Picture {
            revision: *self.changed.borrow(),
            now,
            zone: self.zone,
            demo: self.demo,
            rules: Arc::clone(&board.rules),
            who: board.who(now),
            entries,
            sources,
            rings: board.rings,
            alarms: board.alarms,
            quiet_until: board.quiet_until,
            remark: board.remark.clone(),
            warnings: board.warnings(),
            hands_off_until: board.hands_off_until.filter(|at| now < *at),
            notes: board.notes.clone(),
        }
    }

    /// One request as it stands in the list.
    pub(crate) fn entry(&self, judged: Arc<Judged>) -> Entry {
        let now = self.now();
        self.board().entry(judged, now)
    }
}

impl Board {
    fn entry(
        &self,
        judged: Arc<Judged>,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Entry {
        let blind = self
            .gauges
            .get(&judged.source)
            .is_some_and(|gauge| gauge.blind_since(now).is_some());
        let me = self.me.as_ref();
        Entry {
            section: section(&judged, me, blind, now),
            pending: self.pending(judged.id, now),
            snooze_end: snooze_end(&judged, me).filter(|end| now < *end),
            drafted: self.drafts.has(judged.id),
            judged,
        }
    }

    /// What is on its way; the many marks of one act are shown as one.
    fn pending(
        &self,
        id: RequestId,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Vec<Pending> {
        let mut shown: Vec<&Errand> = Vec::new();
        for errand in self.errands_of(id) {
            let again = |other: &&Errand| {
                other.act == errand.act
                    && other.action.deed == errand.action.deed
            };
            if !shown.iter().any(again) {
                shown.push(errand);
            }
        }
        let pending = |errand| pending(errand, &self.rules, now);
        shown.into_iter().map(pending).collect()
    }

    fn warnings(&self) -> Vec<String> {
        let flaws = self.file_flaw.iter().chain(&self.ledger_flaw).cloned();
        flaws.chain(self.clock_flaw()).collect()
    }

    /// What is wrong with the clock of this computer.
    pub(crate) fn clock_flaw(&self) -> Option<String> {
        let offset = self.offset();
        let way = match offset > chrono::TimeDelta::zero() {
            true => "behind",
            false => "ahead of",
        };
        (offset.abs() > WORTH_SAYING).then(|| {
            format!(
                "The clock of this computer is {} {way} those of the \
                 sources; deadlines are counted by theirs.",
                domain::when::duration(offset.abs())
            )
        })
    }
}

fn pending(
    errand: &Errand,
    rules: &Rules,
    now: chrono::DateTime<chrono::Utc>,
) -> Pending {
    let (verb, text) = match &errand.action.deed {
        Deed::Reply { text } | Deed::Post { text } => {
            (PendingVerb::Reply, Some(text.clone()))
        }
        Deed::Open { title, .. } => {
            (PendingVerb::OpenIssue, Some(title.clone()))
        }
        Deed::Direct { head, text, .. } => {
            (PendingVerb::Direct, Some(direct_words(head, text)))
        }
        Deed::Mark { name } if name == CLOSED => {
            (PendingVerb::CloseIssue, None)
        }
        Deed::Unmark { name } if name == CLOSED => {
            (PendingVerb::ReopenIssue, None)
        }
        Deed::Mark { name } if label_of(name).is_some() => {
            (PendingVerb::Label, None)
        }
        Deed::Unmark { name } if label_of(name).is_some() => {
            (PendingVerb::Unlabel, None)
        }
        Deed::Mark { name } if name == EVERGREEN => (PendingVerb::Label, None),
        Deed::Unmark { name } if name == EVERGREEN => {
            (PendingVerb::Unlabel, None)
        }
        Deed::Mark { name } if *name == rules.claim_mark => {
            (PendingVerb::Claim, None)
        }
        Deed::Mark { name } if Some(name) == rules.close_mark.as_ref() => {
            (PendingVerb::Close, None)
        }
        Deed::Mark { .. } => (PendingVerb::Dismiss, None),
        Deed::Unmark { name } if *name == rules.claim_mark => {
            (PendingVerb::Release, None)
        }
        Deed::Unmark { .. } | Deed::Retract => (PendingVerb::Unmark, None),
    };
    let stage = match errand.state {
        State::Held => Stage::Held,
        State::Unknown => Stage::Unknown,
        State::Queued if errand.attempts > 0 => Stage::Waiting,
        State::Queued
        | State::Sending
        | State::Done
        | State::Refused
        | State::Undone => Stage::Sending,
    };
    let can_undo = errand.state == State::Queued && now < errand.due;
    Pending {
        id: errand.action.id.to_string(),
        verb,
        text,
        asked: errand.action.asked,
        undo_until: (can_undo && errand.attempts == 0).then_some(errand.due),
        stage,
        words: errand.words.clone(),
    }
}
