//! What customers write into the contact form, carried into the channel by a
//! bot.

use super::people::{AOIFE, BEN, KAROLINA, LUCA, YUSUF};
use super::{Kind, Scene, Turn};

const fn writes(
    by: &'static super::Person,
    says: &'static str,
    facts: &'static str,
) -> Scene {
    Scene::new(Kind::Mirrored, by, says, facts)
}

pub(super) const SCENES: &[Scene] = &[
    Scene {
        back: &["I see the link now. Does it also work from a phone?"],
        ..writes(
            &BEN,
            "Hello, I am locked out of my account since I have a new phone. \
             The code goes to the old one, and that one swam in a canal.",
            "My login is ben@noordkust.example. I still have my backup \
             codes, somewhere.",
        )
    },
    writes(
        &LUCA,
        "Good day. We are two vans only. Is there a smaller plan than the \
         one for five? We pay for three vans that we do not have.",
        "We have the plan *Fleet 5*, paid by the year, until August.",
    ),
    Scene {
        then: &[(
            130,
            Turn::Insists(
                "It is me again: now two customers have seen a van that is \
                 not ours on their map.",
            ),
        )],
        ..writes(
            &AOIFE,
            "Our customers' tracking page shows vans in the middle of the \
             sea, west of Galway. We do not deliver there, yet.",
            "It began about an hour ago, with vans 4, 9 and 11.",
        )
    },
    writes(
        &KAROLINA,
        "The webhook for delivered parcels reaches us twice for some \
         parcels, with two ids. Is that meant to be?\n\n\
         | {\"event\":\"delivered\",\"parcel\":\"OD-7719\",\"id\":\"e1\"}\n\
         | {\"event\":\"delivered\",\"parcel\":\"OD-7719\",\"id\":\"e2\"}",
        "About one in fifty. The two arrive within a second.",
    ),
    writes(
        &YUSUF,
        "We open a depot in Bursa on Monday. What do we have to prepare so \
         that tours can start there at 05:00?",
        "Eleven vehicles, one gate, and the printers are already there.",
    ),
];
