//! The source through which one Hotseat reads and writes the world.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::direct::PassedOn;
use domain::{
    Abilities, Action, Activity, Author, Batch, Clock, Cursors, Done, Fault,
    OpenThread, PlaceId, Probe, Receipt, Sink, Source, Way,
};

use super::mishaps::{Cut, LastLook, Mishap};
use super::world::World;

/// The channels of the chat.
const CHAT: &[&str] = &["backend", "support", "alerts"];
/// What the other source reads, in which nothing goes wrong by itself.
const MAIL: &[&str] = &["inbox"];

/// The world as one person's account sees it.
pub(crate) struct FakeSource {
    pub(super) world: World,
    pub(super) me: Author,
    pub(super) mail: bool,
}

impl FakeSource {
    fn sighted(&self) -> Result<(), Fault> {
        let mut state = self.world.state();
        if state.dark {
            return Err(Fault::unreachable("The network is gone."));
        }
        if self.mail {
            return Ok(());
        }
        if std::mem::take(&mut state.panics) {
            drop(state);
            panic!("the source is broken on purpose");
        }
        state.blind.clone().map_or(Ok(()), Err)
    }

    /// What happened in a place since a cursor.
    fn news(&self, place: &PlaceId, known: Option<usize>) -> Option<Batch> {
        let state = self.world.state();
        let all: Vec<&Activity> =
            state.told.iter().filter(|a| a.place == *place).collect();
        let from = known.unwrap_or(0);
        if known.is_some() && from >= all.len() {
            return None;
        }
        let from = from.saturating_sub(state.overlap);
        let mut activity: Vec<Activity> =
            all[from..].iter().map(|a| (*a).clone()).collect();
        if state.shuffled {
            activity.reverse();
        }
        Some(Batch {
            place: place.clone(),
            activity,
            cursor: all.len().to_string(),
            whole: None,
            // As if reading had begun before it was known that the clock of
            // this computer is wrong.
            read: self.world.clock.now(),
            history: known.is_none(),
        })
    }

    async fn hand_over(
        &self,
        batch: Batch,
        to: &dyn Sink,
    ) -> Result<(), Fault> {
        let cut = {
            let mut state = self.world.state();
            let mine = state.cut.clone().filter(|c| c.0 == self.me.name);
            state.batches += usize::from(mine.is_some());
            match mine {
                Some((_, Cut::Before(n))) if n == state.batches => Some(true),
                Some((_, Cut::After(n))) if n == state.batches => Some(false),
                Some(_) | None => None,
            }
        };
        if cut == Some(true) {
            self.power_fails().await;
        }
        to.accept(batch)
            .await
            .map_err(|closed| Fault::unreachable(closed.to_string()))?;
        if cut == Some(false) {
            self.power_fails().await;
        }
        Ok(())
    }

    async fn power_fails(&self) {
        self.world.state().cut = None;
        self.world.power_cut.notify_one();
        std::future::pending::<()>().await;
    }
}

#[async_trait]
impl Source for FakeSource {
    fn abilities(&self) -> Abilities {
        Abilities {
            kind: "fake",
            name: "Chat".to_owned(),
            way: Way::Poll,
            claim_mark: Some("eyes".to_owned()),
            close_mark: Some("white_check_mark".to_owned()),
            closes_each: self.mail,
            issues: true,
            directs: !self.mail,
        }
    }

    async fn probe(&self, now: DateTime<Utc>) -> Result<Probe, Fault> {
        self.sighted()?;
        let offset_ms = (!self.mail).then(|| self.world.ahead_of(now));
        let state = self.world.state();
        Ok(Probe {
            me: state.account.clone().unwrap_or_else(|| self.me.clone()),
            may: Vec::new(),
            may_not: Vec::new(),
            offset_ms,
            ends: state.ends,
        })
    }

    async fn listen(&self, from: &Cursors, to: &dyn Sink) -> Fault {
        let mut known = from.clone();
        loop {
            if let Err(fault) = self.sighted() {
                return fault;
            }
            // What is planned goes by the time at which reading began: only
            // then does an answer say how late it is.
            let began = to.now();
            let places = if self.mail { MAIL } else { CHAT };
            for place in places.iter().map(|id| PlaceId::new(*id)) {
                let from =
                    known.get(&place).and_then(|cursor| cursor.parse().ok());
                let Some(batch) = self.news(&place, from) else {
                    to.alive(&place, began);
                    continue;
                };
                let cursor = batch.cursor.clone();
                if let Err(fault) = self.hand_over(batch, to).await {
                    return fault;
                }
                known.insert(place, cursor);
            }
            // A mailbox does not say how late it is there.
            if !self.mail {
                to.offset(self.world.ahead_of(to.now()));
            }
            let pace = *self.world.pace.lock().expect("nobody panics here");
            to.pace(pace);
            let next = began + pace;
            to.rest(pace).await;
            while self.world.state().plans {
                let left = (next - to.now()).to_std().unwrap_or_default();
                if left.is_zero() {
                    break;
                }
                to.rest(left).await;
            }
        }
    }

    async fn check(
        &self,
        thread: &OpenThread,
        _now: DateTime<Utc>,
    ) -> Result<Vec<Activity>, Fault> {
        let how = self.world.state().last_look;
        match how {
            LastLook::Hangs => std::future::pending().await,
            LastLook::Fails => {
                Err(Fault::unreachable("The chat does not answer."))
            }
            LastLook::Tells => {
                let state = self.world.state();
                let all = state.unlisted.iter();
                Ok(all.filter(|a| a.root == thread.root).cloned().collect())
            }
        }
    }

    async fn begun(
        &self,
        place: &PlaceId,
        since: DateTime<Utc>,
        _now: DateTime<Utc>,
    ) -> Result<Vec<Activity>, Fault> {
        self.sighted()?;
        if let Some(fault) = self.world.state().unlooked.clone() {
            return Err(fault);
        }
        Ok(self.world.begun(place, since))
    }

    async fn passed_on(
        &self,
        since: DateTime<Utc>,
        _now: DateTime<Utc>,
    ) -> Result<Vec<PassedOn>, Fault> {
        self.sighted()?;
        Ok(self.heard(since))
    }

    async fn perform(&self, action: &Action) -> Result<Receipt, Fault> {
        self.sighted()?;
        let mishap = match self.mail {
            true => None,
            false => self.world.state().mishaps.pop_front(),
        };
        match mishap {
            None | Some(Mishap::Passes) => {
                self.write(action);
                self.cross(action).await;
                Ok(self.receipt(action))
            }
            Some(Mishap::Refused(fault)) => Err(fault),
            Some(Mishap::Panics) => panic!("the source breaks on purpose"),
            Some(Mishap::AfterEffect) => {
                self.write(action);
                Err(Fault::unreachable("The chat did not answer in time."))
            }
            Some(Mishap::CutBefore) => {
                self.power_fails().await;
                Err(Fault::unreachable("never said"))
            }
            Some(Mishap::CutAfter) => {
                self.write(action);
                self.power_fails().await;
                Err(Fault::unreachable("never said"))
            }
        }
    }

    async fn confirm(&self, action: &Action) -> Result<Done, Fault> {
        self.sighted()?;
        let denial = self.world.state().denial.clone();
        Ok(denial.unwrap_or_else(|| match self.stands(action) {
            true => Done::There(self.receipt(action)),
            false => Done::NotThere,
        }))
    }
}
