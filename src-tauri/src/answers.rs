//! Answers every command, whichever surface it comes from.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use contract::{
    Act, Code, Command, Done, Envelope, Failure, Select, Snapshot, SnoozeUntil,
    view,
};
use domain::RequestId;
use engine::{Desk, Refused};
use serde::Serialize;
use serde_json::Value;

use crate::cli::sentence;
use crate::doctor::Doctor;
use crate::links;

/// How long an act that is to be written at once is waited for.
const WRITTEN: Duration = Duration::from_secs(20);

/// What the shell does on command: the window and the end.
pub(crate) trait Stagehand: Send + Sync {
    /// Brings the window to the front, with a request to read; says so if
    /// there can be none.
    fn raise(&self, request: Option<i64>) -> Result<(), String>;
    /// Ends the engine in order.
    fn quit(&self);
}

/// Answers commands.
#[derive(Clone)]
pub(crate) struct Clerk {
    desk: Desk,
    doctor: Arc<Doctor>,
    stagehand: Arc<dyn Stagehand>,
    /// What is wrong with this desktop itself.
    lack: Arc<Mutex<Option<String>>>,
}

impl Clerk {
    /// Answers for a desk.
    #[must_use]
    pub(crate) fn new(
        desk: Desk,
        doctor: Arc<Doctor>,
        stagehand: Arc<dyn Stagehand>,
    ) -> Clerk {
        Clerk { desk, doctor, stagehand, lack: Arc::default() }
    }

    /// Answers a line of the socket with a line.
    pub(crate) async fn line(&self, line: &str) -> String {
        let answer = match serde_json::from_str::<Command>(line) {
            Ok(command) => self.answer(command).await,
            Err(e) => Err(Failure::new(
                Code::Usage,
                format!("The engine does not understand this: {e}."),
            )
            .hint("Use the command line of the same version.")),
        };
        let envelope = Envelope::from(answer);
        serde_json::to_string(&envelope).unwrap_or_default()
    }

    /// Answers a command.
    pub(crate) async fn answer(
        &self,
        command: Command,
    ) -> Result<Value, Failure> {
        match command {
            Command::Snapshot { select } => json(&self.snapshot(select).await),
            Command::Show { request } => {
                let close = self.look(request).await?;
                json(&view::detail(&self.desk.picture(), &close))
            }
            Command::Do { act, at_once } => {
                json(&self.act(act, at_once).await?)
            }
            Command::Explain { request } => {
                let close = self.look(request).await?;
                json(&view::explain(&self.desk.picture(), &close))
            }
            Command::Why { request } => {
                json(&view::why(&self.look(request).await?))
            }
            Command::Sources => json(&view::sources(&self.desk.picture())),
            Command::Rebuild => {
                let rebuilt = self.desk.rebuild().await.map_err(refused)?;
                json(&serde_json::json!({
                    "facts": rebuilt.facts,
                    "requests": rebuilt.requests,
                    "mended": rebuilt.mended,
                }))
            }
            Command::Reload => {
                let act = self.desk.reload().map_err(refused)?;
                json(&done(act))
            }
            Command::Reconnect { .. } => {
                self.desk.reconnect().await;
                json(&said("Signing in again."))
            }
            Command::Doctor => json(&self.doctor.examine(&self.desk).await),
            Command::Raise { request } => self.raise(request),
            Command::Quit => {
                self.stagehand.quit();
                json(&said("Hotseat ends, and stops watching."))
            }
        }
    }

    /// Everything that is shown.
    pub(crate) async fn snapshot(&self, select: Select) -> Snapshot {
        self.desk.watch(select.request.map(RequestId));
        let picture = self.desk.picture();
        let close = match select.request {
            Some(id) => self.desk.look_at(RequestId(id)).await.ok(),
            None => None,
        };
        self.with_lack(view::snapshot(&picture, &select, close.as_ref()))
    }

    fn with_lack(&self, mut snapshot: Snapshot) -> Snapshot {
        let lack = self.lack.lock().unwrap_or_else(PoisonError::into_inner);
        snapshot.warnings.extend(lack.clone());
        snapshot
    }

    /// Says what this desktop lacks, or that it lacks nothing any more.
    pub(crate) fn lacks(&self, lack: Option<String>) {
        *self.lack.lock().unwrap_or_else(PoisonError::into_inner) =
            lack.map(|why| sentence(&why));
    }

    /// The list as it stands now, without any request read closely.
    #[must_use]
    pub(crate) fn glance(&self) -> Snapshot {
        let select = Select::default();
        self.with_lack(view::snapshot(&self.desk.picture(), &select, None))
    }

    /// Puts a refusal where the user looks next.
    pub(crate) fn say(&self, failure: &Failure) {
        let hint = failure.hint.as_deref().unwrap_or_default();
        self.desk.remark(format!("{} {hint}", failure.message).trim());
    }

    async fn look(
        &self,
        request: i64,
    ) -> Result<domain::picture::Close, Failure> {
        self.desk.look_at(RequestId(request)).await.map_err(refused)
    }

