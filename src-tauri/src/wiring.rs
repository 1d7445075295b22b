//! The one place where every room is built and joined.

mod demo;

use std::io;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use domain::{
    CalendarCopy, CalendarMark, Fault, Notifier, Rules, Source, SourceId, Vault,
};
use engine::{Makings, Pulse, Sources};
use rand::Rng;
use store::Store;
use tokio::runtime::Builder;

pub(crate) use self::demo::{Playing, demo};
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
