//! What the team does in a performance that the user only watches.

use super::script::Turn;

/// What follows a question, so many seconds after it: one after the other for
/// each question.
const WAYS: &[&[(i64, Turn)]] = &[
    &[
        (7, Turn::Claims("ana")),
        (
            22,
            Turn::Writes(
                "ana",
                "I'm looking. Which depot is it, and since when does it \
                 happen?",
            ),
        ),
        (24, Turn::Tags("ana", "bug")),
        (
            58,
            Turn::Writes(
                "ana",
                "It was the cache of last night. I have emptied it; please \
                 reload once.",
            ),
        ),
        (66, Turn::Closes("ana")),
    ],
    &[
        (
            18,
            Turn::Answers(
                "mika",
                "Archive, then Tours, then the month. It moved there in \
                 October.",
            ),
        ),
        (21, Turn::Tags("mika", "question")),
        (26, Turn::Tags("mika", "evergreen_tree")),
        (48, Turn::Closes("mika")),
    ],
    &[
        (10, Turn::Claims("mika")),
        (
            40,
            Turn::Writes(
                "mika",
                "Seen. Does it also happen for a second user, or only for \
                 you?",
            ),
        ),
        (44, Turn::Tags("mika", "bug")),
        (80, Turn::Writes("mika", "Deployed a fix, it works again.")),
        (86, Turn::Closes("mika")),
    ],
    &[
        (
            95,
            Turn::Answers(
                "ana",
                "Sorry that you had to wait. I have changed the setting for \
                 you; it holds from the next tour on.",
            ),
        ),
        (98, Turn::Tags("ana", "customer")),
        (110, Turn::Closes("ana")),
    ],
    &[
        (14, Turn::Claims("ana")),
        (
            30,
            Turn::Writes(
                "ana",
                "That is how it is meant: the report counts by the day of \
                 the delivery, the export by the day of the order. Back in \
                 10 min with the page that explains it.",
            ),
        ),
        (35, Turn::Tags("ana", "evergreen_tree")),
        (70, Turn::Writes("ana", "It stands in the guide under Reports.")),
        (78, Turn::Closes("ana")),
    ],
];

/// What follows the question of a number.
pub(super) fn turns(n: usize) -> &'static [(i64, Turn)] {
    WAYS.get(n % WAYS.len()).copied().unwrap_or_default()
}
