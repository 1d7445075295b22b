//! The one gate beneath all surfaces: who may do what.

use serde::{Deserialize, Serialize};

use crate::{Deed, PersonKey};

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

    /// Its place in the line, for somebody who has two seats.
    pub(crate) fn place(self) -> u8 {
        match self {
            Role::Responder => 0,
            Role::Fallback => 1,
            Role::Secondary => 2,
            Role::Observer => 3,
            Role::OffDuty => 4,
        }
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
    /// It asks a teammate alone to work on a request together, in words of
    /// ours: the one thing that leaves the desktop of who reads along.
    Pair,
    /// It changes what this desktop shows of the team's queue.
    Desk,
    /// It changes how this desktop behaves.
    Manner,
    /// It stays with this user and never leaves this computer: a note, a
    /// draft, a guess.
    Private,
}

impl Reach {
    /// How far a deed reaches.
    #[must_use]
    pub fn of(deed: &Deed) -> Reach {
        match deed {
            Deed::Direct { text, .. } if text.is_empty() => Reach::Pair,
            Deed::Direct { .. }
            | Deed::Mark { .. }
            | Deed::Unmark { .. }
            | Deed::Reply { .. }
            | Deed::Open { .. }
            | Deed::Post { .. }
            | Deed::Retract => Reach::Source,
        }
    }
}

/// The gate's word that something may go out. Nobody else can give it, and
/// nothing is put on its way without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permit(Reach);

impl Permit {
    /// What was allowed to be set is taken back by itself, once.
    #[must_use]
    pub fn to_take_back(set: &Deed) -> Option<Permit> {
        let marks = matches!(set, Deed::Mark { .. });
        marks.then_some(Permit(Reach::Desk))
    }

    /// Whether this may go out by it.
    #[must_use]
    pub fn covers(self, deed: &Deed) -> bool {
        let takes_back = matches!(deed, Deed::Unmark { .. });
        match self.0 {
            Reach::Source => true,
            Reach::Pair => Reach::of(deed) == Reach::Pair,
            Reach::Desk => takes_back,
            Reach::Manner | Reach::Private => false,
        }
    }
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
pub fn allow(who: &Who, reach: Reach) -> Result<Permit, Refusal> {
    match (reach, who.role, &who.person) {
        (Reach::Manner | Reach::Private, _, _) => Ok(Permit(reach)),
        (Reach::Source | Reach::Desk | Reach::Pair, _, None) => {
            Err(Refusal::Unknown)
        }
        (Reach::Pair, _, Some(_)) => Ok(Permit(reach)),
        (Reach::Source | Reach::Desk, Role::Observer, Some(_)) => {
            Err(Refusal::Observing)
        }
        (
            Reach::Source | Reach::Desk,
            Role::Responder | Role::Fallback | Role::Secondary | Role::OffDuty,
            Some(_),
        ) => Ok(Permit(reach)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(role: Role) -> Who {
        Who { person: Some(PersonKey::new("lena")), role }
    }

    fn told(text: &str) -> Deed {
        let (to, head) = (PersonKey::new("ana"), "May I?".to_owned());
        Deed::Direct { to, head, text: text.to_owned() }
    }

    fn deeds() -> [Deed; 3] {
        let name = "eyes".to_owned();
        [
            Deed::Mark { name: name.clone() },
            Deed::Unmark { name },
            Deed::Reply { text: "Hello".to_owned() },
        ]
    }

    #[test]
    fn what_goes_back_by_itself_is_a_mark_that_was_set_and_nothing_else() {
        let [mark, unmark, reply] = deeds();
        let back = Permit::to_take_back(&mark).unwrap();
        assert!(back.covers(&unmark));
        assert!(!back.covers(&mark) && !back.covers(&reply));
        assert_eq!(Permit::to_take_back(&reply), None);
        assert_eq!(Permit::to_take_back(&unmark), None);
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
        for own in [Reach::Manner, Reach::Private] {
            let permit = allow(&who(Role::Observer), own).unwrap();
            for deed in deeds() {
                assert!(!permit.covers(&deed), "{own:?} lets {deed:?} out");
            }
        }
    }

    #[test]
    fn an_observer_may_ask_to_pair_and_say_nothing_of_their_own_by_it() {
        let permit = allow(&who(Role::Observer), Reach::Pair).unwrap();
        assert!(permit.covers(&told("")));
        assert!(!permit.covers(&told("Tell Jo to restart it.")));
        for deed in deeds() {
            assert!(!permit.covers(&deed), "{deed:?}");
        }
        let stranger = Who { person: None, role: Role::Observer };
        assert_eq!(allow(&stranger, Reach::Pair), Err(Refusal::Unknown));
    }

    #[test]
    fn whom_the_roster_does_not_know_reads_along() {
        let stranger = Who { person: None, role: Role::Observer };
        assert_eq!(allow(&stranger, Reach::Source), Err(Refusal::Unknown));
        assert!(allow(&stranger, Reach::Private).is_ok());
    }

    #[test]
    fn a_seat_and_a_teammate_off_duty_may_write() {
        for role in
            [Role::Responder, Role::Fallback, Role::Secondary, Role::OffDuty]
        {
            let permit = allow(&who(role), Reach::Source).unwrap();
            assert!(deeds().iter().all(|deed| permit.covers(deed)));
        }
    }
}
