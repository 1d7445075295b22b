//! What may answer a request, and is for a person to decide.

use super::GIST;
use super::ball::Turn;
use super::sides::Cast;
use crate::did::called_answers;
use crate::{Message, Offer};

/// Messages of teammates that stand outside of the thread, were written since
/// the oldest question that nobody has answered, and are not called answers
/// yet.
pub(crate) fn of(cast: &Cast<'_>, turn: &Turn) -> Vec<Offer> {
    let Some(since) = turn.unanswered else { return Vec::new() };
    let acts = &cast.thread.acts;
    let open = |m: &&Message| {
        m.deleted.is_none()
            && m.at >= since
            && called_answers(acts).all(|id| *id != m.external)
    };
    cast.thread
        .offers
        .iter()
        .filter(open)
        .filter_map(|m| {
            Some(Offer {
                message: m.external.clone(),
                at: m.at,
                by: cast.helper(m.speaker())?.key.clone(),
                gist: m.text.gist(GIST),
            })
        })
        .collect()
}
