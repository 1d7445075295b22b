//! What sits on the chair in the tray.

use contract::{ClockState, Role, Snapshot, SourceLine, SourceState};

use super::request::is_ours;

/// The most urgent thing that is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// Nothing waits.
    Empty,
    /// So many wait for this user.
    Waiting(u32),
    /// One is past its first warning.
    Imminent,
    /// One is late and unanswered.
    Overdue,
    /// This user reads along.
    Observer,
    /// This user is off duty.
    Off,
}

/// The picture of the tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon {
    /// What sits on the chair.
    pub seat: Seat,
    /// A leg of the chair is missing: a source cannot be read.
    pub blind: bool,
}

impl Icon {
    pub(super) fn of(snapshot: &Snapshot) -> Icon {
        let blind = snapshot.sources.iter().any(is_blind);
        Icon { seat: seat(snapshot), blind }
    }

    /// The file in the folder of tray icons, without its ending.
    #[must_use]
    pub fn file(self) -> String {
        match (self.seat, self.blind) {
            // The only spot of colour in the product.
            (Seat::Overdue, _) => "overdue-ember".to_owned(),
            (Seat::Observer, _) => "observer".to_owned(),
            (Seat::Off, _) => "off".to_owned(),
            (Seat::Empty, false) => "idle".to_owned(),
            (Seat::Empty, true) => "blind".to_owned(),
            (Seat::Imminent, blind) => legs(blind, "imminent"),
            (Seat::Waiting(n @ 0..=9), blind) => legs(blind, &n.to_string()),
            (Seat::Waiting(_), blind) => legs(blind, "plus"),
        }
    }
}

fn legs(blind: bool, seat: &str) -> String {
    let blind = if blind { "blind-" } else { "" };
    format!("{blind}{seat}")
}

fn seat(snapshot: &Snapshot) -> Seat {
    match snapshot.duty.role {
        Role::Observer => return Seat::Observer,
        Role::OffDuty => return Seat::Off,
        Role::Responder | Role::Fallback | Role::Secondary => {}
    }
    let some = |state| {
        let mut ours = snapshot.rows.iter().filter(|row| is_ours(row));
        ours.any(|row| row.clock.state == state)
    };
    if some(ClockState::Overdue) {
        Seat::Overdue
    } else if some(ClockState::Imminent) {
        Seat::Imminent
    } else if snapshot.count.for_you > 0 {
        Seat::Waiting(snapshot.count.for_you)
    } else {
        Seat::Empty
    }
}

/// Silence of this source is not calm.
pub(super) fn is_blind(source: &SourceLine) -> bool {
    matches!(source.state, SourceState::Blind | SourceState::SignedOut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_a_file() {
        let file = |seat, blind| Icon { seat, blind }.file();
        assert_eq!(file(Seat::Empty, false), "idle");
        assert_eq!(file(Seat::Empty, true), "blind");
        assert_eq!(file(Seat::Waiting(4), false), "4");
        assert_eq!(file(Seat::Waiting(10), true), "blind-plus");
        assert_eq!(file(Seat::Imminent, true), "blind-imminent");
        assert_eq!(file(Seat::Overdue, true), "overdue-ember");
        assert_eq!(file(Seat::Observer, true), "observer");
        assert_eq!(file(Seat::Off, false), "off");
    }
}
