//! The Wednesday on which your shift ends.

use domain::ExternalId;
use domain::handoff::{Handoff, NOTHING};

use crate::support::house::{Desktop, House, Said, TeamFile, minutes, seconds};

/// You until Wednesday 15:00, then Ana and Mika.
pub(super) const WEDNESDAY: &str = "[[shifts]]
from = 2026-11-18T09:00
to = 2026-11-25T15:00
people = [\"you\"]
[[shifts]]
from = 2026-11-25T15:00
to = 2026-12-02T15:00
people = [\"ana\", \"mika\"]";

const CHANNEL: &str = "channel = \"#support\"\napart = true";

pub(super) fn team() -> TeamFile {
    TeamFile::usual()
        .promising("urgent", "2 business hours")
        .wordless()
        .duty(WEDNESDAY)
        .handing_over(CHANNEL)
}

pub(super) async fn page(of: &Desktop) -> Handoff {
    of.desk.handoff(None).await.expect("it can be read")
}

/// Three wait when your shift is about to end; you have claimed two.
pub(super) async fn wednesday(house: &House, you: &Desktop) -> [ExternalId; 3] {
    let mut roots = Vec::new();
    for (who, words) in [
        ("Dirk", "Tour 4711 is stuck"),
        ("Pia", "Hub 9 prints no labels"),
        ("Maya", "Where is the archive"),
    ] {
        let link = format!("https://chat.example/{who}");
        let said = Said::by(who, "backend", words).at_link(&link);
        roots.push(house.world.post(said));
        house.pass(minutes(6)).await;
    }
    for root in &roots[..2] {
        house.world.marks("You", root, "eyes");
    }
    house.pass(seconds(2)).await;
    let desk = &you.desk;
    desk.add_note(Some(you.id("Tour")), "Dirk sends the log.")
        .await
        .expect("theirs");
    for gist in ["Hub", "Where"] {
        desk.add_note(Some(you.id(gist)), NOTHING).await.expect("theirs");
    }
    roots.try_into().expect("three of them")
}

/// The thread of the only handoff, root first.
pub(super) fn thread(house: &House) -> Vec<(ExternalId, String)> {
    house.world.posted("You", "support")
}

pub(super) fn reply(house: &House, words: &str) -> ExternalId {
    let all = thread(house);
    let mut of = all.iter().filter(|(_, said)| said.contains(words));
    let one = of.next().unwrap_or_else(|| panic!("{words}: {all:?}"));
    assert!(of.next().is_none(), "{words} is there twice: {all:?}");
    one.0.clone()
}
