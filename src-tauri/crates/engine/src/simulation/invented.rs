//! A week that a seed invents.
//!
//! Most requests come in working hours, in a peak twice as many. A team of
//! moderate pace answers: it claims after a few minutes, sometimes only holds
//! and promises, asks back now and then, closes most of what it answered, and
//! overlooks one request in twelve. What then rings again and again is taken
//! a few minutes after it was late, as people do; of the rest a quarter is
//! overlooked for good.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Asking, Bots, GroupId, PersonKey, PlaceRules, Priority, Role, Rules,
    SourceId, SourceRules,
};
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use super::{Does, Happening, Who};

const PEOPLE: &[&str] = &[
    "Dirk", "Anouk", "Piotr", "Greta", "Teo", "Ayla", "Sanne", "Marek", "Ines",
    "Oskar", "Fenna", "Luca",
];

const ASKS: &[&str] = &[
    "The labels of this morning are blank",
    "Where do I find the export of last month?",
    "Tour 4711 is stuck at the depot",
    "The report does not tie out with the invoice",
    "A driver cannot sign in",
    "The import says finished, and there are no vehicles",
    "Can two people share a calendar?",
    "The weight on the labels is rounded up",
    "Search finds nothing since the release",
    "How do I take a stop out of a tour?",
    "The map stays grey for a customer",
    "Two orders were merged and should not be",
];

const ALERTS: &[&str] = &[
    "TimeoutError in ImportJob",
    "Queue of labels is longer than 1000",
    "NullReference in TourPlanner",
];

const ANSWERS: &[&str] = &[
    "It was a stale cache, I have cleared it. Please try again.",
    "You find it under Reports, in the second tab.",
    "Fixed, it goes out with the next release.",
    "That is on purpose: the weight is rounded for the carrier.",
];

/// Invents so many requests, and what becomes of them.
#[must_use]
pub fn invent(
    rules: &Rules,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    requests: usize,
    seed: u64,
) -> Vec<Happening> {
    let mut week = Week {
        rules,
        dice: SmallRng::seed_from_u64(seed),
        happenings: Vec::new(),
    };
    for nth in 0..requests {
        let at = week.moment(from, to);
        week.request(format!("r{nth}"), at);
    }
    week.happenings.retain(|it| it.at < to);
    week.happenings
}

struct Week<'r> {
    rules: &'r Rules,
    dice: SmallRng,
    happenings: Vec<Happening>,
}

/// A request that somebody is answering.
struct Talk {
    request: String,
    asker: Who,
    /// At any hour.
    always: bool,
    at: DateTime<Utc>,
}

