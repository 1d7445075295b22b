//! How an alert stands: since when it fires, and whether it is over.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::sides::{Cast, Side};
use crate::Message;

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
    let mut roots = 0;
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
        roots += 1;
        keys.insert(key);
        firing = Some(match firing.take() {
            None => {
                Firing { began: message, again: false, over: None, burst: None }
            }
            Some(was)
                if was.over.is_some() || cast.closed_between(was.began, at) =>
            {
                (roots, keys) = (1, BTreeSet::from([key]));
                Firing { began: message, again: true, over: None, burst: None }
            }
            Some(was) => was,
        });
        burning.insert(key);
    }
    let burst = (roots >= BURST && keys.len() > 1).then_some(roots);
    firing.map(|firing| Firing { burst, ..firing })
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
