//! Signing in with a code, and staying signed in.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use domain::{Fault, SourceId, Vault, VaultError};
use secrecy::ExposeSecret;

use super::super::fake::{Fake, Trouble};
use super::super::signin::Asked;
use super::super::token::Tokens;
use super::world::{access, noon, signed_in};
use crate::conformance::Keyring;
use crate::sign_in::hands::Hands;

const CODE: &str = r#"{"device_code":"d","user_code":"WDJBMJHT",
    "verification_uri":"https://microsoft.com/devicelogin",
    "expires_in":60,"interval":5}"#;
const BEGIN: &str = "POST organizations/oauth2/v2.0/devicecode";
const ASK: &str = "POST organizations/oauth2/v2.0/token";
const PENDING: Trouble =
    Trouble::Status(400, "", r#"{"error":"authorization_pending"}"#);

async fn begun(code: &'static str) -> Result<(Fake, Asked), Fault> {
    let fake = Fake::start(noon());
    fake.trouble(BEGIN, Trouble::Status(200, "", code));
    let asked = Asked::begin(access(&fake), "app-1", noon()).await?;
    Ok((fake, asked))
}

#[tokio::test]
async fn a_code_is_asked_for_until_it_is_typed() {
    let (fake, asked) = begun(CODE).await.unwrap();
    assert_eq!(asked.page(), "https://microsoft.com/devicelogin");
    assert_eq!(asked.code(), "WDJBMJHT");
    fake.trouble(ASK, PENDING);
    let slower = r#"{"error":"slow_down"}"#;
    fake.trouble(ASK, Trouble::Status(400, "", slower));
    let hands = Hands::at(noon());
    let tokens = asked.finish(&hands).await.ok().unwrap();
    assert_eq!(tokens.access.expose_secret(), "access-1");
    assert_eq!(hands.waits(), [5, 5, 10], "as Microsoft asks");
}

#[tokio::test]
async fn nobody_is_waited_for_longer_than_the_code_lives() {
    let (fake, asked) = begun(CODE).await.unwrap();
    for _ in 0..20 {
        fake.trouble(ASK, PENDING);
    }
    let fault = asked.finish(&Hands::at(noon())).await.err().unwrap();
    assert!(fault.to_string().contains("in time"), "{fault}");
}

#[tokio::test]
async fn a_tenant_that_blocks_the_code_names_the_other_way() {
    let (fake, asked) = begun(CODE).await.unwrap();
    let blocked = r#"{"error":"invalid_grant","error_description":
        "AADSTS53003: Access has been blocked by Conditional Access."}"#;
    fake.trouble(ASK, Trouble::Status(400, "", blocked));
    let fault = asked.finish(&Hands::at(noon())).await.err().unwrap();
    assert!(fault.to_string().contains("--browser"), "{fault}");
}

#[tokio::test]
async fn a_page_that_is_not_encrypted_is_not_opened() {
    let bad = r#"{"device_code":"d","user_code":"A",
        "verification_uri":"http://evil.example/","interval":5}"#;
    assert!(begun(bad).await.is_err());
}

/// A sign-in in a keyring, in front of a Graph.
async fn kept() -> (Fake, Arc<Keyring>, Tokens) {
    let fake = Fake::start(noon());
    let vault = Arc::new(Keyring::default());
    let id = SourceId::new("teams");
    let tokens = Tokens::new(vault.clone(), access(&fake), id);
    tokens.sign_in(signed_in(0, noon())).await.unwrap();
    (fake, vault, tokens)
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends_and_kept_before_it_is_used() {
    let (fake, vault, tokens) = kept().await;
    let token = tokens.bearer(noon()).await.unwrap();
    assert_eq!(token.expose_secret(), "access-0");
    assert_eq!(fake.calls(), [] as [String; 0]);
    let later = noon() + TimeDelta::minutes(57);
    let token = tokens.bearer(later).await.unwrap();
    assert_eq!(token.expose_secret(), "access-1");
    let name = "teams/teams/user";
    let kept = vault.read(name).await.unwrap();
    assert!(kept.contains("refresh-1"), "the next renewal needs it");
    assert!(!kept.contains("refresh-0"));
}

/// A keyring that keeps nothing.
struct Shut(Arc<Keyring>);

#[async_trait]
impl Vault for Shut {
    async fn read(&self, name: &str) -> Result<String, VaultError> {
        self.0.read(name).await
    }

    async fn keep(&self, _: &str, _: &str) -> Result<(), VaultError> {
        Err(VaultError::Locked)
    }

    async fn forget(&self, name: &str) -> Result<(), VaultError> {
        self.0.forget(name).await
    }
}

#[tokio::test]
async fn what_cannot_be_kept_is_not_used_and_not_asked_for_twice() {
    let (fake, vault, _) = kept().await;
    let id = SourceId::new("teams");
    let shut = Tokens::new(Arc::new(Shut(vault)), access(&fake), id);
    let later = noon() + TimeDelta::hours(2);
    for _ in 0..2 {
        let fault = shut.bearer(later).await.err().unwrap();
        assert!(fault.to_string().contains("locked"), "{fault}");
    }
    assert_eq!(fake.calls().len(), 1, "it was given once and is held");
}

#[tokio::test]
async fn another_hotseat_that_was_faster_is_no_ended_sign_in() {
    let (fake, vault, tokens) = kept().await;
    tokens.bearer(noon()).await.unwrap();
    let other =
        Tokens::new(vault.clone(), access(&fake), SourceId::new("teams"));
    let later = noon() + TimeDelta::hours(2);
    other.bearer(later).await.unwrap();
    let spent = r#"{"error":"invalid_grant"}"#;
    fake.trouble(ASK, Trouble::Status(400, "", spent));
    let token = tokens.bearer(later).await.unwrap();
    assert_eq!(token.expose_secret(), "access-1");
}

#[tokio::test]
async fn a_sign_in_that_was_revoked_is_told_so() {
    let (fake, _, tokens) = kept().await;
    let spent = r#"{"error":"invalid_grant",
        "error_description":"AADSTS50173: The grant has been revoked."}"#;
    fake.trouble(ASK, Trouble::Status(400, "", spent));
    let later = noon() + TimeDelta::hours(2);
    let fault = tokens.bearer(later).await.err().unwrap();
    assert!(matches!(fault, Fault::Unauthorized { .. }), "{fault}");
    assert!(fault.to_string().contains("accounts add teams"), "{fault}");
}
