//! What every task of the engine shares.

mod board;
mod looks;

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::picture::Remark;
use domain::{
    ActionId, CalendarCopy, CalendarMark, Fault, Notifier, Rules, Source,
    SourceId, Who,
};
use store::{Mended, Store, StoreError};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(crate) use self::board::{Board, Card, Listener};
pub(crate) use self::looks::Looks;
use crate::pulse::Bell;
use crate::turn::Turn;
use crate::{Pulse, Trouble};

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
    /// What is wrong with the team file, if these are its last good ones.
    pub flaw: Option<String>,
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

/// Makes the sources that the rules name, and fetches their calendars.
#[async_trait]
pub trait Sources: Send + Sync {
    /// A source, or a sentence that says why it cannot be made.
    fn make(
        &self,
        rules: &Rules,
        id: &SourceId,
    ) -> Result<Arc<dyn Source>, String>;

    /// The calendar at an address; nothing where it still is the known one.
    async fn calendar(
        &self,
        _address: &str,
        _known: &CalendarMark,
    ) -> Result<Option<CalendarCopy>, Fault> {
        Err(Fault::unreachable("nothing is fetched here"))
    }
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
    /// Whose turn it is to write.
    pub(crate) turn: Turn,
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
            board: Mutex::new(Board::new(rules, makings.flaw)),
            turn: Turn::default(),
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
        self.corrected().0
    }

    /// The same, and by how much it is corrected.
    pub(crate) fn corrected(&self) -> (DateTime<Utc>, TimeDelta) {
        let by = self.offset.load(Ordering::Relaxed);
        let by = TimeDelta::milliseconds(by);
        ((self.pulse.now() + by).trunc_subsecs(3), by)
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
        self.put(|id| Remark { id, words, undo_until, failed: false });
    }

    /// The same, of something that was not done.
    pub(crate) fn complain(&self, words: String) {
        self.put(|id| Remark { id, words, undo_until: None, failed: true });
    }

    fn put(&self, remark: impl FnOnce(i64) -> Remark) {
        let mut board = self.board();
        board.remarks += 1;
        board.remark = Some(remark(board.remarks));
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
            self.complain(format!("{what}: {trouble}."));
        }
        result.is_ok()
    }
}
