//! Everything that is shown, kept in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::alert::{Alert, Flood, Told};
use domain::handoff::Item;
use domain::picture::Remark;
use domain::{
    Judged, Note, PersonKey, RequestId, Role, Rules, Source, SourceId, Who,
};
use store::{AlertRow, Errand};
use tokio_util::sync::CancellationToken;

use crate::drafts::Drafts;
use crate::health::Gauge;
use crate::house::Looks;
use crate::passed::Passed;
use crate::pulse::Bell;
use crate::shift::Edges;
use crate::speak::Speech;

/// A clock that differs by less needs no correction.
const TOLERATED: TimeDelta = TimeDelta::seconds(2);

/// A task that listens to a source.
pub(crate) struct Listener {
    pub(crate) bell: Bell,
    pub(crate) stop: CancellationToken,
}

/// A request in the queue.
pub(crate) struct Card {
    pub(crate) judged: Arc<Judged>,
    pub(crate) told: Told,
}

/// Everything that is shown, kept in memory.
pub(crate) struct Board {
    pub(crate) rules: Arc<Rules>,
    pub(crate) cards: BTreeMap<RequestId, Card>,
    /// When the alerts of each are to be looked at.
    pub(crate) looks: Looks,
    pub(crate) gauges: BTreeMap<SourceId, Gauge>,
    pub(crate) sources: BTreeMap<SourceId, Arc<dyn Source>>,
    pub(crate) errands: Vec<Errand>,
    /// The sources to which something is being sent.
    pub(crate) sending: BTreeSet<SourceId>,
    pub(crate) me: Option<PersonKey>,
    pub(crate) role: Role,
    pub(crate) rings: bool,
    /// Somebody who reads along has asked to be rung.
    pub(crate) alarms: bool,
    pub(crate) quiet_until: Option<DateTime<Utc>>,
    /// The day for which it was looked last at what was left lying.
    pub(crate) swept: Option<String>,
    /// What was said of the shift that runs.
    pub(crate) shift: Edges,
    pub(crate) remark: Option<Remark>,
    pub(crate) file_flaw: Option<String>,
    /// What is or was wrong with the ledger.
    pub(crate) ledger_flaw: Option<String>,
    pub(crate) watched: Option<RequestId>,
    pub(crate) hands_off_until: Option<DateTime<Utc>>,
    /// What the record owes, as it was read last.
    pub(crate) owed: Vec<AlertRow>,
    /// It owes nothing else.
    pub(crate) owed_known: bool,
    pub(crate) flood: Flood,
    /// What the digest of the flood tells.
    pub(crate) flooded: Vec<Alert>,
    /// Claims that stand beside each other, and when that is settled.
    pub(crate) races: BTreeMap<RequestId, DateTime<Utc>>,
    pub(crate) listeners: BTreeMap<SourceId, Listener>,
    /// The team file is to be read again now.
    pub(crate) reload: bool,
    pub(crate) speech: Vec<Speech>,
    pub(crate) actions: u64,
    pub(crate) remarks: i64,
    /// What is typed into reply boxes.
    pub(crate) drafts: Drafts,
    /// The last notes on the shift.
    pub(crate) notes: Vec<Note>,
    /// What teammates have passed on to this user.
    pub(crate) passed: Passed,
    /// The messages of the handoffs that still matter.
    pub(crate) handoffs: Vec<Item>,
}

impl Board {
    pub(super) fn new(rules: Rules, file_flaw: Option<String>) -> Board {
        Board {
            rules: Arc::new(rules),
            cards: BTreeMap::new(),
            looks: Looks::default(),
            gauges: BTreeMap::new(),
            sources: BTreeMap::new(),
            errands: Vec::new(),
            sending: BTreeSet::new(),
            me: None,
            role: Role::Observer,
            rings: true,
            alarms: false,
            quiet_until: None,
            swept: None,
            shift: Edges::default(),
            remark: None,
            file_flaw,
            ledger_flaw: None,
            watched: None,
            hands_off_until: None,
            owed: Vec::new(),
            owed_known: false,
            flood: Flood::default(),
            flooded: Vec::new(),
            races: BTreeMap::new(),
            listeners: BTreeMap::new(),
            reload: false,
            speech: Vec::new(),
            actions: 0,
            remarks: 0,
            drafts: Drafts::default(),
            notes: Vec::new(),
            passed: Passed::default(),
            handoffs: Vec::new(),
        }
    }

