//! The one place where every room is built and joined.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::{
    CalendarCopy, CalendarMark, Clock, Fault, Notifier, Rules, Source,
    SourceId, Vault,
};
use engine::{Makings, Pulse, Sources, WeekClock};
use rand::Rng;
use sources::demo::Stage;
use store::Store;
use tokio::runtime::Builder;

use crate::boot::{self, Paths};
use crate::ruled::{self, Ruled};

/// Where Slack's methods are, for tests against a server on this computer.
const SLACK_API: &str = "HOTSEAT_SLACK_API";

/// What is wrong before the engine can start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unready {
    /// There is no team file.
    #[error(
        "there is no team file at {0}; `hotseat accounts add slack` writes \
         one, `hotseat demo` shows how it will be"
    )]
    NoTeam(String),
    /// The team file has faults.
    #[error("the team file has faults:\n{0}")]
    Team(String),
    /// The ledger cannot be opened.
    #[error("{0}")]
    Ledger(#[from] store::StoreError),
    /// A file cannot be read or written.
    #[error("{0}")]
    File(#[from] io::Error),
    /// The engine cannot start.
    #[error("{0}")]
    Engine(#[from] engine::Trouble),
    /// Another one is running.
    #[error("another Hotseat is running on this data directory")]
    Running,
    /// The clock's task has failed for good.
    #[error(
        "the clock failed twice within ten minutes, so Hotseat has ended \
         rather than watch without it; start it again and report this with \
         the log"
    )]
    Broken,
    /// The window system cannot be used.
    #[error("{0}")]
    Desktop(String),
}

/// Where Slack's methods are.
#[must_use]
pub(crate) fn slack_api() -> String {
    std::env::var(SLACK_API).unwrap_or_else(|_| sources::slack::BASE.to_owned())
}

/// Makes real sources, which sign in with what the vault keeps.
pub(crate) struct Real {
    /// Where the sign-ins are.
    pub vault: Arc<dyn Vault>,
}

#[async_trait]
impl Sources for Real {
    fn make(
        &self,
        rules: &Rules,
        id: &SourceId,
    ) -> Result<Arc<dyn Source>, String> {
        let mut rules = rules.clone();
        // A server on this computer stands in for Slack: never said by the
        // team file, which is shared, but by this computer alone.
        if let Ok(api) = std::env::var(SLACK_API) {
            let slack = rules.sources.iter_mut().filter(|s| s.kind == "slack");
            for source in slack {
                source.options.insert("api".to_owned(), api.clone());
            }
        }
        sources::open(&rules, id, Arc::clone(&self.vault))
            .map_err(|fault| fault.to_string())
    }

    async fn calendar(
        &self,
        address: &str,
        known: &CalendarMark,
    ) -> Result<Option<CalendarCopy>, Fault> {
        sources::calendar::fetch(address, known).await
    }
}

/// Makes the sources of the demo.
pub(crate) struct Play {
    /// Where it is played.
    pub stage: Stage,
}

impl Sources for Play {
    fn make(
        &self,
        rules: &Rules,
        id: &SourceId,
    ) -> Result<Arc<dyn Source>, String> {
        Ok(Arc::new(self.stage.source(rules, id)))
    }
}

/// Who only watches is asked this often, unless another pace is wished.
const WATCHED: Duration = Duration::from_secs(20);

/// How the demo is played.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Playing {
    /// The same seed plays the same play.
    pub seed: Option<u64>,
    /// Seconds between requests.
    pub pace: Option<u64>,
    /// The user reads along for a week whose days take so many seconds.
    pub day: Option<u64>,
}

/// The engine's makings for real work; with what is known to be damaged in
/// the ledger, on the newest copy of it.
pub(crate) async fn real(
    paths: &Paths,
    vault: Arc<dyn Vault>,
    notifier: Arc<dyn Notifier>,
    damage: Option<String>,
) -> Result<Makings, Unready> {
    let now = engine::system().now();
    let ledger = paths.ledger();
    let read = match ruled::of_file(paths, now) {
        Err(fault) if !ledger.exists() => return Err(fault),
        read => read,
    };
    let file = Some(paths.team.clone());
    let sources = Arc::new(Real { vault });
    let (store, mended) = match damage {
        None => Store::open_or_mend(&ledger, now).await?,
        Some(why) => {
            let (store, mended) = Store::mend(&ledger, why, now).await?;
            (store, Some(mended))
        }
    };
    let Ruled { rules, text, flaw } = match read {
        Ok(ruled) => ruled,
        Err(fault) => ruled::last_good(&store, &paths.team, fault).await?,
    };
    if let Some(flaw) = &flaw {
        tracing::warn!("{flaw}");
    }
    let zone = boot::zone(rules.zone);
    Ok(Makings {
        store,
        mended,
        pulse: Arc::new(Pulse::new(engine::system())),
        notifier,
        rules,
        ruling: text,
        flaw,
        file,
        sources,
        zone,
        demo: false,
        prefix: prefix(),
    })
}

