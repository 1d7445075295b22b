//! What may or may not have arrived, and what was held back: the user decides.

use std::time::Duration;

use domain::{Reach, RequestId};
use store::{Errand, State};

use super::{Acted, Desk, Refused};
use crate::Trouble;
use crate::deliver::outcome::is_further_mark;

impl Desk {
    /// Sends again what is held or may not have arrived.
    pub async fn send_again(&self, id: RequestId) -> Acted {
        self.pass(Reach::Source)?;
        let now = self.house.now();
        self.decide(id, |errand| {
            errand.state = State::Queued;
            // Asked for anew: it has not waited.
            errand.action.asked = now;
            errand.due = now;
            errand.attempts = 0;
        })
        .await?;
        self.done(id, "Sending it again.", true)
    }

    /// What may have arrived did.
    pub async fn it_is_there(&self, id: RequestId) -> Acted {
        self.pass(Reach::Source)?;
        self.decide(id, |errand| errand.state = State::Done).await?;
        self.done(id, "Noted: it is there.", false)
    }

    async fn decide(
        &self,
        id: RequestId,
        change: impl Fn(&mut Errand),
    ) -> Result<(), Refused> {
        let open: Vec<Errand> = self
            .house
            .board()
            .errands_of(id)
            .filter(|e| matches!(e.state, State::Held | State::Unknown))
            .cloned()
            .collect();
        if open.is_empty() {
            return Err(Refused::No(
                "Nothing waits for a decision here.".to_owned(),
                "What is on its way needs none.".to_owned(),
            ));
        }
        let mut step = self.house.step().await?;
        for mut errand in open {
            change(&mut errand);
            step.sends(&errand).await?;
            step.write.mark(&errand).await.map_err(Trouble::from)?;
        }
        step.commit().await?;
        Ok(())
    }

    /// Waits until everything of a request has reached its end or waits for
    /// the user; says whether that came in time.
    pub async fn delivered(&self, id: RequestId, at_most: Duration) -> bool {
        let mut changed = self.house.changed.subscribe();
        let on_its_way = || {
            self.house
                .board()
                .errands_of(id)
                .any(|e| matches!(e.state, State::Queued | State::Sending))
        };
        let wait = async {
            while on_its_way() {
                if changed.changed().await.is_err() {
                    return;
                }
            }
        };
        tokio::time::timeout(at_most, wait).await.is_ok()
    }

    /// What became of the last act on a request, if it did not arrive.
    pub async fn refusal(&self, id: RequestId) -> Option<String> {
        let errands = self.house.store.errands_of(id).await.ok()?;
        let last = errands.iter().map(|e| e.act).max()?;
        errands
            .into_iter()
            .filter(|e| e.act == last && e.state == State::Refused)
            .filter(|e| !is_further_mark(e))
            .map(|e| e.words)
            .next()
    }
}
