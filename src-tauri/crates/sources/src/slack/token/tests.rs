use std::collections::BTreeMap;
use std::sync::Mutex as StdMutex;

use async_trait::async_trait;
use chrono::TimeDelta;
use domain::VaultError;
use secrecy::ExposeSecret;
use serde_json::json;

use super::super::kept::Rotation;
use super::super::scripted::Scripted;
use super::*;
use crate::sign_in::renewing::Renewable;

/// A keyring that can be locked, and tells what was kept in which order.
#[derive(Default)]
struct Keyring {
    secrets: StdMutex<BTreeMap<String, String>>,
    locked: StdMutex<bool>,
}

impl Keyring {
    fn lock(&self, locked: bool) {
        *self.locked.lock().unwrap() = locked;
    }

    fn open(&self) -> Result<(), VaultError> {
        match *self.locked.lock().unwrap() {
            true => Err(VaultError::Locked),
            false => Ok(()),
        }
    }

    fn user(&self) -> UserTokens {
        let secrets = self.secrets.lock().unwrap();
        UserTokens::from_kept(&secrets["slack/acme/user"].clone().into())
            .unwrap()
    }

    fn put(&self, tokens: &UserTokens) {
        self.secrets.lock().unwrap().insert(
            "slack/acme/user".into(),
            tokens.to_keep().expose_secret().to_owned(),
        );
    }
}

#[async_trait]
impl Vault for Keyring {
    async fn read(&self, name: &str) -> Result<String, VaultError> {
        self.open()?;
        let secrets = self.secrets.lock().unwrap();
        secrets.get(name).cloned().ok_or(VaultError::Missing(name.into()))
    }

    async fn keep(&self, name: &str, secret: &str) -> Result<(), VaultError> {
        self.open()?;
        self.secrets.lock().unwrap().insert(name.into(), secret.into());
        Ok(())
    }

    async fn forget(&self, name: &str) -> Result<(), VaultError> {
        self.open()?;
        self.secrets.lock().unwrap().remove(name);
        Ok(())
    }
}

fn noon() -> DateTime<Utc> {
    "2026-11-18T12:00:00Z".parse().unwrap()
}

fn minutes(n: i64) -> TimeDelta {
    TimeDelta::minutes(n)
}

/// A rotating pair that ends at the given time.
fn pair(n: u32, expires: DateTime<Utc>) -> UserTokens {
    UserTokens {
        access: format!("xoxe.xoxp-{n}").into(),
        expires: Some(expires),
        rotation: Some(Rotation {
            refresh: format!("xoxe-{n}").into(),
            client_id: "1.2".into(),
            issued: expires - TimeDelta::hours(12),
        }),
    }
}

/// Slack's answer to a renewal.
fn renewal(n: u32) -> String {
    json!({
        "ok": true, "access_token": format!("xoxe.xoxp-{n}"),
        "refresh_token": format!("xoxe-{n}"), "expires_in": 43200,
        "token_type": "user",
    })
    .to_string()
}

fn refused(error: &str) -> String {
    json!({ "ok": false, "error": error }).to_string()
}

struct Desk {
    keyring: Arc<Keyring>,
    slack: Scripted,
    tokens: Tokens,
}

fn desk(answers: Vec<String>, kept: Option<UserTokens>) -> Desk {
    let keyring = Arc::new(Keyring::default());
    if let Some(tokens) = &kept {
        keyring.put(tokens);
    }
    let slack = Scripted::answering(answers);
    let access = Access::at(&slack.address).unwrap();
    let tokens = Tokens::new(keyring.clone(), access, SourceId::new("acme"));
    Desk { keyring, slack, tokens }
}

impl Desk {
    async fn bearer(&self, now: DateTime<Utc>) -> Result<String, Fault> {
        let token = self.tokens.bearer(now).await?;
        Ok(token.expose_secret().to_owned())
    }
}

#[tokio::test]
async fn a_token_with_time_left_is_used_as_it_is() {
    let desk = desk(vec![], Some(pair(1, noon() + minutes(31))));
    assert_eq!(desk.bearer(noon()).await.unwrap(), "xoxe.xoxp-1");
    assert!(desk.slack.calls().is_empty(), "nothing had to be renewed");
}

