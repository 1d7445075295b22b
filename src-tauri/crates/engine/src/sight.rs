//! Telling when a source cannot be read, and when it can be again.

use chrono::{DateTime, Utc};
use domain::alert::{AlertKind, blind_notice, seeing_notice};
use domain::when::{clock_time, duration};
use domain::{Fault, PlaceId, SourceId};

use crate::Trouble;
use crate::house::{Board, House};
use crate::owed::Owed;

/// A source went blind, or sees again.
pub(crate) struct Change {
    id: SourceId,
    name: String,
    since: DateTime<Utc>,
    fault: Option<Fault>,
    back: bool,
}

impl House {
    /// A source that cannot be read is told once, and once when it can be
    /// read again.
    pub(crate) async fn sight(
        &self,
        changes: Vec<Change>,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        let mut noted = Ok(());
        for change in changes {
            let written = self.note_sight(&change, now).await;
            noted = noted.and(written);
            if change.back {
                self.tell_seeing(change, now).await?;
            } else {
                self.tell_blind(change, now).await;
            }
            self.board().look_at_all();
            self.announce_change();
        }
        noted
    }

    async fn note_sight(
        &self,
        change: &Change,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        let Change { id, since, fault, .. } = change;
        let mut write = self.store.write().await?;
        if change.back {
            write.end_blindness(id, now).await?;
        } else {
            let words =
                fault.as_ref().map(ToString::to_string).unwrap_or_default();
            write.begin_blindness(id, *since, &words).await?;
        }
        Ok(write.commit().await?)
    }

    async fn tell_blind(&self, change: Change, now: DateTime<Utc>) {
        let Change { id, name, since, fault, .. } = change;
        let at = clock_time(since, now, self.zone);
        let notice = blind_notice(id.as_str(), &name, &at, fault.as_ref());
        // By when it is told: who starts while it still is blind, since the
        // same time, is told as well.
        let key = format!("blind:{id}:{}", now.timestamp());
        self.tell_notice((key, AlertKind::Blind), notice, &[]).await;
    }

    /// What came meanwhile is told with it, and not once more.
    async fn tell_seeing(
        &self,
        change: Change,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        let Change { id, name, since, .. } = change;
        let (came, pays) = if self.board().cannot_be_told(now) {
            (String::new(), Vec::new())
        } else {
            let mut owed = self.owed(now).await?;
            let board = self.board();
            owed.retain(|row| {
                let card = row.request.and_then(|id| board.cards.get(&id));
                card.is_some_and(|card| card.judged.source == id)
            });
            let rows: Vec<Owed<'_>> = owed.iter().map(Owed::row).collect();
            let cards = board.still_there(&rows);
            let came = match cards.len() {
                0 => format!(
                    "Nothing came. It was {} without a look.",
                    duration(now - since)
                ),
                n => {
                    let standing = board.standing(&cards, self, now);
                    format!("{n} came meanwhile: {standing}.")
                }
            };
            (came, owed.iter().map(|row| row.id).collect())
        };
        let say = |at| clock_time(at, now, self.zone);
        let span = (say(since), say(now));
        let notice =
            seeing_notice(id.as_str(), &name, (&span.0, &span.1), &came);
        let key = format!("seeing:{id}:{}", since.timestamp());
        self.tell_notice((key, AlertKind::Seeing), notice, &pays).await;
        Ok(())
    }
}

impl Board {
    pub(crate) fn sight_changes(&mut self, now: DateTime<Utc>) -> Vec<Change> {
        let mut changes = Vec::new();
        for (id, gauge) in &mut self.gauges {
            let blind = gauge.blind_since(now);
            let (since, back) = match (blind, gauge.told_blind) {
                (Some(since), None) => {
                    gauge.told_blind = Some(since);
                    gauge.step(now, "You were told.".to_owned());
                    (since, false)
                }
                // While it reads what was missed, what came is not known yet.
                (None, Some(since)) if !gauge.catching_up(now) => {
                    gauge.told_blind = None;
                    gauge.history.clear();
                    (since, true)
                }
                (Some(_) | None, _) => continue,
            };
            changes.push(Change {
                id: id.clone(),
                name: gauge.name.clone(),
                since,
                fault: gauge.wrong().cloned(),
                back,
            });
        }
        changes
    }

    /// When each place was last read.
    pub(crate) fn reads(&self) -> Vec<(SourceId, PlaceId, DateTime<Utc>)> {
        let places = |(id, gauge): (&SourceId, &crate::health::Gauge)| {
            let id = id.clone();
            let reads: Vec<_> = gauge
                .places
                .iter()
                .filter_map(|(place, p)| {
                    Some((id.clone(), place.clone(), p.read?))
                })
                .collect();
            reads
        };
        self.gauges.iter().flat_map(places).collect()
    }
}
