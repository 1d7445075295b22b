//! What was done to a request without a word: who claimed it, who closed it.

use domain::picture::Picture;
use domain::{Judged, Life};

use super::words::name;
use crate::Happened;

/// What stands between the messages of a thread, oldest first.
pub(super) fn happened(picture: &Picture, judged: &Judged) -> Vec<Happened> {
    let claimed = judged.owners.iter().map(|owner| Happened {
        at: owner.since,
        sign: "👀".to_owned(),
        words: format!("{} claimed it", name(picture, &owner.person)),
    });
    let closed = match &judged.life {
        Life::Closed { at, by: Some(by) } => Some(Happened {
            at: *at,
            sign: "✅".to_owned(),
            words: format!("{} closed it", name(picture, by)),
        }),
        _ => None,
    };
    let mut happened: Vec<_> = claimed.chain(closed).collect();
    happened.sort_by_key(|it| it.at);
    happened
}