#[tokio::test]
async fn half_an_hour_before_its_end_a_token_is_renewed_and_kept() {
    let desk = desk(vec![renewal(2)], Some(pair(1, noon() + minutes(30))));
    assert_eq!(desk.bearer(noon()).await.unwrap(), "xoxe.xoxp-2");
    let calls = desk.slack.calls();
    assert_eq!(calls[0].path, "/api/oauth.v2.access");
    assert_eq!(calls[0].form["refresh_token"], "xoxe-1");
    assert_eq!(calls[0].form["client_id"], "1.2");
    assert!(!calls[0].form.contains_key("client_secret"));
    let kept = desk.keyring.user();
    assert_eq!(kept.access.expose_secret(), "xoxe.xoxp-2");
    assert_eq!(kept.expires, Some(noon() + TimeDelta::hours(12)));
}

#[tokio::test]
async fn two_calls_at_once_renew_once() {
    let desk = desk(vec![renewal(2)], Some(pair(1, noon())));
    let (one, other) = tokio::join!(desk.bearer(noon()), desk.bearer(noon()));
    assert_eq!(one.unwrap(), "xoxe.xoxp-2");
    assert_eq!(other.unwrap(), "xoxe.xoxp-2");
    assert_eq!(desk.slack.calls().len(), 1);
}

#[tokio::test]
async fn a_pair_the_keyring_did_not_take_is_not_used_and_not_asked_again() {
    let desk = desk(vec![renewal(2)], Some(pair(1, noon() + minutes(1))));
    desk.bearer(noon() - minutes(60)).await.unwrap();
    desk.keyring.lock(true);
    let early = desk.bearer(noon()).await.unwrap();
    assert_eq!(early, "xoxe.xoxp-1", "the kept token still holds");
    let late = noon() + minutes(5);
    let Err(Fault::Unreachable { words }) = desk.bearer(late).await else {
        panic!("the kept token has ended and the next one is not kept");
    };
    assert!(words.contains("keyring is locked"), "{words}");
    desk.keyring.lock(false);
    assert_eq!(desk.bearer(late).await.unwrap(), "xoxe.xoxp-2");
    assert_eq!(desk.keyring.user().access.expose_secret(), "xoxe.xoxp-2");
    assert_eq!(desk.slack.calls().len(), 1, "Slack was asked once");
}

#[tokio::test]
async fn a_renewal_that_fails_early_leaves_the_token_in_use() {
    let answers = vec![refused("internal_error"), renewal(2)];
    let desk = desk(answers, Some(pair(1, noon() + minutes(20))));
    assert_eq!(desk.bearer(noon()).await.unwrap(), "xoxe.xoxp-1");
    let soon = noon() + minutes(1);
    assert_eq!(desk.bearer(soon).await.unwrap(), "xoxe.xoxp-1");
    assert_eq!(desk.slack.calls().len(), 1, "not hammered");
    let later = noon() + minutes(3);
    assert_eq!(desk.bearer(later).await.unwrap(), "xoxe.xoxp-2");
}

#[tokio::test]
async fn a_sign_in_that_has_ended_says_so() {
    let answers = vec![refused("invalid_refresh_token")];
    let desk = desk(answers, Some(pair(1, noon())));
    let Err(Fault::Unauthorized { words }) = desk.bearer(noon()).await else {
        panic!("nothing can be called any more");
    };
    assert!(words.contains("accounts add slack"), "{words}");
}

#[tokio::test]
async fn a_token_called_expired_is_renewed_once_for_all_who_used_it() {
    let desk = desk(vec![renewal(2)], Some(pair(1, noon() + minutes(300))));
    let spent = desk.tokens.bearer(noon()).await.unwrap();
    for _ in 0..2 {
        let next = desk.tokens.renewed(&spent, noon()).await.unwrap();
        assert_eq!(next.expose_secret(), "xoxe.xoxp-2");
    }
    assert_eq!(desk.slack.calls().len(), 1);
}

