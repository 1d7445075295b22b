//! Taking back.

use domain::handoff::{Tag, Written};
use domain::{Action, Deed, Reach, RequestId, Stretch, What};
use store::{Acted as Logged, Errand, State};

use super::directing::PAIRED;
use super::noting::NOTED;
use super::passing_on::HANDED;
use super::{Act, Acted, Desk, Refused};
use crate::Trouble;
use crate::step::Step;

impl Desk {
    /// Takes back the last act that can be taken back: before it goes out
    /// without a trace, afterwards as far as the source allows.
    pub async fn undo(&self, request: Option<RequestId>) -> Acted {
        let acts = self
            .house
            .store
            .last_acts()
            .await
            .map_err(|e| Refused::Failed(e.to_string()))?;
        let undone = undone(&acts);
        let last = acts
            .into_iter()
            .filter(|act| request.is_none_or(|id| is_about(act, id)))
            .find(|act| !undone.contains(&act.seq) && !is_undo(act));
        let Some(act) = last else {
            self.pass(Reach::Desk)?;
            return Err(Refused::No(
                "There is nothing to take back.".to_owned(),
                "Acts can be taken back one after the other, the last first."
                    .to_owned(),
            ));
        };
        if act.what == NOTED {
            return self.unnote(&act).await;
        }
        if act.what == PAIRED {
            self.pass(Reach::Pair)?;
            return self.revert(&act).await;
        }
        self.pass(Reach::Desk)?;
        if act.what == "layer" {
            self.layer(act.request, What::Undo { seq: act.seq }).await?;
            return self.done(act.request, "Taken back.", false);
        }
        self.pass(Reach::Source)?;
        self.revert(&act).await
    }

    /// Takes back what an act has sent or was going to send. What is on its
    /// way is looked at within the step: a moment later it may have gone out.
    async fn revert(&self, act: &Logged) -> Acted {
        let request = match act.request {
            RequestId(0) => None,
            id => Some(self.subject(id).await?.thread.id),
        };
        let mut step = self.house.step().await?;
        let mut errands =
            step.write.errands_of(request).await.map_err(Trouble::from)?;
        errands.retain(|errand| errand.act == act.seq);
        let said = errands.iter().any(is_said);
        let rest = errands.iter().any(|e| !is_said(e) && reverts(e));
        if act.what == HANDED && !said && !errands.iter().any(unsent) {
            return Err(Refused::No(
                "None of it is on its way any more.".to_owned(),
                "Send it again when you want it there.".to_owned(),
            ));
        }
        // A handoff that is cut short would promise what does not come.
        if said && (act.what == HANDED || !rest) {
            return Err(said_already(&errands));
        }
        let body = serde_json::json!({ "undoes": act.seq }).to_string();
        let seq = step.note(request.unwrap_or(act.request), "undo", body);
        let handed = match act.what == HANDED {
            true => self.not_handed(&mut step, &errands).await?,
            false => None,
        };
        let mut backs = Vec::new();
        for errand in &errands {
            backs.extend(self.call_back(&mut step, errand).await?);
        }
        let queued = !backs.is_empty();
        self.send_back(&mut step, backs, seq).await?;
        step.rejudge(request.as_slice()).await?;
        step.commit().await?;
        if let Some(span) = handed {
            self.reminds_again(span);
        }
        let words = match (said, act.what == HANDED) {
            (true, _) => "Taken back. What was said stays.",
            (_, true) => "Taken back before it was sent.",
            (false, false) => "Taken back.",
        };
        self.house.remark(words.to_owned(), None);
        Ok(Act { request, words: words.to_owned(), queued })
    }

    /// A shift stands as if it had not been handed over the last time.
    async fn not_handed(
        &self,
        step: &mut Step<'_>,
        errands: &[Errand],
    ) -> Result<Option<Stretch>, Refused> {
        let tag = errands.iter().find_map(|it| Tag::read(&it.action.id));
        let Some(Tag { span, .. }) = tag else { return Ok(None) };
        let back = step.write.change_handoff(span, Written::take_back).await;
        back.map_err(Trouble::from)?;
        Ok(Some(span))
    }

    /// Whoever has handed over is not reminded; now something is missing.
    fn reminds_again(&self, span: Stretch) {
        let told = &mut self.house.board().shift.ends;
        if *told == Some(span.to) {
            *told = None;
        }
    }

