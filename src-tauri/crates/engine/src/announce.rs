//! Telling the user: decisions become rows, and rows become notices.

use chrono::{DateTime, Utc};
use domain::alert::{
    Alert, AlertKind, Hush, Say, arrivals_notice, digest_notice, most_urgent,
    repeats_notice,
};
use domain::when::clock_time;
use domain::{DueKind, Judged, Loudness, Notice, NoticeId};

use crate::Trouble;
use crate::digest::{Digest, gists};
use crate::house::{Board, House};
use crate::owed::{Owed, Paid};
use crate::speak::Speech;
use crate::watch::Memory;

impl Board {
    /// How each alert is said: by itself, or with others.
    fn hows(
        &mut self,
        alerts: &[Alert],
        repeats_together: bool,
        now: DateTime<Utc>,
    ) -> Vec<Say> {
        if !self.flood.floods(now) {
            self.flooded.clear();
        }
        let mut how = |alert: &Alert| match alert.hushed {
            Some(_) => Say::Alone,
            None if alert.repeat && repeats_together => Say::Together,
            // They tell of several requests as it is; in the digest of a
            // flood nothing but their titles would be left of them.
            None if tells_of_many(alert.kind) => Say::Alone,
            None => self.flood.next(now),
        };
        alerts.iter().map(&mut how).collect()
    }
}

impl House {
    /// Decides what is due, and says it together with what is owed: one look
    /// writes once. Says how telling of the sources and of what was missed
    /// went.
    pub(crate) async fn announce(
        &self,
        memory: &mut Memory,
        now: DateTime<Utc>,
    ) -> [Result<(), Trouble>; 2] {
        self.check(now).await;
        let now = self.now();
        let mut alerts = self.board().due(self, now);
        let changes = self.board().sight_changes(now);
        let mut sight = Ok(());
        if !changes.is_empty() {
            // What came while a source was blind is told with its return,
            // and stands in the record by then.
            let due = std::mem::take(&mut alerts);
            self.tell(due, &Paid::default(), now).await;
            sight = self.sight(changes, now).await;
        }
        let (digest, missed) = match self.digest(memory, &alerts, now).await {
            Ok(digest) => (digest, Ok(())),
            Err(trouble) => (Digest::default(), Err(trouble)),
        };
        alerts.extend(digest.alert);
        self.tell(alerts, &digest.paid, now).await;
        [sight, missed]
    }

    /// Writes decisions down and says what is not hushed; what was owed is
    /// paid with it. A ledger that cannot be written keeps nobody from
    /// hearing what they have to hear.
    pub(crate) async fn tell(
        &self,
        alerts: Vec<Alert>,
        paid: &Paid,
        now: DateTime<Utc>,
    ) {
        if alerts.is_empty() && paid.rows.is_empty() {
            return;
        }
        let repeats =
            alerts.iter().filter(|a| a.repeat && a.hushed.is_none()).count();
        let hows = self.board().hows(&alerts, repeats > 1, now);
        let rows = self.record(&alerts, (&hows, paid), now).await;
        let unwritten = rows.is_err();
        let later = |(at, alert): (usize, &Alert)| {
            Owed::fresh(alert).is_some()
                && paid.fresh.binary_search(&at).is_err()
        };
        let owes = unwritten
            || !paid.rows.is_empty()
            || alerts.iter().enumerate().any(later);
        self.board().owed_known &= !owes;
        let rows = rows.unwrap_or_else(|trouble| {
            self.note("What was told was not written down", Err(trouble));
            vec![None; alerts.len()]
        });
        let said = rows
            .into_iter()
            .zip(alerts)
            .zip(hows)
            .map(|((row, alert), how)| (row, alert, how))
            .filter(|(row, alert, _)| {
                alert.hushed.is_none() && (row.is_some() || unwritten)
            })
            .collect();
        self.say(said, repeats > 1, now);
    }

    /// One row for each decision; none where it was made before.
    async fn record(
        &self,
        alerts: &[Alert],
        (hows, paid): (&[Say], &Paid),
        now: DateTime<Utc>,
    ) -> Result<Vec<Option<i64>>, Trouble> {
        let mut write = self.store.write().await?;
        let together = |how: &Say| *how == Say::Together;
        let decided: Vec<(&Alert, bool)> =
            alerts.iter().zip(hows.iter().map(together)).collect();
        let rows = write.decide(&decided, now).await?;
        let fresh = paid.fresh.iter().filter_map(|at| *rows.get(*at)?);
        let pays: Vec<i64> = paid.rows.iter().copied().chain(fresh).collect();
        write.pay(&pays).await?;
        write.commit().await?;
        Ok(rows)
    }

