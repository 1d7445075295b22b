//! What comes of an attempt to deliver.

use chrono::{DateTime, TimeDelta, Utc};
use domain::alert::{AlertKind, failed_notice};
use domain::race::Race;
use domain::{Deed, Done, Fault, Notice, NoticeId, Receipt};
use store::{Errand, State};

use super::learning::{learn, opened, told};
use super::{SETTLED, race, rooting, stale::Stale};
use crate::Trouble;
use crate::house::House;
use crate::step::Step;

/// An action that was not sent is tried again this soon.
const AGAIN: TimeDelta = TimeDelta::seconds(10);

/// What an action is about that is about no single request.
const HANDOFF: &str = "the handoff";

/// The source answered, or did not.
pub(crate) async fn of_attempt(
    house: &House,
    mut errand: Errand,
    result: Result<Receipt, Fault>,
) -> Result<(), Trouble> {
    let now = house.now();
    errand.attempted = Some(now);
    match result {
        Ok(receipt) => done(house, errand, &receipt).await,
        Err(Fault::Limited { until, words }) => {
            errand.words = words;
            queue(house, errand, until).await
        }
        Err(fault @ Fault::Unauthorized { .. }) => {
            errand.words = fault.to_string();
            queue(house, errand, now + AGAIN).await
        }
        Err(fault @ (Fault::Unreachable { .. } | Fault::Garbled { .. })) => {
            // It may have arrived all the same: ask before sending again.
            errand.words = fault.to_string();
            errand.due = now + SETTLED;
            house.mark(&errand).await.map(drop)
        }
        Err(fault @ (Fault::Refused { .. } | Fault::Conflict { .. })) => {
            errand.words = fault.to_string();
            house.refuse(errand).await
        }
    }
}

async fn queue(
    house: &House,
    mut errand: Errand,
    due: DateTime<Utc>,
) -> Result<(), Trouble> {
    errand.state = State::Queued;
    errand.due = due;
    house.mark(&errand).await.map(drop)
}

/// The source was asked whether an action arrived.
pub(crate) async fn of_question(
    house: &House,
    mut errand: Errand,
    result: Result<Done, Fault>,
) -> Result<(), Trouble> {
    let now = house.now();
    let again = matches!(
        errand.action.deed,
        Deed::Mark { .. } | Deed::Unmark { .. } | Deed::Retract
    );
    match result {
        Ok(Done::There(receipt)) => done(house, errand, &receipt).await,
        // The read began after the attempt had settled: send it again under
        // the same id.
        Ok(Done::NotThere) => queue(house, errand, now).await,
        // A mark is set, and a message deleted, twice without harm.
        Ok(Done::CannotTell) if again => queue(house, errand, now).await,
        Ok(Done::CannotTell) => {
            errand.state = State::Unknown;
            errand.words =
                "It may be there; the source does not say.".to_owned();
            house.mark(&errand).await.map(drop)
        }
        Err(Fault::Limited { until, words }) => {
            errand.words = words;
            errand.due = until;
            house.mark(&errand).await.map(drop)
        }
        Err(fault) if fault.may_pass() => {
            errand.words = fault.to_string();
            errand.due = now + AGAIN;
            house.mark(&errand).await.map(drop)
        }
        Err(fault @ Fault::Unauthorized { .. }) => {
            errand.words = fault.to_string();
            errand.due = now + AGAIN;
            house.mark(&errand).await.map(drop)
        }
        Err(fault) => {
            errand.state = State::Unknown;
            errand.words = fault.to_string();
            house.mark(&errand).await.map(drop)
        }
    }
}

/// The source has it: what it says of itself is taken in at once, and a claim
/// is held against those of others.
async fn done(
    house: &House,
    mut errand: Errand,
    receipt: &Receipt,
) -> Result<(), Trouble> {
    match race::raced(house, &errand, receipt) {
        Race::Won => {
            errand.state = State::Done;
            errand.words.clear();
            let mut step = house.step().await?;
            step.write.mark(&errand).await?;
            spread(&mut step, &errand).await?;
            let begun = receipt.external.as_ref();
            rooting::begun(&mut step, &errand.action, begun).await?;
            learn(&mut step, &errand.action, receipt).await?;
            opened(&mut step, &errand.action, receipt).await?;
            told(&mut step, &errand.action).await?;
            step.commit().await
        }
        Race::Lost { to } => race::lost(house, errand, receipt, &to).await,
        Race::Gone => {
            errand.words = "The mark does not stand at the source.".to_owned();
            house.refuse(errand).await
        }
    }
}

