//! Messages outside of a thread that may be answers to it.

use std::borrow::Cow;

use chrono::{DateTime, Utc};

use super::{Message, Thread};
use crate::did::called_answers;
use crate::{Activity, Event};

/// So many are kept; the oldest give way.
const MOST: usize = 5;

impl Thread {
    /// Takes in a message that may be an answer, for a person to decide; says
    /// whether that was news.
    pub fn offer(&mut self, activity: &Activity, seen: DateTime<Utc>) -> bool {
        let Event::Post { post } = &activity.event else { return false };
        let known =
            self.offers.iter_mut().find(|m| m.external == activity.external);
        if let Some(known) = known {
            return known.renew(post);
        }
        self.keep_offer(Message::first(activity, post, seen))
    }

    pub(super) fn keep_offer(&mut self, offer: Message) -> bool {
        let id = offer.external.clone();
        if self.offers.iter().any(|m| m.external == id) {
            return false;
        }
        self.offers.push(offer);
        self.offers
            .sort_by(|a, b| (a.at, &a.external).cmp(&(b.at, &b.external)));
        let called: Vec<_> = called_answers(&self.acts).cloned().collect();
        let loose = |m: &Message| !called.contains(&m.external);
        if self.offers.iter().filter(|m| loose(m)).count() > MOST
            && let Some(oldest) = self.offers.iter().position(loose)
        {
            self.offers.remove(oldest);
        }
        self.offers.iter().any(|m| m.external == id)
    }

    /// What was deleted at its source answers nothing; says whether it was an
    /// offer, and whether that is news.
    pub(super) fn withdraw_offer(
        &mut self,
        activity: &Activity,
    ) -> Option<bool> {
        let offer =
            self.offers.iter_mut().find(|m| m.external == activity.external)?;
        Some(offer.delete(activity.at))
    }

    /// The messages outside of it that this user has called answers.
    #[must_use]
    pub fn called_answers(&self) -> Vec<&Message> {
        called_answers(&self.acts)
            .filter_map(|id| self.offers.iter().find(|m| m.external == *id))
            .collect()
    }

    /// The same with what this user has called an answer in its place.
    pub(crate) fn with_answers(&self) -> Cow<'_, Thread> {
        let called = self.called_answers();
        let spoken = self.spoken();
        if called.is_empty() && spoken.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut whole = self.clone();
        whole.messages.extend(spoken);
        whole.messages.extend(called.into_iter().map(|offer| Message {
            root: false,
            under: self.roots.first().cloned(),
            ..offer.clone()
        }));
        whole.put_in_order();
        Cow::Owned(whole)
    }
}