    fn say(
        &self,
        said: Vec<(Option<i64>, Alert, Say)>,
        repeats_together: bool,
        now: DateTime<Utc>,
    ) {
        if said.is_empty() {
            return;
        }
        let mut board = self.board();
        let mut repeats = Vec::new();
        let mut flooded = Vec::new();
        let mut floods = false;
        for (row, alert, how) in said {
            if alert.repeat && repeats_together {
                repeats.push((row, alert));
            } else if how == Say::Together {
                floods = true;
                board.flooded.push(alert);
                flooded.extend(row);
            } else {
                board.speech.push(Speech::Say {
                    notice: alert.notice,
                    alerts: row.into_iter().collect(),
                });
            }
        }
        if floods {
            let all: Vec<&Alert> = board.flooded.iter().collect();
            let notice = arrived(&board, &all, now, self)
                .unwrap_or_else(|| digest_notice(&all, loudest(&all)));
            board.speech.push(Speech::Say { notice, alerts: flooded });
        }
        if let Some(notice) = repeated(&board, &repeats, now, self) {
            let alerts = repeats.iter().filter_map(|(row, _)| *row).collect();
            board.speech.push(Speech::Say { notice, alerts });
        }
        drop(board);
        self.pulse.ring(self.speak_bell);
        self.announce_change();
    }

    /// Tells of a whole source or of the desktop, unless this user is not to
    /// be told now; what was owed is paid with it.
    pub(crate) async fn tell_notice(
        &self,
        (key, kind): (String, AlertKind),
        notice: Notice,
        pays: &[i64],
    ) {
        let now = self.now();
        let hushed = {
            let board = self.board();
            let quiet = board.quiet_until.is_some_and(|until| now < until);
            // What this user did, and what becomes of what they keep, is
            // theirs to hear of whatever their seat.
            let mine = matches!(
                kind,
                AlertKind::NotSent | AlertKind::Mended | AlertKind::SignIn
            );
            if !mine && !board.who(now).role.on_duty() {
                Some(Hush::NotMine)
            } else if !board.rings {
                Some(Hush::Switched)
            } else {
                quiet.then_some(Hush::Quiet)
            }
        };
        let request = match &notice.id {
            NoticeId::Request { id } => Some(*id),
            NoticeId::Source { .. }
            | NoticeId::Digest
            | NoticeId::Ledger
            | NoticeId::Preflight
            | NoticeId::Handoff
            | NoticeId::Test => None,
        };
        let alert = Alert {
            key,
            kind,
            request,
            due: now,
            notice,
            hushed,
            repeat: false,
        };
        if let Some(id) = request
            && let Some(card) = self.board().cards.get_mut(&id)
        {
            card.told.note(&alert, now);
        }
        let paid = Paid { rows: pays.to_vec(), fresh: Vec::new() };
        self.tell(vec![alert], &paid, now).await;
    }
}

fn tells_of_many(kind: AlertKind) -> bool {
    matches!(kind, AlertKind::Digest | AlertKind::Seeing)
}

fn loudest(alerts: &[&Alert]) -> Loudness {
    alerts
        .iter()
        .map(|alert| alert.notice.loudness)
        .max()
        .unwrap_or(Loudness::Bubble)
}

/// One bubble for several arrivals, and nothing else among them.
fn arrived(
    board: &Board,
    alerts: &[&Alert],
    now: DateTime<Utc>,
    house: &House,
) -> Option<Notice> {
    let came = |alert: &&Alert| {
        let card = board.cards.get(&alert.request?)?;
        (alert.kind == AlertKind::Arrival).then_some(card.judged.as_ref())
    };
    let came: Option<Vec<&Judged>> = alerts.iter().map(came).collect();
    let mut came = came?;
    // The alerts of a burst are one request.
    came.sort_by_key(|judged| judged.id);
    came.dedup_by_key(|judged| judged.id);
    let dues = came.iter().filter_map(|j| j.deadline.as_ref());
    let dues = dues.filter(|due| due.kind != DueKind::Reminder);
    let first = dues
        .map(|due| due.due)
        .min()
        .map(|due| clock_time(due, now, house.zone));
    let sources = board.rules.sources.iter();
    let from: Vec<(String, usize)> = sources
        .map(|s| {
            let n = came.iter().filter(|j| j.source == s.id).count();
            (s.name.clone(), n)
        })
        .filter(|(_, n)| *n > 0)
        .collect();
    let loudness = loudest(alerts);
    let mut notice = arrivals_notice(alerts, first.as_deref(), &from, loudness);
    notice.body = format!("{}\n{}", notice.body, gists(&came, now));
    Some(notice)
}

/// One ring for all overdue requests, naming the oldest.
fn repeated(
    board: &Board,
    repeats: &[(Option<i64>, Alert)],
    now: DateTime<Utc>,
    house: &House,
) -> Option<Notice> {
    let oldest =
        repeats.iter().map(|(_, alert)| alert).min_by_key(|a| a.due)?;
    let judged = &board.cards.get(&oldest.request?)?.judged;
    let mut notice = repeats_notice(judged, repeats.len(), now, house.zone);
    let all: Vec<&Alert> = repeats.iter().map(|(_, alert)| alert).collect();
    notice.loudness = loudest(&all);
    notice.chime = most_urgent(&all);
    Some(notice)
}