#[tokio::test]
async fn what_another_hotseat_has_renewed_is_found_in_the_keyring() {
    let answers = vec![refused("invalid_refresh_token")];
    let desk = desk(answers, Some(pair(1, noon() + minutes(40))));
    desk.bearer(noon()).await.unwrap();
    desk.keyring.put(&pair(2, noon() + minutes(600)));
    let later = noon() + minutes(41);
    assert_eq!(desk.bearer(later).await.unwrap(), "xoxe.xoxp-2");
}

#[tokio::test]
async fn nobody_signed_in_is_told_from_a_locked_keyring() {
    let desk = desk(vec![], None);
    let missing = desk.bearer(noon()).await.unwrap_err();
    assert!(matches!(missing, Fault::Unauthorized { .. }), "{missing}");
    desk.keyring.lock(true);
    let locked = desk.bearer(noon()).await.unwrap_err();
    assert!(locked.may_pass(), "it is tried again: {locked}");
    assert!(desk.tokens.app().await.unwrap_err().may_pass());
}

#[tokio::test]
async fn the_end_of_the_sign_in_is_known() {
    let desk = desk(vec![], Some(pair(1, noon())));
    let issued = noon() - TimeDelta::hours(12);
    let ends = desk.tokens.ends().await.unwrap();
    assert_eq!(ends, Some(issued + TimeDelta::days(30)));
}

#[tokio::test]
async fn a_pasted_token_holds_until_it_is_forgotten() {
    let revoked = r#"{"ok":true,"revoked":true}"#.to_owned();
    let desk = desk(vec![revoked], None);
    let pasted = UserTokens::pasted("xoxp-9".into());
    desk.tokens.sign_in(pasted).await.unwrap();
    desk.tokens.keep_app(&"xapp-9".into()).await.unwrap();
    let far = noon() + TimeDelta::days(900);
    assert_eq!(desk.bearer(far).await.unwrap(), "xoxp-9");
    assert_eq!(desk.tokens.ends().await.unwrap(), None);
    assert_eq!(desk.tokens.app().await.unwrap().expose_secret(), "xapp-9");
    let left = desk.tokens.sign_out(far).await.unwrap();
    assert_eq!(left, Left::Ended);
    assert!(desk.bearer(far).await.is_err());
    assert!(desk.keyring.secrets.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_slack_does_not_end_is_forgotten_all_the_same_and_told() {
    let busy = refused("service_unavailable");
    let desk = desk(vec![busy], Some(pair(1, noon() + minutes(90))));
    let left = desk.tokens.sign_out(noon()).await.unwrap();
    assert!(matches!(left, Left::Holds(_)), "{left:?}");
    assert!(desk.keyring.secrets.lock().unwrap().is_empty());
}

#[tokio::test]
async fn of_a_sign_in_that_was_revoked_nothing_is_left() {
    let gone = refused("token_revoked");
    let desk = desk(vec![gone], Some(pair(1, noon() + minutes(90))));
    let left = desk.tokens.sign_out(noon()).await.unwrap();
    assert_eq!(left, Left::NothingLeft);
}

#[tokio::test]
async fn rubbish_in_the_keyring_is_not_quoted() {
    let desk = desk(vec![], None);
    let rubbish = "xoxp-secret".to_owned();
    desk.keyring
        .secrets
        .lock()
        .unwrap()
        .insert("slack/acme/user".into(), rubbish);
    let fault = desk.bearer(noon()).await.unwrap_err();
    assert!(!fault.to_string().contains("xoxp-secret"), "{fault}");
}

#[tokio::test]
async fn after_a_token_was_revoked_a_new_sign_in_is_found() {
    let desk = desk(vec![], Some(UserTokens::pasted("xoxp-1".into())));
    let spent = desk.tokens.bearer(noon()).await.unwrap();
    desk.keyring.put(&UserTokens::pasted("xoxp-2".into()));
    assert_eq!(desk.bearer(noon()).await.unwrap(), "xoxp-1");
    desk.tokens.doubt(&spent).await;
    assert_eq!(desk.bearer(noon()).await.unwrap(), "xoxp-2");
}
