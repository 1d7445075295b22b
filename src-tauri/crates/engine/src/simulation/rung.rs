//! How often somebody was told something new in a simulated week, and how
//! often they were only rung again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::alert::{Whose, rang_again};
use domain::{Loudness, RequestId};
use serde::Serialize;
use store::AlertRow;

use super::stage::Heard;

/// What a week was to somebody's ears.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rung {
    /// Who.
    pub who: String,
    /// How often they were told something new.
    pub told: usize,
    /// Of these, how often with sound.
    pub sounded: usize,
    /// How often they were rung again for what was late.
    pub again: usize,
    /// Of what they were rung again for, requests that nobody had claimed.
    pub unclaimed: usize,
    /// Of what they were rung again for, requests that they had claimed and
    /// not answered.
    pub unanswered: usize,
}

/// What the record of a desktop tells of repeats.
#[derive(Debug, Default)]
pub(super) struct Again {
    times: usize,
    unclaimed: usize,
    unanswered: usize,
}

impl Again {
    /// The repeats that were heard. Those of one look are one ring; what a
    /// flood took into its digest rang with what was new.
    pub(super) fn of(record: &[AlertRow]) -> Again {
        let mut rings: BTreeMap<DateTime<Utc>, Vec<&AlertRow>> =
            BTreeMap::new();
        let mut nobodys: BTreeSet<Option<RequestId>> = BTreeSet::new();
        let mut own = BTreeSet::new();
        for row in record.iter().filter(|row| row.hushed.is_empty()) {
            let requests = match rang_again(&row.key) {
                Some(Whose::Nobodys) => &mut nobodys,
                Some(Whose::Mine) => &mut own,
                Some(Whose::Teammates) | None => continue,
            };
            requests.insert(row.request);
            rings.entry(row.decided).or_default().push(row);
        }
        let rang = |rows: &&Vec<&AlertRow>| match rows.as_slice() {
            [only] => !only.together,
            _ => true,
        };
        Again {
            times: rings.values().filter(rang).count(),
            unclaimed: nobodys.len(),
            unanswered: own.len(),
        }
    }
}

impl Rung {
    pub(super) fn of(who: &str, heard: &[Heard], again: &Again) -> Rung {
        let sounds = heard.iter().filter(|it| it.loudness >= Loudness::Sound);
        Rung {
            who: who.to_owned(),
            told: heard.len().saturating_sub(again.times),
            // Whatever rings again sounds.
            sounded: sounds.count().saturating_sub(again.times),
            again: again.times,
            unclaimed: again.unclaimed,
            unanswered: again.unanswered,
        }
    }
}
