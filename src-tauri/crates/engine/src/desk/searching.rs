//! Searching in all that this computer knows.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::queue::{Section, section};
use domain::search::{Findings, Hit, Query, Standing};
use domain::{Note, PlaceId, RequestId, Rules, SourceId};
use store::{Stored, Within};

use super::{Desk, Refused};
use crate::Trouble;
use crate::house::Board;

/// How many requests are shown at most.
const MOST: u32 = 50;

impl Desk {
    /// Everything that holds every word, the newest first.
    pub async fn search(&self, query: &Query) -> Result<Findings, Refused> {
        let since = self.known_since().await?;
        if query.is_empty() {
            return Ok(Findings { hits: Vec::new(), more: false, since });
        }
        let within = self.within(query);
        let store = &self.house.store;
        let mut found = store
            .search(query, &within, MOST + 1)
            .await
            .map_err(Trouble::from)?;
        let most = usize::try_from(MOST).unwrap_or(usize::MAX);
        let more = found.len() > most;
        found.truncate(most);
        // A note is nobody's message and stands in no place: a filter that
        // asks for one leaves the notes out.
        let notes = if query.terms.is_empty() || within.any() {
            Vec::new()
        } else {
            store.search_notes(query, MOST).await.map_err(Trouble::from)?
        };
        Ok(Findings { hits: self.hits(found, notes).await?, more, since })
    }

    /// Brings the requests together with those that only a note names.
    async fn hits(
        &self,
        found: Vec<Stored>,
        notes: Vec<Note>,
    ) -> Result<Vec<Hit>, Refused> {
        let mut on: BTreeMap<RequestId, Vec<Note>> = BTreeMap::new();
        let mut hits = Vec::new();
        for note in notes {
            match note.request {
                Some(id) => on.entry(id).or_default().push(note),
                None => hits.push(Hit::Shift { note }),
            }
        }
        for stored in found {
            let notes = on.remove(&stored.judged.id).unwrap_or_default();
            hits.push(self.hit(stored, notes));
        }
        for (id, notes) in on.into_iter().rev() {
            let stored = self.house.store.request(id).await;
            if let Some(stored) = stored.map_err(Trouble::from)? {
                hits.push(self.hit(stored, notes));
            }
        }
        Ok(hits)
    }

    fn hit(&self, stored: Stored, notes: Vec<Note>) -> Hit {
        let entry = self.house.entry(Arc::new(stored.judged));
        let thread = Box::new(stored.thread);
        Hit::Request { entry: Box::new(entry), thread, notes }
    }

    fn within(&self, query: &Query) -> Within {
        let now = self.house.now();
        let board = self.house.board();
        let day = |day: NaiveDate| start(day, self.house.zone);
        Within {
            places: query.place.as_ref().map(|name| places(&board.rules, name)),
            among: query
                .standing
                .filter(|standing| *standing != Standing::Closed)
                .map(|standing| board.standing_as(standing, now)),
            ended: query.standing == Some(Standing::Closed),
            noted: query.noted,
            from: query.after.and_then(day),
            to: query.before.and_then(day),
        }
    }

    /// How far back the places of the team file are known here.
    async fn known_since(&self) -> Result<Option<DateTime<Utc>>, Refused> {
        let mut since: Option<DateTime<Utc>> = None;
        for source in &self.house.rules().sources {
            for place in &source.places {
                let known = self
                    .house
                    .store
                    .known_since(&source.id, &place.id)
                    .await
                    .map_err(Trouble::from)?;
                since = [since, known].into_iter().flatten().min();
            }
        }
        Ok(since)
    }
}

impl Board {
    /// The requests of the queue that stand somewhere.
    fn standing_as(
        &self,
        standing: Standing,
        now: DateTime<Utc>,
    ) -> Vec<RequestId> {
        let me = self.me.as_ref();
        let stands = |card: &&crate::house::Card| {
            let judged = &card.judged;
            let at = section(judged, me, false, now);
            match standing {
                Standing::Open => at.in_front(),
                Standing::Answered => at == Section::Answered,
                Standing::Snoozed => at == Section::Snoozed,
                Standing::Closed => at == Section::Closed,
                Standing::Mine => {
                    judged.owners.iter().any(|o| Some(&o.person) == me)
                }
            }
        };
        self.cards.values().filter(stands).map(|c| c.judged.id).collect()
    }
}

/// The places whose name, or whose source's, holds a word.
fn places(rules: &Rules, name: &str) -> Vec<(SourceId, PlaceId)> {
    let holds = |text: &str| text.to_lowercase().contains(name);
    let mut places = Vec::new();
    for source in &rules.sources {
        let all = holds(&source.name);
        let some = source.places.iter().filter(|p| all || holds(&p.name));
        places.extend(some.map(|p| (source.id.clone(), p.id.clone())));
    }
    places
}

/// The beginning of a day; the first instant after it, where the clocks leave
/// it out.
fn start(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let midnight = day.and_time(NaiveTime::MIN);
    let instants = (0..4).map(|n| midnight + chrono::TimeDelta::hours(n));
    instants
        .filter_map(|at| at.and_local_timezone(zone).earliest())
        .map(|at| at.to_utc())
        .next()
}
