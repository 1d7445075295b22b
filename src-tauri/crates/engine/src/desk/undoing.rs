//! Taking back.

use domain::{Deed, Reach, RequestId, What};
use store::{Acted as Logged, Errand, State};

use super::{Acted, Desk, Refused};
use crate::Trouble;

impl Desk {
    /// Takes back the last act that can be taken back: before it goes out
    /// without a trace, afterwards as far as the source allows.
    pub async fn undo(&self, request: Option<RequestId>) -> Acted {
        self.pass(Reach::Desk)?;
        let acts = self
            .house
            .store
            .last_acts()
            .await
            .map_err(|e| Refused::Failed(e.to_string()))?;
        let undone = undone(&acts);
        let last = acts
            .into_iter()
            .filter(|act| request.is_none_or(|id| act.request == id))
            .find(|act| !undone.contains(&act.seq) && !is_undo(act));
        let Some(act) = last else {
            return Err(Refused::No(
                "There is nothing to take back.".to_owned(),
                "Acts can be taken back one after the other, the last first."
                    .to_owned(),
            ));
        };
        if act.what == "layer" {
            if matches!(serde_json::from_str(&act.body), Ok(What::Split)) {
                return Err(Refused::No(
                    "A split cannot be taken back.".to_owned(),
                    "Both requests go on by themselves.".to_owned(),
                ));
            }
            self.layer(act.request, What::Undo { seq: act.seq }).await?;
            return self.done(act.request, "Taken back.", false);
        }
        self.revert(&act).await
    }

    /// Takes back what an act has sent or was going to send. What is on its
    /// way is looked at within the step: a moment later it may have gone out.
    async fn revert(&self, act: &Logged) -> Acted {
        self.pass(Reach::Source)?;
        let id = act.request;
        let subject = self.subject(id).await?;
        let mut step = self.house.step().await?;
        let mut errands =
            step.write.errands_of(id).await.map_err(Trouble::from)?;
        errands.retain(|errand| errand.act == act.seq);
        let unsent =
            |e: &Errand| matches!(e.state, State::Queued | State::Held);
        let reply = |e: &Errand| matches!(e.action.deed, Deed::Reply { .. });
        if errands.iter().any(|e| reply(e) && !unsent(e)) {
            return Err(Refused::No(
                "The answer has been sent.".to_owned(),
                "Answer again to set it right, or delete it at the source."
                    .to_owned(),
            ));
        }
        let body = serde_json::json!({ "undoes": act.seq }).to_string();
        let seq = step.note(id, "undo", &body).await?;
        let mut queued = false;
        for mut errand in errands {
            if unsent(&errand) {
                errand.state = State::Undone;
                step.write.mark(&errand).await.map_err(Trouble::from)?;
            } else if let Some(deed) = opposite(&errand) {
                let mut back = self.errand(&subject, deed)?;
                back.action.root = errand.action.root;
                back.beside = true;
                back.act = seq;
                step.write.send(&back).await.map_err(Trouble::from)?;
                queued = true;
            }
        }
        step.rejudge(id).await?;
        step.commit().await?;
        self.done(id, "Taken back.", queued)
    }
}

/// What reverts an action that has, or may have, gone out.
fn opposite(errand: &Errand) -> Option<Deed> {
    let gone = matches!(errand.state, State::Done | State::Sending);
    match &errand.action.deed {
        Deed::Mark { name } if gone => {
            Some(Deed::Unmark { name: name.clone() })
        }
        Deed::Unmark { name } if gone => {
            Some(Deed::Mark { name: name.clone() })
        }
        Deed::Mark { .. } | Deed::Unmark { .. } | Deed::Reply { .. } => None,
    }
}

fn is_undo(act: &Logged) -> bool {
    act.what == "undo"
        || act.what == "layer"
            && matches!(serde_json::from_str(&act.body), Ok(What::Undo { .. }))
}

/// The acts that have been taken back already.
fn undone(acts: &[Logged]) -> Vec<i64> {
    acts.iter()
        .filter_map(|act| match act.what.as_str() {
            "layer" => match serde_json::from_str(&act.body) {
                Ok(What::Undo { seq }) => Some(seq),
                Ok(_) | Err(_) => None,
            },
            "undo" => serde_json::from_str::<serde_json::Value>(&act.body)
                .ok()?
                .get("undoes")?
                .as_i64(),
            _ => None,
        })
        .collect()
}
