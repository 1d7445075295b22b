//! The one gate beneath all surfaces: who may do what.

use serde::{Deserialize, Serialize};

use crate::PersonKey;

/// What a person is at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// On duty, first in line.
    Responder,
    /// On duty when no responder answers or covers the hour.
    Fallback,
    /// On duty for what is escalated.
    Secondary,
    /// Reads what a responder reads; nothing leaves.
    Observer,
    /// A teammate without a seat.
    OffDuty,
}

impl Role {
    /// Whether the seat answers.
    #[must_use]
    pub fn on_duty(self) -> bool {
        matches!(self, Role::Responder | Role::Fallback | Role::Secondary)
    }
}

/// Who is at this desktop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// The teammate, or nobody the roster knows.
    pub person: Option<PersonKey>,
    /// What they are now.
    pub role: Role,
}

/// What an act does to the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// It writes to a source, or settles something that will.
    Source,
    /// It changes what this desktop shows of the team's queue.
    Desk,
    /// It changes how this desktop behaves.
    Manner,
    /// It stays with this user and never leaves this computer: a note, a
    /// draft.
    Private,
}

/// Why an act is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An observer changes nothing that others can see.
    Observing,
    /// Nobody knows who is at this desktop.
    Unknown,
}

impl Refusal {
    /// The sentence, and what to do.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Refusal::Observing => (
                "You are observing: nothing you do here can be seen by \
                 anyone else, so this is not sent.",
                "Tell the responder, or have the team file give you a seat.",
            ),
            Refusal::Unknown => (
                "The roster of the team file does not know you, so you read \
                 along as an observer.",
                "Run `hotseat team add-me`, or ask for an entry in the \
                 roster.",
            ),
        }
    }
}

/// Whether somebody may do something.
///
/// Off duty the answer is the team's: those who are not on support may still
/// claim and answer, and what they do is shown as what it is.
pub fn allow(who: &Who, reach: Reach) -> Result<(), Refusal> {
    match (reach, who.role, &who.person) {
        (Reach::Manner | Reach::Private, _, _) => Ok(()),
        (Reach::Source | Reach::Desk, _, None) => Err(Refusal::Unknown),
        (Reach::Source | Reach::Desk, Role::Observer, Some(_)) => {
            Err(Refusal::Observing)
        }
        (
            Reach::Source | Reach::Desk,
            Role::Responder | Role::Fallback | Role::Secondary | Role::OffDuty,
            Some(_),
        ) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(role: Role) -> Who {
        Who { person: Some(PersonKey::new("lena")), role }
    }

    #[test]
    fn an_observer_reaches_nothing_but_their_own_desktop() {
        assert_eq!(
            allow(&who(Role::Observer), Reach::Source),
            Err(Refusal::Observing)
        );
        assert_eq!(
            allow(&who(Role::Observer), Reach::Desk),
            Err(Refusal::Observing)
        );
        assert_eq!(allow(&who(Role::Observer), Reach::Manner), Ok(()));
        assert_eq!(allow(&who(Role::Observer), Reach::Private), Ok(()));
    }

    #[test]
    fn whom_the_roster_does_not_know_reads_along() {
        let stranger = Who { person: None, role: Role::Observer };
        assert_eq!(allow(&stranger, Reach::Source), Err(Refusal::Unknown));
        assert_eq!(allow(&stranger, Reach::Private), Ok(()));
    }

    #[test]
    fn a_seat_and_a_teammate_off_duty_may_write() {
        for role in
            [Role::Responder, Role::Fallback, Role::Secondary, Role::OffDuty]
        {
            assert_eq!(allow(&who(role), Reach::Source), Ok(()));
        }
    }
}
