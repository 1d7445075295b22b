//! Acts that have waited too long to be sent without another look.

use chrono::{DateTime, TimeDelta, Utc};
use domain::handoff::Tag;
use domain::{Action, Deed};
use store::Errand;

use crate::Trouble;
use crate::house::{Board, House};

/// A claim older than this is checked against who has it now.
const CLAIM: TimeDelta = TimeDelta::minutes(2);
/// A reply older than this is shown beside what is new instead.
const REPLY: TimeDelta = TimeDelta::minutes(10);
/// What goes out at once may cross with a message; what has waited for longer
/// may not.
const CROSSING: TimeDelta = TimeDelta::seconds(30);

/// Why an errand is not sent as it is.
pub(crate) enum Stale {
    /// It has lost its sense.
    Refuse(String),
    /// Somebody else has done the same.
    Spare(String),
    /// The user decides.
    Hold(String),
}

/// Whether an errand has gone stale while it waited.
pub(crate) async fn stale(
    house: &House,
    errand: &Errand,
) -> Result<Option<Stale>, Trouble> {
    let action = &errand.action;
    // A handoff is as true later, as long as nobody else has said it.
    if action.request.is_none() {
        return Ok(house.board().passed_by_another(action));
    }
    let waited = house.now() - action.asked;
    Ok(match &action.deed {
        Deed::Mark { name } => {
            let board = house.board();
            let claims = *name == board.rules.claim_mark && !errand.beside;
            let taken = || board.taken_before(action);
            (claims && waited > CLAIM).then(taken).flatten()
        }
        Deed::Reply { .. } => {
            let crossed = errand.attempts > 0 || waited > CROSSING;
            if crossed && moved_on(house, action).await? {
                let words = "The thread moved on while this waited.";
                Some(Stale::Hold(words.to_owned()))
            } else {
                waited_long(waited)
            }
        }
        Deed::Open { .. } | Deed::Direct { .. } => waited_long(waited),
        Deed::Unmark { .. } | Deed::Post { .. } | Deed::Retract => None,
    })
}

fn waited_long(waited: TimeDelta) -> Option<Stale> {
    (waited > REPLY).then(|| {
        let minutes = waited.num_minutes();
        Stale::Hold(format!("This has waited for {minutes} min."))
    })
}

/// Whether somebody else has written in the thread since, or it has ended.
async fn moved_on(house: &House, action: &Action) -> Result<bool, Trouble> {
    let Some(request) = action.request else { return Ok(false) };
    let Some(stored) = house.store.request(request).await? else {
        return Ok(true);
    };
    let board = house.board();
    let me = board.gauges.get(&action.source).and_then(|g| g.account.as_ref());
    let others = |since: DateTime<Utc>| {
        stored.thread.messages.iter().any(|m| {
            let mine = me.is_some_and(|me| me.me.id == m.author.id);
            m.at > since && m.deleted.is_none() && m.author.human && !mine
        })
    };
    Ok(others(action.asked) || !stored.judged.life.lives())
}

impl Board {
    /// Who has passed on what this user was about to pass on: a request has
    /// one reply in the thread of a shift.
    fn passed_by_another(&self, action: &Action) -> Option<Stale> {
        let Tag { span, about } = Tag::read(&action.id)?;
        about.as_ref()?;
        let mut there = self.handoffs.iter().filter(|item| {
            item.about == about && item.span == span && !item.gone
        });
        let other = there.find_map(|item| {
            let from = item.from(&self.rules);
            from.filter(|from| self.me.as_ref() != Some(*from))
        })?;
        let name = self.rules.name(other);
        Some(Stale::Spare(format!("{name} has passed it on meanwhile.")))
    }

    /// Who has had it since before the user asked for it.
    fn taken_before(&self, action: &Action) -> Option<Stale> {
        let card = self.cards.get(&action.request?)?;
        let owner = card.judged.owners.first()?;
        let mine = self.me.as_ref() == Some(&owner.person);
        (!mine).then(|| {
            Stale::Refuse(format!(
                "{} has taken it while your claim waited.",
                self.rules.name(&owner.person)
            ))
        })
    }
}
