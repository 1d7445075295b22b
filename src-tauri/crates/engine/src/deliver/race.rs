//! A claim held against those of others.

use chrono::TimeDelta;
use domain::alert::{AlertKind, LOST, lost_claim_notice};
use domain::race::{Race, race};
use domain::when::duration;
use domain::{Action, Deed, Permit, PersonKey, Receipt};
use store::{Errand, State};

use super::learning::learn;
use super::outcome::refuse;
use crate::Trouble;
use crate::house::House;

/// How a claim came out. Joining an owner on purpose is no race.
pub(super) fn raced(house: &House, errand: &Errand, receipt: &Receipt) -> Race {
    let now = house.now();
    let action = &errand.action;
    let board = house.board();
    let claim = matches!(
        &action.deed,
        Deed::Mark { name } if *name == board.rules.claim_mark
    );
    let (Some(me), Some(marks)) = (&board.me, &receipt.marks) else {
        return Race::Won;
    };
    if !claim || errand.beside {
        return Race::Won;
    }
    race(marks, me, &board.rules, &action.source, now)
}

/// My claim came second: in one step the mark is put on its way back, what
/// waited for it is not sent, and what stands at the source is taken in. The
/// user is told who has it, once.
pub(super) async fn lost(
    house: &House,
    mut errand: Errand,
    receipt: &Receipt,
    to: &PersonKey,
) -> Result<(), Trouble> {
    let rules = house.rules();
    let winner = rules.name(to);
    let back = taking_back(house, &errand);
    let words = format!("{winner} has it. Your claim was taken back.");
    errand.state = State::Refused;
    errand.words.clone_from(&words);
    let Some(request) = errand.action.request else { return Ok(()) };
    // From here on nothing else tells that somebody else has it.
    let key = format!("{LOST}{}", back.action.id);
    if let Some(card) = house.board().cards.get_mut(&request) {
        card.told.decided.insert(key.clone(), house.now());
    }
    let mut step = house.step().await?;
    refuse(&mut step, &errand).await?;
    if let Some(permit) = Permit::to_take_back(&errand.action.deed) {
        step.write.send(&back, permit).await?;
    }
    learn(&mut step, &errand.action, receipt).await?;
    step.rejudge(&[request]).await?;
    step.commit().await?;
    let earlier = earlier(house, &errand.action, to);
    let gist = house.gist(request);
    let notice = lost_claim_notice(request, &gist, winner, &earlier);
    house.tell_notice((key, AlertKind::LostClaim), notice, &[]).await;
    house.complain(words);
    Ok(())
}

fn taking_back(house: &House, errand: &Errand) -> Errand {
    let action = Action {
        id: house.action_id(),
        deed: Deed::Unmark { name: house.rules().claim_mark.clone() },
        asked: house.now(),
        ..errand.action.clone()
    };
    Errand { act: errand.act, ..Errand::new(action) }
}

/// "Ana was 4 s earlier. ", where the marks tell.
fn earlier(house: &House, action: &Action, winner: &PersonKey) -> String {
    let board = house.board();
    let card = action.request.and_then(|id| board.cards.get(&id));
    let Some(card) = card else { return String::new() };
    let since = card
        .judged
        .owners
        .iter()
        .find(|owner| owner.person == *winner)
        .map(|owner| action.asked - owner.since)
        .filter(|span| *span > TimeDelta::zero());
    let name = board.rules.name(winner);
    since.map_or_else(String::new, |span| {
        format!("{name} was {} earlier. ", duration(span))
    })
}
