//! The rules that a start works by: those of the team file, or the last good
//! ones that the ledger keeps.

use std::path::Path;

use chrono::{DateTime, Utc};
use domain::Rules;
use store::Store;

use crate::boot::Paths;
use crate::wiring::{self, Unready};

/// Rules, and where they come from.
pub(crate) struct Ruled {
    /// The rules.
    pub(crate) rules: Rules,
    /// The text they were read from, with what its calendars say.
    pub(crate) text: String,
    /// What is wrong with the team file, if they are not from there.
    pub(crate) flaw: Option<String>,
}

/// What the team file says now.
pub(crate) fn of_file(
    paths: &Paths,
    now: DateTime<Utc>,
) -> Result<Ruled, Unready> {
    let text = wiring::team_text(&paths.team)?;
    let rules = wiring::rules_of(&text, paths)?;
    let text = engine::whole_text(&text, &paths.team, Some(&paths.data), now);
    Ok(Ruled { rules, text, flaw: None })
}

/// What it said when it could be used last; where the ledger does not know,
/// its fault stands.
pub(crate) async fn last_good(
    store: &Store,
    file: &Path,
    fault: Unready,
) -> Result<Ruled, Unready> {
    let flaw = match &fault {
        Unready::Team(flaws) => engine::faulty(flaws),
        Unready::File(error) => engine::unreadable(file, error),
        _ => return Err(fault),
    };
    let Some(text) = store.write().await?.last_ruled().await? else {
        return Err(fault);
    };
    match team::parse(&text, &file.display().to_string()) {
        Ok(team) => Ok(Ruled { rules: team.rules, text, flaw: Some(flaw) }),
        // It was written by a version that read the file differently.
        Err(_) => Err(fault),
    }
}

/// The rules by which somebody signs in before the ledger is opened.
pub(crate) async fn to_sign_in_by(
    paths: &Paths,
    now: DateTime<Utc>,
) -> Result<Rules, Unready> {
    let fault = match of_file(paths, now) {
        Ok(ruled) => return Ok(ruled.rules),
        Err(fault) if !paths.ledger().exists() => return Err(fault),
        Err(fault) => fault,
    };
    let store = Store::open(&paths.ledger()).await?;
    let ruled = last_good(&store, &paths.team, fault).await;
    store.close().await;
    ruled.map(|ruled| ruled.rules)
}
