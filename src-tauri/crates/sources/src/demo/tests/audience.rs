//! An audience that hears a whole performance on a clock of its own.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Action, ActionId, Deed, ExternalId, Fault, RequestId, Rules, Sink, Source,
    SourceId,
};
use futures_util::FutureExt;

pub(super) use super::hall::Told;
use super::hall::{Hall, Seat};
use super::team::{SOURCES, rules};
use crate::demo::{DemoSource, Stage};

/// How long a listener waits after a fault.
const BACK_OFF: Duration = Duration::from_secs(5);

async fn attend(source: Arc<DemoSource>, seat: Seat) {
    loop {
        let cursors = {
            let all = seat.hall.cursors.lock().unwrap();
            all.get(seat.source).cloned().unwrap_or_default()
        };
        let fault = source.listen(&cursors, &seat).await;
        let fault = (seat.source, seat.now(), fault);
        seat.hall.faults.lock().unwrap().push(fault);
        seat.rest(BACK_OFF).await;
    }
}

type Listener = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A performance that is heard.
pub(super) struct Evening {
    hall: Arc<Hall>,
    sources: BTreeMap<&'static str, Arc<DemoSource>>,
    listeners: Vec<Listener>,
    acts: u32,
}

impl Evening {
    pub(super) fn new(seed: u64) -> Evening {
        Evening::at_pace(seed, None)
    }

    pub(super) fn at_pace(seed: u64, pace: Option<Duration>) -> Evening {
        Evening::on(&Stage::new(seed, pace), &rules())
    }

    pub(super) fn of(seed: u64, rules: &Rules) -> Evening {
        Evening::on(&Stage::new(seed, None), rules)
    }

    fn on(stage: &Stage, rules: &Rules) -> Evening {
        let sources = SOURCES.map(|(key, ..)| {
            (key, Arc::new(stage.source(rules, &SourceId::new(key))))
        });
        let mut evening = Evening {
            hall: Arc::new(Hall {
                now: Mutex::new(opening()),
                wakes: Mutex::default(),
                told: Mutex::default(),
                alive: Mutex::default(),
                faults: Mutex::default(),
                cursors: Mutex::default(),
            }),
            sources: sources.into(),
            listeners: Vec::new(),
            acts: 0,
        };
        evening.listen_anew();
        evening
    }

    /// Every listener is dropped where it is, and begins again from what was
    /// committed.
    pub(super) fn listen_anew(&mut self) {
        self.listeners = self
            .sources
            .iter()
            .map(|(key, source)| {
                let seat = Seat { hall: self.hall.clone(), source: key };
                Box::pin(attend(source.clone(), seat)) as Listener
            })
            .collect();
    }

    pub(super) fn forget_cursors(&mut self) {
        self.hall.cursors.lock().unwrap().clear();
    }

    pub(super) fn run_to(&mut self, seconds: i64) {
        let end = opening() + TimeDelta::seconds(seconds);
        loop {
            self.settle();
            let now = *self.hall.now.lock().unwrap();
            let next = {
                let mut wakes = self.hall.wakes.lock().unwrap();
                wakes.retain(|at| *at > now);
                wakes.first().copied()
            };
            let next = next.unwrap_or(end).min(end);
            if now >= end {
                return;
            }
            *self.hall.now.lock().unwrap() = next;
        }
    }

    /// The computer sleeps: time passes and nobody runs.
    pub(super) fn sleep_to(&mut self, seconds: i64) {
        *self.hall.now.lock().unwrap() =
            opening() + TimeDelta::seconds(seconds);
    }

    fn settle(&mut self) {
        let mut cx = Context::from_waker(Waker::noop());
        // A second round for those whom the first has stirred.
        for _ in 0..2 {
            for listener in &mut self.listeners {
                assert!(listener.as_mut().poll(&mut cx).is_pending());
            }
        }
    }

    pub(super) fn seconds(&self) -> i64 {
        (*self.hall.now.lock().unwrap() - opening()).num_seconds()
    }

    pub(super) fn told(&self) -> Vec<Told> {
        self.hall.told.lock().unwrap().clone()
    }

    pub(super) fn roots(&self) -> Vec<Told> {
        let mut told = self.told();
        told.retain(|told| told.root().is_some());
        told
    }

    pub(super) fn faults(&self) -> Vec<(&'static str, i64)> {
        let faults = self.hall.faults.lock().unwrap();
        faults
            .iter()
            .map(|(key, at, fault)| {
                assert!(matches!(fault, Fault::Unreachable { .. }));
                (*key, after(*at))
            })
            .collect()
    }

    pub(super) fn alive(&self, source: &str) -> Vec<i64> {
        let alive = self.hall.alive.lock().unwrap();
        alive
            .iter()
            .filter(|(key, _)| *key == source)
            .map(|(_, at)| after(*at))
            .collect()
    }

    pub(super) fn source(&self, key: &str) -> &DemoSource {
        self.sources.get(key).unwrap()
    }

    /// An act of the user on a thread that was told.
    pub(super) fn act(&mut self, on: &Told, deed: Deed) -> Action {
        self.acts += 1;
        Action {
            id: ActionId::new(format!("act-{}", self.acts)),
            request: Some(RequestId(1)),
            source: SourceId::new(on.source),
            place: on.activity.place.clone(),
            root: on.activity.root.clone(),
            deed,
            asked: *self.hall.now.lock().unwrap(),
        }
    }

    pub(super) fn perform(
        &self,
        action: &Action,
    ) -> Result<domain::Receipt, Fault> {
        let source = self.source(action.source.as_str());
        source.perform(action).now_or_never().unwrap()
    }

    pub(super) fn confirm(&self, action: &Action) -> domain::Done {
        let source = self.source(action.source.as_str());
        source.confirm(action).now_or_never().unwrap().unwrap()
    }

    /// What was told of a thread after its root.
    pub(super) fn thread(&self, root: &ExternalId) -> Vec<Told> {
        let mut told = self.told();
        told.retain(|told| {
            told.activity.root == *root && told.root().is_none()
        });
        told
    }
}

pub(super) fn opening() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

pub(super) fn after(at: DateTime<Utc>) -> i64 {
    (at - opening()).num_seconds()
}
