//! The lines about how this computer rings.

use contract::{Act, Command, Role, Snapshot, Sound};

use super::{Line, label, press, words};
use crate::tray::face::Face;

/// How this computer rings; whoever reads along is not rung unless they have
/// asked for it, and switches would say otherwise.
pub(super) fn all(snapshot: &Snapshot) -> Vec<Line> {
    let duty = &snapshot.duty;
    if duty.role == Role::Observer && !duty.alarms {
        return vec![words("silent", "No alarms for you")];
    }
    let test = press("test", "Test alarm", Command::TestAlarm);
    switches(snapshot).into_iter().chain([test]).collect()
}

fn switches(snapshot: &Snapshot) -> [Line; 2] {
    let rings = snapshot.sound != Sound::Off;
    let quiet = snapshot.quiet_until.is_some();
    let until = match snapshot.quiet_until {
        Some(at) => format!("Quiet until {}", Face::of(snapshot).time(at)),
        None => "Quiet for an hour".to_owned(),
    };
    let switch = |id: &str, text: &str, on, act| Line::Switch {
        id: id.to_owned(),
        label: label(text),
        on,
        command: Command::Do { act, at_once: false },
    };
    let ring = Act::Ring { on: !rings };
    let hush = Act::Quiet { on: !quiet };
    [
        switch("ring", "This computer rings", rings, ring),
        switch("quiet", &until, quiet, hush),
    ]
}
