//! Reaching the engine: the one that runs, or oneself for one act.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use contract::{Aim, Code, Command, Envelope, Failure};
use domain::{NotShown, Notice, NoticeId, Notifier, Vault};
use engine::{Engine, Lock, ask};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

use super::args::Cli;
use super::failed;
use super::start::unready;
use crate::answers::{Clerk, Stagehand};
use crate::boot::Paths;
use crate::doctor::Doctor;
use crate::log;
use crate::vault::{Keyring, service};
use crate::wiring;

/// How long an engine that runs may take to answer.
const ANSWER: Duration = Duration::from_secs(28);
/// How long it may take where it goes through the whole ledger, or asks every
/// source.
const LONG_ANSWER: Duration = Duration::from_secs(600);

fn patience(command: &Command) -> Duration {
    match command {
        Command::Doctor
        | Command::Forget { .. }
        | Command::Preflight
        | Command::Rebuild
        | Command::Rejudge { .. } => LONG_ANSWER,
        _ => ANSWER,
    }
}

/// The runtime on which everything of this process runs.
pub(crate) fn runtime() -> Result<Runtime, Failure> {
    Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(8)
        .thread_name("hotseat")
        .enable_all()
        .build()
        .map_err(failed)
}

/// The directories that the arguments name.
pub(crate) fn paths(cli: &Cli) -> Result<Paths, Failure> {
    let find = if cli.demo {
        Paths::of_demo(cli.data.clone())
    } else {
        Paths::find(cli.data.clone(), cli.team.clone())
    };
    find.map_err(failed)
}

/// The keyring under the name that belongs to a data directory.
pub(crate) fn keyring(paths: &Paths) -> Keyring {
    Keyring::start(service(paths.named.then_some(paths.data.as_path())))
}

/// Asks the engine that runs. If none does, this process becomes the engine
/// for this one command.
pub(crate) fn command(cli: &Cli, command: Command) -> Result<Value, Failure> {
    let paths = paths(cli)?;
    let runtime = runtime()?;
    if let Some(answer) = running(&runtime, &paths, &command)? {
        return answer;
    }
    // Somebody who only tries the demo has no team of their own.
    if !cli.demo && !paths.team.exists() {
        let demo = Paths::of_demo(cli.data.clone()).map_err(failed)?;
        if let Some(answer) = running(&runtime, &demo, &command)? {
            return answer;
        }
    }
    if cli.demo {
        return Err(Failure::new(Code::Unreachable, "No demo is running.")
            .hint("Start one with `hotseat demo`."));
    }
    runtime.block_on(alone(&paths, command))
}

/// The answer of the engine that runs on a data directory, if one does.
pub(crate) fn running(
    runtime: &Runtime,
    paths: &Paths,
    command: &Command,
) -> Result<Option<Result<Value, Failure>>, Failure> {
    let line = serde_json::to_string(command).map_err(failed)?;
    let asked = runtime.block_on(async {
        tokio::time::timeout(patience(command), ask(&paths.data, &line)).await
    });
    let said = match asked {
        Ok(Ok(said)) => said,
        // It may have been done: doing it here again could do it twice.
        Ok(Err(e)) if hung_up(&e) => {
            return Err(Failure::new(
                Code::Unreachable,
                "The Hotseat that was running ended before it answered.",
            )
            .hint("Look with `hotseat list` whether it was done."));
        }
        Ok(Err(_)) => return Ok(None),
        Err(_) => {
            return Err(Failure::new(
                Code::Unreachable,
                "The Hotseat that is running does not answer.",
            )
            .hint("Quit it from the tray and start it again."));
        }
    };
    let envelope: Envelope = serde_json::from_str(&said).map_err(failed)?;
    Ok(Some(match envelope.error {
        Some(failure) => Err(failure),
        None => Ok(envelope.data),
    }))
}

/// Whether somebody was asked, and ended before the answer.
fn hung_up(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::UnexpectedEof
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::ConnectionReset
    )
}

/// What is said where nobody watches.
const NOBODY: &str =
    "No Hotseat is running, so nothing new is read: `hotseat run`.";

/// This process as the engine, for one command.
async fn alone(paths: &Paths, command: Command) -> Result<Value, Failure> {
    if matches!(command, Command::Raise { .. } | Command::Quit) {
        return Err(Failure::new(Code::Unreachable, "No Hotseat is running.")
            .hint("`hotseat run` starts it."));
    }
    paths.make().map_err(failed)?;
    let Some(_lock) = Lock::take(&paths.data).map_err(failed)? else {
        return Err(Failure::new(
            Code::Unreachable,
            "Another Hotseat is starting or ending right now.",
        )
        .hint("Try again in a moment."));
    };
    log::keep_in(&paths.data);
    let vault: Arc<dyn Vault> = Arc::new(keyring(paths));
    let makings =
        wiring::real(paths, Arc::clone(&vault), Arc::new(Nobody), None)
            .await
            .map_err(unready)?;
    let engine = Engine::for_one_act(makings).await.map_err(failed)?;
    let data = paths.data.clone();
    let doctor =
        Doctor { notices: None, vault, data, computer: None, stays: false };
    let clerk = Clerk::new(engine.desk(), Arc::new(doctor), Arc::new(Nobody));
    clerk.lacks(Some(NOBODY.to_owned()));
    let answer = clerk.answer(command).await;
    engine.stop().await;
    answer
}

/// Nobody sees notices or windows of a single command.
struct Nobody;

#[async_trait::async_trait]
impl Notifier for Nobody {
    async fn show(&self, _notice: &Notice) -> Result<(), NotShown> {
        Ok(())
    }

    async fn withdraw(&self, _id: &NoticeId) {}
}

impl Stagehand for Nobody {
    fn raise(&self, _aim: Aim) -> Result<(), String> {
        Err("No Hotseat is running.".to_owned())
    }

    fn quit(&self) {}
}
