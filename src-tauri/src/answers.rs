//! Answers every command, whichever surface it comes from.

mod acting;
mod beginning;
mod connecting;
mod handing;
mod practising;
mod reading;
mod showing;
mod signing;
mod travel;

use std::sync::{Arc, Mutex};

use contract::{
    Aim, Code, Command, Done, Failure, Forgetting, Setup, SetupStep, view,
};
use domain::{RequestId, SourceId};
use engine::Desk;
use serde_json::Value;

pub(crate) use self::handing::handoffs;
use self::signing::Away;
use self::travel::{done, said};
pub(crate) use self::travel::{heard, json, refused, told};
use crate::computer::Computer;
use crate::connecting::Connecting;
use crate::doctor::Doctor;
use crate::settings;

/// What the shell does on command: the window and the end.
pub(crate) trait Stagehand: Send + Sync {
    /// Brings the window to the front, with what is wanted there; says so if
    /// there can be none.
    fn raise(&self, aim: Aim) -> Result<(), String>;
    /// Ends the engine in order.
    fn quit(&self);
    /// Puts a text into the clipboard; says so if there is none.
    fn copy(&self, _text: &str) -> Result<(), String> {
        Err("There is no clipboard here.".to_owned())
    }
}

/// Answers commands.
#[derive(Clone)]
pub(crate) struct Clerk {
    desk: Desk,
    doctor: Arc<Doctor>,
    stagehand: Arc<dyn Stagehand>,
    /// What is wrong with this desktop itself.
    lack: Arc<Mutex<Option<String>>>,
    /// Who is on the way to a source's page.
    away: Arc<Away>,
    /// The way to a source.
    connecting: Arc<Connecting>,
}

impl Clerk {
    /// Answers for a desk.
    #[must_use]
    pub(crate) fn new(
        desk: Desk,
        doctor: Arc<Doctor>,
        stagehand: Arc<dyn Stagehand>,
    ) -> Clerk {
        let (lack, away) = (Arc::default(), Arc::default());
        let clipboard = Arc::clone(&stagehand);
        let copy = Box::new(move |text: &str| clipboard.copy(text));
        let vault = Arc::clone(&doctor.vault);
        let connecting = Arc::new(Connecting::new(vault, copy));
        Clerk { desk, doctor, stagehand, lack, away, connecting }
    }

