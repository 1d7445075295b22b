//! Questions that a teammate claims before the user does.

use super::people::{LEONIE, NOEMI, PILAR, RORY, SAMI, WIM};
use super::{Kind, Scene, Turn};

const fn asks(
    by: &'static super::Person,
    says: &'static str,
    facts: &'static str,
) -> Scene {
    Scene::new(Kind::Claimed, by, says, facts)
}

pub(super) const SCENES: &[Scene] = &[
    Scene {
        then: &[
            (6, Turn::Claims("ana")),
            (
                80,
                Turn::Writes(
                    "ana",
                    "Found it: the holiday of the 1st was missing in your \
                     depot's calendar. It is in now, tours move to the 2nd.",
                ),
            ),
            (110, Turn::Adds("Perfect, thank you!")),
            (125, Turn::Closes("ana")),
        ],
        ..asks(
            &WIM,
            "The planner puts tours on a bank holiday in Gent. We are \
             closed, the gate will be locked.",
            "Seven tours, all of them on the 1st.",
        )
    },
    Scene {
        then: &[(4, Turn::Claims("ana"))],
        ..asks(
            &LEONIE,
            "A customer's user list shows the same person twice, with two \
             roles. Which one counts when she logs in?",
            "She is `m.keller` in both rows, once dispatcher, once viewer.",
        )
    },
    Scene {
        then: &[
            (8, Turn::Claims("ana")),
            (95, Turn::Releases("ana")),
            (
                150,
                Turn::Insists("Is anybody still looking at the exchange rate?"),
            ),
        ],
        ..asks(
            &NOEMI,
            "The invoice run used yesterday's exchange rate for all Swiss \
             customers. Can the run be taken back before it is mailed at 6?",
            "Run 311, 84 invoices, none of them mailed yet.",
        )
    },
    Scene {
        then: &[(9, Turn::Claims("mika")), (20, Turn::Looks("noor"))],
        ..asks(
            &SAMI,
            "Signatures on proof of delivery arrive upside down from tablets \
             held in landscape. Funny, but customers complain.",
            "Only the new tablets, app 6.4.1. Build 6.3 was right.",
        )
    },
    Scene {
        then: &[
            (5, Turn::Claims("ana")),
            (
                60,
                Turn::Writes(
                    "ana",
                    "The flag is on for `trial-quay`. Do you see the map now?",
                ),
            ),
        ],
        ..asks(
            &PILAR,
            "Could somebody switch on the live map for the trial account \
             `trial-quay`? I show it in half an hour.",
            "Only the map, nothing else.",
        )
    },
    Scene {
        then: &[(7, Turn::Claims("mika"))],
        ..asks(
            &RORY,
            "Shannon Parcels asks for their data centre's address for an \
             audit form. Do we give that out, and is it written anywhere?",
            "Their auditor wants country and operator, not the street.",
        )
    },
];
