//! GitHub's REST interface: one call, its answer, and the account's limits.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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

/// What is understood; GitHub's description of itself knows the second name.
pub(super) const ACCEPT: &str =
    "application/vnd.github+json, application/json;q=0.9";
/// The version of the interface that is spoken.
const VERSION: &str = "2022-11-28";
/// A repository that was renamed is followed so often.
const HOPS: usize = 3;
/// Below this part of the hourly allowance it is used sparingly.
const THRIFT: u32 = 5;

/// Why a call failed, with the status GitHub gave, if it gave one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct No {
    /// GitHub's status.
    pub(crate) status: Option<u16>,
    /// What it means.
    pub(crate) fault: Fault,
}

impl No {
    /// Whether what was asked for is not there, or not any more.
    pub(crate) fn is_gone(&self) -> bool {
        matches!(self.status, Some(404 | 410))
    }
}

impl From<Fault> for No {
    fn from(fault: Fault) -> No {
        No { status: None, fault }
    }
}

impl From<No> for Fault {
    fn from(no: No) -> Fault {
        no.fault
    }
}

/// What is asked of GitHub.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'a> {
    /// What is to be done.
    pub(crate) verb: &'a Method,
    /// Below the address of the interface, or a whole address of it.
    pub(crate) path: &'a str,
    /// The body.
    pub(crate) json: Option<&'a Value>,
    /// What was read there before: GitHub says if it is still the same.
    pub(crate) known: Option<&'a str>,
}

/// What GitHub answered.
#[derive(Debug)]
pub(crate) struct Answer {
    reply: Reply,
    path: String,
}

impl Answer {
    /// Nothing has changed since it was read before.
    pub(crate) fn is_same(&self) -> bool {
        self.reply.status == 304
    }

    /// By which GitHub knows this state again.
    pub(crate) fn tag(&self) -> Option<String> {
        self.reply.header("etag").map(str::to_owned)
    }

    /// A header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.reply.header(name)
    }

    /// What it holds.
    pub(crate) fn body<T: DeserializeOwned>(&self) -> Result<T, No> {
        serde_json::from_slice(&self.reply.body).map_err(|e| {
            No::from(Fault::garbled(format!(
                "GitHub's answer to {} is not as expected: {e}",
                self.path
            )))
        })
    }

    /// Where the next page is.
    pub(crate) fn next(&self) -> Option<String> {
        let links = self.reply.header("link")?;
        links.split(',').find_map(|link| {
            let (address, rest) = link.trim().split_once('>')?;
            let is_next =
                rest.split(';').any(|it| it.trim() == r#"rel="next""#);
            is_next.then(|| address.trim_start_matches('<').to_owned())
        })
    }
}

/// What the calls have told about time and limits.
#[derive(Clone, Copy, Debug, Default)]
struct Heard {
    time: TheirTime,
    blocked: Option<DateTime<Utc>>,
    /// So many calls are left of so many.
    left: Option<(u32, u32)>,
}

/// The interface as one account sees it.
pub(crate) struct Api {
    http: Http,
    base: Url,
    tokens: Arc<Tokens>,
    heard: Mutex<Heard>,
}

impl Api {
    /// The interface below an address that ends with a slash.
    pub(crate) fn new(http: Http, base: Url, tokens: Arc<Tokens>) -> Api {
        Api { http, base, tokens, heard: Mutex::new(Heard::default()) }
    }

    /// Until when nothing is to be asked.
    pub(crate) fn blocked(&self) -> Option<DateTime<Utc>> {
        self.heard().blocked
    }

    /// GitHub's clock minus ours, once a call has told it.
    pub(crate) fn offset(&self) -> Option<TimeDelta> {
        self.heard().time.offset()
    }

    /// Whether little is left of the hourly allowance.
    pub(crate) fn is_scarce(&self) -> bool {
        let left = self.heard().left;
        left.is_some_and(|(left, of)| left < of / THRIFT)
    }

