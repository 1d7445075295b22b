//! Signing in with a code or with a token that is pasted.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{Fault, Source, SourceId};
use secrecy::ExposeSecret;

use super::super::access::Access;
use super::super::fake::{Fake, Trouble};
use super::super::signin::{Asked, pasted};
use super::super::source::GitHub;
use super::super::token::Tokens;
use super::world::{noon, world};
use crate::conformance::Keyring;
use crate::sign_in::hands::Hands;

const CODE: &str = r#"{"device_code":"d","user_code":"WDJB-MJHT",
    "verification_uri":"https://github.com/login/device",
    "expires_in":60,"interval":5}"#;
const BEGIN: &str = "POST login/device/code";
const ASK: &str = "POST login/oauth/access_token";

async fn begun(code: &'static str) -> Result<(Fake, Asked), Fault> {
    let fake = Fake::start(noon());
    fake.trouble(BEGIN, Trouble::Status(200, "", code));
    let access = Access::at(&fake.base).unwrap();
    let asked = Asked::begin(access, "Iv1.app", noon()).await?;
    Ok((fake, asked))
}

#[tokio::test]
async fn a_code_is_asked_for_until_it_is_typed() {
    let (fake, asked) = begun(CODE).await.unwrap();
    assert_eq!(asked.page(), "https://github.com/login/device");
    assert_eq!(asked.code(), "WDJB-MJHT");
    for body in [
        r#"{"error":"authorization_pending"}"#,
        r#"{"error":"slow_down","interval":10}"#,
        r#"{"access_token":"gho_mia","token_type":"bearer"}"#,
    ] {
        fake.trouble(ASK, Trouble::Status(200, "", body));
    }
    let hands = Hands::at(noon());
    let signed = asked.finish(&hands).await.ok().unwrap();
    assert_eq!(signed.token.expose_secret(), "gho_mia");
    assert_eq!(signed.identity.name, "Mia Example");
    assert_eq!(hands.waits(), [5, 5, 10], "as GitHub asks");
}

#[tokio::test]
async fn nobody_is_waited_for_longer_than_the_code_lives() {
    let (fake, asked) = begun(CODE).await.unwrap();
    for _ in 0..20 {
        let pending = r#"{"error":"authorization_pending"}"#;
        fake.trouble(ASK, Trouble::Status(200, "", pending));
    }
    let hands = Hands::at(noon());
    let fault = asked.finish(&hands).await.err().unwrap();
    assert!(fault.to_string().contains("in time"), "{fault}");
}

#[tokio::test]
async fn a_no_says_what_it_means() {
    for (body, words) in [
        (r#"{"error":"access_denied"}"#, "told not to"),
        (r#"{"error":"expired_token"}"#, "in time"),
        (r#"{"error":"device_flow_disabled"}"#, "Enable Device Flow"),
        (r#"{"error":"what\u202eever"}"#, "whatever"),
    ] {
        let (fake, asked) = begun(CODE).await.unwrap();
        fake.trouble(ASK, Trouble::Status(200, "", body));
        let hands = Hands::at(noon());
        let fault = asked.finish(&hands).await.err().unwrap();
        assert!(fault.to_string().contains(words), "{fault}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_encrypted_is_not_opened() {
    let bad = r#"{"device_code":"d","user_code":"A",
        "verification_uri":"http://evil.example/","interval":5}"#;
    assert!(begun(bad).await.is_err());
    let unknown = r#"{"error":"incorrect_client_credentials"}"#;
    let fault = begun(unknown).await.err().unwrap();
    assert!(fault.to_string().contains("client_id"), "{fault}");
}

#[tokio::test]
async fn a_pasted_token_is_tried_before_it_is_kept() {
    let fake = Fake::start(noon());
    let access = Access::at(&fake.base).unwrap();
    let token = |text: &str| text.to_owned().into();
    let signed = pasted(&access, token("github_pat_x"), noon()).await;
    assert_eq!(signed.ok().unwrap().identity.login, "mia");
    for bad in ["", "two words"] {
        assert!(pasted(&access, token(bad), noon()).await.is_err());
    }
    let no = r#"{"message":"Bad credentials"}"#;
    fake.trouble("GET user", Trouble::Status(401, "", no));
    let fault = pasted(&access, token("ghp_old"), noon()).await.err().unwrap();
    assert!(matches!(fault, Fault::Unauthorized { .. }), "{fault}");
}

#[tokio::test]
async fn a_token_that_ends_is_renewed_without_a_word_and_kept() {
    let office = world().await;
    let vault = Arc::new(Keyring::default());
    let access = Access::at(&office.fake.base).unwrap();
    office.fake.trouble(BEGIN, Trouble::Status(200, "", CODE));
    let asked = Asked::begin(access, "Iv1.app", noon()).await.unwrap();
    let first = r#"{"access_token":"ghu_1","refresh_token":"ghr_1",
        "expires_in":28800}"#;
    office.fake.trouble(ASK, Trouble::Status(200, "", first));
    let won = asked.finish(&Hands::at(noon())).await.ok().unwrap();
    let id = SourceId::new("github");
    let tokens = Tokens::new(vault.clone(), id.clone());
    tokens.sign_in(&won.token).await.unwrap();
    assert_eq!(tokens.bearer().await.unwrap().expose_secret(), "ghu_1");

    let github = GitHub::new(&office.rules, &id, vault.clone()).unwrap();
    github.probe(noon()).await.unwrap();
    let kept = Tokens::new(vault.clone(), id.clone()).bearer().await.unwrap();
    assert_eq!(kept.expose_secret(), "ghu_1", "it holds");
    let next = r#"{"access_token":"ghu_2","refresh_token":"ghr_2",
        "expires_in":28800}"#;
    office.fake.trouble(ASK, Trouble::Status(200, "", next));
    github.probe(noon() + TimeDelta::hours(8)).await.unwrap();
    let kept = Tokens::new(vault.clone(), id.clone()).bearer().await.unwrap();
    assert_eq!(kept.expose_secret(), "ghu_2");

    let ended = r#"{"error":"bad_refresh_token"}"#;
    office.fake.trouble(ASK, Trouble::Status(200, "", ended));
    let no = github.probe(noon() + TimeDelta::hours(16)).await.unwrap_err();
    assert!(matches!(no, Fault::Unauthorized { .. }), "{no}");
}

#[tokio::test]
async fn two_accounts_have_a_sign_in_of_their_own_each() {
    let mut office = world().await;
    let mut other = office.rules.sources[0].clone();
    other.id = SourceId::new("work");
    office.rules.sources.push(other);
    let vault = Arc::new(Keyring::default());
    let id = SourceId::new("github");
    let tokens = Tokens::new(vault.clone(), id.clone());
    tokens.sign_in(&"ghp_mia".to_owned().into()).await.unwrap();
    let at = |id: &SourceId| GitHub::new(&office.rules, id, vault.clone());
    at(&id).unwrap().probe(noon()).await.unwrap();
    let work = at(&SourceId::new("work")).unwrap();
    let no = work.probe(noon()).await.unwrap_err();
    assert!(matches!(no, Fault::Unauthorized { .. }), "{no}");
    assert!(no.to_string().contains("add work"), "{no}");
}
