//! The sources and the notifier of a simulated desktop.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    Abilities, Action, Author, Batch, Cursors, Done, Fault, Loudness, NotShown,
    Notice, NoticeId, Notifier, PersonKey, PlaceId, Probe, Receipt, Rules,
    Sink, Source, SourceId, Way,
};

use super::Who;
use super::script::{Script, author, id_of};
use crate::{Pulse, Sources};

/// How long a source waits when nothing more happens, and the pace it names
/// so that its silence is no blindness.
const IDLE: Duration = Duration::from_secs(60 * 60);

/// Everybody of the roster is known at every source, whatever the file says
/// of where they are known.
pub(super) fn known_to_all(mut rules: Rules) -> Rules {
    let sources: Vec<SourceId> =
        rules.sources.iter().map(|source| source.id.clone()).collect();
    for mate in &mut rules.roster {
        let id = id_of(&mate.key);
        let ids = sources.iter().map(|source| (source.clone(), id.clone()));
        mate.ids = ids.collect();
    }
    rules
}

/// Makes the sources of one person's desktop.
pub(super) struct Stages {
    pub(super) script: Arc<Script>,
    pub(super) me: PersonKey,
}

impl Sources for Stages {
    fn make(
        &self,
        rules: &Rules,
        id: &SourceId,
    ) -> Result<Arc<dyn Source>, String> {
        let found = rules.source(id).ok_or("There is no such source.")?;
        Ok(Arc::new(Stage {
            script: Arc::clone(&self.script),
            id: id.clone(),
            name: found.name.clone(),
            places: found.places.iter().map(|it| it.id.clone()).collect(),
            me: author(rules, &Who::Teammate(self.me.clone())),
        }))
    }
}

/// A source that tells its part of the script, each thing when it happens.
struct Stage {
    script: Arc<Script>,
    id: SourceId,
    name: String,
    places: Vec<PlaceId>,
    me: Author,
}

impl Stage {
    async fn tell(&self, from: &Cursors, to: &dyn Sink) -> Option<()> {
        let known = from.values().filter_map(|cursor| cursor.parse().ok());
        let mut nth: usize = known.max().unwrap_or_default();
        for place in &self.places {
            let history = !from.contains_key(place);
            let batch = Batch { history, ..batch(place, nth, to.now()) };
            to.accept(batch).await.ok()?;
        }
        loop {
            let rest = self.script.from(&self.id, nth);
            let now = to.now();
            let due = rest.iter().take_while(|told| told.at <= now).count();
            for told in rest.iter().take(due) {
                nth += 1;
                let place = &told.activity.place;
                let activity = vec![told.activity.clone()];
                let batch = Batch { activity, ..batch(place, nth, now) };
                to.accept(batch).await.ok()?;
            }
            for place in &self.places {
                to.alive(place, now);
            }
            let next = rest.get(due).map(|told| told.at - now);
            let next = next.and_then(|wait| wait.to_std().ok());
            to.rest(next.unwrap_or(IDLE).min(IDLE)).await;
        }
    }
}

fn batch(place: &PlaceId, nth: usize, now: DateTime<Utc>) -> Batch {
    Batch {
        place: place.clone(),
        activity: Vec::new(),
        cursor: nth.to_string(),
        whole: None,
        read: now,
        history: false,
    }
}

#[async_trait]
impl Source for Stage {
    fn abilities(&self) -> Abilities {
        Abilities {
            kind: "simulated",
            name: self.name.clone(),
            way: Way::Poll,
            claim_mark: None,
            close_mark: None,
            closes_each: false,
            issues: false,
            directs: false,
        }
    }

    async fn probe(&self, _now: DateTime<Utc>) -> Result<Probe, Fault> {
        Ok(Probe {
            me: self.me.clone(),
            may: Vec::new(),
            may_not: Vec::new(),
            offset_ms: Some(0),
            ends: None,
        })
    }

    async fn listen(&self, from: &Cursors, to: &dyn Sink) -> Fault {
        to.pace(IDLE);
        _ = self.tell(from, to).await;
        Fault::unreachable("The simulation is over.")
    }

    async fn perform(&self, _action: &Action) -> Result<Receipt, Fault> {
        Err(Fault::unreachable("Nothing is written in a simulation."))
    }

    async fn confirm(&self, _action: &Action) -> Result<Done, Fault> {
        Ok(Done::NotThere)
    }
}

/// A bubble that was shown, and when.
pub(super) struct Heard {
    pub(super) at: DateTime<Utc>,
    pub(super) loudness: Loudness,
    pub(super) title: String,
}

/// A notifier that only listens.
pub(super) struct Ear {
    pulse: Arc<Pulse>,
    heard: Mutex<Vec<Heard>>,
}

impl Ear {
    pub(super) fn new(pulse: Arc<Pulse>) -> Ear {
        Ear { pulse, heard: Mutex::default() }
    }

    /// What was heard, in order.
    pub(super) fn heard(&self) -> Vec<Heard> {
        let mut heard =
            self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut heard)
    }
}

#[async_trait]
impl Notifier for Ear {
    async fn show(&self, notice: &Notice) -> Result<(), NotShown> {
        let at = self.pulse.now();
        let (loudness, title) = (notice.loudness, notice.title.clone());
        let mut heard =
            self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.push(Heard { at, loudness, title });
        Ok(())
    }

    async fn withdraw(&self, _id: &NoticeId) {}
}
