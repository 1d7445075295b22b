//! Starting: for real work, or the demo.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use contract::{Aim, Code, Command, Failure};
use domain::Vault;
use engine::Lock;
use tokio::runtime::Runtime;

use super::args::{Cli, Demo, DemoRole, Run};
use super::{Outcome, Said, accounts, failed, talk};
use crate::app::{self, Start};
use crate::boot::Paths;
use crate::log;
use crate::notice::tell_unstarted;
use crate::opening::{self, Opening, Purpose};
use crate::ruled;
use crate::setup::Found;
use crate::vault::SessionVault;
use crate::wiring::{Playing, Unready};

/// Watches the channels until it is told to end.
pub(super) fn run(cli: &Cli, run: &Run) -> Outcome {
    let paths =
        Paths::find(cli.data.clone(), cli.team.clone()).map_err(failed)?;
    begin(
        &paths,
        &Begin {
            headless: run.headless,
            show: run.show,
            session_only: run.session_only,
            playing: None,
        },
    )
}

/// Plays the demo until it is told to end.
pub(super) fn demo(cli: &Cli, demo: &Demo) -> Outcome {
    let paths = Paths::of_demo(cli.data.clone()).map_err(failed)?;
    begin(
        &paths,
        &Begin {
            headless: demo.headless,
            show: demo.show,
            session_only: true,
            playing: Some(Playing {
                seed: demo.seed,
                pace: demo.pace,
                day: demo.role.map(|DemoRole::Observer| demo.day),
            }),
        },
    )
}

/// So often the first start is asked before it counts as stuck.
const TRIES: u32 = 40;
const BETWEEN: Duration = Duration::from_millis(250);

struct Begin {
    headless: bool,
    show: bool,
    session_only: bool,
    playing: Option<Playing>,
}

/// Begins; a desktop whose user sees no terminal shows why it does not.
fn begin(paths: &Paths, begin: &Begin) -> Outcome {
    let begun = attempt(paths, begin);
    let unseen = !begin.headless && !std::io::stderr().is_terminal();
    if let (Err(failure), true) = (&begun, unseen) {
        tell_unstarted(failure);
    }
    begun
}

fn attempt(paths: &Paths, begin: &Begin) -> Outcome {
    paths.make().map_err(failed)?;
    let runtime = talk::runtime()?;
    let Some(lock) = Lock::take(&paths.data).map_err(failed)? else {
        return raise(&runtime, paths);
    };
    log::keep_in(&paths.data);
    let vault: Arc<dyn Vault> = if begin.session_only {
        Arc::new(SessionVault::default())
    } else {
        Arc::new(talk::keyring(paths))
    };
    let purpose = begin.playing.map_or(Purpose::Work, Purpose::Demo);
    let nothing_yet = !purpose.is_demo() && !paths.team.exists();
    let ended = if nothing_yet && !begin.headless {
        let found = Found { paths: paths.clone(), lock, vault };
        app::run(&runtime, Start::FirstRun(found), true)
    } else {
        if begin.session_only && !purpose.is_demo() {
            let now = engine::system().now();
            let rules = runtime.block_on(ruled::to_sign_in_by(paths, now));
            let rules = rules.map_err(unready)?;
            accounts::for_session(&runtime, &rules, &vault)?;
        }
        let opening = Opening { paths: paths.clone(), lock, vault, purpose };
        if begin.headless {
            let opened =
                runtime.block_on(opening::open(opening)).map_err(unready)?;
            app::headless(&runtime, opened)
        } else {
            app::run(&runtime, Start::Engine(opening), begin.show)
        }
    };
    // What still blocks a thread keeps nobody from leaving.
    runtime.shutdown_background();
    ended.map_err(unready)?;
    Ok(Said::new(serde_json::Value::Null, ""))
}

/// A second start brings the first one to the front, which may only just have
/// begun itself.
fn raise(runtime: &Runtime, paths: &Paths) -> Outcome {
    let raise = Command::Raise(Aim::default());
    let clock = engine::system();
    for _ in 0..TRIES {
        match talk::running(runtime, paths, &raise)? {
            Some(Ok(data)) => {
                return Ok(Said::new(data, "Hotseat is running already."));
            }
            Some(Err(failure)) => return Err(failure),
            None => runtime.block_on(clock.sleep(BETWEEN)),
        }
    }
    Err(unready(Unready::Running))
}

/// What is wrong before the engine can start, as it leaves the command line.
pub(crate) fn unready(unready: Unready) -> Failure {
    let code = match &unready {
        Unready::NoTeam(_) => Code::NotFound,
        Unready::Team(_) => Code::Usage,
        Unready::Running => Code::Unreachable,
        Unready::Ledger(_)
        | Unready::File(_)
        | Unready::Engine(_)
        | Unready::Broken
        | Unready::Desktop(_) => Code::Failed,
    };
    Failure { code, ..failed(unready) }
}
