//! Two tenants in one team, in which the same ids mean different things.

use chrono::TimeDelta;
use domain::{Cursors, Deed, ExternalId, Fault, PlaceId, Source, SourceId};

use super::super::fake::{PLACE, Trouble};
use super::super::source::Teams;
use super::super::token::Tokens;
use super::world::{Office, access, noon, signed_in, world};
use crate::conformance::Stage;

const DELTA: &str =
    "GET v1.0/teams/team-1/channels/19:abc@thread.tacv2/messages/delta";

/// Our own tenant, and a partner's in the same team file and keyring; no
/// token of the one is taken by the other.
struct Two {
    own: Office,
    partner: Office,
}

fn partner() -> SourceId {
    SourceId::new("partner")
}

impl Two {
    async fn set() -> Two {
        let (mut own, mut partners) = (world().await, world().await);
        let mut source = partners.rules.sources[0].clone();
        source.id = partner();
        own.rules.sources.push(source);
        partners.rules = own.rules.clone();
        partners.fake.state().tokens = 70;
        let two = Two { own, partner: partners };
        two.tokens().sign_in(signed_in(70, noon())).await.unwrap();
        two
    }

    /// The sign-in at the partner's.
    fn tokens(&self) -> Tokens {
        let (vault, access) =
            (self.own.vault.clone(), access(&self.partner.fake));
        Tokens::new(vault, access, partner())
    }

    /// The source that reads the partner's tenant.
    fn theirs(&self) -> Teams {
        let (rules, vault) = (&self.own.rules, self.own.vault.clone());
        Teams::new(rules, &partner(), vault).unwrap()
    }

    /// The same words, asked in each at the same moment.
    fn asked(&self) -> ExternalId {
        let ask = |office: &Office| office.fake.happen(|it| it.post("jo", "?"));
        let (own, theirs) = (ask(&self.own), ask(&self.partner));
        assert_eq!(own, theirs, "the same id in both");
        ExternalId::new(own)
    }
}

#[tokio::test]
async fn each_is_read_and_claimed_by_its_own_account() {
    let two = Two::set().await;
    let stages = (Stage::set(&two.own).await, Stage::set(&two.partner).await);
    let root = two.asked();
    let (own, theirs) = (two.own.teams(), two.theirs());
    let while_it = TimeDelta::minutes(3);
    stages.0.listen_with(&own, while_it).await;
    stages.1.listen_with(&theirs, while_it).await;
    for stage in [&stages.0, &stages.1] {
        assert!(stage.ledger().cursors.contains_key(&PlaceId::new(PLACE)));
    }
    let eyes = Deed::Mark { name: "eyes".to_owned() };
    let action = stages.1.action("a1", &root, eyes);
    theirs.perform(&action).await.unwrap();
    let marks = |office: &Office| {
        office.fake.standing(root.as_str()).unwrap().marks.len()
    };
    assert_eq!((marks(&two.own), marks(&two.partner)), (0, 1));
}

#[tokio::test]
async fn a_limit_of_one_holds_the_other_up_in_nothing() {
    let two = Two::set().await;
    let limited = Trouble::Status(429, "Retry-After: 600\r\n", "{}");
    two.partner.fake.trouble(DELTA, limited);
    let stages = (Stage::set(&two.own).await, Stage::set(&two.partner).await);
    let (own, theirs) = (two.own.teams(), two.theirs());
    stages.1.listen_with(&theirs, TimeDelta::minutes(5)).await;
    stages.0.listen_with(&own, TimeDelta::minutes(5)).await;
    let reads = |office: &Office| {
        let calls = office.fake.calls();
        calls.iter().filter(|call| call.starts_with(DELTA)).count()
    };
    assert_eq!(reads(&two.partner), 1, "it waits");
    assert!(reads(&two.own) >= 5, "it reads every minute");
}

#[tokio::test]
async fn a_refusal_names_the_account_that_is_meant() {
    let two = Two::set().await;
    two.partner.fake.trouble("GET v1.0/me", Trouble::Status(401, "", "{}"));
    two.partner.fake.trouble("GET v1.0/me", Trouble::Status(401, "", "{}"));
    let fault = two.theirs().probe(noon()).await.unwrap_err();
    assert!(fault.to_string().ends_with("accounts add partner"), "{fault}");
}

#[tokio::test]
async fn signing_out_of_one_leaves_the_other() {
    let two = Two::set().await;
    assert!(two.tokens().forget().await.unwrap());
    let stage = Stage::set(&two.own).await;
    let fault = two.theirs().listen(&Cursors::new(), &stage).await;
    assert!(matches!(fault, Fault::Unauthorized { .. }), "{fault}");
    let named = fault.to_string().contains("hotseat accounts add partner");
    assert!(named, "{fault}");
    let probe = two.own.teams().probe(stage.now()).await.unwrap();
    assert_eq!(probe.may_not, [] as [&str; 0]);
}