/// The marks that waited for a first one follow it, one a second.
async fn spread(step: &mut Step<'_>, first: &Errand) -> Result<(), Trouble> {
    let mut due = step.now;
    let all = step.write.errands_of(first.action.request).await?;
    let waited = |other: &Errand| {
        is_further_mark(other)
            && other.state == State::Queued
            && other.after.as_ref() == Some(&first.action.id)
    };
    for mut other in all.into_iter().filter(waited) {
        due += TimeDelta::seconds(1);
        other.due = other.due.max(due);
        step.write.mark(&other).await?;
    }
    Ok(())
}

/// Whether it marks one more root of a burst.
pub(crate) fn is_further_mark(errand: &Errand) -> bool {
    matches!(errand.action.deed, Deed::Mark { .. })
        && errand.after.is_some()
        && errand.beside
}

/// Refuses an errand, and with it those that waited for it.
pub(super) async fn refuse(
    step: &mut Step<'_>,
    errand: &Errand,
) -> Result<(), Trouble> {
    step.write.mark(errand).await?;
    step.gives_back(errand).await?;
    // What stays where it is keeps nothing else from its place.
    if errand.action.deed == Deed::Retract {
        return Ok(());
    }
    let mut before = vec![errand.action.id.clone()];
    for mut other in step.write.errands_of(errand.action.request).await? {
        let waits = other.after.as_ref().is_some_and(|it| before.contains(it));
        if waits && other.state.open() {
            before.push(other.action.id.clone());
            other.state = State::Refused;
            other.words.clone_from(&errand.words);
            step.write.mark(&other).await?;
        }
    }
    Ok(())
}

impl House {
    /// Writes down that an errand will not be done, and with it those that
    /// waited for it.
    pub(crate) async fn refuse(&self, errand: Errand) -> Result<(), Trouble> {
        // One of many roots that cannot be marked is no news: the first says
        // it for all.
        if is_further_mark(&errand) {
            return self.end(errand).await;
        }
        if errand.action.deed == Deed::Retract {
            let words = self.stays_beside(&errand);
            self.end(errand).await?;
            self.complain(words);
            return Ok(());
        }
        let words = errand.words.clone();
        let notice = self.failed(&errand);
        self.end(errand).await?;
        let key = format!("not sent:{}", self.now().timestamp_millis());
        self.tell_notice((key, AlertKind::NotSent), notice, &[]).await;
        self.complain(format!("Not sent: {words}"));
        Ok(())
    }

    async fn end(&self, mut errand: Errand) -> Result<(), Trouble> {
        errand.state = State::Refused;
        let mut step = self.step().await?;
        refuse(&mut step, &errand).await?;
        let request: Vec<_> = errand.action.request.into_iter().collect();
        step.rejudge(&request).await?;
        step.commit().await
    }

    pub(crate) async fn hold_or_refuse(
        &self,
        mut errand: Errand,
        why: Stale,
    ) -> Result<(), Trouble> {
        match why {
            Stale::Refuse(words) => {
                errand.words = words;
                self.refuse(errand).await
            }
            Stale::Spare(words) => {
                errand.words.clone_from(&words);
                self.end(errand).await?;
                self.remark(words, None);
                Ok(())
            }
            Stale::Hold(words) => {
                errand.words = words;
                errand.state = State::Held;
                self.mark(&errand).await?;
                let notice = self.failed(&errand);
                let key = format!("held:{}", errand.action.id);
                self.tell_notice((key, AlertKind::NotSent), notice, &[]).await;
                Ok(())
            }
        }
    }

    fn failed(&self, errand: &Errand) -> Notice {
        let source = || errand.action.source.to_string();
        let (about, gist) = match errand.action.request {
            Some(id) => (NoticeId::Request { id }, self.gist(id)),
            None => (NoticeId::Source { key: source() }, HANDOFF.to_owned()),
        };
        failed_notice(about, &gist, &errand.words)
    }

    pub(super) fn gist(&self, request: domain::RequestId) -> String {
        self.board()
            .cards
            .get(&request)
            .map(|card| card.judged.gist.clone())
            .unwrap_or_default()
    }
}
