//! Issues that a teammate answers.

use super::people::{AOIFE, HANNA, JULES, LUCA, YUSUF};
use super::{Kind, Scene, Turn};

const fn issue(
    by: &'static super::Person,
    says: &'static str,
    facts: &'static str,
) -> Scene {
    Scene::new(Kind::Answered, by, says, facts)
}

pub(super) const SCENES: &[Scene] = &[
    Scene {
        then: &[
            (
                22,
                Turn::Answers(
                    "mika",
                    "The sandbox forgets keys after 90 days without use. A \
                     new one is made here: \
                     https://admin.ferryline.example/keys",
                ),
            ),
            (50, Turn::Adds("That's it, thank you!")),
            (65, Turn::Closes("mika")),
        ],
        ..issue(
            &YUSUF,
            "*Sandbox answers 401 with a key that worked in spring*\n\n\
             | HTTP/1.1 401 Unauthorized\n\
             | {\"error\":\"key_unknown\"}\n\n\
             The key for production is fine.",
            "The key ends in `-c41`.",
        )
    },
    Scene {
        then: &[(
            25,
            Turn::Answers(
                "mika",
                "Known, and fixed on the main branch. It goes out with 6.4.2 \
                 on Thursday.",
            ),
        )],
        ..issue(
            &JULES,
            "*Crash when a parcel has no recipient name*\n\n\
             `NullPointerException` in `ParcelCard.bind`, 31 times since \
             yesterday.",
            "All 31 are parcels of one customer.",
        )
    },
    Scene {
        then: &[
            (
                19,
                Turn::Answers(
                    "mika",
                    "Which browser do you use, and does it happen in a \
                     private window too?",
                ),
            ),
            (
                90,
                Turn::Adds(
                    "Safari 17. In a private window it does not happen.",
                ),
            ),
        ],
        ..issue(
            &AOIFE,
            "*Export button does nothing*\n\n\
             Reports, month view, *Export*. No file, no message, the button \
             stays grey for a second.",
            "The week view exports.",
        )
    },
    Scene {
        then: &[(
            28,
            Turn::Answers(
                "noor",
                "I wrote that part: each line is rounded and not the sum, so \
                 both may differ by some cents. It is meant to be.",
            ),
        )],
        ..issue(
            &LUCA,
            "*Sum of an invoice differs by 0.02 from its lines*\n\n\
             37 lines, 20 % VAT. We add up to 1,204.38 and you to 1,204.40.",
            "Invoice 2025-0322.",
        )
    },
    Scene {
        then: &[
            (
                17,
                Turn::Answers(
                    "ana",
                    "Reminders stop as soon as the state is *disputed*. I set \
                     it for this one.",
                ),
            ),
            (45, Turn::Adds("Great, thanks.")),
            (58, Turn::Closes("ana")),
        ],
        ..issue(
            &HANNA,
            "*Reminders go out for an invoice in dispute*\n\n\
             The customer disputes 2025-0290 and gets a reminder each Monday \
             all the same.",
            "Two reminders so far.",
        )
    },
];
