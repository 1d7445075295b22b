//! A mailbox that is signed in to with a code instead of a password.

use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use domain::{Deed, Fault, Source, SourceId};
use serde_json::{Value, json};

use super::super::{Account, Mail};
use super::town::{JO, ME, Town, noon, town};
use crate::conformance::{Keyring, Stage, Voice, World};
use crate::sign_in::hands::Hands;
use crate::stand_in::{self, Asked, Told};

const HOUR: TimeDelta = TimeDelta::hours(1);

/// A provider who gives out tokens, each good for an hour.
#[derive(Default)]
struct Provider {
    /// How often it was asked whether the code was typed.
    asked: usize,
    /// How many tokens it gave.
    given: usize,
    /// The refresh token that it takes.
    takes: String,
}

impl Provider {
    fn gives(&mut self) -> (u16, Value) {
        self.given += 1;
        self.takes = format!("refresh-{}", self.given);
        let access = format!("token-{}", self.given);
        let told = json!({
            "access_token": access, "refresh_token": self.takes,
            "expires_in": 3600,
        });
        (200, told)
    }

    fn answer(&mut self, asked: &Asked) -> (u16, Value) {
        let said = |key: &str| asked.form.get(key).map_or("", String::as_str);
        let no = |word: &str| (400, json!({ "error": word }));
        if said("client_id") != "app-1" {
            return no("invalid_client");
        }
        match (asked.path.as_str(), said("grant_type")) {
            ("device", _) => {
                let page = format!("{}/typed", asked.base());
                let begun = json!({
                    "device_code": "d-1", "user_code": "WDJB-MJHT",
                    "verification_uri": page, "expires_in": 900,
                    "interval": 5,
                });
                (200, begun)
            }
            ("token", "refresh_token")
                if said("refresh_token") == self.takes =>
            {
                self.gives()
            }
            ("token", "refresh_token") => no("invalid_grant"),
            ("token", _) if said("device_code") == "d-1" => {
                self.asked += 1;
                if self.asked == 1 {
                    return no("authorization_pending");
                }
                self.gives()
            }
            _ => no("invalid_request"),
        }
    }
}

/// A town whose mailbox opens by what a provider gives out.
struct Signed {
    town: Town,
    vault: Arc<Keyring>,
    provider: Arc<Mutex<Provider>>,
}

impl Signed {
    async fn set() -> Signed {
        let mut town = town().await;
        let provider = Arc::new(Mutex::new(Provider::default()));
        let behind = Arc::clone(&provider);
        let base = stand_in::serve(move |asked| {
            let (status, body) = behind.lock().unwrap().answer(&asked);
            Some(Told::at(noon(), (status, "", body.to_string())))
        });
        let options = &mut town.rules.sources[0].options;
        options.insert("code_url".into(), format!("{base}/device"));
        options.insert("token_url".into(), format!("{base}/token"));
        let vault = Arc::new(Keyring::default());
        Signed { town, vault, provider }
    }

    fn mail(&self) -> Mail {
        let id = SourceId::new("mail");
        Mail::new(&self.town.rules, &id, self.vault.clone()).unwrap()
    }

    /// Somebody types the code.
    async fn enter(&self) {
        let mail = self.mail();
        let asked = mail.ask_code("app-1", noon()).await.unwrap();
        assert_eq!(asked.code(), "WDJB-MJHT");
        let won = asked.finish(&Hands::at(noon())).await.unwrap();
        mail.keep_tokens(won).await.unwrap();
        let account = Account {
            user: "zoe".into(),
            password: String::new().into(),
            address: ME.into(),
            name: "Zoe".into(),
            token: true,
        };
        let id = SourceId::new("mail");
        account.keep(self.vault.as_ref(), &id).await.unwrap();
    }

    /// Only these tokens open the mailbox.
    fn opens_by(&self, tokens: &[&str]) {
        let tokens = tokens.iter().map(|it| (*it).to_owned()).collect();
        self.town.fake.office().tokens = tokens;
    }
}

