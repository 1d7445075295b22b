//! Microsoft Graph: one call, its answer, and the account's limits.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;
use reqwest::{Method, Url};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::token::Tokens;
use super::words;
use crate::http::{self, Http, Reply};
pub(crate) use crate::their_time::Moment;
use crate::their_time::TheirTime;

/// Calls are counted over this span.
const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// Why a call failed, with the status Graph gave, if it gave one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct No {
    /// Graph's status.
    pub(crate) status: Option<u16>,
    /// Graph has forgotten from where to read on.
    pub(crate) forgotten: bool,
    /// What it means.
    pub(crate) fault: Fault,
}

impl No {
    /// Whether what was asked for is not there, or not any more.
    pub(crate) fn is_gone(&self) -> bool {
        self.status == Some(404)
    }
}

impl From<Fault> for No {
    fn from(fault: Fault) -> No {
        No { status: None, forgotten: false, fault }
    }
}

impl From<No> for Fault {
    fn from(no: No) -> Fault {
        no.fault
    }
}

/// What is asked of Graph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'a> {
    /// What is to be done.
    pub(crate) verb: &'a Method,
    /// Below the address of the interface, or a whole address of it.
    pub(crate) path: &'a str,
    /// The body.
    pub(crate) json: Option<&'a Value>,
}

/// What the answers have told so far.
#[derive(Debug, Default)]
struct Heard {
    time: TheirTime,
    blocked: Option<DateTime<Utc>>,
    calls: VecDeque<DateTime<Utc>>,
}

/// Graph, called as one person.
pub(crate) struct Api {
    http: Http,
    base: Url,
    /// The person's sign-in.
    pub(crate) tokens: Tokens,
    heard: Mutex<Heard>,
}

impl Api {
    /// The interface below an address that ends with a slash.
    pub(crate) fn new(http: Http, base: Url, tokens: Tokens) -> Api {
        Api { http, base, tokens, heard: Mutex::new(Heard::default()) }
    }

    /// Microsoft's clock minus ours, once a call has told it.
    pub(crate) fn offset(&self) -> Option<TimeDelta> {
        self.heard().time.offset()
    }

    /// From when on something may be read: not before Graph allows it, and no
    /// more often in a minute than our part of what all share.
    pub(crate) fn free(
        &self,
        share: usize,
        now: DateTime<Utc>,
    ) -> DateTime<Utc> {
        let heard = self.heard();
        let last = heard.calls.len().checked_sub(share.max(1));
        let last = last.and_then(|at| heard.calls.get(at)).copied();
        let again = last.map(|at| at + MINUTE).filter(|at| *at > now);
        let earliest = DateTime::<Utc>::MIN_UTC;
        again.unwrap_or(earliest).max(heard.blocked.unwrap_or(earliest))
    }

    /// An instant by Microsoft's clock; small differences are the network's.
    pub(crate) fn by_graph(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.heard().time.theirs(now)
    }

    /// Calls as the account's person; a token that Graph does not take is
    /// renewed once.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        ask: Ask<'_>,
        at: Moment,
    ) -> Result<T, No> {
        let reply = self.done(ask, at).await?;
        serde_json::from_slice(&reply.body).map_err(|e| {
            Fault::garbled(format!("Microsoft's answer cannot be read: {e}"))
                .into()
        })
    }

    /// The same where the answer holds nothing.
    pub(crate) async fn done(
        &self,
        ask: Ask<'_>,
        at: Moment,
    ) -> Result<Reply, No> {
        let done = self.tried(ask, at).await;
        done.map_err(|no| No { fault: self.tokens.own(no.fault), ..no })
    }

    async fn tried(&self, ask: Ask<'_>, at: Moment) -> Result<Reply, No> {
        let url = self.aim(ask.path)?;
        let mut token = self.tokens.bearer(self.latest(at)).await?;
        let mut renewed = false;
        loop {
            let call = http::Call {
                verb: ask.verb.clone(),
                url: url.clone(),
                bearer: Some(&token),
                headers: &[("accept", "application/json")],
                json: ask.json,
            };
            let reply = self.http.call(call).await?;
            self.hear(&reply, at);
            if reply.status == 401 && !renewed {
                renewed = true;
                token = self.tokens.renewed(&token, self.latest(at)).await?;
                continue;
            }
            let Some(fault) = words::refusal(&reply, self.latest(at)) else {
                return Ok(reply);
            };
            if let Fault::Limited { until, .. } = &fault {
                self.heard().blocked = Some(*until);
            }
            return Err(No {
                status: Some(reply.status),
                forgotten: words::is_forgotten(&reply),
                fault,
            });
        }
    }

    /// The address of a call; a whole one has to be of this interface.
    fn aim(&self, path: &str) -> Result<Url, Fault> {
        let url = self.base.join(path).map_err(|e| {
            Fault::refused(format!("{path} is no address of Microsoft: {e}"))
        })?;
        let below = url.path().starts_with(self.base.path());
        if url.origin() == self.base.origin() && below {
            return Ok(url);
        }
        Err(Fault::garbled(
            "Microsoft names a page at another address, to which Hotseat \
             does not send the sign-in",
        ))
    }

    fn hear(&self, reply: &Reply, at: Moment) {
        let mut heard = self.heard();
        heard.time.hear(reply.date(), at);
        if let Moment::Now(now) = at {
            heard.blocked = heard.blocked.filter(|until| *until > now);
        }
        if let Some(now) = heard.time.now() {
            heard.calls.push_back(now);
            heard.calls.retain(|at| *at + MINUTE > now);
        }
    }

    /// The latest time by our clock that is known without looking at it.
    fn latest(&self, at: Moment) -> DateTime<Utc> {
        self.heard().time.latest(at)
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
