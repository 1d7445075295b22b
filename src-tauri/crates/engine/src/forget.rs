//! Forgetting what was said: by a person, in a source, or long ago.

mod round;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Activity, Event, Judged, Life, Message, RequestId, SourceId, UserId,
    judge_again,
};
use store::{Errand, Stored};

use self::round::{Round, page};
use crate::Trouble;
use crate::house::House;
use crate::show::{Fresh, Present};
use crate::watch::Memory;

/// Old texts are looked for this often.
const DAILY: TimeDelta = TimeDelta::days(1);
/// When they were looked for last.
const LOOKED: &str = "texts_looked_at";

/// Whose texts are forgotten.
pub(crate) enum Whose {
    /// What these wrote, by their ids at the sources.
    Person(BTreeSet<(SourceId, UserId)>),
    /// What came from it.
    Source(SourceId),
    /// What was said in requests that ended before.
    Ended(DateTime<Utc>),
}

/// How much there was to forget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Forgotten {
    pub(crate) messages: usize,
    pub(crate) requests: usize,
}

impl Whose {
    fn concerns(&self, stored: &Stored) -> bool {
        match self {
            Whose::Person(_) => true,
            Whose::Source(id) => stored.thread.source == *id,
            Whose::Ended(before) => {
                ended(&stored.judged).is_some_and(|at| at < *before)
            }
        }
    }

    fn wrote(&self, source: &SourceId, message: &Message) -> bool {
        self.said(source, &message.author.id)
            || message
                .mirrored
                .as_ref()
                .is_some_and(|person| self.said(source, &person.id))
    }

    fn said(&self, source: &SourceId, id: &UserId) -> bool {
        match self {
            Whose::Person(ids) => ids.contains(&(source.clone(), id.clone())),
            Whose::Source(_) | Whose::Ended(_) => true,
        }
    }

    /// Whether a fact of the log is looked at by itself: not every message
    /// belongs to a request for ever.
    fn covers(&self, source: &SourceId, fact: &Activity) -> bool {
        let Event::Post { post } = &fact.event else { return false };
        let mirrored = post.mirrored.as_ref();
        match self {
            Whose::Person(_) => {
                self.said(source, &post.author.id)
                    || mirrored.is_some_and(|it| self.said(source, &it.id))
            }
            Whose::Source(id) => source == id,
            Whose::Ended(_) => false,
        }
    }

    /// Whether nothing that was said in a request stays.
    fn whole(&self) -> bool {
        !matches!(self, Whose::Person(_))
    }
}

/// When a request came to its end, and nothing was written in it after.
fn ended(judged: &Judged) -> Option<DateTime<Utc>> {
    match judged.life {
        Life::Open | Life::Waiting { .. } | Life::Answered { .. } => None,
        Life::Closed { at, .. }
        | Life::Dismissed { at }
        | Life::Withdrawn { at } => Some(judged.last.max(at)),
        Life::History => Some(judged.last),
    }
}

impl House {
    /// How much there is to forget.
    pub(crate) async fn forgettable(
        &self,
        whose: &Whose,
    ) -> Result<Forgotten, Trouble> {
        let mut write = self.store.write().await?;
        let mut found = Forgotten::default();
        let mut after = RequestId(0);
        loop {
            let page = page(&mut write, whose, after).await?;
            let Some(last) = page.last() else { break };
            after = last.thread.id;
            for stored in page.iter().filter(|it| whose.concerns(it)) {
                let source = &stored.thread.source;
                let messages = stored.thread.messages.iter();
                let said = messages
                    .filter(|m| m.says_anything() && whose.wrote(source, m))
                    .count();
                found.messages += said;
                found.requests += usize::from(said > 0);
            }
        }
        Ok(found)
    }

    /// Forgets it, in the log and in all that is folded from it, at once.
    pub(crate) async fn forget(
        &self,
        whose: &Whose,
    ) -> Result<Forgotten, Trouble> {
        let turn = self.turn.take().await;
        let rules = self.rules();
        let now = self.now();
        let mut write = self.store.write().await?;
        let mut round = Round {
            write: &mut write,
            whose,
            claim_says: rules.claim_says.as_deref(),
            now,
            found: Forgotten::default(),
            fresh: BTreeMap::new(),
        };
        round.requests().await?;
        round.facts().await?;
        let Round { found, fresh, .. } = round;
        let mut fresh: Vec<Stored> = fresh.into_values().collect();
        for stored in &mut fresh {
            stored.judged = judge_again(&stored.thread, &rules, now);
        }
        write.renew(&fresh).await?;
        let until = match whose {
            Whose::Ended(before) => *before,
            Whose::Person(_) | Whose::Source(_) => now,
        };
        write.forget_digests(until).await?;
        let errands = write.errands().await?;
        write.commit().await?;
        // What is still to be told was told in words that are forgotten.
        self.board().owed_known = false;
        if !fresh.is_empty() {
            self.store.scrub().await?;
            self.store.renew_backups(now).await?;
            self.show_forgotten(fresh, errands, now).await?;
        }
        drop(turn);
        Ok(found)
    }

    async fn show_forgotten(
        &self,
        requests: Vec<Stored>,
        errands: Vec<Errand>,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        let drafts = self.store.drafts().await?;
        self.board().drafts.reread(drafts);
        let rules = self.rules();
        let present = |stored| Present::of(stored, &rules);
        self.show(Fresh {
            requests: requests.into_iter().map(present).collect(),
            dropped: BTreeSet::new(),
            records: Vec::new(),
            errands,
            ruling: None,
            now,
        });
        Ok(())
    }

    /// Forgets once a day what ended long ago. It takes a moment, so it waits
    /// for one in which nobody is waited for, but not for ever.
    pub(crate) async fn forget_daily(
        &self,
        memory: &mut Memory,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        if memory.texts.is_some_and(|at| (now - at).abs() < DAILY) {
            return Ok(());
        }
        let last = match memory.texts {
            Some(last) => Some(last),
            None => self.store.setting(LOOKED).await?.and_then(|at| {
                at.parse::<DateTime<Utc>>().ok().filter(|at| *at <= now)
            }),
        };
        memory.texts = last;
        let since = last.map(|at| now - at);
        let rules = self.rules();
        let busy = self.who().role.on_duty() && rules.calendar.is_open(now);
        let waits = if busy { DAILY * 2 } else { DAILY };
        if since.is_some_and(|since| since < waits) {
            return Ok(());
        }
        let before = now - TimeDelta::days(i64::from(rules.keep_days));
        let found = self.forget(&Whose::Ended(before)).await?;
        if found.messages > 0 {
            tracing::info!(
                messages = found.messages,
                "Texts of what ended long ago are forgotten."
            );
        }
        let mut write = self.store.write().await?;
        write.set(LOOKED, &now.to_rfc3339()).await?;
        write.commit().await?;
        memory.texts = Some(now);
        Ok(())
    }
}