    /// An instant by GitHub's clock; small differences are the network's.
    pub(crate) fn by_github(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.heard().time.theirs(now)
    }

    /// Calls as the account's person.
    pub(crate) async fn call(
        &self,
        ask: Ask<'_>,
        at: Moment,
    ) -> Result<Answer, No> {
        let answer = self.tried(ask, at).await;
        answer.map_err(|no| No { fault: self.tokens.own(no.fault), ..no })
    }

    async fn tried(&self, ask: Ask<'_>, at: Moment) -> Result<Answer, No> {
        let token = self.tokens.fresh(self.latest(at)).await?;
        let mut url = self.aim(ask.path)?;
        for _ in 0..HOPS {
            let known = ask.known.unwrap_or_default();
            let headers = [
                ("accept", ACCEPT),
                ("x-github-api-version", VERSION),
                ("if-none-match", known),
            ];
            let said = if known.is_empty() { 2 } else { 3 };
            let call = http::Call {
                verb: ask.verb.clone(),
                url: url.clone(),
                bearer: Some(&token),
                headers: headers.get(..said).unwrap_or_default(),
                json: ask.json,
            };
            let reply = self.http.call(call).await?;
            self.hear(&reply, at);
            if let Some(elsewhere) = self.moved(&reply, &url, ask.verb)? {
                url = elsewhere;
                continue;
            }
            if reply.status == 401 {
                self.tokens.doubt(&token).await;
            }
            let refused = words::refusal(&reply, self.latest(at));
            return match refused {
                None => Ok(Answer { reply, path: url.path().to_owned() }),
                Some(fault) => {
                    if let Fault::Limited { until, .. } = &fault {
                        self.heard().blocked = Some(*until);
                    }
                    Err(No { status: Some(reply.status), fault })
                }
            };
        }
        Err(Fault::garbled("GitHub sends us round in circles").into())
    }

    /// The address of a call; a whole one has to be of this interface.
    fn aim(&self, path: &str) -> Result<Url, Fault> {
        let url = self.base.join(path).map_err(|e| {
            Fault::refused(format!("{path} is no address of GitHub: {e}"))
        })?;
        if url.origin() == self.base.origin() {
            return Ok(url);
        }
        Err(Fault::garbled(
            "GitHub names a page at another address, to which Hotseat does \
             not send the sign-in",
        ))
    }

    /// Where a repository that was renamed is now. Nobody is followed to
    /// another address, and nothing is written where it was not meant to be.
    fn moved(
        &self,
        reply: &Reply,
        from: &Url,
        verb: &Method,
    ) -> Result<Option<Url>, Fault> {
        if !matches!(reply.status, 301 | 302 | 307 | 308) {
            return Ok(None);
        }
        let to = reply.header("location").unwrap_or_default();
        let to = from.join(to).ok();
        let to = to.filter(|to| to.origin() == self.base.origin());
        let to = to.ok_or_else(|| {
            Fault::garbled(
                "Something between here and GitHub answers instead of it: a \
                 sign-in page of the network? Open any page in the browser \
                 and sign in there; Hotseat tries again",
            )
        })?;
        if *verb != Method::GET {
            return Err(Fault::refused(
                "the repository has another name now. Correct it in the team \
                 file",
            ));
        }
        Ok(Some(to))
    }

    fn hear(&self, reply: &Reply, at: Moment) {
        let mut heard = self.heard();
        heard.time.hear(reply.date(), at);
        if let Moment::Now(now) = at {
            heard.blocked = heard.blocked.filter(|until| *until > now);
        }
        let number = |name| reply.header(name)?.trim().parse().ok();
        let left = number("x-ratelimit-remaining");
        let left = left.zip(number("x-ratelimit-limit"));
        heard.left = left.or(heard.left);
    }

    /// The latest time by our clock that is known without looking at it.
    fn latest(&self, at: Moment) -> DateTime<Utc> {
        self.heard().time.latest(at)
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