impl Week<'_> {
    /// When somebody asks: one in eight at any time, the others while the
    /// team is open, and out of a peak half of those wait for another time.
    fn moment(
        &mut self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> DateTime<Utc> {
        let seconds = (to - from).num_seconds().max(1);
        let any = self.dice.random_ratio(1, 8);
        let mut at = from;
        for _ in 0..100 {
            let second = self.dice.random_range(0..seconds);
            at = from + TimeDelta::seconds(second);
            let likely = self.rules.peaks.is_empty()
                || self.rules.peak(at)
                || self.dice.random_bool(0.5);
            if any || likely && self.rules.calendar.is_open(at) {
                break;
            }
        }
        at
    }

    fn request(&mut self, request: String, at: DateTime<Utc>) {
        let Some((source, place)) = self.place() else { return };
        let bot = place.bots == Bots::Alerts;
        let (asker, mut says) = if bot {
            let alert = pick(&mut self.dice, ALERTS);
            (Who::Bot("Alerts".to_owned()), format!("{alert} ({request})"))
        } else {
            let name = pick(&mut self.dice, PEOPLE);
            let says = pick(&mut self.dice, ASKS).to_owned();
            (Who::Stranger(name.to_owned()), says)
        };
        let mut asking = Asking::of(place.priority, at);
        let called = if bot { None } else { self.called(&source) };
        if let Some((group, raised)) = &called {
            says = format!("{group} {says}");
            asking.priority = asking.priority.min(*raised);
            asking.mentions = std::slice::from_ref(group);
        }
        asking.place = Some((&source, &place.id));
        let rings = late_and_ringing(self.rules, &asking);
        let always = asking.priority == Priority::Emergency;
        let place = (source, place.id);
        let name = request.clone();
        self.push(at, &asker, Does::Asks { request: name, place, says });
        let mut talk = Talk { request, asker, always, at };
        if self.dice.random_ratio(1, 12) {
            talk.at = match rings {
                Some(late) => late,
                None if self.dice.random_ratio(1, 4) => return,
                None => self.later(&talk, 120),
            };
        }
        self.answered(talk, bot);
    }

    fn place(&mut self) -> Option<(SourceId, PlaceRules)> {
        let of = |source: &SourceRules| {
            let id = source.id.clone();
            let places = source.places.iter().cloned();
            places.map(move |it| (id.clone(), it)).collect::<Vec<_>>()
        };
        let all: Vec<_> = self.rules.sources.iter().flat_map(of).collect();
        all.choose(&mut self.dice).cloned()
    }

    /// Whom somebody calls, if anybody: one in three does.
    fn called(&mut self, source: &SourceId) -> Option<(GroupId, Priority)> {
        let raises = self.rules.raises.iter();
        let own: Vec<_> = raises.filter(|it| it.source == *source).collect();
        if !self.dice.random_ratio(1, 3) {
            return None;
        }
        let raise = own.choose(&mut self.dice)?;
        Some((raise.group.clone(), raise.priority))
    }

    /// What the team does about it.
    fn answered(&mut self, mut talk: Talk, bot: bool) {
        talk.at = self.later(&talk, 6);
        let Some(person) = self.responder(talk.at) else { return };
        let us = Who::Teammate(person);
        let request = talk.request.clone();
        let mark = self.rules.claim_mark.clone();
        self.push(talk.at, &us, Does::Marks { request, mark });
        if bot {
            self.closed(&talk, &us);
            return;
        }
        let says = self.rules.claim_says.clone();
        let holds = self.dice.random_ratio(1, 4);
        let words = "Looking into it, back in 30 min.".to_owned();
        if let Some(says) = if holds { Some(words) } else { says } {
            self.writes(&talk, &us, says);
        }
        if self.dice.random_ratio(1, 7) {
            talk.at = self.later(&talk, 10);
            self.writes(&talk, &us, "Which one is it?".to_owned());
            talk.at = self.later(&talk, 20);
            let asker = talk.asker.clone();
            self.writes(&talk, &asker, "The second one.".to_owned());
        }
        talk.at = self.later(&talk, 30);
        let answer = pick(&mut self.dice, ANSWERS).to_owned();
        self.writes(&talk, &us, answer);
        if self.dice.random_ratio(3, 5) {
            let thanks = Talk { at: self.later(&talk, 10), ..talk };
            let asker = thanks.asker.clone();
            self.writes(&thanks, &asker, "Thanks!".to_owned());
            self.closed(&thanks, &us);
        } else {
            self.closed(&talk, &us);
        }
    }

    fn closed(&mut self, talk: &Talk, us: &Who) {
        let Some(mark) = self.rules.close_mark.clone() else { return };
        if self.dice.random_ratio(7, 8) {
            let at = self.later(talk, 8);
            let request = talk.request.clone();
            self.push(at, us, Does::Marks { request, mark });
        }
    }

    /// So many minutes later on the average, in working time.
    fn later(&mut self, talk: &Talk, minutes: u32) -> DateTime<Utc> {
        let rolled: f64 = self.dice.random_range(0.001..1.0);
        let seconds = -rolled.ln() * f64::from(minutes) * 60.0;
        let span = TimeDelta::seconds(seconds as i64 + 20);
        let open = self.rules.calendar.add_open_time(talk.at, span);
        if talk.always { talk.at + span } else { open.unwrap_or(talk.at) }
    }

    /// Somebody who answers then.
    fn responder(&mut self, at: DateTime<Utc>) -> Option<PersonKey> {
        let mut seats = self.rules.seats(at);
        seats.retain(|seat| seat.role == Role::Responder);
        seats.choose(&mut self.dice).map(|seat| seat.person.clone())
    }

    fn writes(&mut self, talk: &Talk, who: &Who, says: String) {
        let request = talk.request.clone();
        self.push(talk.at, who, Does::Writes { request, says });
    }

    fn push(&mut self, at: DateTime<Utc>, who: &Who, does: Does) {
        self.happenings.push(Happening { at, who: who.clone(), does });
    }
}

/// When a request is late that from then on rings until somebody takes it.
fn late_and_ringing(
    rules: &Rules,
    asking: &Asking<'_>,
) -> Option<DateTime<Utc>> {
    let level = rules.level(asking)?;
    let target = level.first_response.as_ref()?;
    let rings = level.rings_until_taken(asking.priority);
    let calendar = rules.calendar_of(target);
    target.deadline(asking.at, calendar).filter(|_| rings)
}

fn pick(dice: &mut SmallRng, words: &[&'static str]) -> &'static str {
    words.choose(dice).copied().unwrap_or_default()
}
