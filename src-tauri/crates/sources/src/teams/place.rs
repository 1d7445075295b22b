//! One channel while it is watched: what is known of it and what is due.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Fault, PlaceId, PlaceRules};

use super::memory::Memory;
use super::people::People;

/// Where a channel is: its team and its own id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At<'a> {
    /// The team.
    pub(crate) team: &'a str,
    /// The channel.
    pub(crate) channel: &'a str,
}

impl At<'_> {
    /// Below which its messages are read.
    pub(crate) fn messages(self) -> String {
        let At { team, channel } = self;
        format!("teams/{team}/channels/{channel}/messages")
    }
}

/// The team and the channel that a place names. An address is made of them,
/// so nothing else may stand in it.
pub(crate) fn at(place: &PlaceId) -> Result<At<'_>, Fault> {
    let named = place.as_str().split_once('/');
    let fine = |id: &str, also: &str| {
        !id.is_empty()
            && !id.starts_with('.')
            && id.chars().all(|c| c.is_ascii_alphanumeric() || also.contains(c))
    };
    match named {
        Some((team, channel)) if fine(team, "-") && fine(channel, "-_.:@") => {
            Ok(At { team, channel })
        }
        _ => Err(Fault::refused(format!(
            "\"{place}\" is no channel of Teams. Write the id of its team, a \
             slash and its own id into the team file; `hotseat accounts add \
             teams` finds both"
        ))),
    }
}

/// A channel while it is watched.
#[derive(Debug)]
pub(crate) struct Place {
    /// What the team file says of it.
    pub(crate) rules: PlaceRules,
    /// What is known, all of it committed.
    pub(crate) memory: Memory,
    /// The next read.
    pub(crate) next: DateTime<Utc>,
    /// The last read that came to its end.
    pub(crate) read: Option<DateTime<Utc>>,
    /// Microsoft has forgotten from where to read, and since then nothing was
    /// read to its end.
    pub(crate) forgot: bool,
    /// What a reading anew has met so far.
    pub(crate) met: BTreeSet<String>,
    /// The addresses of its people.
    pub(crate) people: Arc<People>,
}

impl Place {
    /// A channel about to be watched.
    pub(crate) fn new(
        rules: PlaceRules,
        memory: Memory,
        now: DateTime<Utc>,
    ) -> Place {
        Place {
            rules,
            memory,
            next: now,
            read: None,
            forgot: false,
            met: BTreeSet::new(),
            people: Arc::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_names_a_team_and_a_channel_and_nothing_else() {
        let is = |text: &str| at(&PlaceId::new(text)).is_ok();
        assert!(is("fbe2bf47-16c8/19:4a95f7d8@thread.tacv2"));
        for bad in
            ["", "fbe2", "a/", "/b", "a/../me", "a/b/c", "a/b?x", "a b/c"]
        {
            assert!(!is(bad), "{bad}");
        }
    }
}
