use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};

use super::*;

/// A clock on which no time passes.
struct Still;

#[async_trait]
impl Clock for Still {
    fn now(&self) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    fn steady(&self) -> TimeDelta {
        TimeDelta::zero()
    }

    async fn sleep(&self, _at_most: Duration) {
        std::future::pending::<()>().await;
    }
}

const SLACK: Vendor = Vendor { name: "Slack", path: "/slack" };

async fn open() -> Loopback {
    Loopback::open(&[0], SLACK).await.unwrap()
}

/// What a browser would show for a request.
async fn visit(loopback: &Loopback, request: &str) -> String {
    let address = loopback.v4.local_addr().unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).await.unwrap();
    page
}

fn get(target: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n")
}

async fn brought(requests: &[String]) -> (Brought, Vec<String>) {
    let loopback = open().await;
    let state = "mine".into();
    let visits = async {
        let mut pages = Vec::new();
        for request in requests {
            pages.push(visit(&loopback, request).await);
        }
        pages
    };
    let (brought, pages) =
        tokio::join!(loopback.brought(&state, &Still), visits);
    (brought.unwrap(), pages)
}

#[tokio::test]
async fn the_code_comes_with_our_state_and_the_page_says_so() {
    let (brought, pages) = brought(&[get("/slack?code=c0de&state=mine")]).await;
    let Brought::Code(code) = brought else { panic!("it was approved") };
    assert_eq!(code.expose_secret(), "c0de");
    assert!(pages[0].contains("You can close this window"), "{}", pages[0]);
    assert!(!pages[0].contains("c0de"), "nothing of the address is shown");
}

#[tokio::test]
async fn a_call_that_does_not_know_the_state_ends_nothing() {
    let (brought, pages) = brought(&[
        get("/slack?code=evil&state=guess"),
        get("/favicon.ico"),
        get("/slack?code=evil"),
        "POST /slack?code=evil&state=mine HTTP/1.1\r\n\r\n".into(),
        "nonsense\r\n\r\n".into(),
        get("/slack?code=c0de&state=mine"),
    ])
    .await;
    let Brought::Code(code) = brought else { panic!("it was approved") };
    assert_eq!(code.expose_secret(), "c0de");
    for page in &pages[..5] {
        assert!(page.starts_with("HTTP/1.1 404"), "{page}");
    }
}

#[tokio::test]
async fn a_silent_or_endless_caller_holds_nobody_up() {
    let loopback = open().await;
    let address = loopback.v4.local_addr().unwrap();
    let state = "mine".into();
    let visits = async {
        let silent = TcpStream::connect(address).await.unwrap();
        let mut endless = TcpStream::connect(address).await.unwrap();
        let _ = endless.write_all(&vec![b'a'; 3 * MOST_BYTES]).await;
        visit(&loopback, &get("/slack?code=c0de&state=mine")).await;
        drop((silent, endless));
    };
    let (brought, ()) = tokio::join!(loopback.brought(&state, &Still), visits);
    assert!(matches!(brought.unwrap(), Brought::Code(_)));
}

#[tokio::test]
async fn a_no_of_the_person_is_a_no() {
    let (brought, _) =
        brought(&[get("/slack?error=access_denied&state=mine")]).await;
    let Brought::Declined(why, _) = brought else { panic!("it was declined") };
    assert_eq!(why, "access_denied");
}

#[tokio::test]
async fn a_port_in_use_is_stepped_over_and_none_left_is_said() {
    let taken = open().await;
    let port = taken.v4.local_addr().unwrap().port();
    let spare = Loopback::open(&[port, 0], SLACK).await.unwrap();
    assert_ne!(spare.v4.local_addr().unwrap().port(), port);
    let Err(fault) = Loopback::open(&[port], SLACK).await else {
        panic!("the port is in use");
    };
    assert!(fault.to_string().contains(&port.to_string()), "{fault}");
}
