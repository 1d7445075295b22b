//! One round of forgetting, within one transaction.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{Activity, ExternalId, Message, RequestId};
use store::{Kind, Stored, Write};

use super::{Forgotten, Whose};
use crate::Trouble;

/// So many requests are read at a time.
const PAGE: u32 = 200;

/// What is forgotten in one go.
pub(super) struct Round<'w, 's> {
    pub(super) write: &'w mut Write<'s>,
    pub(super) whose: &'w Whose,
    pub(super) claim_says: Option<&'w str>,
    pub(super) now: DateTime<Utc>,
    pub(super) found: Forgotten,
    pub(super) fresh: BTreeMap<RequestId, Stored>,
}

/// The next requests that may be concerned.
pub(super) async fn page(
    write: &mut Write<'_>,
    whose: &Whose,
    after: RequestId,
) -> Result<Vec<Stored>, Trouble> {
    Ok(match whose {
        Whose::Ended(before) => {
            write.old_requests_after(after, *before, PAGE).await?
        }
        Whose::Person(_) | Whose::Source(_) => {
            write.requests_after(after, PAGE).await?
        }
    })
}

impl Round<'_, '_> {
    pub(super) async fn requests(&mut self) -> Result<(), Trouble> {
        let mut after = RequestId(0);
        loop {
            let page = page(self.write, self.whose, after).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.thread.id;
            for stored in page {
                if self.whose.concerns(&stored) {
                    self.request(stored).await?;
                }
            }
        }
    }

    async fn request(&mut self, mut stored: Stored) -> Result<(), Trouble> {
        let (whose, says) = (self.whose, self.claim_says);
        let thread = &mut stored.thread;
        let source = thread.source.clone();
        let chosen = |m: &Message| whose.wrote(&source, m);
        let said = thread.messages.iter().filter(|m| chosen(m));
        let said = said.filter(|m| m.says_anything()).count();
        let offered: Vec<ExternalId> = thread
            .offers
            .iter()
            .filter(|m| chosen(m))
            .map(|m| m.external.clone())
            .collect();
        let forgotten = thread.forget(says, chosen);
        if forgotten.is_empty() && !whose.whole() {
            return Ok(());
        }
        self.found.messages += said;
        self.found.requests += usize::from(said > 0);
        if matches!(whose, Whose::Ended(_)) {
            let at = (&thread.source, &thread.place);
            for (seq, mut fact) in self.write.posts(at, &forgotten).await? {
                fact.forget(says);
                self.write.rewrite(seq, &fact).await?;
            }
        }
        if let Some((seq, act)) = stored.thread.forget_call() {
            self.write.rewrite(seq, &act).await?;
        }
        for external in offered {
            self.elsewhere(&stored, &external).await?;
        }
        let chosen = (!whose.whole()).then_some(forgotten.as_slice());
        self.write.forget_beside(&stored.thread, chosen).await?;
        // A guess may repeat what it is about.
        self.write.drop_practice(stored.thread.id).await?;
        if whose.whole() {
            self.write.keep_draft(stored.thread.id, "", self.now).await?;
        }
        self.fresh.insert(stored.thread.id, stored);
        Ok(())
    }

    /// What may answer several requests is forgotten in all of them.
    async fn elsewhere(
        &mut self,
        here: &Stored,
        external: &ExternalId,
    ) -> Result<(), Trouble> {
        let at = (&here.thread.source, &here.thread.place);
        for mut other in self.write.offered(at, external).await? {
            let id = other.thread.id;
            if id == here.thread.id {
                continue;
            }
            other = self.fresh.remove(&id).unwrap_or(other);
            other.thread.forget(self.claim_says, |m| m.external == *external);
            self.fresh.insert(id, other);
        }
        Ok(())
    }

    /// Also what no request holds any more, and yet stands in the log.
    pub(super) async fn facts(&mut self) -> Result<(), Trouble> {
        if matches!(self.whose, Whose::Ended(_)) {
            return Ok(());
        }
        let mut after = 0;
        loop {
            let page = self.write.logged(after).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.seq;
            for fact in page.iter().filter(|it| it.kind == Kind::Seen) {
                let mut activity: Activity = serde_json::from_str(&fact.body)?;
                if self.whose.covers(&fact.source, &activity) {
                    activity.forget(self.claim_says);
                    self.write.rewrite(fact.seq, &activity).await?;
                }
            }
        }
    }
}
