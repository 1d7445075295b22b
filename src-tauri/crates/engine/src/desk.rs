//! Where people act: every surface ends here, and every act passes the gate.

mod answering;
mod arriving;
mod aside;
mod beginning;
mod calling;
mod claiming;
mod dating;
mod directing;
mod evergreen;
mod forgetting;
mod handing;
mod issues;
mod keeping;
mod looking;
mod noting;
mod passing_on;
mod practising;
mod rejudging;
mod searching;
mod setting;
mod settling;
mod standing;
mod undoing;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Action, Deed, ExternalId, Judged, Permit, Reach, RequestId, Standing,
    Thread, What, allow,
};
use store::{Errand, Stored};

use crate::Trouble;
use crate::house::House;

pub use self::forgetting::Forgetting;
pub use self::keeping::SnoozeUntil;
pub(crate) use self::practising::ALARMS;
pub use self::practising::Taught;
pub use self::rejudging::Rejudged;

/// What an act did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The request it was about.
    pub request: Option<RequestId>,
    /// One sentence.
    pub words: String,
    /// Something is on its way to a source.
    pub queued: bool,
}

/// Why an act was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such request.
    Nothing(RequestId),
    /// There is no such person or source: what, and what to do.
    Nobody(String, String),
    /// The role, the state or the team file says no: what, and what to do.
    No(String, String),
    /// It was tried and did not work.
    Failed(String),
}

impl From<Trouble> for Refused {
    fn from(trouble: Trouble) -> Refused {
        Refused::Failed(trouble.to_string())
    }
}

type Acted = Result<Act, Refused>;

/// Where people act.
#[derive(Clone)]
pub struct Desk {
    house: Arc<House>,
}

/// A request with everything known about it.
struct Subject {
    thread: Thread,
    judged: Judged,
}

impl Desk {
    pub(crate) fn new(house: Arc<House>) -> Desk {
        Desk { house }
    }

    /// The gate: who is at this desktop may do so, or is told why not.
    fn pass(&self, reach: Reach) -> Result<Permit, Refused> {
        let now = self.house.now();
        let board = self.house.board();
        let hands_off = board.hands_off_until.is_some_and(|at| now < at);
        if hands_off && !matches!(reach, Reach::Manner | Reach::Private) {
            return Err(Refused::No(
                "Your role has just changed.".to_owned(),
                "Look at the window, and try again.".to_owned(),
            ));
        }
        allow(&board.who(now), reach).map_err(|refusal| {
            let (words, hint) = refusal.words();
            Refused::No(words.to_owned(), hint.to_owned())
        })
    }

    async fn subject(&self, id: RequestId) -> Result<Subject, Refused> {
        let stored = self
            .house
            .store
            .request(id)
            .await
            .map_err(|e| Refused::Failed(e.to_string()))?
            .ok_or(Refused::Nothing(id))?;
        let Stored { thread, judged } = stored;
        // What is shown counts: by new rules it is written down later.
        let board = self.house.board();
        let card = board.cards.get(&thread.id);
        let judged = card.map_or(judged, |card| Judged::clone(&card.judged));
        Ok(Subject { thread, judged })
    }

    /// An action on the root of a request that our marks go on.
    fn errand(&self, subject: &Subject, deed: Deed) -> Result<Errand, Refused> {
        let root = subject.judged.root.clone().ok_or_else(|| {
            Refused::No(
                "This request has no message at a source.".to_owned(),
                "It can be closed or dismissed here.".to_owned(),
            )
        })?;
        Ok(self.errand_on(subject, root, deed))
    }

    /// An action on a root of a request.
    fn errand_on(
        &self,
        subject: &Subject,
        root: ExternalId,
        deed: Deed,
    ) -> Errand {
        Errand::new(Action {
            id: self.house.action_id(),
            request: Some(subject.thread.id),
            source: subject.thread.source.clone(),
            place: subject.thread.place.clone(),
            root,
            deed,
            asked: self.house.now(),
        })
    }

    /// The roots on which a mark of this user stands.
    fn my_marks(&self, subject: &Subject, name: &str) -> Vec<ExternalId> {
        let rules = self.house.rules();
        let Some(me) = self.house.who().person else { return Vec::new() };
        let thread = &subject.thread;
        let mine = |mark: &&Standing| {
            let mate = rules.teammate(&thread.source, &mark.by);
            mate.is_some_and(|mate| mate.key == me)
        };
        let roots = thread.standing(name).filter(mine);
        roots.map(|mark| mark.root.clone()).collect()
    }

    /// The roots on which a mark of this user was left behind by an earlier
    /// request in the same thread: to say something anew it is set anew.
    fn my_old_marks(&self, subject: &Subject, name: &str) -> Vec<ExternalId> {
        let rules = self.house.rules();
        let me = self.house.who().person;
        let thread = &subject.thread;
        let mine = |mark: &&Standing| {
            let mate = rules.teammate(&thread.source, &mark.by);
            mate.is_some_and(|mate| Some(&mate.key) == me.as_ref())
        };
        let roots = thread.left_behind(name).filter(mine);
        roots.map(|mark| mark.root.clone()).collect()
    }

    /// Writes an act down with what goes out because of it.
    async fn send(
        &self,
        request: RequestId,
        what: &str,
        errands: Vec<Errand>,
    ) -> Result<(), Refused> {
        let request = self.subject(request).await?.thread.id;
        let permit = self.pass(directing::reach(&errands))?;
        let ids: Vec<&str> =
            errands.iter().map(|e| e.action.id.as_str()).collect();
        let body = serde_json::json!({ "actions": ids }).to_string();
        let mut step = self.house.step().await?;
        if what == "claim" && self.house.board().claiming(request) {
            // Two surfaces asked for it at the same time.
            return Err(Refused::No(
                "You have it already.".to_owned(),
                "Answer it, or release it.".to_owned(),
            ));
        }
        if what == directing::PAIRED {
            directing::not_asked(&mut step, request, &errands).await?;
        }
        let seq = step.note(request, what, body);
        if what == "reply" {
            step.replaces_held(request).await?;
        }
        for mut errand in errands {
            errand.act = seq;
            step.sends(&errand).await?;
            let sent = step.write.send(&errand, permit).await;
            sent.map_err(Trouble::from)?;
        }
        step.commit().await?;
        Ok(())
    }

    /// Writes an act down that this desktop alone knows.
    async fn layer(
        &self,
        request: RequestId,
        what: What,
    ) -> Result<(), Refused> {
        // What another request has taken in is acted on there.
        let request = self.subject(request).await?.thread.id;
        let mut step = self.house.step().await?;
        step.did(request, what).await?;
        step.commit().await?;
        Ok(())
    }

    fn done(
        &self,
        request: RequestId,
        words: impl Into<String>,
        queued: bool,
    ) -> Acted {
        let words = words.into();
        self.house.remark(words.clone(), None);
        Ok(Act { request: Some(request), words, queued })
    }

    fn done_until(
        &self,
        request: RequestId,
        words: impl Into<String>,
        undo_until: DateTime<Utc>,
    ) -> Acted {
        let words = words.into();
        self.house.remark(words.clone(), Some(undo_until));
        Ok(Act { request: Some(request), words, queued: true })
    }

    /// Several marks are written one a second.
    fn one_a_second(errands: &mut [Errand]) {
        for (errand, n) in errands.iter_mut().zip(0..) {
            errand.due += TimeDelta::seconds(n);
        }
    }

    fn source_name(&self, judged: &Judged) -> String {
        let rules = self.house.rules();
        rules
            .source(&judged.source)
            .map_or_else(|| judged.source.to_string(), |s| s.name.clone())
    }
}