/// What is played, and by which clock.
struct Played {
    text: String,
    stage: Stage,
    clock: Arc<dyn Clock>,
}

/// An afternoon on duty, or the week of somebody who reads along.
fn played(playing: Playing, seed: u64) -> Played {
    let pace = playing.pace.map(Duration::from_secs);
    let Some(day) = playing.day else {
        return Played {
            text: team::demo_team().to_owned(),
            stage: Stage::new(seed, pace),
            clock: engine::system(),
        };
    };
    let now = engine::system().now();
    let clock = WeekClock::new(now, Duration::from_secs(day));
    let monday = clock.monday().date_naive();
    Played {
        text: team::demo_newcomer(monday, day.div_ceil(60)),
        stage: Stage::watched(seed, pace.or(Some(WATCHED))),
        clock: Arc::new(clock),
    }
}

/// The engine's makings for the demo: its directory is emptied first.
pub(crate) async fn demo(
    paths: &Paths,
    notifier: Arc<dyn Notifier>,
    playing: Playing,
) -> Result<Makings, Unready> {
    for end in ["", "-wal", "-shm"] {
        let mut file = paths.ledger().into_os_string();
        file.push(end);
        match std::fs::remove_file(file) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => {
                return Err(e.into());
            }
            Ok(()) | Err(_) => {}
        }
    }
    let seed = playing.seed.unwrap_or_else(|| rand::rng().random());
    let Played { text, stage, clock } = played(playing, seed);
    let rules = rules(&text, Path::new("the demo's team file"))?;
    let store = Store::open(&paths.ledger()).await?;
    let zone = boot::zone(rules.zone);
    Ok(Makings {
        store,
        mended: None,
        pulse: Arc::new(Pulse::new(clock)),
        notifier,
        rules,
        ruling: text,
        flaw: None,
        file: None,
        sources: Arc::new(Play { stage }),
        zone,
        demo: true,
        prefix: prefix(),
    })
}

/// The text of the team file.
pub(crate) fn team_text(file: &Path) -> Result<String, Unready> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(text),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            Err(Unready::NoTeam(file.display().to_string()))
        }
        Err(e) => Err(e.into()),
    }
}

/// The rules in a text and in the calendar files beside it, or everything that
/// is wrong with it.
pub(crate) fn rules(text: &str, file: &Path) -> Result<Rules, Unready> {
    read(text, file, None)
}

/// The same with the calendars that were fetched, by which a team lives here.
pub(crate) fn rules_of(text: &str, paths: &Paths) -> Result<Rules, Unready> {
    read(text, &paths.team, Some(&paths.data))
}

/// Fetches the calendars of a team file that were never fetched: a command
/// that only reads it waits for no engine.
pub(crate) fn fetch_calendars(text: &str, paths: &Paths) -> io::Result<()> {
    let addresses = team::named_files(text);
    if !addresses.iter().any(|name| name.contains("://")) {
        return Ok(());
    }
    paths.make()?;
    let now = engine::system().now();
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let fetch = sources::calendar::fetch;
    runtime.block_on(engine::fetch_missing(text, &paths.data, now, fetch))
}

fn read(
    text: &str,
    file: &Path,
    data: Option<&Path>,
) -> Result<Rules, Unready> {
    let now = engine::system().now();
    let whole = engine::whole_text(text, file, data, now);
    team::parse(&whole, &file.display().to_string())
        .map(|team| team.rules)
        .map_err(|flaws| {
            let all: Vec<String> =
                flaws.iter().map(ToString::to_string).collect();
            Unready::Team(all.join("\n"))
        })
}

/// Begins the ids of this start's actions.
fn prefix() -> String {
    format!("{:016x}", rand::rng().random::<u64>())
}
