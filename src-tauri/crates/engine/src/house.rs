//! What every task of the engine shares.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::alert::{Alert, Flood, Told};
use domain::picture::Remark;
use domain::{
    ActionId, Judged, Note, Notifier, PersonKey, RequestId, Role, Rules,
    Source, SourceId, Who,
};
use store::{Errand, Mended, Store, StoreError};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::drafts::Drafts;
use crate::health::Gauge;
use crate::pulse::Bell;
use crate::speak::Speech;
use crate::{Pulse, Trouble};

/// A clock that differs by less needs no correction.
const TOLERATED: TimeDelta = TimeDelta::seconds(2);

/// What the engine is made of.
pub struct Makings {
    /// The ledger, open.
    pub store: Store,
    /// What was done about it, if it was damaged.
    pub mended: Option<Mended>,
    /// The waiting room.
    pub pulse: Arc<Pulse>,
    /// What shows notices.
    pub notifier: Arc<dyn Notifier>,
    /// The rules in force.
    pub rules: Rules,
    /// The text they were read from.
    pub ruling: String,
    /// The team file, if the rules are looked at again.
    pub file: Option<PathBuf>,
    /// What makes the sources of the rules.
    pub sources: Arc<dyn Sources>,
    /// The zone in which times are said.
    pub zone: Tz,
    /// Nothing here is real.
    pub demo: bool,
    /// Begins every action's id; new with every start.
    pub prefix: String,
}

/// Makes the sources that the rules name.
pub trait Sources: Send + Sync {
    /// A source, or a sentence that says why it cannot be made.
    fn make(
        &self,
        rules: &Rules,
        id: &SourceId,
    ) -> Result<Arc<dyn Source>, String>;
}

pub(crate) struct House {
    pub(crate) store: Store,
    pub(crate) mended: Option<Mended>,
    pub(crate) pulse: Arc<Pulse>,
    pub(crate) notifier: Arc<dyn Notifier>,
    pub(crate) makers: Arc<dyn Sources>,
    pub(crate) file: Option<PathBuf>,
    pub(crate) zone: Tz,
    pub(crate) demo: bool,
    pub(crate) board: Mutex<Board>,
    /// Whoever writes has the turn until the board shows what was written.
    pub(crate) turn: tokio::sync::Mutex<()>,
    /// Whoever changes which sources are listened to has this.
    pub(crate) listening: tokio::sync::Mutex<()>,
    pub(crate) clock_bell: Bell,
    pub(crate) deliver_bell: Bell,
    pub(crate) speak_bell: Bell,
    pub(crate) draft_bell: Bell,
    pub(crate) changed: watch::Sender<u64>,
    pub(crate) tasks: TaskTracker,
    pub(crate) stop: CancellationToken,
    pub(crate) abort: CancellationToken,
    /// The clock's task has broken down for good.
    pub(crate) failed: CancellationToken,
    prefix: String,
    /// How far our clock is behind those of the sources, milliseconds.
    offset: AtomicI64,
}

/// A task that listens to a source.
pub(crate) struct Listener {
    pub(crate) bell: Bell,
    pub(crate) stop: CancellationToken,
}

/// A request in the queue.
pub(crate) struct Card {
    pub(crate) judged: Arc<Judged>,
    pub(crate) told: Told,
    /// When its alerts are to be looked at.
    pub(crate) look: Option<DateTime<Utc>>,
}

/// Everything that is shown, kept in memory.
pub(crate) struct Board {
    pub(crate) rules: Arc<Rules>,
    pub(crate) cards: BTreeMap<RequestId, Card>,
    pub(crate) gauges: BTreeMap<SourceId, Gauge>,
    pub(crate) sources: BTreeMap<SourceId, Arc<dyn Source>>,
    pub(crate) errands: Vec<Errand>,
    /// The sources to which something is being sent.
    pub(crate) sending: BTreeSet<SourceId>,
    pub(crate) me: Option<PersonKey>,
    pub(crate) role: Role,
    pub(crate) rings: bool,
    pub(crate) quiet_until: Option<DateTime<Utc>>,
    pub(crate) remark: Option<Remark>,
    pub(crate) file_flaw: Option<String>,
    /// What is or was wrong with the ledger.
    pub(crate) ledger_flaw: Option<String>,
    pub(crate) watched: Option<RequestId>,
    pub(crate) hands_off_until: Option<DateTime<Utc>>,
    /// Something in the record may still be owed.
    pub(crate) owes: bool,
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
}