    /// Whether the sources are read at the fastest allowed pace: for whoever
    /// is on duty, while most requests come also on a computer that is not to
    /// ring.
    pub(crate) fn reads_fast(&self, now: DateTime<Utc>) -> bool {
        let fast = self.rings || self.rules.peak(now);
        self.who(now).role.on_duty() && fast
    }

    pub(crate) fn who(&self, now: DateTime<Utc>) -> Who {
        let role = self
            .me
            .as_ref()
            .map_or(Role::Observer, |me| self.rules.role(me, now));
        Who { person: self.me.clone(), role }
    }

    /// Whether a source has said what time it is.
    pub(crate) fn hears_the_time(&self) -> bool {
        self.gauges.values().any(|gauge| gauge.offset.is_some())
    }

    /// How far our clock is behind those of the sources.
    pub(crate) fn offset(&self) -> TimeDelta {
        let told = self.gauges.values().filter_map(|gauge| gauge.offset);
        let middle = middle(told.collect());
        middle.filter(|o| o.abs() > TOLERATED).unwrap_or_default()
    }

    /// The errands of a request that have not reached their end.
    pub(crate) fn errands_of(
        &self,
        request: RequestId,
    ) -> impl Iterator<Item = &Errand> {
        self.errands
            .iter()
            .filter(move |errand| errand.action.request == Some(request))
    }

    /// Whether this user's claim of a request is on its way.
    pub(crate) fn claiming(&self, request: RequestId) -> bool {
        self.errands_of(request).any(|errand| {
            matches!(
                &errand.action.deed,
                domain::Deed::Mark { name } if *name == self.rules.claim_mark
            )
        })
    }
}

/// The middle one of what the sources say, and of two in the middle the one
/// nearer to our clock: a single source with a wrong clock moves nothing where
/// another one knows better.
fn middle(mut offsets: Vec<TimeDelta>) -> Option<TimeDelta> {
    offsets.sort();
    let half = offsets.len() / 2;
    let lower =
        half.saturating_sub(usize::from(offsets.len().is_multiple_of(2)));
    let two = offsets.get(lower..=half)?;
    two.iter().copied().min_by_key(TimeDelta::abs)
}

#[cfg(test)]
mod tests {
    use domain::PersonKey;

    use super::*;

    const TEAM: &str = r#"
        team = "Ferryline"
        zone = "Europe/Berlin"
        on_duty = ["ana"]
        [roster.ana]
        name = "Ana"
        [roster.noor]
        name = "Noor"
        [calendar]
        days = "mon-fri"
        hours = ["09:00-18:00"]
        [[peaks]]
        days = "mon-fri"
        hours = "16:00-18:00"
    "#;

    fn reads_fast(who: &str, rings: bool, time: &str) -> bool {
        let team = team::parse(TEAM, "team.toml").expect("a sound file");
        let mut board = Board::new(team.rules, None);
        board.me = Some(PersonKey::new(who));
        board.rings = rings;
        let at = format!("2026-11-23T{time}:00+01:00");
        board.reads_fast(at.parse().expect("a time"))
    }

    #[test]
    fn one_of_two_sources_with_a_wrong_clock_moves_nothing() {
        let behind = |told: &[i64]| {
            let told = told.iter().copied().map(TimeDelta::seconds).collect();
            middle(told).map(|offset| offset.num_seconds())
        };
        assert_eq!(behind(&[]), None);
        assert_eq!(behind(&[90]), Some(90));
        assert_eq!(behind(&[0, 7200]), Some(0));
        assert_eq!(behind(&[-7200, 0]), Some(0));
        assert_eq!(behind(&[3600, 3500]), Some(3500));
        assert_eq!(behind(&[0, 90, 95]), Some(90));
    }

    #[test]
    fn at_the_peak_whoever_is_on_duty_reads_fast_even_if_nothing_rings() {
        assert!(reads_fast("ana", false, "16:00"));
        assert!(!reads_fast("ana", false, "15:59"));
        assert!(!reads_fast("ana", false, "18:00"), "it is over");
        assert!(reads_fast("ana", true, "15:59"), "as she does at any time");
        assert!(!reads_fast("noor", true, "16:00"), "she is off duty");
    }
}
