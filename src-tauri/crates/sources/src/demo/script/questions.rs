//! Questions in the chat channel that wait for the user.

use super::people::{DIRK, HANNA, INES, JULES, MARTA, OKAN, PRIYA, TOMASZ};
use super::{Kind, Scene, Turn};

const fn asks(
    by: &'static super::Person,
    says: &'static str,
    facts: &'static str,
) -> Scene {
    Scene::new(Kind::Question, by, says, facts)
}

/// The first ones are calm, the last ones urgent.
pub(super) const SCENES: &[Scene] = &[
    Scene {
        back: &["And the 18:10 tour, does it need the same?"],
        ..asks(
            &DIRK,
            "The label preview for the 17:30 tour shows the old depot \
             address. Printed labels are right, only the preview is wrong.\n\n\
             https://admin.ferryline.example/tours/88121/labels",
            "Chrome, and Firefox too. My colleague at the next desk sees the \
             old address as well.",
        )
    },
    Scene {
        then: &[(
            140,
            Turn::Insists(
                "Any idea? Their controller calls again at the full hour.",
            ),
        )],
        ..asks(
            &INES,
            "Alpenfracht asks why their March invoice counts 412 stops when \
             their own export has 398. Which of the two do we trust?",
            "Account 20417, invoice 2025-0318. Their export is by delivery \
             date, ours I do not know.",
        )
    },
    asks(
        &PRIYA,
        "New customer, first import. 3 of 1,200 addresses are refused:\n\n\
         | row 118  postcode '1O11 AB' has a letter O\n\
         | row 602  no house number\n\
         | row 967  country 'NLD' unknown\n\n\
         Can I import the rest and fix these by hand, or is it all or \
         nothing?",
        "The file came out of their old planning tool. They would accept to \
         lose those three for today.",
    ),
    Scene {
        back: &["Is there a way to see that myself next time?"],
        ..asks(
            &OKAN,
            "Does a demo account keep its tours for longer than *30 days*? \
             I promised somebody a second look next month.",
            "It is the account `demo-harbour`. They log in about once a week.",
        )
    },
    Scene {
        files: &[("scanner-rotterdam.jpg", 1_284_113)],
        ..asks(
            &TOMASZ,
            "Two of nine hand scanners show \"session elsewhere\" since this \
             morning. The others are fine, same version, same wifi.",
            "The two were swapped between shifts yesterday. Version 6.4.1 on \
             all nine.",
        )
    },
    Scene {
        then: &[(
            75,
            Turn::Insists(
                "@urgent it spreads, dock 4 has it now too and two lorries \
                 wait for their papers.",
            ),
        )],
        ..asks(
            &MARTA,
            "The loading list of dock 2 comes out empty. Reprinting gives an \
             empty page again.",
            "Tour 88164. It was planned at 11, and the list was still fine \
             when I checked at noon.",
        )
    },
    Scene {
        then: &[(
            100,
            Turn::Insists(
                "@emergency nobody can start a shift any more, I have 40 \
                 drivers in the yard!",
            ),
        )],
        ..asks(
            &JULES,
            "Some drivers cannot start their shift in the app: it says *no \
             vehicle* although one is assigned.",
            "All of them got their vehicle changed today. Android and iPhone \
             alike.",
        )
    },
    asks(
        &HANNA,
        "What success looks like: one credit note over both invoices.\n\n\
         - Expected: the wizard offers 2025-0101 and 2025-0102\n\
         - Actual: it offers only the first\n\
         - Where: https://admin.ferryline.example/billing/credit/new\n\n\
         Am I doing something wrong?",
        "The second invoice was sent in another currency, now that I look at \
         it.",
    ),
    Scene {
        back: &["It moved on by one tour and stopped again. Once more?"],
        ..asks(
            &DIRK,
            "@urgent labels for the 17:30 tour in Rotterdam are not printing, \
             drivers are standing at the dock. It says \"job accepted\" and \
             then nothing.\n\n\
             https://admin.ferryline.example/tours/88125/labels",
            "Printer dock-3, all the others print. We restarted it twice.",
        )
    },
    asks(
        &MARTA,
        "@urgent planning is stuck at 62 % for the whole of the evening. \
         Without it nobody knows where to drive after six.",
        "Run 5521, started 25 minutes ago. It takes four minutes on a normal \
         day.",
    ),
    Scene {
        then: &[(
            50,
            Turn::Insists("He sends a screenshot: `error 7-PAY`, all doors."),
        )],
        ..asks(
            &INES,
            "@urgent the gate at Marmara Express refuses every one of our \
             drivers. Their guard says our list is empty since midnight.",
            "Gate list 77, it should hold 31 names. Yesterday all was well.",
        )
    },
];
