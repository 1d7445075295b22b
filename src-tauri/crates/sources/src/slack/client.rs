//! Slack's Web API: one call, its envelope, and the account's limits.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;
use reqwest::Url;
use secrecy::SecretString;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::limits::Limits;
use super::token::Tokens;
use super::words;
use crate::http::{Http, Reply};
pub(crate) use crate::their_time::Moment;
use crate::their_time::TheirTime;

/// Where Slack's methods are.
pub const BASE: &str = "https://slack.com/api/";

/// Why a call failed, with Slack's own word for it if it had one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct No {
    /// Slack's error code: "already_reacted".
    pub(crate) code: Option<String>,
    /// What it means.
    pub(crate) fault: Fault,
}

impl No {
    /// Whether this is Slack's word.
    pub(crate) fn is(&self, code: &str) -> bool {
        self.code.as_deref() == Some(code)
    }
}

impl From<Fault> for No {
    fn from(fault: Fault) -> No {
        No { code: None, fault }
    }
}

impl From<No> for Fault {
    fn from(no: No) -> Fault {
        no.fault
    }
}

/// What a call brought.
#[derive(Debug)]
pub(crate) struct Answer<T> {
    /// The answer itself.
    pub(crate) body: T,
    /// What the token may do, as the answer's header lists it.
    pub(crate) scopes: Option<String>,
}

/// The head of every answer.
#[derive(Debug, Deserialize)]
struct Envelope {
    ok: bool,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    needed: Option<String>,
}

/// Posts to methods, as whoever's token it is given.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    http: Http,
    base: Url,
}

impl Line {
    /// A line to the methods below an address that ends with a slash.
    pub(crate) fn new(http: Http, base: Url) -> Line {
        Line { http, base }
    }

    async fn post(
        &self,
        method: &str,
        token: &SecretString,
        form: &[(&str, &str)],
    ) -> Result<Reply, Fault> {
        let url = self.base.join(method).map_err(|e| {
            Fault::refused(format!("{method} has no address: {e}"))
        })?;
        self.http.post(url, Some(token), form).await
    }
}

/// The Web API as one account sees it.
pub(crate) struct Api {
    line: Line,
    tokens: Arc<Tokens>,
    limits: Mutex<Limits>,
    heard: Mutex<TheirTime>,
}

impl Api {
    /// The API behind a line, with an account's tokens.
    pub(crate) fn new(line: Line, tokens: Arc<Tokens>) -> Api {
        Api {
            line,
            tokens,
            limits: Mutex::new(Limits::default()),
            heard: Mutex::default(),
        }
    }

    /// The sign-in behind the calls.
    pub(super) fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// How long a call of a method has to wait for its turn; without a wait
    /// the turn is taken.
    pub(crate) fn turn(
        &self,
        method: &'static str,
        now: DateTime<Utc>,
    ) -> Option<TimeDelta> {
        self.limits().turn(method, now)
    }

    /// How long a call of a method would have to wait for its turn.
    pub(crate) fn queue(
        &self,
        method: &'static str,
        now: DateTime<Utc>,
    ) -> Option<TimeDelta> {
        self.limits().wait(method, now)
    }

    /// Slack's clock minus ours, once a call has told it.
    pub(crate) fn offset(&self) -> Option<TimeDelta> {
        self.heard().offset()
    }

    /// An instant by Slack's clock; small differences are the network's.
    pub(crate) fn by_slack(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.heard().theirs(now)
    }

    /// Calls a method as the account's person.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        method: &'static str,
        form: &[(&str, &str)],
        at: Moment,
    ) -> Result<Answer<T>, No> {
        let token = self.tokens.bearer(self.latest(at)).await?;
        let first = self.once(method, &token, (form, at)).await;
        match first {
            Err(no) if no.is("token_expired") => {
                let token =
                    self.tokens.renewed(&token, self.latest(at)).await?;
                self.once(method, &token, (form, at)).await
            }
            Err(no) if no.is("invalid_auth") || no.is("token_revoked") => {
                self.tokens.doubt(&token).await;
                Err(no)
            }
            other => other,
        }
    }

    async fn once<T: DeserializeOwned>(
        &self,
        method: &'static str,
        token: &SecretString,
        (form, at): (&[(&str, &str)], Moment),
    ) -> Result<Answer<T>, No> {
        let reply = self.line.post(method, token, form).await?;
        self.heard().hear(reply.date(), at);
        let answer = understand(method, &reply, self.latest(at));
        if let Err(No { fault: Fault::Limited { until, .. }, .. }) = &answer {
            self.limits().block(method, *until);
        }
        answer
    }

    /// The latest time by our clock that is known without looking at it.
    fn latest(&self, at: Moment) -> DateTime<Utc> {
        self.heard().latest(at)
    }

    fn heard(&self) -> MutexGuard<'_, TheirTime> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn limits(&self) -> MutexGuard<'_, Limits> {
        self.limits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether this is the answer of somebody else: Slack's methods neither send
/// anybody elsewhere nor show pages while they work.
fn foreign(reply: &Reply) -> bool {
    const SIGN_IN_TO_THE_NETWORK: u16 = 511;
    let page = reply.body.trim_ascii_start().starts_with(b"<");
    match reply.status {
        SIGN_IN_TO_THE_NETWORK | 300..400 => true,
        200..300 => page,
        _ => false,
    }
}

/// Reads an answer: its status, its envelope, its body.
pub(super) fn understand<T: DeserializeOwned>(
    method: &str,
    reply: &Reply,
    now: DateTime<Utc>,
) -> Result<Answer<T>, No> {
    if reply.status == 429 {
        let until = now + reply.retry_after();
        let words = "Slack asks Hotseat to call less often; it waits".into();
        return Err(Fault::Limited { until, words }.into());
    }
    if foreign(reply) {
        return Err(Fault::garbled(
            "Something between here and Slack answers instead of it: a \
             sign-in page of the network? Open any page in the browser and \
             sign in there; Hotseat tries again",
        )
        .into());
    }
    if reply.status >= 500 {
        return Err(Fault::unreachable(format!(
            "Slack is out of order (HTTP {}); Hotseat tries again",
            reply.status
        ))
        .into());
    }
    let garbled = |what: &str| {
        No::from(Fault::garbled(format!(
            "Slack's answer to {method} {what} (HTTP {})",
            reply.status
        )))
    };
    let envelope: Envelope = serde_json::from_slice(&reply.body)
        .map_err(|_| garbled("cannot be read"))?;
    if !envelope.ok {
        let code = envelope.error.unwrap_or_default();
        let fault = words::fault(&code, envelope.needed.as_deref(), now);
        return Err(No { code: Some(code), fault });
    }
    let body = serde_json::from_slice(&reply.body)
        .map_err(|e| garbled(&format!("is not as expected: {e}")))?;
    let scopes = reply.header("x-oauth-scopes").map(str::to_owned);
    Ok(Answer { body, scopes })
}
