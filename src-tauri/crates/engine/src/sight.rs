//! Telling when a source cannot be read, and when it can be again.

use chrono::{DateTime, TimeDelta, Utc};
use domain::alert::{AlertKind, Hush, blind_notice, seeing_notice};
use domain::when::{clock_time, duration};
use domain::{Fault, NoticeId, PlaceId, SourceId};
use store::AlertRow;

use crate::Trouble;
use crate::digest::gists;
use crate::house::{Board, House, Listener};
use crate::owed::Owed;
use crate::pulse::Bell;
use crate::speak::Speech;

/// What can be read again waits so long for the others that were cut off.
const REUNION: TimeDelta = TimeDelta::seconds(5);

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
        let (back, gone): (Vec<_>, Vec<_>) =
            changes.into_iter().partition(|change| change.back);
        for change in gone.iter().chain(&back) {
            let written = self.note_sight(change, now).await;
            noted = noted.and(written);
        }
        for change in gone {
            self.tell_blind(change, now).await;
        }
        self.tell_seeing(&back, now).await?;
        self.board().look_at_all();
        self.announce_change();
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

    /// One bubble tells of all that can be read again, and what came
    /// meanwhile; that is not told once more.
    async fn tell_seeing(
        &self,
        back: &[Change],
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        let Some((first, others)) = back.split_first() else { return Ok(()) };
        let since = back.iter().map(|c| c.since).min().unwrap_or(first.since);
        let (came, pays) = if self.board().cannot_be_told(now) {
            (String::new(), Vec::new())
        } else {
            let mut owed = self.owed(now).await?;
            let board = self.board();
            owed.retain(|row| board.told_with(row, back));
            let rows: Vec<Owed<'_>> = owed.iter().map(Owed::row).collect();
            let cards = board.still_there(&rows);
            let came = match cards.len() {
                0 => format!(
                    "Nothing came. It was {} without a look.",
                    duration(now - since)
                ),
                n => {
                    let standing = board.standing(&cards, self, now);
                    let names = gists(&cards, now);
                    format!("{n} came meanwhile: {standing}.\n{names}")
                }
            };
            (came, owed.iter().map(|row| row.id).collect())
        };
        let say = |at| clock_time(at, now, self.zone);
        let span = (say(since), say(now));
        let names: Vec<&str> = back.iter().map(|c| c.name.as_str()).collect();
        let key = first.id.as_str();
        let notice =
            seeing_notice(key, &listed(&names), (&span.0, &span.1), &came);
        // By when it is told: what comes back twice is told twice.
        let key = format!("seeing:{key}:{}", now.timestamp_millis());
        let bubbles = others.iter().map(|other| {
            let key = other.id.to_string();
            Speech::Withdraw(NoticeId::Source { key })
        });
        self.board().speech.extend(bubbles);
        self.tell_notice((key, AlertKind::Seeing), notice, &pays).await;
        Ok(())
    }
}

/// "Chat", "Chat and Mail", "Chat, Mail and Issues".
fn listed(names: &[&str]) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => {
            format!("{} and {last}", before.join(", "))
        }
        names => names.concat(),
    }
}

impl Board {
    /// Whether what is owed is told with the return of these: what is theirs,
    /// and what was read late wherever it came.
    fn told_with(&self, row: &AlertRow, back: &[Change]) -> bool {
        let card = row.request.and_then(|id| self.cards.get(&id));
        let Some(card) = card else { return false };
        row.hushed == Hush::Late.words()
            || back.iter().any(|change| change.id == card.judged.source)
    }

    /// Whether a source that can be read again is not told of yet: what came
    /// is told of all that come back together.
    pub(crate) fn awaits_others(&self, now: DateTime<Utc>) -> bool {
        self.gauges.values().any(|gauge| gauge.is_back(now))
            && (self.gauges.values().any(|gauge| gauge.catching_up(now))
                || self.reunion(now).is_some())
    }

    /// Until when those that are back wait for the others that were cut off.
    pub(crate) fn reunion(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let cut_off = self.gauges.values().any(|gauge| {
            let fault = matches!(gauge.fault, Some(Fault::Unreachable { .. }));
            fault && gauge.told_blind.is_some()
        });
        let back = self.gauges.values().filter(|gauge| gauge.is_back(now));
        let until = back.map(|gauge| gauge.began + REUNION).max();
        until.filter(|until| cut_off && *until > now)
    }

    /// What wakes those that are cut off and wait to be tried again.
    pub(crate) fn cut_off(&self) -> Vec<Bell> {
        let cut_off = |(id, _): &(&SourceId, &Listener)| {
            self.gauges.get(*id).is_some_and(|gauge| {
                matches!(gauge.fault, Some(Fault::Unreachable { .. }))
            })
        };
        let listeners = self.listeners.iter().filter(cut_off);
        listeners.map(|(_, listener)| listener.bell).collect()
    }

    pub(crate) fn sight_changes(&mut self, now: DateTime<Utc>) -> Vec<Change> {
        let mut changes = Vec::new();
        let awaits = self.awaits_others(now);
        for (id, gauge) in &mut self.gauges {
            let blind = gauge.blind_since(now);
            let (since, back) = match (blind, gauge.told_blind) {
                (Some(since), None) => {
                    gauge.told_blind = Some(since);
                    gauge.step(now, "You were told.".to_owned());
                    (since, false)
                }
                // While it reads what was missed, what came is not known yet.
                (None, Some(since)) if gauge.is_back(now) && !awaits => {
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
