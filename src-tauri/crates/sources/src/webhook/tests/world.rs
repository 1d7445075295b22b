//! A street of senders: each calls again until it is answered.

use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Bots, ExternalId, PlaceId, Rules, Source};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::conformance::{Keyring, Standing, Voice, World, rules};
use crate::webhook::Webhook;
use crate::webhook::map::activity;
use crate::webhook::table::Told;

/// The token of the only sender.
pub(super) const TOKEN: &str = "a-token-of-the-tests";
/// The only sender.
pub(super) const SENDER: &str = "printer";

/// What a call was answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

/// A call that waits for its answer, or for another one.
#[derive(Clone, Debug)]
struct Call {
    head: String,
    body: String,
    again: bool,
}

#[derive(Default)]
struct State {
    now: DateTime<Utc>,
    waiting: Vec<Call>,
    answers: Vec<Answer>,
    told: Vec<(ExternalId, String)>,
    taken: Option<TcpListener>,
}

/// The senders, and the address at which they call.
pub(super) struct Street {
    pub(super) rules: Rules,
    pub(super) address: String,
    state: Mutex<State>,
}

impl Street {
    pub(super) fn new() -> Street {
        // A port that was free a moment ago.
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        let mut rules = rules("webhook", SENDER);
        for source in &mut rules.sources {
            source.options.insert("listen".into(), address.clone());
            source.places[0].bots = Bots::Alerts;
        }
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let state = State { now, ..State::default() };
        Street { rules, address, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Somebody calls once, as soon as anybody listens.
    pub(super) fn once(&self, head: &str, body: &str) {
        let (head, body) = (head.to_owned(), body.to_owned());
        self.state().waiting.push(Call { head, body, again: false });
    }

    /// Somebody says this once to the word, and nothing more.
    pub(super) fn raw(&self, words: String) {
        let call = Call { head: words, body: String::new(), again: false };
        self.state().waiting.push(call);
    }

    /// What the calls were answered, in order.
    pub(super) fn answers(&self) -> Vec<Answer> {
        std::mem::take(&mut self.state().answers)
    }

    /// Calls with a body; nothing where nobody listens.
    async fn call(&self, Call { head, body, .. }: &Call) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.address).await.ok()?;
        let said = format!(
            "{head} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\n\
             Authorization: Bearer {TOKEN}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        let raw = head.contains("\r\n");
        let said = if raw { head } else { &said };
        stream.write_all(said.as_bytes()).await.ok()?;
        if raw {
            // Who is refused may have been answered and left already.
            _ = stream.shutdown().await;
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Answer { status, head: head.to_owned(), body: body.to_owned() })
    }

    fn told(&self, text: &str, now: DateTime<Utc>) -> ExternalId {
        let told = Told {
            what: text.to_owned(),
            who: Some("Dirk Maas".to_owned()),
            at: Some(now),
            ..Told::default()
        };
        activity(&self.rules.sources[0].places[0], &told, now).external
    }
}

#[async_trait]
impl World for Street {
    fn source(&self) -> Arc<dyn Source> {
        let name = format!("webhook/webhook/{SENDER}");
        let vault = Arc::new(Keyring::with(&[(name.as_str(), TOKEN)]));
        let id = &self.rules.sources[0].id;
        Arc::new(Webhook::new(&self.rules, id, vault).unwrap())
    }

    fn place(&self) -> PlaceId {
        PlaceId::new(SENDER)
    }

    async fn now(&self) -> DateTime<Utc> {
        self.state().now
    }

    async fn turn(&self, now: DateTime<Utc>) {
        self.state().now = now;
        // They wait for as long as nobody has answered.
        let waiting = self.state().waiting.clone();
        let mut unheard = Vec::new();
        for call in waiting {
            match self.call(&call).await {
                Some(answer) if answer.status == 200 || !call.again => {
                    self.state().answers.push(answer);
                }
                Some(_) | None => unheard.push(call),
            }
        }
        self.state().waiting = unheard;
    }

    async fn post(&self, _by: Voice, text: &str) -> ExternalId {
        let now = self.state().now;
        let body = json!({
            "what": text, "who": "Dirk Maas", "at": now.to_rfc3339(),
        });
        let id = self.told(text, now);
        let mut state = self.state();
        let (head, body) = (format!("POST /{SENDER}"), body.to_string());
        state.waiting.push(Call { head, body, again: true });
        state.told.push((id.clone(), text.to_owned()));
        id
    }

    /// A sender has no threads: nobody answers, edits, deletes or marks.
    async fn reply(
        &self,
        _by: Voice,
        root: &ExternalId,
        _text: &str,
    ) -> ExternalId {
        root.clone()
    }

    async fn edit(&self, _what: &ExternalId, _text: &str) {}

    async fn delete(&self, _what: &ExternalId) {}

    async fn mark(&self, _by: Voice, _what: &ExternalId, _name: &str) {}

    async fn unmark(&self, _by: Voice, _what: &ExternalId, _name: &str) {}

    async fn standing(&self, root: &ExternalId) -> Option<Standing> {
        let state = self.state();
        let (_, text) = state.told.iter().find(|(id, _)| id == root)?;
        Some(Standing { texts: vec![text.clone()], ..Standing::default() })
    }

    /// Another program takes the port, or leaves it.
    async fn cut(&self, cut: bool) {
        self.state().taken = cut.then(|| {
            TcpListener::bind(&self.address).expect("nobody listens now")
        });
    }
}
