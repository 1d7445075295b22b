//! Showing what was committed: the board follows the ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::alert::{AlertKind, Told};
use domain::{Judged, Life, NoticeId, RequestId, Rules, Thread};
use store::{AlertRow, Errand, Stored};

use crate::house::{Board, Card, House, Looks};
use crate::speak::Speech;

/// Marks of two people that stand this long mean together.
const RACE: TimeDelta = TimeDelta::seconds(30);

/// A request as it is now.
pub(crate) struct Present {
    pub(crate) judged: Arc<Judged>,
    /// When claims that stand beside each other have stood for long enough.
    pub(crate) race: Option<DateTime<Utc>>,
}

impl Present {
    pub(crate) fn of(
        Stored { thread, judged }: Stored,
        rules: &Rules,
    ) -> Present {
        let race = race(&thread, &judged, rules);
        Present { judged: Arc::new(judged), race }
    }
}

/// When claims that stand beside each other have stood for long enough to be
/// judged again; nothing where none do.
pub(crate) fn race(
    thread: &Thread,
    judged: &Judged,
    rules: &Rules,
) -> Option<DateTime<Utc>> {
    let marks = || thread.standing(&rules.claim_mark);
    let beside = marks().count() > judged.owners.len();
    let over = marks().map(|mark| mark.counted + RACE).max();
    over.filter(|_| beside)
}

/// What a step has made true.
pub(crate) struct Fresh {
    pub(crate) requests: Vec<Present>,
    pub(crate) dropped: BTreeSet<RequestId>,
    /// What was decided before about those that come into the queue.
    pub(crate) records: Vec<AlertRow>,
    pub(crate) errands: Vec<Errand>,
    pub(crate) ruling: Option<Arc<Rules>>,
    pub(crate) now: DateTime<Utc>,
}

impl House {
    pub(crate) fn show(&self, fresh: Fresh) {
        let Fresh { requests, records, ruling, now, .. } = fresh;
        let mut records = by_request(records);
        let mut board = self.board();
        board.errands = fresh.errands;
        if let Some(rules) = ruling {
            board.rules = rules;
            board.look_at_all();
        }
        for id in fresh.dropped {
            board.cards.remove(&id);
            board.looks.set(id, None);
            board.speech.push(Speech::Withdraw(NoticeId::Request { id }));
        }
        for present in requests {
            let rows = records.remove(&present.judged.id).unwrap_or_default();
            board.put(present, rows, now);
        }
        let speaks = !board.speech.is_empty();
        drop(board);
        if speaks {
            self.pulse.ring(self.speak_bell);
        }
        self.pulse.ring(self.clock_bell);
        self.pulse.ring(self.deliver_bell);
        self.announce_change();
    }
}

impl Board {
    /// Those of these requests that come into the queue and were known
    /// before. A request has the number of the fact with which it begins.
    pub(crate) fn back_among(
        &self,
        requests: &[Present],
        first: RequestId,
    ) -> Vec<RequestId> {
        let lives = requests.iter().filter(|it| it.judged.life.lives());
        let ids = lives.map(|present| present.judged.id);
        let back = |id: &RequestId| *id < first && !self.cards.contains_key(id);
        ids.filter(back).collect()
    }

    /// Puts a request where it belongs now.
    fn put(
        &mut self,
        Present { judged, race }: Present,
        rows: Vec<AlertRow>,
        now: DateTime<Utc>,
    ) {
        let id = judged.id;
        if let Some(gauge) = self.gauges.get_mut(&judged.source) {
            gauge.last_request = gauge.last_request.max(Some(judged.asked));
        }
        let was = self.cards.remove(&id);
        let mine = |judged: &Judged| {
            judged.owners.iter().any(|o| Some(&o.person) == self.me.as_ref())
        };
        let taken =
            mine(&judged) && was.as_ref().is_some_and(|c| !mine(&c.judged));
        let told = was.map_or_else(|| told(rows), |card| card.told);
        let calm = taken || !matches!(judged.life, Life::Open);
        if calm && told.shown.is_some() {
            self.speech.push(Speech::Withdraw(NoticeId::Request { id }));
        }
        if !judged.life.lives() {
            self.races.remove(&id);
            self.looks.set(id, None);
            return;
        }
        self.race(id, race.filter(|over| now < *over));
        self.cards.insert(id, Card { judged, told });
        self.looks.set(id, Some(DateTime::<Utc>::MIN_UTC));
    }

    /// Claims that stand beside each other are judged again once they have
    /// stood for long enough.
    fn race(&mut self, id: RequestId, over: Option<DateTime<Utc>>) {
        match over {
            Some(over) => self.races.insert(id, over),
            None => self.races.remove(&id),
        };
    }

    /// Shows what the ledger holds. A race that was over while nobody looked
    /// is settled at once.
    pub(crate) fn fill(
        &mut self,
        living: Vec<(Judged, Option<Thread>)>,
        alerts: Vec<AlertRow>,
    ) {
        let mut rows = by_request(alerts);
        self.cards.clear();
        self.looks = Looks::default();
        self.races.clear();
        for (judged, thread) in living {
            let id = judged.id;
            if let Some(thread) = thread {
                let over = race(&thread, &judged, &self.rules);
                self.race(id, over);
            }
            let card = Card {
                told: told(rows.remove(&id).unwrap_or_default()),
                judged: Arc::new(judged),
            };
            self.cards.insert(id, card);
            self.looks.set(id, Some(DateTime::<Utc>::MIN_UTC));
        }
    }
}

fn by_request(rows: Vec<AlertRow>) -> BTreeMap<RequestId, Vec<AlertRow>> {
    let mut by_request: BTreeMap<_, Vec<AlertRow>> = BTreeMap::new();
    for row in rows {
        if let Some(id) = row.request {
            by_request.entry(id).or_default().push(row);
        }
    }
    by_request
}

/// What has been decided about a request, from the record.
fn told(rows: Vec<AlertRow>) -> Told {
    let mut told = Told::default();
    for row in rows {
        if row.kind == AlertKind::Overdue.word() {
            told.repeated = Some(row.decided);
            told.repeats = told.repeats.saturating_add(1);
        } else if row.kind == AlertKind::Promise.word() {
            told.repeated = Some(row.decided);
        }
        if row.hushed.is_empty() {
            told.first_shown.get_or_insert(row.decided);
            told.shown = Some(row.decided);
            if row.loudness != "bubble" {
                told.sounded = Some(row.decided);
            }
        }
        told.decided.insert(row.key, row.decided);
    }
    told
}