    fn raise(&self, request: Option<i64>) -> Result<Value, Failure> {
        self.stagehand.raise(request).map_err(|words| {
            Failure::new(Code::Refused, words)
                .hint("`hotseat list` shows the queue here.")
        })?;
        json(&Done {
            request,
            words: "The window is open.".to_owned(),
            queued: false,
        })
    }

    async fn act(&self, act: Act, at_once: bool) -> Result<Done, Failure> {
        if let Act::Open { request, link } = act {
            return self.open(request, link).await;
        }
        let acted = self.at_desk(act, at_once).await.map_err(refused)?;
        let mut done = done(acted);
        if at_once && let Some(id) = done.request.map(RequestId) {
            let delivered = self.desk.delivered(id, WRITTEN).await;
            if let Some(words) = self.desk.refusal(id).await {
                return Err(Failure::new(Code::Refused, words));
            }
            done.queued = done.queued && !delivered;
        }
        Ok(done)
    }

    async fn at_desk(
        &self,
        act: Act,
        at_once: bool,
    ) -> Result<engine::Act, Refused> {
        let desk = &self.desk;
        match act {
            Act::Claim { request, quiet, say } => {
                desk.claim(RequestId(request), quiet, say).await
            }
            Act::Together { request } => {
                desk.together(RequestId(request)).await
            }
            Act::TakeOver { request } => {
                desk.take_over(RequestId(request)).await
            }
            Act::Release { request } => desk.release(RequestId(request)).await,
            Act::Reply { request, text, sure } => {
                desk.reply(RequestId(request), &text, sure, at_once).await
            }
            Act::Close { request } => {
                desk.close(RequestId(request), at_once).await
            }
            Act::Dismiss { request } => {
                desk.dismiss(RequestId(request), at_once).await
            }
            Act::BringBack { request } => {
                desk.bring_back(RequestId(request)).await
            }
            Act::Snooze { request, until, regardless, claim } => {
                let until = snooze_until(until);
                desk.snooze(RequestId(request), until, regardless, claim).await
            }
            Act::Wake { request } => desk.wake(RequestId(request)).await,
            Act::WaitOnThem { request } => {
                desk.wait_on_them(RequestId(request)).await
            }
            Act::NotThanks { request } => {
                desk.not_thanks(RequestId(request)).await
            }
            Act::SetPriority { request, priority } => {
                desk.set_priority(RequestId(request), priority.into()).await
            }
            Act::Split { request } => desk.split(RequestId(request)).await,
            Act::SendAgain { request } => {
                desk.send_again(RequestId(request)).await
            }
            Act::ItIsThere { request } => {
                desk.it_is_there(RequestId(request)).await
            }
            Act::Undo { request } => desk.undo(request.map(RequestId)).await,
            Act::Quiet { on } => desk.quiet(on).await,
            Act::Ring { on } => desk.ring(on).await,
            Act::ReadNow | Act::Open { .. } => desk.read_now(),
        }
    }

    /// Opens a request, or one of its links, in the browser. The window says
    /// only which; the address comes from the ledger.
    async fn open(
        &self,
        request: i64,
        link: Option<u32>,
    ) -> Result<Done, Failure> {
        let close = self.look(request).await?;
        let address = match link {
            Some(n) => view::link(&close, n),
            None => close.entry.judged.link.clone(),
        };
        let Some(address) = address else {
            return Err(Failure::new(
                Code::NotFound,
                "There is no address to open.",
            ));
        };
        links::open(&address)?;
        Ok(Done {
            request: Some(request),
            words: "Opened in the browser.".to_owned(),
            queued: false,
        })
    }
}

fn snooze_until(until: SnoozeUntil) -> engine::SnoozeUntil {
    match until {
        SnoozeUntil::Minutes { minutes } => {
            engine::SnoozeUntil::After(TimeDelta::minutes(minutes))
        }
        SnoozeUntil::Tomorrow => engine::SnoozeUntil::Tomorrow,
        SnoozeUntil::Reply => engine::SnoozeUntil::Reply,
        SnoozeUntil::At { at } => engine::SnoozeUntil::At(at),
    }
}

fn done(act: engine::Act) -> Done {
    Done {
        request: act.request.map(|id| id.0),
        words: act.words,
        queued: act.queued,
    }
}

fn said(words: &str) -> Done {
    Done { request: None, words: words.to_owned(), queued: false }
}

/// A refusal of the desk, as it travels.
fn refused(refused: Refused) -> Failure {
    match refused {
        Refused::Nothing(id) => {
            Failure::new(Code::NotFound, format!("There is no request {id}."))
                .hint("`hotseat list` shows the numbers.")
        }
        Refused::No(words, hint) => {
            Failure::new(Code::Refused, words).hint(hint)
        }
        Refused::Failed(words) => Failure::new(Code::Failed, words),
    }
}

fn json<T: Serialize>(value: &T) -> Result<Value, Failure> {
    serde_json::to_value(value)
        .map_err(|e| Failure::new(Code::Failed, e.to_string()))
}
