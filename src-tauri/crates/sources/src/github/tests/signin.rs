//! Signing in with a code or with a token that is pasted.

use std::sync::Mutex;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Clock, Fault};
use secrecy::ExposeSecret;

use super::super::access::Access;
use super::super::fake::{Fake, Trouble};
use super::super::signin::{Asked, pasted};
use super::world::noon;

/// A clock that is where it was told to wait for.
struct Hands(Mutex<(DateTime<Utc>, Vec<u64>)>);

#[async_trait]
impl Clock for Hands {
    fn now(&self) -> DateTime<Utc> {
        self.0.lock().unwrap().0
    }

    fn steady(&self) -> TimeDelta {
        TimeDelta::zero()
    }

    async fn sleep(&self, at_most: Duration) {
        let mut hands = self.0.lock().unwrap();
        hands.0 += TimeDelta::from_std(at_most).unwrap();
        hands.1.push(at_most.as_secs());
    }
}

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
    let hands = Hands(Mutex::new((noon(), Vec::new())));
    let signed = asked.finish(&hands).await.ok().unwrap();
    assert_eq!(signed.token.expose_secret(), "gho_mia");
    assert_eq!(signed.identity.name, "Mia Example");
    assert_eq!(hands.0.lock().unwrap().1, [5, 5, 10], "as GitHub asks");
}

#[tokio::test]
async fn nobody_is_waited_for_longer_than_the_code_lives() {
    let (fake, asked) = begun(CODE).await.unwrap();
    for _ in 0..20 {
        let pending = r#"{"error":"authorization_pending"}"#;
        fake.trouble(ASK, Trouble::Status(200, "", pending));
    }
    let hands = Hands(Mutex::new((noon(), Vec::new())));
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
        let hands = Hands(Mutex::new((noon(), Vec::new())));
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
