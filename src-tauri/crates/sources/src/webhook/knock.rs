//! One call of a sender, and what it is answered.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use domain::{Batch, Cursors, Fault, PlaceId, PlaceRules, Sink};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use hyper::{Method, Request, Response, StatusCode};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::sync::Notify;

use super::map::activity;
use super::rate::Rate;
use super::recent::Recent;
use super::table::{Table, Told};
use super::token::fits;

/// The longest body that is read, in bytes.
const MOST_BYTES: usize = 256 << 10;
/// More things in one call are a flood, and no news.
const MOST_THINGS: usize = 200;
/// Calls that prove nothing share one count.
const STRANGERS: &str = "";

/// A sender that can be heard.
pub(super) struct Sender {
    pub(super) rules: PlaceRules,
    pub(super) table: Table,
    pub(super) token: SecretString,
}

/// Everybody who can be heard.
pub(super) struct Inbox {
    pub(super) senders: Vec<Sender>,
    rate: Mutex<Rate>,
    /// One call is written down after the other.
    recent: tokio::sync::Mutex<BTreeMap<PlaceId, Recent>>,
    /// The engine takes nothing more.
    closed: Notify,
}

/// Who of the senders cannot be heard, and why.
pub(super) type Deaf = Vec<(PlaceId, Fault)>;

/// A refusal: its status, its sentence, and a header that goes with it.
type No = (StatusCode, String, Option<(&'static str, String)>);

impl Inbox {
    pub(super) fn new(senders: Vec<Sender>, from: &Cursors) -> Inbox {
        let recent = from
            .iter()
            .map(|(place, cursor)| (place.clone(), Recent::read(cursor)))
            .collect();
        Inbox {
            senders,
            rate: Mutex::default(),
            recent: tokio::sync::Mutex::new(recent),
            closed: Notify::new(),
        }
    }

    /// Waits until the engine takes nothing more.
    pub(super) async fn closed(&self) {
        self.closed.notified().await;
    }

    /// Hears one call. What is answered with 200 is committed.
    pub(super) async fn answer(
        &self,
        request: Request<Incoming>,
        to: &dyn Sink,
    ) -> Response<Full<Bytes>> {
        match self.hear(request, to).await {
            Ok(heard) => response(StatusCode::OK, &json!({ "heard": heard })),
            Err((status, words, header)) => {
                let mut no = response(status, &json!({ "error": words }));
                if let Some((name, value)) = header
                    && let Ok(value) = value.parse()
                {
                    no.headers_mut().insert(name, value);
                }
                no
            }
        }
    }

    async fn hear(
        &self,
        request: Request<Incoming>,
        to: &dyn Sink,
    ) -> Result<usize, No> {
        if request.method() != Method::POST {
            let allow = Some((ALLOW.as_str(), "POST".to_owned()));
            let words = "Senders POST what they tell.".to_owned();
            return Err((StatusCode::METHOD_NOT_ALLOWED, words, allow));
        }
        let sender = self.sender(&request, to)?;
        let body = Limited::new(request.into_body(), MOST_BYTES);
        let body = body.collect().await.map_err(|_| {
            no(
                StatusCode::PAYLOAD_TOO_LARGE,
                format!("At most {} KB are heard at once.", MOST_BYTES >> 10),
            )
        })?;
        let body: Value = serde_json::from_slice(&body.to_bytes())
            .map_err(|e| bad(format!("This is no JSON: {e}.")))?;
        self.tell(sender, &body, to).await
    }

    /// Who calls, if they prove it and do not call too often.
    fn sender(
        &self,
        request: &Request<Incoming>,
        to: &dyn Sink,
    ) -> Result<&Sender, No> {
        let (name, brought) = proof(request);
        let known = self
            .senders
            .iter()
            .find(|sender| sender.rules.id.as_str() == name)
            .filter(|sender| fits(&sender.token, brought));
        let who = known.map_or(STRANGERS, |it| it.rules.id.as_str());
        let mut rate = self.rate.lock().unwrap_or_else(PoisonError::into_inner);
        rate.call(who, to.now()).map_err(|wait| {
            let wait = (wait.num_seconds() + 1).to_string();
            let words = format!("Too many calls; wait {wait} s.");
            let after = Some((RETRY_AFTER.as_str(), wait));
            (StatusCode::TOO_MANY_REQUESTS, words, after)
        })?;
        known.ok_or_else(|| {
            no(
                StatusCode::UNAUTHORIZED,
                "No sender here has this name and this token.".to_owned(),
            )
        })
    }

    async fn tell(
        &self,
        sender: &Sender,
        body: &Value,
        to: &dyn Sink,
    ) -> Result<usize, No> {
        let now = to.now();
        let told = things(&sender.table, body)?;
        let told = told.iter().map(|it| activity(&sender.rules, it, now));
        let place = sender.rules.id.clone();
        let mut all = self.recent.lock().await;
        let mut recent = all.get(&place).cloned().unwrap_or_default();
        let activity = recent.news(told.collect());
        let heard = activity.len();
        if heard == 0 {
            return Ok(0);
        }
        let batch = Batch {
            place: place.clone(),
            activity,
            cursor: recent.cursor(),
            whole: None,
            read: now,
            history: false,
        };
        to.accept(batch).await.map_err(|_| {
            self.closed.notify_one();
            let after = Some((RETRY_AFTER.as_str(), "5".to_owned()));
            let words = "This could not be written down; call again.";
            (StatusCode::SERVICE_UNAVAILABLE, words.to_owned(), after)
        })?;
        all.insert(place, recent);
        Ok(heard)
    }
}

/// A name and a token: in a header, or at the end of the address, where a
/// sender can be given an address and nothing else.
fn proof(request: &Request<Incoming>) -> (&str, &str) {
    let path = request.uri().path().trim_start_matches('/');
    let (name, ending) = path.split_once('/').unwrap_or((path, ""));
    let header = request.headers().get(AUTHORIZATION);
    let bearer = header
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    (name, bearer.unwrap_or(ending))
}

/// Everything that a body tells, if it tells anything.
fn things(table: &Table, body: &Value) -> Result<Vec<Told>, No> {
    if table.skips(body) {
        return Ok(Vec::new());
    }
    let told = table.read(body);
    if told.is_empty() {
        let ways = table.what.join(", ");
        return Err(bad(format!(
            "Nothing says what happened: there is no text at {ways}."
        )));
    }
    if told.len() > MOST_THINGS {
        return Err(bad(format!(
            "At most {MOST_THINGS} things are heard at once."
        )));
    }
    Ok(told)
}

fn bad(words: String) -> No {
    no(StatusCode::BAD_REQUEST, words)
}

fn no(status: StatusCode, words: String) -> No {
    (status, words, None)
}

fn response(status: StatusCode, body: &Value) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body.to_string())));
    *response.status_mut() = status;
    let json = hyper::header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}
