//! What may or may not have arrived, and what was held back: the user decides.

use std::time::Duration;

use domain::text::shorten;
use domain::{Deed, Reach, RequestId, direct_words};
use store::{Errand, State};

use super::directing::reach;
use super::{Acted, Desk, Refused};
use crate::Trouble;
use crate::deliver::outcome::is_further_mark;

/// The most characters of an answer by which it is told from others.
const WORDS: usize = 40;

impl Desk {
    /// Sends again what is held or may not have arrived: the one action that
    /// is named with what belongs to it, or the only one there is.
    pub async fn send_again(
        &self,
        id: RequestId,
        action: Option<&str>,
    ) -> Acted {
        let now = self.house.now();
        const WAIT: &[State] = &[State::Held, State::Unknown];
        let chosen = self.decidable(one(self.undecided(id, WAIT), action))?;
        self.decide(chosen, WAIT, |errand| {
            errand.state = State::Queued;
            // Asked for anew: it has not waited.
            errand.action.asked = now;
            errand.due = now;
            errand.attempts = 0;
        })
        .await?;
        self.done(id, "Sending it again.", true)
    }

    /// What may have arrived did: the one action that is named, or the only
    /// one there is. What was held back never went out.
    pub async fn it_is_there(
        &self,
        id: RequestId,
        action: Option<&str>,
    ) -> Acted {
        const WAIT: &[State] = &[State::Unknown];
        let chosen = self.decidable(one(self.undecided(id, WAIT), action))?;
        self.decide(chosen, WAIT, |errand| errand.state = State::Done).await?;
        self.done(id, "Noted: it is there.", false)
    }

    /// Who may not send something does not decide about it either.
    fn decidable(
        &self,
        chosen: Result<Vec<Errand>, Refused>,
    ) -> Result<Vec<Errand>, Refused> {
        let far = chosen.as_deref().map_or(Reach::Source, reach);
        self.pass(far)?;
        chosen
    }

    fn undecided(&self, id: RequestId, states: &[State]) -> Vec<Errand> {
        let board = self.house.board();
        let waits = |errand: &&Errand| states.contains(&errand.state);
        board.errands_of(id).filter(waits).cloned().collect()
    }

    async fn decide(
        &self,
        errands: Vec<Errand>,
        waiting: &[State],
        change: impl Fn(&mut Errand),
    ) -> Result<(), Refused> {
        let mut step = self.house.step().await?;
        for errand in errands {
            let id = &errand.action.id;
            let now = step.write.errand(id).await.map_err(Trouble::from)?;
            // It came to its end while this waited for its turn.
            let still = |errand: &Errand| waiting.contains(&errand.state);
            let Some(mut errand) = now.filter(still) else { continue };
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

/// The errands of one act: of the one that an action is named of, or of the
/// only one there is. Nobody decides about what they have not been shown.
fn one(
    waits: Vec<Errand>,
    action: Option<&str>,
) -> Result<Vec<Errand>, Refused> {
    let named = |errand: &&Errand| {
        action.is_none_or(|action| errand.action.id.as_str() == action)
    };
    let Some(act) = waits.iter().find(named).map(|errand| errand.act) else {
        return Err(Refused::No(
            "Nothing waits for a decision here.".to_owned(),
            "What is on its way needs none.".to_owned(),
        ));
    };
    if action.is_none() && waits.iter().any(|errand| errand.act != act) {
        let all: Vec<String> = waits.iter().map(told).collect();
        return Err(Refused::No(
            "Several wait for a decision here.".to_owned(),
            format!("Say which one with --action: {}.", all.join(", ")),
        ));
    }
    Ok(waits.into_iter().filter(|errand| errand.act == act).collect())
}

/// An action by its name, and what it is.
fn told(errand: &Errand) -> String {
    let id = &errand.action.id;
    match &errand.action.deed {
        Deed::Reply { text } => {
            format!("{id} for \u{201c}{}\u{201d}", shorten(text, WORDS))
        }
        Deed::Open { title, .. } => {
            format!(
                "{id} for the issue \u{201c}{}\u{201d}",
                shorten(title, WORDS)
            )
        }
        Deed::Direct { to, head, text } => {
            let words = direct_words(head, text);
            format!(
                "{id} for the message to {to} \u{201c}{}\u{201d}",
                shorten(&words, WORDS)
            )
        }
        Deed::Post { text } => {
            format!("{id} for \u{201c}{}\u{201d}", shorten(text, WORDS))
        }
        Deed::Mark { name } | Deed::Unmark { name } => {
            format!("{id} for the mark {name}")
        }
        Deed::Retract => format!("{id} for what is taken back"),
    }
}
