//! The one way out over HTTP: with limits of size and time, and no redirects.

mod unheard;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response, Url};
use secrecy::{ExposeSecret, SecretString};

use self::unheard::unheard;

/// The longest answer that is read, in bytes, after unpacking.
const MAX_BODY: usize = 16 << 20;
const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(30);
/// A source that asks for a longer wait is asked again after this one.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);
const WITHOUT_WORD: TimeDelta = TimeDelta::seconds(30);

/// A client for all sources.
#[derive(Clone, Debug)]
pub(crate) struct Http {
    client: Client,
}

impl Http {
    /// Makes the client.
    pub(crate) fn new() -> Result<Http, Fault> {
        // An error says that somebody has chosen a provider already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .user_agent(concat!("hotseat/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT)
            .timeout(WHOLE)
            .redirect(Policy::none())
            .gzip(true)
            .build()
            .map_err(|e| {
                Fault::unreachable(format!(
                    "no secure connection can be made on this computer: {e}"
                ))
            })?;
        Ok(Http { client })
    }

    /// Posts a form; any status is an answer.
    pub(crate) async fn post(
        &self,
        url: Url,
        bearer: Option<&SecretString>,
        form: &[(&str, &str)],
    ) -> Result<Reply, Fault> {
        let host = url.host_str().unwrap_or("the server").to_owned();
        let mut request = self.client.post(url).form(form);
        if let Some(token) = bearer {
            request = request.header(AUTHORIZATION, authorization(token)?);
        }
        let answer = request.send().await.map_err(|e| unheard(&host, e))?;
        read(answer, &host).await
    }

    /// Makes a call whose body, if it has one, is JSON; any status is an
    /// answer, also one that points elsewhere.
    pub(crate) async fn call(&self, call: Call<'_>) -> Result<Reply, Fault> {
        let host = call.url.host_str().unwrap_or("the server").to_owned();
        let mut request = self.client.request(call.verb, call.url);
        for (name, value) in call.headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = call.bearer {
            request = request.header(AUTHORIZATION, authorization(token)?);
        }
        if let Some(json) = call.json {
            request = request
                .header(CONTENT_TYPE, "application/json")
                .body(json.to_string());
        }
        let answer = request.send().await.map_err(|e| unheard(&host, e))?;
        read(answer, &host).await
    }
}

/// One call of an interface that speaks JSON.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    /// What is to be done.
    pub(crate) verb: Method,
    /// Where.
    pub(crate) url: Url,
    /// As whom.
    pub(crate) bearer: Option<&'a SecretString>,
    /// What else is said before the body.
    pub(crate) headers: &'a [(&'static str, &'a str)],
    /// The body.
    pub(crate) json: Option<&'a serde_json::Value>,
}

/// What a server answered.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// Its status.
    pub(crate) status: u16,
    /// Its headers.
    headers: HeaderMap,
    /// Its body, unpacked.
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// An answer as a test wants it.
    #[cfg(test)]
    pub(crate) fn made(
        status: u16,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Reply {
        let named = |(name, value): &(&str, &str)| {
            let name: reqwest::header::HeaderName = name.parse().unwrap();
            (name, HeaderValue::from_str(value).unwrap())
        };
        let headers = headers.iter().map(named).collect();
        Reply { status, headers, body: body.as_bytes().to_vec() }
    }

    /// A header as text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The server's clock when it answered.
    pub(crate) fn date(&self) -> Option<DateTime<Utc>> {
        let date = DateTime::parse_from_rfc2822(self.header("date")?).ok()?;
        Some(date.to_utc())
    }

    /// How long the server wants us to wait.
    pub(crate) fn retry_after(&self) -> TimeDelta {
        self.header("retry-after")
            .and_then(|s| s.trim().parse::<i64>().ok())
            .and_then(TimeDelta::try_seconds)
            .map_or(WITHOUT_WORD, |wait| {
                wait.clamp(TimeDelta::seconds(1), LONGEST_WAIT)
            })
    }
}

/// An address a token may be sent to: encrypted, or this very computer.
pub(crate) fn trusted(address: &str) -> Result<Url, Fault> {
    let url = Url::parse(address).map_err(|e| {
        Fault::refused(format!("\"{address}\" is no address: {e}"))
    })?;
    let here =
        matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    match url.scheme() {
        "https" => Ok(url),
        "http" if here => Ok(url),
        _ => Err(Fault::refused(format!(
            "\"{address}\" is not encrypted; only https addresses are used"
        ))),
    }
}

fn authorization(token: &SecretString) -> Result<HeaderValue, Fault> {
    let mut value =
        HeaderValue::from_str(&format!("Bearer {}", token.expose_secret()))
            .map_err(|_| {
                Fault::unauthorized(
                    "the token holds characters that no token has; \
                     sign in again",
                )
            })?;
    value.set_sensitive(true);
    Ok(value)
}

async fn read(mut answer: Response, host: &str) -> Result<Reply, Fault> {
    let status = answer.status().as_u16();
    let long = || {
        Fault::garbled(format!(
            "{host} sent more than {} MB in one answer",
            MAX_BODY >> 20
        ))
    };
    let told = answer.content_length().unwrap_or_default();
    if usize::try_from(told).map_or(true, |told| told > MAX_BODY) {
        return Err(long());
    }
    let headers = std::mem::take(answer.headers_mut());
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|e| unheard(host, e))? {
        if body.len() + part.len() > MAX_BODY {
            return Err(long());
        }
        body.extend_from_slice(&part);
    }
    Ok(Reply { status, headers, body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_goes_out_encrypted_or_to_this_computer() {
        assert!(trusted("https://slack.com/api/").is_ok());
        assert!(trusted("http://127.0.0.1:4101/api/").is_ok());
        assert!(trusted("http://[::1]:4101/").is_ok());
        assert!(trusted("http://slack.com/api/").is_err());
        assert!(trusted("http://127.0.0.1.evil.example/").is_err());
        assert!(trusted("file:///etc/passwd").is_err());
        assert!(trusted("nonsense").is_err());
    }

    #[test]
    fn a_wait_is_never_longer_than_an_hour_nor_none() {
        let waits = |header: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            if let Some(header) = header {
                headers.insert("retry-after", HeaderValue::from_static(header));
            }
            Reply { status: 429, headers, body: Vec::new() }
                .retry_after()
                .num_seconds()
        };
        assert_eq!(waits(Some("7")), 7);
        assert_eq!(waits(Some("0")), 1);
        assert_eq!(waits(Some("-5")), 1);
        assert_eq!(waits(Some("999999999")), 3600);
        assert_eq!(waits(Some("soon")), 30);
        assert_eq!(waits(None), 30);
    }
}
