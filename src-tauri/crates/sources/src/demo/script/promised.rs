//! Questions that a teammate answers with a promise that nobody keeps.

use super::people::{ANOUK, AYLA, GRETA, PIOTR, TEO};
use super::{Kind, Scene, Turn};

const fn asks(
    by: &'static super::Person,
    says: &'static str,
    facts: &'static str,
) -> Scene {
    Scene::new(Kind::Promised, by, says, facts)
}

pub(super) const SCENES: &[Scene] = &[
    Scene {
        then: &[(
            14,
            Turn::Answers("ana", "In a call right now, back in 10 min."),
        )],
        ..asks(
            &ANOUK,
            "Tour 88140 has two drivers assigned and both of them drove \
             off. How do I take one out without losing his stops?",
            "Driver 12 should stay, driver 31 should turn round.",
        )
    },
    Scene {
        then: &[(
            18,
            Turn::Answers(
                "mika",
                "I see it here too. Let me look at the logs, back in 15 \
                 minutes.",
            ),
        )],
        ..asks(
            &PIOTR,
            "The weight on the pallet labels is rounded up to full tons. A \
             4 kg parcel weighs \"1 t\" now.",
            "Since the release of this morning, on every label.",
        )
    },
    Scene {
        then: &[(
            12,
            Turn::Answers(
                "ana",
                "Good question, I'll ask billing and tell you in 5 minutes.",
            ),
        )],
        ..asks(
            &GRETA,
            "Can an invoice be sent to two addresses at once? The customer's \
             accountant wants a copy of each.",
            "Account 20988. Their accountant changes twice a year.",
        )
    },
    Scene {
        then: &[
            (
                16,
                Turn::Answers(
                    "mika",
                    "On my way to the desk, I'll have it within 10 min.",
                ),
            ),
            (
                200,
                Turn::Adds("No hurry, only before the customer's call please."),
            ),
        ],
        ..asks(
            &TEO,
            "Which version of the terms did Odra Logistyka sign? I need the \
             PDF for a call.",
            "Signed some time in 2022, by Karolina Nowak I think.",
        )
    },
    Scene {
        then: &[(
            20,
            Turn::Answers("ana", "Restarting the import, back in 10 min."),
        )],
        ..asks(
            &AYLA,
            "Import 4471 says *finished*, but the customer sees no vehicles \
             at all.\n\n\
             https://admin.ferryline.example/imports/4471",
            "22 vehicles in the file. The preview showed all of them.",
        )
    },
];