    /// Answers a line of the socket with a line.
    pub(crate) async fn line(&self, line: &str) -> String {
        told(match heard(line) {
            Ok(command) => self.answer(command).await,
            Err(failure) => Err(failure),
        })
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
            Command::Lesson { week } => json(&self.lesson(week).await?),
            Command::Handoff { shift } => json(&self.handoff(shift).await?),
            Command::Search { text } => json(&self.search(&text).await?),
            Command::Link { request } => {
                let address = self.address(request).await?;
                json(&serde_json::json!({ "link": address }))
            }
            Command::Notes { request } => {
                let request = request.map(RequestId);
                let notes = self.desk.notes(request).await.map_err(refused)?;
                json(&view::notes(&notes))
            }
            Command::Draft { request, text } => {
                let id = RequestId(request);
                self.desk.type_in(id, &text).await.map_err(refused)?;
                json(&said(""))
            }
            Command::Explain { request } => {
                let close = self.look(request).await?;
                json(&view::explanation(&self.desk.picture(), &close))
            }
            Command::Why { request } => {
                let close = self.look(request).await?;
                json(&view::why(&self.desk.picture(), &close))
            }
            Command::Sources => json(&view::sources(&self.desk.picture())),
            Command::History => json(&self.history().await?),
            Command::Rebuild => {
                let rebuilt = self.desk.rebuild().await.map_err(refused)?;
                json(&serde_json::json!({
                    "facts": rebuilt.facts,
                    "requests": rebuilt.requests,
                    "mended": rebuilt.mended,
                }))
            }
            Command::Rejudge { since } => {
                let told = self.desk.rejudge(since).await.map_err(refused)?;
                json(&serde_json::json!({
                    "looked": told.looked,
                    "changed": told.changed,
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
            Command::SignIn { source } => {
                json(&self.sign_in(&SourceId::new(&source)).await?)
            }
            Command::OpenSource { source } => {
                json(&self.visit(&SourceId::new(&source))?)
            }
            Command::CopyNote { source } => {
                json(&self.copy_note(&SourceId::new(&source))?)
            }
            Command::Forget { whom, really } => {
                json(&self.forget(&whom, really).await?)
            }
            Command::Doctor => json(&self.doctor.examine(&self.desk).await),
            Command::Preflight => json(&self.preflight().await?),
            Command::Preferences
            | Command::SetPreferences { .. }
            | Command::PreviewSound { .. }
            | Command::TestAlarm
            | Command::AlarmTest { .. }
            | Command::Autostart { .. }
            | Command::Shortcut { .. } => {
                let computer = self.computer()?;
                computer.answer(&self.desk, &command).await
            }
            // Where an engine runs, the first ten minutes are over.
            Command::Setup { .. } => {
                json(&Setup { step: SetupStep::Done, ..Setup::default() })
            }
            Command::Connect { act } => json(&self.connect(act).await?),
            Command::Settings => {
                json(&settings::page(&self.desk, &self.doctor).await?)
            }
            Command::TestSources => json(&settings::test(&self.desk).await),
            Command::EditTeam { change, agreed } => {
                json(&settings::edit(&self.desk, &change, agreed.as_deref())?)
            }
            Command::OpenOwn { thing } => {
                json(&settings::open(&self.desk, &self.doctor, thing)?)
            }
            Command::CopyTeamFile => {
                let text = settings::text(&self.desk)?;
                self.stagehand
                    .copy(&text)
                    .map_err(|why| Failure::new(Code::Failed, why))?;
                json(&said("The text of the team file is in the clipboard."))
            }
            Command::Look => json(&settings::look(&self.desk).await?),
            Command::SetLook { look } => {
                json(&settings::set_look(&self.desk, look).await?)
            }
            Command::Raise(aim) => self.raise(aim),
            Command::Quit => {
                self.stagehand.quit();
                json(&said("Hotseat ends, and stops watching."))
            }
        }
    }

    async fn forget(
        &self,
        whom: &str,
        really: bool,
    ) -> Result<Forgetting, Failure> {
        let told = self.desk.forget(whom, really).await.map_err(refused)?;
        Ok(Forgetting {
            whose: told.whose,
            messages: told.messages,
            requests: told.requests,
            done: told.done,
        })
    }

    fn computer(&self) -> Result<&Computer, Failure> {
        self.doctor.computer.as_deref().ok_or_else(|| {
            Failure::new(Code::Unreachable, "No Hotseat is running.")
                .hint("`hotseat run` starts it.")
        })
    }

    /// The button of the test alarm was pressed.
    pub(crate) async fn heard(&self) {
        if let Ok(computer) = self.computer() {
            computer.heard(&self.desk).await;
        }
    }

    /// The keys for a call are listened to from now on.
    pub(crate) async fn takes_keys(&self) {
        if let Ok(computer) = self.computer() {
            computer.take_keys(&self.desk).await;
        }
    }

    /// Whether a test alarm waits for its button.
    #[must_use]
    pub(crate) fn rings(&self) -> bool {
        let now = self.desk.picture().now;
        self.computer().is_ok_and(|computer| computer.rings(now))
    }

    /// The keys that open the form for a call from anywhere on the desktop.
    #[must_use]
    pub(crate) fn called_by(&self) -> Option<String> {
        self.computer().ok()?.called_by()
    }

    fn raise(&self, aim: Aim) -> Result<Value, Failure> {
        self.stagehand.raise(aim).map_err(|words| {
            Failure::new(Code::Refused, words)
                .hint("`hotseat list` shows the queue here.")
        })?;
        json(&Done {
            request: aim.request,
            words: "The window is open.".to_owned(),
            queued: false,
        })
    }
}
