//! What the browser is sent with, and what is made of what it brings.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::*;
use crate::teams::fake::Fake;

/// A clock on which no time passes.
struct Still;

#[async_trait]
impl Clock for Still {
    fn now(&self) -> DateTime<Utc> {
        "2026-03-04T12:00:00Z".parse().unwrap()
    }

    fn steady(&self) -> TimeDelta {
        TimeDelta::zero()
    }

    async fn sleep(&self, _at_most: Duration) {
        std::future::pending::<()>().await;
    }
}

async fn begun() -> (Fake, SignIn) {
    let fake = Fake::start(Still.now());
    let base = Some(fake.base.as_str());
    let doors =
        super::super::access::Doors { login: base, graph: base, tenant: None };
    let access = Access::at(doors).unwrap();
    let loopback = Loopback::open(&[0], VENDOR).await.unwrap();
    (fake, SignIn::over(loopback, access, "app-1").unwrap())
}

fn pair(sign_in: &SignIn, name: &str) -> String {
    let mut pairs = sign_in.url.query_pairs();
    let pair = pairs.find(|(key, _)| key == name);
    pair.unwrap_or_else(|| panic!("no {name}")).1.into_owned()
}

/// The browser comes back.
async fn bring(redirect: &str, query: &str) {
    let url = Url::parse(redirect).unwrap();
    let port = url.port().unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let head = format!("GET /?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).await.unwrap();
    assert!(page.contains("You can close this window"), "{page}");
}

#[tokio::test]
async fn the_browser_is_sent_with_a_challenge_and_to_this_computer() {
    let (_fake, sign_in) = begun().await;
    let redirect = pair(&sign_in, "redirect_uri");
    assert!(redirect.starts_with("http://localhost:"), "{redirect}");
    assert!(!redirect.ends_with('/'), "as the app names it: {redirect}");
    let challenge = pkce::challenge(&sign_in.verifier);
    assert_eq!(pair(&sign_in, "code_challenge"), challenge);
    assert!(pair(&sign_in, "scope").contains("ChannelMessage.Read.All"));
}

#[tokio::test]
async fn what_the_browser_brings_becomes_tokens() {
    let (_fake, sign_in) = begun().await;
    let redirect = pair(&sign_in, "redirect_uri");
    let query = format!("code=c0de&state={}", pair(&sign_in, "state"));
    let (tokens, ()) = tokio::join!(
        sign_in.finish(&Still, Duration::from_secs(1)),
        bring(&redirect, &query)
    );
    let tokens = tokens.ok().unwrap();
    assert_eq!(tokens.access.expose_secret(), "access-1");
    assert_eq!(tokens.client.refresh.expose_secret(), "refresh-1");
}

#[tokio::test]
async fn a_no_of_the_browser_says_what_to_do() {
    let (_fake, sign_in) = begun().await;
    let redirect = pair(&sign_in, "redirect_uri");
    let query = format!(
        "error=access_denied&error_description=AADSTS65004:%20declined&\
         state={}",
        pair(&sign_in, "state")
    );
    let (tokens, ()) = tokio::join!(
        sign_in.finish(&Still, Duration::from_secs(1)),
        bring(&redirect, &query)
    );
    let fault = tokens.err().unwrap();
    assert!(fault.to_string().contains("not to let"), "{fault}");
}
