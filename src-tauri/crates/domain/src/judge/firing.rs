//! How an alert stands: since when it fires, and whether it is over.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::sides::{Cast, Side};
use crate::{ExternalId, Message};

/// So many roots of one bot are shown as a burst.
const BURST: usize = 6;

/// An alert, or a burst of them.
pub(crate) struct Firing<'a> {
    /// The post from which the clock counts.
    pub(crate) began: &'a Message,
    /// It had been over, or closed, before.
    pub(crate) again: bool,
    /// When the last of it was over.
    pub(crate) over: Option<DateTime<Utc>>,
    /// How many alerts a burst holds; nothing for fewer than a burst.
    pub(crate) burst: Option<usize>,
    /// The posts with which they fire.
    pub(crate) roots: Vec<&'a ExternalId>,
}

impl<'a> Firing<'a> {
    fn begins(began: &'a Message, again: bool) -> Firing<'a> {
        Firing { began, again, over: None, burst: None, roots: Vec::new() }
    }
}

struct Turnout<'a> {
    at: DateTime<Utc>,
    key: &'a str,
    fires: Option<&'a Message>,
}

/// Walks the posts of an alert; nothing where a person asks.
pub(crate) fn of<'a>(cast: &Cast<'a>) -> Option<Firing<'a>> {
    let turnouts = turnouts(cast);
    let mut burning = BTreeSet::new();
    let mut firing: Option<Firing<'a>> = None;
    let mut roots: Vec<&ExternalId> = Vec::new();
    let mut keys = BTreeSet::new();
    for Turnout { at, key, fires } in turnouts {
        let Some(message) = fires else {
            burning.remove(key);
            if let Some(firing) = firing.as_mut().filter(|_| burning.is_empty())
            {
                firing.over = Some(at);
            }
            continue;
        };
        roots.push(&message.external);
        keys.insert(key);
        firing = Some(match firing.take() {
            None => Firing::begins(message, false),
            Some(was)
                if was.over.is_some() || cast.closed_between(was.began, at) =>
            {
                (roots, keys) =
                    (vec![&message.external], BTreeSet::from([key]));
                Firing::begins(message, true)
            }
            Some(was) => was,
        });
        burning.insert(key);
    }
    let burst = (roots.len() >= BURST && keys.len() > 1).then_some(roots.len());
    firing.map(|firing| Firing { burst, roots, ..firing })
}

/// What fired and what was over, in order of time.
fn turnouts<'a>(cast: &Cast<'a>) -> Vec<Turnout<'a>> {
    let mut all = Vec::new();
    let posts = cast
        .thread
        .messages
        .iter()
        .filter(|m| m.deleted.is_none() && !m.human());
    for message in posts {
        let key = message
            .alert
            .as_ref()
            .map_or(message.external.as_str(), |alert| &alert.key);
        let over = message.alert.as_ref().is_some_and(|a| a.resolved);
        if cast.side(message) == Side::Asking {
            all.push(Turnout { at: message.at, key, fires: Some(message) });
        } else if over {
            all.push(Turnout { at: message.at, key, fires: None });
        }
        if let Some(at) = message.over {
            all.push(Turnout { at, key, fires: None });
        }
    }
    all.sort_by_key(|turnout| turnout.at);
    all
}