#[tokio::test]
async fn a_code_opens_the_mailbox_for_reading_and_for_sending() {
    let signed = Signed::set().await;
    signed.enter().await;
    signed.opens_by(&["token-1"]);
    let probe = signed.mail().probe(noon()).await.unwrap();
    assert_eq!(probe.may_not, Vec::<String>::new());
    let told = probe.may.iter().any(|may| may.contains("can send as"));
    assert!(told, "{:?}", probe.may);
    let calls = signed.town.fake.calls();
    assert!(calls.iter().all(|call| !call.starts_with("LOGIN")), "{calls:?}");

    let root = signed.town.post(Voice::Requester, "help").await;
    let stage = Stage::set(&signed.town).await;
    let deed = Deed::Reply { text: "on it".into() };
    let action = stage.action("a1", &root, deed);
    signed.mail().perform(&action).await.unwrap();
    let sent = signed.town.fake.office().sent.clone();
    assert!(sent.iter().any(|(to, _)| to.iter().any(|it| it == JO)));
}

#[tokio::test]
async fn a_token_that_ends_is_renewed_and_the_next_one_is_kept() {
    let signed = Signed::set().await;
    signed.enter().await;
    signed.opens_by(&["token-2", "token-3"]);
    let later = noon() + HOUR * 2;
    signed.mail().probe(later).await.unwrap();
    assert_eq!(signed.provider.lock().unwrap().given, 2);
    // A program that starts anew has the next one, and not the spent one.
    signed.mail().probe(later + HOUR * 2).await.unwrap();
    assert_eq!(signed.provider.lock().unwrap().given, 3);
}

#[tokio::test]
async fn a_token_that_the_server_does_not_like_is_renewed_once() {
    let signed = Signed::set().await;
    signed.enter().await;
    signed.opens_by(&["token-2"]);
    signed.mail().probe(noon()).await.unwrap();
    signed.opens_by(&[]);
    let no = signed.mail().probe(noon()).await.unwrap_err();
    assert!(matches!(no, Fault::Unauthorized { .. }), "{no}");
    assert_eq!(signed.provider.lock().unwrap().given, 3, "and not again");
}

#[tokio::test]
async fn a_sign_in_that_was_revoked_says_what_to_do() {
    let signed = Signed::set().await;
    signed.enter().await;
    signed.provider.lock().unwrap().takes = "none".to_owned();
    let no = signed.mail().probe(noon() + HOUR * 2).await.unwrap_err();
    assert!(matches!(no, Fault::Unauthorized { .. }), "{no}");
    assert!(no.to_string().contains("Sign in again"), "{no}");
}

#[tokio::test]
async fn signing_out_forgets_the_tokens_too() {
    let signed = Signed::set().await;
    signed.enter().await;
    let id = SourceId::new("mail");
    assert_eq!(Account::forget(signed.vault.as_ref(), &id).await, Ok(true));
    let no = signed.mail().probe(noon()).await.unwrap_err();
    assert!(matches!(no, Fault::Unauthorized { .. }), "{no}");
    let again = Account::forget(signed.vault.as_ref(), &id).await;
    assert_eq!(again, Ok(false));
}

#[tokio::test]
async fn two_accounts_have_a_sign_in_of_their_own_each() {
    let mut signed = Signed::set().await;
    let mut other = signed.town.rules.sources[0].clone();
    other.id = SourceId::new("sales");
    signed.town.rules.sources.push(other);
    signed.enter().await;
    signed.opens_by(&["token-1"]);
    signed.mail().probe(noon()).await.unwrap();
    let (rules, id) = (&signed.town.rules, SourceId::new("sales"));
    let sales = Mail::new(rules, &id, signed.vault.clone()).unwrap();
    let no = sales.probe(noon()).await.unwrap_err();
    assert!(matches!(no, Fault::Unauthorized { .. }), "{no}");
    assert!(no.to_string().contains("add sales"), "{no}");
}
