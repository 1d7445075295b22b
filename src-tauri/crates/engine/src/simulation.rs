//! A week played through the real engine, to try rules before living by them.
//!
//! The clock is simulated and the ledger lies in memory; what happens is
//! invented by a seed or read from a file. Everybody who has a seat is given
//! a desktop of their own that only listens, so that the report says who
//! would have been told what, and when.

mod happening;
mod invented;
mod lines;
mod report;
mod rung;
mod script;
mod stage;

use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveTime, TimeDelta, Utc, Weekday};
use domain::calendar::instant_of;
use domain::{Clock, PersonKey, RequestId, Rules};
use store::Store;

pub use happening::{Call, Does, Happening, Who};
pub use invented::invent;
pub use lines::{Unreadable, read};
pub use report::{Bubble, LevelReport, Queue, Report};
pub use rung::Rung;

use self::rung::Again;
use self::script::Script;
use self::stage::{Ear, Stages, known_to_all};
use crate::{Desk, Engine, Makings, Pulse, SimulatedClock, Trouble};

/// The queue is counted so often.
const HOUR: TimeDelta = TimeDelta::hours(1);

/// What is played.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// By these rules.
    pub rules: Rules,
    /// From.
    pub from: DateTime<Utc>,
    /// To.
    pub to: DateTime<Utc>,
    /// What happens, in any order.
    pub happenings: Vec<Happening>,
}

/// The Monday on or after a day, at midnight in the zone of the team.
#[must_use]
pub fn next_monday(rules: &Rules, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = now.with_timezone(&rules.zone).date_naive();
    let days = 7 - today.weekday().days_since(Weekday::Mon);
    let monday = today + TimeDelta::days(i64::from(days % 7));
    instant_of(rules.zone, monday.and_time(NaiveTime::MIN)).unwrap_or(now)
}

/// Plays it, desktop by desktop, and reports.
pub async fn play(simulation: Simulation) -> Result<Report, Trouble> {
    play_in(Store::for_play, simulation).await
}

/// The same, each desktop with a ledger of its own of a kind.
async fn play_in(
    ledger: impl AsyncFn() -> store::Result<Store>,
    simulation: Simulation,
) -> Result<Report, Trouble> {
    let Simulation { rules, from, to, happenings } = simulation;
    let people = seated(&rules, from, to);
    let rules = known_to_all(rules);
    let script = Arc::new(Script::of(&rules, from, happenings));
    let mut report = Report::new(&rules, from, to);
    for (nth, person) in people.iter().enumerate() {
        let watched = Watched { rules: &rules, script: &script, from, to };
        let store = ledger().await?;
        watched.by((person, store), nth == 0, &mut report).await?;
    }
    report.bubbles.sort_by(|a, b| (a.at, &a.who).cmp(&(b.at, &b.who)));
    Ok(report)
}

/// Everybody who has a seat between two instants, in the order of the roster.
fn seated(
    rules: &Rules,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Vec<PersonKey> {
    let changes = std::iter::successors(Some(from), |at| {
        rules.next_change_of_duty(*at).filter(|next| *next < to)
    });
    let seats: Vec<PersonKey> = changes
        .flat_map(|at| rules.seats(at))
        .map(|seat| seat.person)
        .collect();
    let roster = rules.roster.iter().map(|mate| &mate.key);
    roster.filter(|key| seats.contains(key)).cloned().collect()
}

/// What a desktop watches.
struct Watched<'s> {
    rules: &'s Rules,
    script: &'s Arc<Script>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

/// Somebody's desktop, its clock, and what it lets be heard.
struct Desktop {
    engine: Engine,
    clock: Arc<SimulatedClock>,
    pulse: Arc<Pulse>,
    ear: Arc<Ear>,
}

impl Watched<'_> {
    /// Somebody's desktop as it begins.
    async fn desktop(
        &self,
        person: &PersonKey,
        store: Store,
    ) -> Result<Desktop, Trouble> {
        let clock = Arc::new(SimulatedClock::at(self.from));
        let shared: Arc<dyn Clock> = Arc::<SimulatedClock>::clone(&clock);
        let pulse = Arc::new(Pulse::new(shared));
        let ear = Arc::new(Ear::new(Arc::clone(&pulse)));
        let makings = Makings {
            store,
            mended: None,
            pulse: Arc::clone(&pulse),
            notifier: Arc::<Ear>::clone(&ear),
            rules: self.rules.clone(),
            ruling: self.rules.version.clone(),
            flaw: None,
            file: None,
            sources: Arc::new(Stages {
                script: Arc::clone(self.script),
                me: person.clone(),
            }),
            zone: self.rules.zone,
            demo: true,
            prefix: person.to_string(),
        };
        let engine = Engine::start(makings).await?;
        Ok(Desktop { engine, clock, pulse, ear })
    }

    /// Lets somebody's desktop live through it; the first also counts what
    /// is the same for all.
    async fn by(
        &self,
        (person, store): (&PersonKey, Store),
        counts: bool,
        report: &mut Report,
    ) -> Result<(), Trouble> {
        let desktop = self.desktop(person, store.clone()).await?;
        let Desktop { engine, clock, pulse, ear } = desktop;
        let desk = engine.desk();
        let mut calls = self.script.calls(person).peekable();
        let mut hour = self.from + HOUR;
        while clock.now() < self.to {
            let call = calls.peek().map_or(self.to, |(at, _)| *at);
            let stop = self.to.min(hour).min(call);
            clock.pass(&pulse, stop - clock.now()).await;
            while let Some((_, call)) = calls.next_if(|(at, _)| *at <= stop) {
                log(&desk, call).await;
            }
            if stop == hour || stop == self.to {
                hour += HOUR;
                if counts {
                    report.look(stop, &desk.picture());
                }
            }
        }
        let mut write = store.write().await?;
        let every = write.every().await?;
        let ids: Vec<RequestId> = every.iter().map(|it| it.thread.id).collect();
        let again = Again::of(&write.alerts_of(&ids).await?);
        drop(write);
        if counts {
            report.judge(every.iter().map(|it| &it.judged), self.to);
        }
        engine.stop().await;
        report.hear(self.rules.name(person), ear.heard(), &again);
        Ok(())
    }
}

/// Somebody writes a call down; what the desk refuses is not written down,
/// as in life.
async fn log(desk: &Desk, call: &Call) {
    let words = (call.from.as_str(), call.about.as_str());
    let logged = desk.log_call(words, None, call.spoke, call.priority).await;
    if let Err(refused) = logged {
        tracing::info!(?refused, "A call was not written down.");
    }
}

#[cfg(test)]
mod tests;
