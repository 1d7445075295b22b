use async_trait::async_trait;
use chrono::TimeDelta;
use serde_json::json;

use super::super::scripted::Scripted;
use super::*;

/// A clock at noon, on which a wait ends at once or never.
struct Noon {
    late: bool,
}

#[async_trait]
impl Clock for Noon {
    fn now(&self) -> DateTime<Utc> {
        "2026-11-18T12:00:00Z".parse().unwrap()
    }

    fn steady(&self) -> TimeDelta {
        TimeDelta::zero()
    }

    async fn sleep(&self, _at_most: Duration) {
        if !self.late {
            std::future::pending::<()>().await;
        }
    }
}

async fn begun(slack: &Scripted) -> SignIn {
    let loopback = Loopback::open(&[0], VENDOR).await.unwrap();
    let access = Access::at(&slack.address).unwrap();
    SignIn::over(loopback, access, "1.2", Some("T1")).unwrap()
}

fn asked(sign_in: &SignIn, name: &str) -> String {
    let (_, value) = sign_in
        .url
        .query_pairs()
        .find(|(key, _)| key == name)
        .unwrap_or_else(|| panic!("{name} is not asked"));
    value.into_owned()
}

/// Lets the browser come back with an answer.
async fn comes_back(sign_in: SignIn, answer: &str) -> Result<SignedIn, Fault> {
    let mut back: Url = asked(&sign_in, "redirect_uri").parse().unwrap();
    back.set_query(Some(answer));
    back.query_pairs_mut().append_pair("state", &asked(&sign_in, "state"));
    // reqwest wants a provider even for a plain address.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (signed_in, page) = tokio::join!(
        sign_in.finish(&Noon { late: false }, Duration::from_secs(300)),
        reqwest::get(back),
    );
    assert!(page.unwrap().status().is_success());
    signed_in
}

fn granted() -> String {
    json!({
        "ok": true, "app_id": "A1",
        "authed_user": {
            "id": "U1", "scope": "channels:read,chat:write",
            "access_token": "xoxe.xoxp-1", "token_type": "user",
            "refresh_token": "xoxe-1", "expires_in": 43200,
        },
        "team": { "id": "T1", "name": "Acme" },
    })
    .to_string()
}

#[tokio::test]
async fn the_browsers_answer_becomes_a_sign_in() {
    let slack = Scripted::answering(vec![granted()]);
    let sign_in = begun(&slack).await;
    let challenge = asked(&sign_in, "code_challenge");
    let redirect = asked(&sign_in, "redirect_uri");
    let signed_in = comes_back(sign_in, "code=c0de").await.unwrap();

    assert_eq!((signed_in.user, signed_in.team), ("U1".into(), "Acme".into()));
    let noon = Noon { late: false }.now();
    assert_eq!(signed_in.tokens.expires, Some(noon + TimeDelta::hours(12)));
    assert_eq!(signed_in.tokens.ends(), Some(noon + TimeDelta::days(30)));

    let form = &slack.calls()[0].form;
    assert_eq!(form["code"], "c0de");
    assert_eq!(form["redirect_uri"], redirect);
    let verifier = SecretString::from(form["code_verifier"].clone());
    assert_eq!(pkce::challenge(&verifier), challenge);
    assert!(!form.contains_key("client_secret"), "a desktop has no secret");
}

#[tokio::test]
async fn only_a_persons_own_scopes_are_asked_and_the_missing_are_named() {
    let slack = Scripted::answering(vec![granted()]);
    let sign_in = begun(&slack).await;
    assert!(!sign_in.url().contains("&scope="));
    assert_eq!(asked(&sign_in, "user_scope").split(',').count(), SCOPES.len());
    assert_eq!(asked(&sign_in, "team"), "T1");
    let signed_in = comes_back(sign_in, "code=c0de").await.unwrap();
    assert_eq!(signed_in.granted, ["channels:read", "chat:write"]);
    assert_eq!(signed_in.missing.len(), SCOPES.len() - 2);
}

#[tokio::test]
async fn a_no_at_slack_changes_nothing() {
    let slack = Scripted::answering(vec![]);
    let sign_in = begun(&slack).await;
    let Err(fault) = comes_back(sign_in, "error=access_denied").await else {
        panic!("it was declined");
    };
    assert!(fault.to_string().contains("declined"), "{fault}");
}

#[tokio::test]
async fn a_browser_that_never_comes_back_is_not_waited_for_for_ever() {
    let slack = Scripted::answering(vec![]);
    let sign_in = begun(&slack).await;
    let in_time = Duration::from_secs(300);
    let Err(fault) = sign_in.finish(&Noon { late: true }, in_time).await else {
        panic!("nobody came");
    };
    assert!(fault.to_string().contains("in time"), "{fault}");
}

#[tokio::test]
async fn a_pasted_token_is_tried_before_it_is_taken() {
    let answer = json!({
        "ok": true, "user_id": "U1", "team": "Acme", "team_id": "T1",
    });
    let no = json!({ "ok": false, "error": "invalid_auth" });
    let slack = Scripted::answering(vec![answer.to_string(), no.to_string()]);
    let access = Access::at(&slack.address).unwrap();
    let now = Noon { late: false }.now();
    let signed_in = pasted(&access, "xoxp-1".into(), now).await.unwrap();
    assert_eq!(signed_in.user, "U1");
    assert_eq!(signed_in.granted, ["channels:read", "chat:write"]);
    assert_eq!(slack.calls()[0].token.as_deref(), Some("Bearer xoxp-1"));
    assert!(pasted(&access, "xoxp-2".into(), now).await.is_err());
    for other in ["xoxb-1", "xapp-1", "xoxe.xoxp-1", ""] {
        assert!(pasted(&access, other.into(), now).await.is_err(), "{other}");
    }
    assert_eq!(slack.calls().len(), 2, "other kinds are told without a call");
}

#[tokio::test]
async fn a_pasted_app_token_opens_a_connection_that_is_encrypted_or_here() {
    let opens = |url: &str| json!({ "ok": true, "url": url }).to_string();
    let slack = Scripted::answering(vec![
        opens("wss://wss-primary.slack.com/link/?ticket=1"),
        opens("ws://evil.example/link/?ticket=1"),
    ]);
    let access = Access::at(&slack.address).unwrap();
    let now = Noon { late: false }.now();
    let token = "xapp-1".into();
    assert!(pasted_app(&access, &token, now).await.is_ok());
    assert!(pasted_app(&access, &token, now).await.is_err());
    assert!(pasted_app(&access, &"xoxp-1".into(), now).await.is_err());
}
