//! Telling the user: decisions become rows, and rows become notices.

use chrono::{DateTime, Utc};
use domain::alert::{
    Alert, AlertKind, Hush, Say, digest_notice, repeats_notice,
};
use domain::{Loudness, Notice, NoticeId};

use crate::Trouble;
use crate::house::{Board, House};
use crate::speak::Speech;

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
            None => self.flood.next(now),
        };
        alerts.iter().map(&mut how).collect()
    }
}

impl House {
    /// Decides what is due, writes it down, and says it.
    pub(crate) async fn announce(&self, now: DateTime<Utc>) {
        let alerts = self.board().due(self, now);
        self.tell(alerts, &[], now).await;
    }

    /// Writes decisions down and says what is not hushed; what was owed is
    /// paid with it. A ledger that cannot be written keeps nobody from
    /// hearing what they have to hear.
    async fn tell(&self, alerts: Vec<Alert>, pays: &[i64], now: DateTime<Utc>) {
        if alerts.is_empty() {
            return;
        }
        let repeats =
            alerts.iter().filter(|a| a.repeat && a.hushed.is_none()).count();
        let hows = self.board().hows(&alerts, repeats > 1, now);
        let rows = self.record(&alerts, (&hows, pays), now).await;
        let unwritten = rows.is_err();
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
        (hows, pays): (&[Say], &[i64]),
        now: DateTime<Utc>,
    ) -> Result<Vec<Option<i64>>, Trouble> {
        let mut write = self.store.write().await?;
        let mut rows = Vec::new();
        for (alert, how) in alerts.iter().zip(hows) {
            let together = *how == Say::Together;
            rows.push(write.decide(alert, together, now).await?);
        }
        for row in pays {
            write.pay(*row).await?;
        }
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
            let notice = digest_notice(&all, loudest(&all));
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
            if !board.who(now).role.on_duty() {
                Some(Hush::NotMine)
            } else if !board.rings {
                Some(Hush::Switched)
            } else {
                quiet.then_some(Hush::Quiet)
            }
        };
        let request = match &notice.id {
            NoticeId::Request { id } => Some(*id),
            NoticeId::Source { .. } | NoticeId::Digest => None,
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
        self.tell(vec![alert], pays, now).await;
    }
}

fn loudest(alerts: &[&Alert]) -> Loudness {
    alerts
        .iter()
        .map(|alert| alert.notice.loudness)
        .max()
        .unwrap_or(Loudness::Bubble)
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
    Some(notice)
}
