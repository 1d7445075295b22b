//! What the shift before hands over, and accepting it.

use chrono::TimeDelta;
use domain::handoff::{Arrived, Arriving, Item, Left};
use domain::{Deed, ExternalId, Judged, Reach, Thread};

use super::answering::END;
use super::passing_on::Posting;
use super::{Act, Acted, Desk, Refused};
use crate::Trouble;
use crate::house::Board;

/// What accepting is called in the ledger.
const ACCEPTED: &str = "accept";

impl Desk {
    /// The last handoff that somebody else has sent, as long as it matters.
    #[must_use]
    pub fn arriving(&self) -> Option<Arriving> {
        let me = self.house.who().person;
        let board = self.house.board();
        let rules = &board.rules;
        let theirs = |item: &&Item| {
            let from = item.from(rules);
            !item.gone && from.is_some() && from != me.as_ref()
        };
        let items = || board.handoffs.iter().filter(theirs);
        let age = |item: &&Item| (item.at, item.external.clone());
        let begins = || items().filter(|item| item.about.is_none());
        let span = begins().max_by_key(age)?.span;
        // Where two threads of one shift stand, the older one counts.
        let summary = begins().filter(|it| it.span == span).min_by_key(age)?;
        let arrived = |item: &Item| {
            let cards = &mut board.cards.values();
            let card = cards.find(|card| item.is_about(&card.judged));
            Arrived {
                item: item.clone(),
                judged: card.map(|card| (*card.judged).clone()),
                sending: board.accepting(item),
            }
        };
        let passes = |item: &&Item| item.about.is_some() && item.span == span;
        Some(Arriving {
            from: summary.from(rules)?.clone(),
            at: summary.at,
            until: summary.span.to,
            items: items().filter(passes).map(arrived).collect(),
        })
    }

    /// What somebody else has sent of a shift that has gone by, as far as the
    /// ledger knows what it is about.
    pub(super) async fn was_sent(
        &self,
        items: &[Item],
    ) -> Result<Vec<(Left, Judged)>, Refused> {
        let store = &self.house.store;
        let mut sent = Vec::new();
        for item in items {
            let Some(about) = item.about.clone() else { continue };
            let root = (about.source, about.place, about.root);
            let mut write = store.write().await.map_err(Trouble::from)?;
            let known = write.requests_of(&[root]).await;
            drop(write);
            let known = known.map_err(Trouble::from)?;
            let Some((_, request)) = known.first() else { continue };
            let stored = store.request(*request).await;
            let Some(stored) = stored.map_err(Trouble::from)? else { continue };
            let left = Left {
                request: *request,
                due: None,
                to: Vec::new(),
                note: item.note.clone(),
                note_id: None,
                before: None,
            };
            sent.push((left, stored.judged));
        }
        Ok(sent)
    }

    /// Accepts a request that somebody hands over, by its message. The mark
    /// is set after a moment in which it can be taken back, or at once.
    pub async fn accept(&self, message: &ExternalId, at_once: bool) -> Acted {
        let permit = self.pass(Reach::Source)?;
        let item = self.item(message)?;
        let me = self.house.who().person;
        let rules = self.house.rules();
        if let Some((taken, _)) = item.taken(&rules)
            && Some(taken) == me.as_ref()
        {
            return Err(Refused::No(
                "You have accepted it already.".to_owned(),
                "It is yours as soon as you sit.".to_owned(),
            ));
        }
        if self.house.board().accepting(&item) {
            return Err(Refused::No(
                "Your mark on it is on its way.".to_owned(),
                "Wait a moment, or take it back with `undo`.".to_owned(),
            ));
        }
        let deed = Deed::Mark { name: rules.accept_mark().to_owned() };
        let mut errand = self.errand_at(&item, deed);
        errand.due += if at_once { TimeDelta::zero() } else { END };
        let until = (!at_once).then_some(errand.due);
        let (new, again) = (vec![errand], Vec::new());
        let posting = Posting { what: ACCEPTED, new, again, hands: None };
        self.post(permit, posting).await?;
        let from = item.from(&rules).map_or("them", |key| rules.name(key));
        let words = format!("Accepted from {from}.");
        self.house.remark(words.clone(), until);
        Ok(Act { request: None, words, queued: true })
    }

    /// A message of a handoff that passes something on.
    fn item(&self, message: &ExternalId) -> Result<Item, Refused> {
        let board = self.house.board();
        let mut items = board.handoffs.iter();
        let item = items.find(|item| {
            item.external == *message && item.about.is_some() && !item.gone
        });
        item.cloned().ok_or_else(|| {
            Refused::No(
                "That is no part of a handoff, or of one no more.".to_owned(),
                "`hotseat handoff arriving` lists what there is to accept."
                    .to_owned(),
            )
        })
    }

    /// The messages of handoffs by which this user has accepted a request.
    pub(super) fn accepted(&self, thread: &Thread) -> Vec<Item> {
        let (rules, me) = (self.house.rules(), self.house.who().person);
        let mine = |item: &&Item| {
            let taken = item.taken(&rules).map(|(who, _)| who);
            taken.is_some() && taken == me.as_ref()
        };
        thread.passed.iter().filter(mine).cloned().collect()
    }
}

impl Board {
    /// Whether a mark of this user on a message of a handoff is on its way.
    fn accepting(&self, item: &Item) -> bool {
        self.errands.iter().any(|errand| {
            errand.action.request.is_none()
                && errand.action.root == item.external
                && matches!(errand.action.deed, Deed::Mark { .. })
        })
    }
}
