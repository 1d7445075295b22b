//! A Slack, an engine and a clock of the tests, all in the hand of a story.

mod events;
mod wire;
mod world;

use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Activity, Batch, Closed, Fault, PlaceId, Sink, SourceId, Wish};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_tungstenite::accept_async;

pub(super) use wire::Wire;
use world::{World, known, rules};

use super::super::listen_push;
use crate::conformance::Keyring;
use crate::slack::scripted::Scripted;
use crate::slack::source::Slack;

/// When every story begins.
const NOON: i64 = 1_700_000_000;
/// No story takes longer, in the time of this computer.
const PATIENCE: Duration = Duration::from_secs(60);

/// The tokens that are pasted.
const USER: (&str, &str) = ("slack/slack/user", r#"{"access_token":"xoxp-1"}"#);
const APP: (&str, &str) = ("slack/slack/app", "xapp-1");

/// What the engine has been told.
#[derive(Default)]
struct Told {
    activity: Vec<Activity>,
    degraded: Vec<Option<String>>,
    hold: bool,
    held: bool,
    now: TimeDelta,
}

/// All of it.
pub(super) struct Stage {
    world: Arc<Mutex<World>>,
    stuck: Arc<AtomicBool>,
    web: Scripted,
    listener: TcpListener,
    slack: Slack,
    told: Mutex<Told>,
    changed: Notify,
}

impl Stage {
    pub(super) async fn set() -> Stage {
        Stage::with(Keyring::with(&[USER, APP])).await
    }

    /// Nobody has pasted an app-level token.
    pub(super) async fn without_an_app_token() -> Stage {
        Stage::with(Keyring::with(&[USER])).await
    }

    async fn with(keyring: Keyring) -> Stage {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let world = Arc::new(Mutex::new(World { port, ..World::default() }));
        let stuck = Arc::new(AtomicBool::new(false));
        let (answers, waits) = (world.clone(), stuck.clone());
        let web = Scripted::by(move |call| {
            while waits.load(Ordering::Relaxed) {
                std::thread::yield_now();
            }
            Some(answers.lock().unwrap().answer(call).to_string())
        });
        let id = SourceId::new("slack");
        let slack =
            Slack::new(&rules(), &id, Arc::new(keyring), &web.address).unwrap();
        Stage {
            world,
            stuck,
            web,
            listener,
            slack,
            told: Mutex::default(),
            changed: Notify::new(),
        }
    }

    /// Lets Hotseat listen while the story is told.
    pub(super) async fn play(&self, story: impl Future<Output = ()>) {
        let cursors = known(self.now());
        let told = async {
            tokio::select! {
                fault = listen_push(&self.slack, &cursors, self) => {
                    panic!("it should go on listening: {fault}")
                }
                () = story => {}
            }
        };
        tokio::time::timeout(PATIENCE, told).await.expect("a story that ends");
    }

    /// The next connection that Hotseat opens.
    pub(super) async fn connects(&self) -> Wire {
        let (stream, _) = self.listener.accept().await.unwrap();
        Wire { line: accept_async(stream).await.unwrap(), said: Vec::new() }
    }

    /// The same, with a hello of its own; the channel has been read.
    pub(super) async fn connected(&self) -> Wire {
        let mut wire = self.connects().await;
        wire.hello(1).await;
        let read = self.called("conversations.history") + 1;
        self.until(|| self.called("conversations.history") >= read).await;
        wire.beat().await;
        wire
    }

    /// Has Slack refuse every connection for push.
    pub(super) fn refuses_connections(&self, code: &'static str) {
        self.world.lock().unwrap().refuses = Some(code);
    }

    /// Waits until something is so.
    pub(super) async fn until(&self, so: impl Fn() -> bool) {
        while !so() {
            tokio::task::yield_now().await;
        }
    }

    /// Has Slack's methods hang, or answer again.
    pub(super) fn sticks(&self, stuck: bool) {
        self.stuck.store(stuck, Ordering::Relaxed);
    }

    /// Lets time pass, all at once.
    pub(super) fn leap(&self, seconds: i64) {
        self.told.lock().unwrap().now += TimeDelta::seconds(seconds);
        self.changed.notify_waiters();
    }

    /// Lets time pass, and lets Hotseat do what it then does.
    pub(super) async fn pass(&self, seconds: i64) {
        self.leap(seconds);
        for _ in 0..3 {
            self.answered().await;
        }
    }

    /// Waits until every call that was begun has its answer: Slack's methods
    /// answer one after the other, so a call of our own comes last.
    async fn answered(&self) {
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
        let host = self.web.address.strip_prefix("http://").unwrap();
        let host = host.strip_suffix("/api").unwrap();
        let mut stream = TcpStream::connect(host).await.unwrap();
        let call = "POST /api/last HTTP/1.1\r\nContent-Length: 0\r\n\r\n";
        stream.write_all(call.as_bytes()).await.unwrap();
        stream.read_to_end(&mut Vec::new()).await.unwrap();
    }

    /// Lets time pass on a connection that lives.
    pub(super) async fn alive(&self, wire: &mut Wire, seconds: i64) {
        for _ in 0..seconds / 5 {
            self.pass(5).await;
            wire.beat().await;
        }
    }

    /// Puts a message into the channel without telling it.
    pub(super) fn write(&self, second: &str, text: &str) {
        self.stand(self.message(second, text));
    }

    /// Puts a message there as it is.
    fn stand(&self, message: Value) {
        let ts = message["ts"].as_str().unwrap().to_owned();
        self.world.lock().unwrap().messages.insert(ts, message);
    }

    /// Puts an answer into a thread without telling it.
    pub(super) fn answer(&self, second: &str, root: &str, text: &str) -> Value {
        let mut answer = self.message(second, text);
        answer["thread_ts"] = json!(self.ts(root));
        self.stand(answer.clone());
        answer
    }

    /// Puts marks on a message without telling it.
    pub(super) fn mark(&self, second: &str, name: &str, users: &[&str]) {
        let mut world = self.world.lock().unwrap();
        let new = || self.message(second, "help");
        let message = world.messages.entry(self.ts(second)).or_insert_with(new);
        message["reactions"] =
            json!([{ "name": name, "users": users, "count": users.len() }]);
    }

    /// How often a method was called.
    pub(super) fn called(&self, method: &str) -> usize {
        let path = format!("/api/{method}");
        self.web.calls().iter().filter(|call| call.path == path).count()
    }

    pub(super) fn activity(&self) -> Vec<Activity> {
        self.told.lock().unwrap().activity.clone()
    }

    /// Each time it was said that push cannot be relied on, or can again.
    pub(super) fn reported(&self) -> Vec<bool> {
        let told = self.told.lock().unwrap();
        told.degraded.iter().map(Option::is_some).collect()
    }

    /// Why push cannot be relied on, as the engine was told last.
    pub(super) fn why(&self) -> String {
        let told = self.told.lock().unwrap();
        told.degraded.last().cloned().flatten().unwrap_or_default()
    }

    pub(super) fn why_no_push(&self) -> Option<String> {
        self.slack.why_no_push()
    }

    /// Holds back what is to be committed.
    pub(super) fn hold(&self, hold: bool) {
        self.told.lock().unwrap().hold = hold;
        self.changed.notify_waiters();
    }

    pub(super) fn is_held(&self) -> bool {
        self.told.lock().unwrap().held
    }
}

#[async_trait]
impl Sink for Stage {
    async fn accept(&self, batch: Batch) -> Result<(), Closed> {
        loop {
            let mut changed = pin!(self.changed.notified());
            changed.as_mut().enable();
            {
                let mut told = self.told.lock().unwrap();
                told.held = told.hold;
                if !told.hold {
                    told.activity.extend(batch.activity);
                    return Ok(());
                }
            }
            changed.await;
        }
    }

    fn alive(&self, _: &PlaceId, _: DateTime<Utc>) {}

    fn offset(&self, _: i64) {}

    fn trouble(&self, _: &PlaceId, fault: &Fault) {
        panic!("no channel should be in trouble: {fault}");
    }

    fn degraded(&self, why: Option<&str>) {
        self.told.lock().unwrap().degraded.push(why.map(str::to_owned));
    }

    fn wish(&self) -> Wish {
        Wish { on_duty: true, open: Vec::new() }
    }

    /// Each look at the clock takes a little time, as it does elsewhere.
    fn now(&self) -> DateTime<Utc> {
        let mut told = self.told.lock().unwrap();
        told.now += TimeDelta::microseconds(1);
        DateTime::from_timestamp(NOON, 0).unwrap() + told.now
    }

    async fn rest(&self, at_most: Duration) {
        let until = self.now() + TimeDelta::from_std(at_most).unwrap();
        loop {
            let mut changed = pin!(self.changed.notified());
            changed.as_mut().enable();
            if self.now() >= until {
                return;
            }
            changed.await;
        }
    }
}
