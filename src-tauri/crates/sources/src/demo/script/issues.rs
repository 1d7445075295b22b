//! Issues in the tracker: the title first.

use super::people::{GREGOR, KAROLINA, MARTA, PRIYA, SANNE, TOMASZ};
use super::{Kind, Scene, Turn};

const fn issue(
    by: &'static super::Person,
    says: &'static str,
    facts: &'static str,
) -> Scene {
    Scene::new(Kind::Issue, by, says, facts)
}

pub(super) const SCENES: &[Scene] = &[
    issue(
        &KAROLINA,
        "*API: `GET /v2/tours` skips a tour at the page border*\n\n\
         With `limit=100`, the last tour of a page is missing on the next \
         one when a tour is added in between.\n\n\
         | GET /v2/tours?limit=100&after=88001\n\
         | -> 88002 .. 88101\n\
         | GET /v2/tours?limit=100&after=88101\n\
         | -> 88103 ..\n\n\
         Expected: 88102 is in one of them.",
        "Every day at around seven, when we add most of our tours. Our client \
         is plain `curl`.",
    ),
    Scene {
        back: &["The patch helps for new slots. What about those booked?"],
        ..issue(
            &GREGOR,
            "*Delivery slots one hour late after the clocks changed*\n\n\
             All slots booked *before* the change moved with it. Those booked \
             after it are right.\n\n\
             - Booked: 09:00 to 10:00\n\
             - Shown to the driver: 10:00 to 11:00",
            "Zone is Europe/Vienna. 57 slots, we moved them by hand for this \
             week.",
        )
    },
    issue(
        &MARTA,
        "*Driver app drains the battery on a ferry*\n\n\
         Without a network it asks for the position ten times a second. \
         Found on the line Rostock to Trelleborg: 80 % to 9 % in five hours.",
        "App 6.4.1, three phones of two makers. Flight mode helps.",
    ),
    Scene {
        then: &[(
            120,
            Turn::Insists("Happens with `\\t` as well, same stack trace."),
        )],
        ..issue(
            &PRIYA,
            "*Import fails on a semicolon within quotation marks*\n\n\
             | \"Kade 4; achter\";3011 AB;Rotterdam\n\
             | ImportError: row 1: 4 fields, expected 3\n\n\
             It worked in the old importer. Sample file in the ticket of \
             onboarding.",
            "UTF-8 without a mark at the beginning. Saved by a spreadsheet.",
        )
    },
    issue(
        &TOMASZ,
        "*Keyboard focus jumps to the search box when a list reloads*\n\n\
         Steps:\n\n\
         - open a depot's tour list\n\
         - type into the note of a tour\n\
         - wait for the list to reload\n\n\
         The rest of the note ends up in the search.",
        "Every 30 seconds, so I write quickly now.",
    ),
    issue(
        &SANNE,
        "*Feature: more than one contact person for a gate*\n\n\
         At night the contact of a gate is the guard, in the day the office. \
         We can enter one number and pick the wrong one half of the time.",
        "Four gates are concerned. Two numbers each would be enough.",
    ),
];