    /// Keeps an action at home with what waits for it, or says what takes it
    /// back where it has gone out.
    pub(super) async fn call_back(
        &self,
        step: &mut Step<'_>,
        errand: &Errand,
    ) -> Result<Option<Errand>, Refused> {
        if unsent(errand) {
            keep_home(step, errand).await?;
            return Ok(None);
        }
        let Some(deed) = opposite(errand) else { return Ok(None) };
        let mut back = Errand::new(Action {
            id: self.house.action_id(),
            deed,
            asked: self.house.now(),
            ..errand.action.clone()
        });
        back.beside = true;
        // What is being sent arrives first.
        let sending = errand.state == State::Sending;
        back.after = sending.then(|| errand.action.id.clone());
        Ok(Some(back))
    }

    /// Sends what takes an act back, one a second.
    pub(super) async fn send_back(
        &self,
        step: &mut Step<'_>,
        mut backs: Vec<Errand>,
        act: i64,
    ) -> Result<(), Refused> {
        if backs.is_empty() {
            return Ok(());
        }
        let permit = self.pass(Reach::Source)?;
        Desk::one_a_second(&mut backs);
        for mut back in backs {
            back.act = act;
            let sent = step.write.send(&back, permit).await;
            sent.map_err(Trouble::from)?;
        }
        Ok(())
    }
}

/// What has not gone out stays at home, and with it what waits for it.
async fn keep_home(
    step: &mut Step<'_>,
    errand: &Errand,
) -> Result<(), Refused> {
    let request = errand.action.request;
    let all = step.write.errands_of(request).await.map_err(Trouble::from)?;
    let waits = |other: &Errand| {
        other.after.as_ref() == Some(&errand.action.id) && unsent(other)
    };
    let itself = |other: &Errand| other.action.id == errand.action.id;
    for mut other in all.into_iter().filter(|o| itself(o) || waits(o)) {
        other.state = State::Undone;
        step.write.mark(&other).await.map_err(Trouble::from)?;
        step.gives_back(&other).await?;
    }
    Ok(())
}

fn unsent(errand: &Errand) -> bool {
    matches!(errand.state, State::Queued | State::Held)
}

/// Whether it is an answer, or an issue, that people may have read.
fn is_said(errand: &Errand) -> bool {
    let says = matches!(
        errand.action.deed,
        Deed::Reply { .. }
            | Deed::Open { .. }
            | Deed::Direct { .. }
            | Deed::Post { .. }
    );
    says && matches!(
        errand.state,
        State::Done | State::Sending | State::Unknown
    )
}

/// Why what has been said is not taken back.
fn said_already(errands: &[Errand]) -> Refused {
    let opened = |e: &Errand| matches!(e.action.deed, Deed::Open { .. });
    if errands.iter().any(opened) {
        return Refused::No(
            "The issue has been opened.".to_owned(),
            "Close it where it stands; the note here says where.".to_owned(),
        );
    }
    let directed = |e: &Errand| matches!(e.action.deed, Deed::Direct { .. });
    if errands.iter().any(directed) {
        return Refused::No(
            "The direct message has been sent.".to_owned(),
            "Write to them again to set it right.".to_owned(),
        );
    }
    if errands.iter().any(|e| e.action.request.is_none()) {
        return Refused::No(
            "The handoff is in the channel, or on its way there.".to_owned(),
            "Delete its messages there: what is deleted passes nothing on."
                .to_owned(),
        );
    }
    Refused::No(
        "The answer has been sent.".to_owned(),
        "Answer again to set it right, or delete it at the source.".to_owned(),
    )
}

/// Whether anything comes of taking it back.
fn reverts(errand: &Errand) -> bool {
    unsent(errand) || opposite(errand).is_some()
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
        Deed::Mark { .. }
        | Deed::Unmark { .. }
        | Deed::Reply { .. }
        | Deed::Open { .. }
        | Deed::Direct { .. }
        | Deed::Post { .. }
        | Deed::Retract => None,
    }
}

/// Whether an act was about a request; a split is about both.
fn is_about(act: &Logged, id: RequestId) -> bool {
    act.request == id || RequestId(act.seq) == id
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