impl House {
    pub(crate) fn new(makings: Makings) -> House {
        let Makings { store, pulse, notifier, rules, sources, .. } = makings;
        House {
            clock_bell: pulse.bell(),
            deliver_bell: pulse.bell(),
            speak_bell: pulse.bell(),
            draft_bell: pulse.bell(),
            store,
            pulse,
            notifier,
            makers: sources,
            file: makings.file,
            zone: makings.zone,
            demo: makings.demo,
            mended: makings.mended,
            board: Mutex::new(Board::new(rules)),
            turn: tokio::sync::Mutex::new(()),
            changed: watch::Sender::new(0),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
            listening: tokio::sync::Mutex::new(()),
            abort: CancellationToken::new(),
            failed: CancellationToken::new(),
            prefix: makings.prefix,
            offset: AtomicI64::new(0),
        }
    }

    pub(crate) fn board(&self) -> MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time, corrected by what the sources say of theirs, as exactly as
    /// the ledger keeps it: folding the log anew has to give the same.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let offset = self.offset.load(Ordering::Relaxed);
        let now = self.pulse.now() + TimeDelta::milliseconds(offset);
        now.trunc_subsecs(3)
    }

    /// Takes in what the sources say of their clocks.
    pub(crate) fn reckon(&self) {
        let offset = self.board().offset().num_milliseconds();
        self.offset.store(offset, Ordering::Relaxed);
    }

    pub(crate) fn rules(&self) -> Arc<Rules> {
        Arc::clone(&self.board().rules)
    }

    pub(crate) fn who(&self) -> Who {
        let now = self.now();
        self.board().who(now)
    }

    pub(crate) fn announce_change(&self) {
        self.changed.send_modify(|revision| *revision += 1);
    }

    /// An id for an action that no other action has.
    pub(crate) fn action_id(&self) -> ActionId {
        let mut board = self.board();
        board.actions += 1;
        ActionId::new(format!("{}-{}", self.prefix, board.actions))
    }

    /// Puts a sentence at the foot of the window.
    pub(crate) fn remark(
        &self,
        words: String,
        undo_until: Option<DateTime<Utc>>,
    ) {
        let mut board = self.board();
        board.remarks += 1;
        board.remark = Some(Remark { id: board.remarks, words, undo_until });
        drop(board);
        self.announce_change();
    }

    /// Writes a failure of the ledger down where it is met; the task goes on
    /// with what comes next. Says whether it went well.
    pub(crate) fn note(&self, what: &str, result: Result<(), Trouble>) -> bool {
        if let Err(trouble) = &result {
            tracing::error!(%trouble, what, "Not done.");
            if let Trouble::Ledger(StoreError::Damaged(_)) = trouble
                && let Err(error) = self.store.doubt()
            {
                tracing::error!(%error, "The damage was not written down.");
            }
            self.remark(format!("{what}: {trouble}."), None);
        }
        result.is_ok()
    }
}

impl Board {
    fn new(rules: Rules) -> Board {
        Board {
            rules: Arc::new(rules),
            cards: BTreeMap::new(),
            gauges: BTreeMap::new(),
            sources: BTreeMap::new(),
            errands: Vec::new(),
            sending: BTreeSet::new(),
            me: None,
            role: Role::Observer,
            rings: true,
            quiet_until: None,
            remark: None,
            file_flaw: None,
            ledger_flaw: None,
            watched: None,
            hands_off_until: None,
            owes: true,
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
        }
    }

    pub(crate) fn who(&self, now: DateTime<Utc>) -> Who {
        let role = self
            .me
            .as_ref()
            .map_or(Role::Observer, |me| self.rules.role(me, now));
        Who { person: self.me.clone(), role }
    }

    /// How far our clock is behind those of the sources: the middle one, so
    /// that a single source with a wrong clock moves nothing.
    pub(crate) fn offset(&self) -> TimeDelta {
        let mut offsets: Vec<TimeDelta> =
            self.gauges.values().filter_map(|g| g.offset).collect();
        offsets.sort();
        let middle = offsets.get(offsets.len() / 2).copied();
        middle.filter(|o| o.abs() > TOLERATED).unwrap_or_default()
    }

    /// The errands of a request that have not reached their end.
    pub(crate) fn errands_of(
        &self,
        request: RequestId,
    ) -> impl Iterator<Item = &Errand> {
        self.errands
            .iter()
            .filter(move |errand| errand.action.request == request)
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
