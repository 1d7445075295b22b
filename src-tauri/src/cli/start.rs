//! Starting: for real work, or the demo.

use std::sync::Arc;

use contract::{Code, Command, Failure};
use domain::Vault;
use engine::{Engine, Lock};
use tokio::sync::mpsc;

use super::args::{Cli, Demo, Run};
use super::{Outcome, Said, accounts, failed, talk};
use crate::app::{self, Start};
use crate::boot::Paths;
use crate::doctor::Doctor;
use crate::notice::Desktop;
use crate::vault::SessionVault;
use crate::wiring::{self, Playing, Unready};

/// Presses on notifications that wait to be answered.
const CLICKS: usize = 16;

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
            playing: Some(Playing { seed: demo.seed, pace: demo.pace }),
        },
    )
}

struct Begin {
    headless: bool,
    show: bool,
    session_only: bool,
    playing: Option<Playing>,
}

fn begin(paths: &Paths, begin: &Begin) -> Outcome {
    paths.make().map_err(failed)?;
    let runtime = talk::runtime()?;
    let Some(lock) = Lock::take(&paths.data).map_err(failed)? else {
        // A second start brings the first one to the front.
        let raise = Command::Raise { request: None };
        return match talk::running(&runtime, paths, &raise)? {
            Some(Ok(data)) => {
                Ok(Said::new(data, "Hotseat is running already."))
            }
            Some(Err(failure)) => Err(failure),
            None => Err(unready(Unready::Running)),
        };
    };
    let vault: Arc<dyn Vault> = if begin.session_only {
        Arc::new(SessionVault::default())
    } else {
        Arc::new(talk::keyring(paths))
    };
    let demo = begin.playing.is_some();
    if begin.session_only && !demo {
        let text = wiring::team_text(&paths.team).map_err(unready)?;
        let rules = wiring::rules(&text, &paths.team).map_err(unready)?;
        accounts::for_session(&runtime, &rules, &vault)?;
    }
    let name = if demo { "Hotseat (Demo)" } else { "Hotseat" };
    let (clicked, clicks) = mpsc::channel(CLICKS);
    let notices = Desktop::start(name, clicked);
    let doctor = Arc::new(Doctor {
        notices: Some(notices.clone()),
        vault: Arc::clone(&vault),
        data: paths.data.clone(),
    });
    let shown = Arc::new(notices);
    let engine = runtime
        .block_on(async {
            let makings = match begin.playing {
                Some(playing) => wiring::demo(paths, shown, playing).await?,
                None => wiring::real(paths, vault, shown).await?,
            };
            Engine::start(makings).await.map_err(Unready::from)
        })
        .map_err(unready)?;
    let start = Start {
        paths: paths.clone(),
        engine,
        clicks,
        doctor,
        show: begin.show,
        demo,
    };
    let ended = if begin.headless {
        app::headless(&runtime, start)
    } else {
        app::run(&runtime, start)
    };
    drop(lock);
    ended.map_err(unready)?;
    Ok(Said::new(serde_json::Value::Null, ""))
}

/// What is wrong before the engine can start, as it leaves the command line.
pub(super) fn unready(unready: Unready) -> Failure {
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
