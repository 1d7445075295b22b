//! Mails of customers: the subject first.

use super::people::{AOIFE, BEN, GREGOR, KAROLINA, LUCA, SANNE, YUSUF};
use super::{Kind, Scene, Turn};

const fn mail(
    by: &'static super::Person,
    says: &'static str,
    facts: &'static str,
) -> Scene {
    Scene::new(Kind::Mail, by, says, facts)
}

pub(super) const SCENES: &[Scene] = &[
    Scene {
        files: &[("invoice-2025-0318.pdf", 88_412)],
        ..mail(
            &GREGOR,
            "*Invoice 2025-0318: reverse charge missing*\n\n\
             Dear team,\n\n\
             our accountant sends the attached invoice back: as an Austrian \
             company we need the reverse charge note and our VAT id on it.\n\n\
             Kind regards\nGregor Steiner, Alpenfracht",
            "The id is ATU 999 99 999, it stands in our account's settings \
             too.",
        )
    },
    Scene {
        then: &[(
            160,
            Turn::Insists(
                "One more thing: the driver now waits outside, engine and \
                 cooling running. A phone number would help as well.",
            ),
        )],
        ..mail(
            &SANNE,
            "*Slot at cold store Venlo gone*\n\n\
             Hi,\n\n\
             we had booked 14:15 at gate 6. The app shows the slot, the \
             gate's screen does not, and the guard believes the screen.\n\n\
             Sanne",
            "Booking VL-60221, made on Tuesday. The confirmation mail came.",
        )
    },
    mail(
        &AOIFE,
        "*Access for our auditors*\n\n\
         Hello,\n\n\
         two auditors visit us next week. They need to\n\n\
         - see invoices of the last two years\n\
         - see nothing else\n\n\
         Which role is the right one?\n\nAoife",
        "Both have addresses at shannonparcels.example already.",
    ),
    Scene {
        back: &[
            "Thank you. Can the old number stay readable in the reports of \
             this year?",
        ],
        ..mail(
            &KAROLINA,
            "*New bank account*\n\n\
             Dear Sir or Madam,\n\n\
             from the 1st we use another bank account. Where do we enter it, \
             and do you want a letter with a stamp?\n\n\
             Karolina Nowak",
            "It is an account in EUR, with the same bank.",
        )
    },
    mail(
        &LUCA,
        "*Label paper*\n\n\
         Buongiorno,\n\n\
         the shop sold us A6 with a gap of 2 mm, your guide says 3 mm. The \
         printer pushes every third label out white.\n\n\
         > Use A6 labels with a gap of 3 mm (10 mm at the edge).\n\n\
         Can this be set somewhere, or do we buy new paper?\n\nLuca Ferri",
        "A ZT-230, I think. The roll says 2000 pieces.",
    ),
    Scene {
        files: &[("tour-88102.gpx", 41_007), ("toll-receipt.pdf", 22_950)],
        ..mail(
            &YUSUF,
            "*Toll counted twice on tour 88102*\n\n\
             Hello Ferryline,\n\n\
             the attached tour crossed the bridge once, as its track shows. \
             The cost report has the toll two times.\n\n\
             Yusuf Demir, Marmara Express",
            "Vehicle 34 MX 118, crossing at 07:42.",
        )
    },
    mail(
        &BEN,
        "*Stop the daily summary*\n\n\
         Hi there,\n\n\
         I get \"your day at a glance\" at 04:00 every night, with a sound. I \
         unsubscribed, twice. Flowers start early, but not that early.\n\nBen",
        "It goes to ben@noordkust.example. The link at the bottom says \
         *done*, and the next night it comes again.",
    ),
];
