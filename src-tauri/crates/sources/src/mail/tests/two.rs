//! Two mail accounts of one team, to which the same mail was written.

use chrono::TimeDelta;
use domain::{Deed, ExternalId, Fault, Source, SourceId};

use super::super::fake::PASSWORD;
use super::super::{Account, Mail};
use super::town::{ME, Town, town};
use crate::conformance::{Stage, World};

const MINUTE: TimeDelta = TimeDelta::minutes(1);
const ASKED: &[u8] = b"From: Jo <jo@customer.test>\r\n\
    To: support@acme.test, sales@acme.test\r\nSubject: Labels\r\n\
    Message-ID: <both@x>\r\n\r\nThey are blank.";

/// Our own mailbox, and that of the sales in another post office, in the same
/// team file and keyring.
struct Two {
    own: Town,
    sales: Town,
}

fn sales() -> SourceId {
    SourceId::new("sales")
}

impl Two {
    async fn set() -> Two {
        let (mut own, sales_town) = (town().await, town().await);
        let mut source = sales_town.rules.sources[0].clone();
        source.id = sales();
        own.rules.sources.push(source);
        sales_town.fake.office().password = "sold".to_owned();
        let two = Two { own, sales: sales_town };
        two.sign_in("sold").await;
        two
    }

    /// The sign-in at the sales.
    async fn sign_in(&self, password: &str) {
        let account = Account {
            user: "zoe".into(),
            password: password.to_owned().into(),
            address: ME.into(),
            name: "Zoe".into(),
            token: false,
        };
        let vault = self.own.vault.as_ref();
        account.keep(vault, &sales()).await.unwrap();
    }

    /// The source that reads the mailbox of the sales.
    fn theirs(&self) -> Mail {
        let (rules, vault) = (&self.own.rules, self.own.vault.clone());
        Mail::new(rules, &sales(), vault).unwrap()
    }
}

#[tokio::test]
async fn each_is_read_and_claimed_by_its_own_account() {
    let two = Two::set().await;
    let (own, theirs) = (two.own.mail(), two.theirs());
    let stages = (Stage::set(&two.own).await, Stage::set(&two.sales).await);
    for town in [&two.own, &two.sales] {
        town.fake.put("INBOX", ASKED);
    }
    stages.0.listen_with(&own, MINUTE).await;
    stages.1.listen_with(&theirs, MINUTE).await;
    let root = ExternalId::new("both@x");
    for stage in [&stages.0, &stages.1] {
        assert!(stage.ledger().post(&root).is_some());
    }
    let eyes = Deed::Mark { name: "eyes".to_owned() };
    let claim = stages.1.action("a1", &root, eyes);
    theirs.perform(&claim).await.unwrap();
    stages.0.listen_with(&own, MINUTE).await;
    stages.1.listen_with(&theirs, MINUTE).await;
    let marks =
        |stage: &Stage<'_>| stage.ledger().standing(&root).unwrap().marks.len();
    assert_eq!((marks(&stages.0), marks(&stages.1)), (0, 1));
}

#[tokio::test]
async fn the_sign_in_of_one_is_refused_at_the_other() {
    let two = Two::set().await;
    two.sign_in(PASSWORD).await;
    let now = two.own.now().await;
    let no = two.theirs().probe(now).await.unwrap_err();
    assert!(matches!(no, Fault::Unauthorized { .. }), "{no}");
    two.own.mail().probe(now).await.expect("the other is as it was");
}
