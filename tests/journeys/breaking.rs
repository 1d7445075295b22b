//! The code of a vendor breaks, and everything else goes on.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::picture::Sight;
use domain::{
    Abilities, Action, Author, Batch, Closed, Cursors, Done, Fault, PlaceId,
    Probe, Receipt, Sink, Source, SourceId, UserId, Wish,
};
use sources::conformance::Keyring;
use sources::mail::Account;

use crate::support::house::{House, TeamFile, minutes, seconds};

/// Every vendor, as a team file speaks of it.
const VENDORS: [(&str, &str); 5] = [
    ("slack", "[[sources.slack.channels]]\nid = \"C0123456789\""),
    ("github", "[[sources.github.repositories]]\nid = \"acme/widgets\""),
    (
        "teams",
        "[sources.teams]\n\
         client_id = \"11111111-2222-3333-4444-555555555555\"\n\
         [[sources.teams.channels]]\nid = \"1111/19:abc@thread.tacv2\"",
    ),
    (
        "mail",
        "[sources.mail]\naddress = \"support@acme.example\"\n\
         imap = \"127.0.0.1:9\"\nsmtp = \"127.0.0.1:9\"\n\
         [[sources.mail.mailboxes]]\nid = \"INBOX\"",
    ),
    (
        "webhook",
        "[sources.webhook]\nlisten = \"127.0.0.1:0\"\n\
         [[sources.webhook.senders]]\nid = \"grafana\"",
    ),
];

/// A vendor's own source that lets nobody down before it listens: its code
/// breaks at the first word that it says to the engine.
struct Breaks(Arc<dyn Source>);

/// Where that word goes.
struct Deaf;

#[async_trait]
impl Source for Breaks {
    fn abilities(&self) -> Abilities {
        self.0.abilities()
    }

    async fn probe(&self, _now: DateTime<Utc>) -> Result<Probe, Fault> {
        let me = Author {
            id: UserId::new("me"),
            name: "You".to_owned(),
            email: None,
            of: None,
            human: true,
        };
        let (may, may_not) = (Vec::new(), Vec::new());
        Ok(Probe { me, may, may_not, offset_ms: None, ends: None })
    }

    async fn listen(&self, from: &Cursors, _to: &dyn Sink) -> Fault {
        self.0.listen(from, &Deaf).await
    }

    async fn perform(&self, _action: &Action) -> Result<Receipt, Fault> {
        panic!("nothing is asked there");
    }

    async fn confirm(&self, _action: &Action) -> Result<Done, Fault> {
        panic!("nothing is asked there");
    }
}

fn breaks() -> ! {
    panic!("the source is broken on purpose")
}

#[async_trait]
impl Sink for Deaf {
    async fn accept(&self, _batch: Batch) -> Result<(), Closed> {
        breaks()
    }

    fn alive(&self, _place: &PlaceId, _at: DateTime<Utc>) {
        breaks();
    }

    fn offset(&self, _ms: i64) {
        breaks();
    }

    fn trouble(&self, _place: &PlaceId, _fault: &Fault) {
        breaks();
    }

    fn degraded(&self, _why: Option<&str>) {
        breaks();
    }

    fn wish(&self) -> Wish {
        breaks()
    }

    fn now(&self) -> DateTime<Utc> {
        breaks()
    }

    async fn rest(&self, _at_most: Duration) {
        breaks();
    }
}

/// The vendor's source as the product opens it, signed in where it asks for
/// that before it listens.
async fn opened(team: &TeamFile, id: &SourceId) -> Arc<dyn Source> {
    let team = team::parse(&team.text(), "team.toml");
    let rules = team.expect("a sound team file").rules;
    let token = ("webhook/webhook/grafana", "a-token-of-the-tests");
    let vault = Arc::new(Keyring::with(&[token]));
    let account = Account {
        user: "you".to_owned(),
        password: "secret".to_owned().into(),
        address: "you@acme.example".to_owned(),
        name: "You".to_owned(),
        token: false,
    };
    account.keep(vault.as_ref(), id).await.expect("a keyring");
    sources::open(&rules, id, vault).expect("it opens without a network")
}

#[tokio::test]
async fn a_vendor_whose_code_breaks_is_blind_and_nobody_else_is() {
    for (vendor, lines) in VENDORS {
        let team = TeamFile::usual().reading(lines);
        let (house, id) =
            (House::with("2026-11-20 14:00", &team), SourceId::new(vendor));
        let broken = Breaks(opened(&team, &id).await);
        house.world.brings(id.clone(), Arc::new(broken));
        let you = house.desktop("You").await;
        house.pass(minutes(2)).await;
        let sources = you.picture().sources;
        let [chat, broken] = sources.as_slice() else {
            panic!("two sources: {sources:?}");
        };
        assert_eq!((&broken.id, broken.sight), (&id, Sight::Blind));
        let fault = broken.fault.as_ref().map(ToString::to_string);
        let says = fault.is_some_and(|it| it.contains("should not happen"));
        assert!(says && broken.tries > 2, "{vendor}: {broken:?}");
        assert_eq!(chat.sight, Sight::Seeing, "{vendor}");
        let titles = you.titles();
        let told = titles.iter().filter(|it| it.contains("not read since"));
        assert_eq!(told.count(), 1, "{vendor}: {titles:?}");

        house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
        house.pass(seconds(2)).await;
        let arrived = you.titles();
        assert!(arrived[0].contains("Tour 4711"), "{vendor}: {arrived:?}");
        you.desk.claim(you.id("Tour"), true, None).await.expect("it is free");
        house.pass(minutes(1)).await;
        assert_eq!(you.owners("Tour"), ["You"], "{vendor}");
        house.close([you]).await;
    }
}
