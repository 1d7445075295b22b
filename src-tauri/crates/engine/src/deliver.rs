//! Delivering what goes out, one action after the other for each source.

mod crossing;
mod learning;
pub(crate) mod outcome;
mod race;
mod rooting;
mod stale;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::{Activity, Author, Event, Fault, Source, SourceId};
use futures_util::FutureExt;
use store::{Errand, State};

use crate::Trouble;
use crate::house::House;
use crate::step::Step;

/// A source is asked whether an action arrived once this much time has passed
/// since the attempt ended: an answer sooner might miss it.
pub(crate) const SETTLED: chrono::TimeDelta = chrono::TimeDelta::seconds(10);

/// A ledger that cannot be written is tried again after this long: what is not
/// written down is not sent. It is as long as [`SETTLED`], since nobody wrote
/// down when the attempt ended.
const UNWRITTEN: Duration = Duration::from_secs(10);

/// Delivers until the engine ends. A source that takes its time keeps none of
/// the others waiting.
pub(crate) async fn deliver(house: Arc<House>) {
    let began = house.now();
    let resumed = resume(&house, began).await;
    house.note("What was on its way could not be resumed", resumed);
    while !house.stop.is_cancelled() {
        match next(&house) {
            Next::Go(errand) => go(&house, *errand),
            Next::Wait(pause) => {
                house.pulse.wait(house.deliver_bell, pause).await;
            }
        }
    }
}

/// Sends an errand in a task of its own.
fn go(house: &Arc<House>, errand: Errand) {
    let bell = house.pulse.bell();
    let way = OnItsWay::begin(house, &errand.action.source);
    house.spawn(bell, async move {
        let house = &way.house;
        let sent = send(house, errand).await;
        if !house.note("An action was not written down", sent) {
            house.pulse.wait(bell, UNWRITTEN).await;
        }
    });
}

/// Something is being sent to a source; nothing else is until this ends.
struct OnItsWay {
    house: Arc<House>,
    source: SourceId,
}

impl OnItsWay {
    fn begin(house: &Arc<House>, source: &SourceId) -> OnItsWay {
        house.board().sending.insert(source.clone());
        OnItsWay { house: Arc::clone(house), source: source.clone() }
    }
}

impl Drop for OnItsWay {
    fn drop(&mut self) {
        self.house.board().sending.remove(&self.source);
        self.house.pulse.ring(self.house.deliver_bell);
    }
}

enum Next {
    Go(Box<Errand>),
    Wait(Duration),
}

/// What was being sent when the last run ended may or may not have arrived:
/// the source is asked first.
async fn resume(house: &House, began: DateTime<Utc>) -> Result<(), Trouble> {
    let sending: Vec<Errand> = house
        .board()
        .errands
        .iter()
        .filter(|errand| errand.state == State::Sending)
        .cloned()
        .collect();
    for mut errand in sending {
        errand.attempted = Some(errand.attempted.unwrap_or(began).max(began));
        errand.due = began + SETTLED;
        house.mark(&errand).await?;
    }
    Ok(())
}

/// The next errand whose time has come, whose predecessor is done and whose
/// source is free.
fn next(house: &House) -> Next {
    let now = house.now();
    let board = house.board();
    let waits_for = |errand: &Errand| {
        errand.after.as_ref().is_some_and(|after| {
            board.errands.iter().any(|other| other.action.id == *after)
        })
    };
    let mut ready = board
        .errands
        .iter()
        .filter(|e| matches!(e.state, State::Queued | State::Sending))
        .filter(|e| !waits_for(e))
        .filter(|e| !board.sending.contains(&e.action.source));
    let soonest = ready.clone().map(|errand| errand.due).min();
    match ready.find(|errand| errand.due <= now) {
        Some(errand) => Next::Go(Box::new(errand.clone())),
        None => Next::Wait(
            soonest
                .and_then(|due| (due - now).to_std().ok())
                .unwrap_or(Duration::from_secs(3600)),
        ),
    }
}

async fn send(house: &House, mut errand: Errand) -> Result<(), Trouble> {
    let source = house.board().sources.get(&errand.action.source).cloned();
    let Some(source) = source else {
        errand.words =
            "The team file no longer names the source of this.".to_owned();
        return house.refuse(errand).await;
    };
    if errand.state == State::Sending {
        return confirm(house, source.as_ref(), errand).await;
    }
    if crossing::yields(house, source.as_ref(), &mut errand).await? {
        return Ok(());
    }
    if let Some(why) = stale::stale(house, &errand).await? {
        return house.hold_or_refuse(errand, why).await;
    }
    // Committed before the call: after a crash it is known that it may have
    // gone out.
    errand.state = State::Sending;
    errand.attempts += 1;
    if !house.mark(&errand).await? {
        // It was taken back, or settled, in the last moment.
        return Ok(());
    }
    let result = unbroken(source.perform(&errand.action)).await;
    house.readdress(&mut errand);
    outcome::of_attempt(house, errand, result).await
}

/// A panic in a source is an answer that cannot be understood.
async fn unbroken<T>(
    call: impl Future<Output = Result<T, Fault>>,
) -> Result<T, Fault> {
    let broke = |_| {
        Fault::garbled(
            "Writing there failed in a way that should not happen. Please \
             report this with the log.",
        )
    };
    AssertUnwindSafe(call).catch_unwind().await.map_err(broke)?
}

async fn confirm(
    house: &House,
    source: &dyn Source,
    mut errand: Errand,
) -> Result<(), Trouble> {
    let result = unbroken(source.confirm(&errand.action)).await;
    house.readdress(&mut errand);
    outcome::of_question(house, errand, result).await
}

/// An activity that carries an action of ours settles that action, wherever
/// it is read. What a message carries anybody may have put there: only what
/// this account has written is ours.
pub(crate) async fn settle(
    step: &mut Step<'_>,
    activity: &Activity,
) -> Result<(), Trouble> {
    let Event::Post { post } = &activity.event else { return Ok(()) };
    let Some(action) = &post.action else { return Ok(()) };
    if let Some(mut errand) = step.write.errand(action).await?
        && errand.state.open()
        && step.house.wrote(&errand.action.source, &post.author)
    {
        errand.state = State::Done;
        errand.words.clear();
        step.write.mark(&errand).await?;
        rooting::begun(step, &errand.action, Some(&activity.external)).await?;
    }
    Ok(())
}

impl House {
    /// Whether the account by which a source is read has written something,
    /// as far as it is known.
    fn wrote(&self, source: &SourceId, author: &Author) -> bool {
        let board = self.board();
        let gauge = board.gauges.get(source);
        let account = gauge.and_then(|gauge| gauge.account.as_ref());
        account.is_none_or(|account| account.me.id == author.id)
    }

    /// Meanwhile another request may have taken in the one it is about.
    fn readdress(&self, errand: &mut Errand) {
        let board = self.board();
        let id = &errand.action.id;
        let known = board.errands.iter().find(|e| e.action.id == *id);
        if let Some(known) = known {
            errand.action.request = known.action.request;
        }
    }

    /// Writes down how far an errand has come; says whether it still had to
    /// come so far. What was taken back, or settled by reading it at the
    /// source, stays so.
    pub(crate) async fn mark(&self, errand: &Errand) -> Result<bool, Trouble> {
        let mut step = self.step().await?;
        let stored = step.write.errand(&errand.action.id).await?;
        let open = stored.is_some_and(|stored| stored.state.open());
        if open {
            step.write.mark(errand).await?;
            if errand.state == State::Held {
                step.gives_back(errand).await?;
            }
        }
        step.commit().await?;
        Ok(open)
    }
}
