//! Two who begin the thread of one shift at once: the older thread counts.

use chrono::{DateTime, TimeDelta, Utc};
use domain::handoff::{Item, Tag};
use domain::wording::sentence;
use domain::{Action, Deed, Fault, Source};
use store::{Errand, State};

use super::{outcome, settle, unbroken};
use crate::Trouble;
use crate::house::{Board, House};
use crate::step::Step;

/// A place is read from so long before it was read last, so that no
/// difference of clocks hides anything.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);
/// So long theirs have at least to arrive before what is missing there is
/// added; each message takes them a second more.
const FIRST: TimeDelta = TimeDelta::seconds(30);

/// Whether something of a handoff is not to go out: a colleague may have
/// begun the thread of the same shift, and a shift has one. What waited for it
/// goes there then.
pub(super) async fn yields(
    house: &House,
    source: &dyn Source,
    errand: &mut Errand,
) -> Result<bool, Trouble> {
    match errand.action.deed {
        Deed::Post { .. } => begun_before(house, errand).await,
        Deed::Retract => stays(house, source, errand).await,
        _ => Ok(false),
    }
}

/// Whether the thread has begun already, so that none is to be begun.
async fn begun_before(
    house: &House,
    errand: &mut Errand,
) -> Result<bool, Trouble> {
    let begun = house.board().older(&errand.action);
    let Some(theirs) = begun else { return Ok(false) };
    errand.state = State::Undone;
    let mut step = house.step().await?;
    step.write.mark(errand).await?;
    give_way(&mut step, errand, &theirs).await?;
    step.commit().await?;
    house.says(&theirs, "has sent it meanwhile");
    Ok(true)
}

/// Looks once more at the place where a thread has begun, and says whether it
/// stays there. Nothing is sent below it until then. One that has crossed
/// with an older one is taken back.
async fn stays(
    house: &House,
    source: &dyn Source,
    errand: &mut Errand,
) -> Result<bool, Trouble> {
    let unseen = match look(house, source, &errand.action).await? {
        Ok(()) => None,
        Err(
            fault @ (Fault::Unreachable { .. }
            | Fault::Limited { .. }
            | Fault::Unauthorized { .. }),
        ) => {
            let errand = errand.clone();
            outcome::of_attempt(house, errand, Err(fault)).await?;
            return Ok(true);
        }
        // Another look would see no more, and what waits is to go out.
        Err(fault) => Some(could_not_be_seen(&fault.to_string())),
    };
    let older = house.board().older(&errand.action);
    let Some(theirs) = older else {
        errand.state = State::Undone;
        house.mark(errand).await?;
        if let Some(words) = unseen {
            house.remark(words, None);
        }
        return Ok(true);
    };
    // Another attempt delays nothing anew.
    if errand.attempts == 0 {
        let mut step = house.step().await?;
        give_way(&mut step, errand, &theirs).await?;
        step.commit().await?;
        house.says(&theirs, "sent it at the same time, so yours is taken back");
    }
    Ok(false)
}

/// What is said when nobody can tell whether two threads have begun.
fn could_not_be_seen(why: &str) -> String {
    let why = sentence(why);
    format!("It could not be seen whether somebody else sent it as well: {why}")
}

/// What waited for the beginning of a thread belongs below theirs now, as far
/// as it will be missing there.
async fn give_way(
    step: &mut Step<'_>,
    errand: &Errand,
    theirs: &Item,
) -> Result<(), Trouble> {
    let mut before = vec![errand.action.id.clone()];
    let mut all = step.write.errands_of(None).await?;
    all.retain(|other| {
        let waits = other.after.as_ref().is_some_and(|it| before.contains(it));
        let waits = waits && other.state.open();
        before.extend(waits.then(|| other.action.id.clone()));
        waits
    });
    let messages = i32::try_from(all.len()).unwrap_or(i32::MAX);
    let first = step.house.board().arrives_within(&errand.action);
    let mut due = step.now + first + TimeDelta::seconds(messages.into());
    for mut other in all {
        if other.action.deed == Deed::Retract {
            other.state = State::Undone;
        }
        other.action.root.clone_from(&theirs.root);
        other.due = due;
        due += TimeDelta::seconds(1);
        step.write.mark(&other).await?;
    }
    Ok(())
}

/// Takes in the threads that have begun there since it was read last.
async fn look(
    house: &House,
    source: &dyn Source,
    action: &Action,
) -> Result<Result<(), Fault>, Trouble> {
    let since = house.board().read_until(action);
    let begun = source.begun(&action.place, since, house.now());
    let begun = match unbroken(begun).await {
        Ok(begun) => begun,
        Err(fault) => return Ok(Err(fault)),
    };
    let mut step = house.step().await?;
    step.see(&action.source, &begun, false).await?;
    for activity in &begun {
        settle(&mut step, activity).await?;
    }
    step.commit().await?;
    Ok(Ok(()))
}

impl House {
    /// Why a summary is not taken back after all.
    pub(super) fn stays_beside(&self, errand: &Errand) -> String {
        match self.board().older(&errand.action) {
            Some(_) => format!(
                "Your summary stays beside the other one, which counts: {}",
                sentence(&errand.words)
            ),
            None => could_not_be_seen(&errand.words),
        }
    }

    fn says(&self, theirs: &Item, what: &str) {
        let rules = self.rules();
        let name = theirs.from(&rules).map_or("Somebody", |it| rules.name(it));
        let words =
            format!("{name} {what}. What is missing there is added to it.");
        self.remark(words, None);
    }
}

impl Board {
    /// So long it may take until what has been sent there is read here.
    fn arrives_within(&self, action: &Action) -> TimeDelta {
        let gauge = self.gauges.get(&action.source);
        gauge.map_or(FIRST, |gauge| FIRST.max(gauge.pace * 2))
    }

    /// Until when a place is read for certain.
    fn read_until(&self, action: &Action) -> DateTime<Utc> {
        let gauge = self.gauges.get(&action.source);
        let place = gauge.and_then(|gauge| gauge.places.get(&action.place));
        let read = place.and_then(|place| place.read);
        let begins = || Tag::read(&action.id).map(|tag| tag.span.from);
        let read = read.or_else(begins).unwrap_or(action.asked);
        read.min(action.asked) - OVERLAP
    }

    /// The thread of the same shift that stands there and is older.
    fn older(&self, action: &Action) -> Option<Item> {
        let span = Tag::read(&action.id)?.span;
        let begins = |item: &&Item| {
            item.about.is_none() && item.span == span && !item.gone
        };
        let all = self.handoffs.iter().filter(begins);
        let first = all.min_by_key(|item| (item.at, &item.external))?;
        (first.external != action.root).then(|| first.clone())
    }
}
