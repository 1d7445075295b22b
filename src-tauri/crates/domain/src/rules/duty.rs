//! Who is on duty, and when that changes.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Rules;
use crate::{PersonKey, Role};

/// A seat of a shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Who sits.
    pub person: PersonKey,
    /// As what; never off duty.
    pub role: Role,
}

/// Who is on duty from when to when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// From.
    pub from: DateTime<Utc>,
    /// To, not included.
    pub to: DateTime<Utc>,
    /// In the order of the file; the first waits least.
    pub seats: Vec<Seat>,
}

/// Who is on duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Duty {
    /// The whole roster.
    Everyone,
    /// These, always.
    Always {
        /// In the order of the file.
        seats: Vec<Seat>,
    },
    /// By shifts.
    Shifts {
        /// Ordered by their beginning.
        shifts: Vec<Shift>,
    },
}

impl Rules {
    /// The seats that are taken at an instant, in order.
    #[must_use]
    pub fn seats(&self, now: DateTime<Utc>) -> Vec<Seat> {
        let mut seats = self.given(now);
        for person in self.reading_along(now) {
            // Whoever is named in a shift answers in it; who is only on the
            // list of all shall first have read along.
            let named = |seat: &Seat| seat.person == *person;
            if matches!(self.duty, Duty::Shifts { .. }) {
                if seats.iter().any(named) {
                    continue;
                }
            } else {
                seats.retain(|seat| !named(seat));
            }
            let person = person.clone();
            seats.push(Seat { person, role: Role::Observer });
        }
        seats
    }

    fn given(&self, now: DateTime<Utc>) -> Vec<Seat> {
        match &self.duty {
            Duty::Everyone => self
                .roster
                .iter()
                .map(|mate| Seat {
                    person: mate.key.clone(),
                    role: Role::Responder,
                })
                .collect(),
            Duty::Always { seats } => seats.clone(),
            Duty::Shifts { shifts } => shifts
                .iter()
                .filter(|s| s.from <= now && now < s.to)
                .flat_map(|s| s.seats.iter().cloned())
                .collect(),
        }
    }

    /// What a teammate is at an instant.
    #[must_use]
    pub fn role(&self, person: &PersonKey, now: DateTime<Utc>) -> Role {
        let seats = self.seats(now).into_iter();
        // Who has two seats has the one that is first in line.
        seats
            .filter(|seat| seat.person == *person)
            .map(|seat| seat.role)
            .min_by_key(|role| role.place())
            .unwrap_or(Role::OffDuty)
    }

    /// Whether a teammate has a seat that answers.
    #[must_use]
    pub fn on_duty(&self, person: &PersonKey, now: DateTime<Utc>) -> bool {
        self.role(person, now).on_duty()
    }

    /// Whether a teammate is first in line: a responder, or a fallback while
    /// there is none.
    #[must_use]
    pub fn leads(&self, person: &PersonKey, now: DateTime<Utc>) -> bool {
        let seats = self.seats(now);
        let responds = |seat: &Seat| seat.role == Role::Responder;
        let first = if seats.iter().any(responds) {
            Role::Responder
        } else {
            Role::Fallback
        };
        seats.iter().any(|s| s.person == *person && s.role == first)
    }

    /// The shift that runs now, or else the next one.
    #[must_use]
    pub fn shift(&self, now: DateTime<Utc>) -> Option<&Shift> {
        match &self.duty {
            Duty::Everyone | Duty::Always { .. } => None,
            Duty::Shifts { shifts } => shifts.iter().find(|s| now < s.to),
        }
    }

    /// The next instant at which somebody's role changes.
    #[must_use]
    pub fn next_change_of_duty(
        &self,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let shifts: &[Shift] = match &self.duty {
            Duty::Everyone | Duty::Always { .. } => &[],
            Duty::Shifts { shifts } => shifts,
        };
        let weeks = self.roster.iter().filter_map(|mate| mate.observes);
        let shifts = shifts.iter().flat_map(|s| [s.from, s.to]);
        let edges = weeks.flat_map(|it| [it.from, it.to]).chain(shifts);
        edges.filter(|at| *at > now).min()
    }
}
