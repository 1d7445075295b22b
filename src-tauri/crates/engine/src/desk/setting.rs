//! Setting: the account of each source, the team file, and how much is kept.

use std::collections::BTreeMap;
use std::path::Path;

use domain::{Probe, Reach, Refusal, SourceId, allow};
use store::{Backup, Measure};

use super::{Desk, Refused};
use crate::Kept;

impl Desk {
    /// Who we are at each source that has answered, and what we may do there.
    #[must_use]
    pub fn accounts(&self) -> BTreeMap<SourceId, Probe> {
        let board = self.house.board();
        let known = board.gauges.iter();
        known
            .filter_map(|(id, gauge)| {
                Some((id.clone(), gauge.account.clone()?))
            })
            .collect()
    }

    /// The team file, where there is one.
    #[must_use]
    pub fn team_file(&self) -> Option<&Path> {
        self.house.file.as_deref()
    }

    /// What is known of the calendars that come from addresses, in the order
    /// of their addresses.
    #[must_use]
    pub fn calendars(&self) -> Vec<Kept> {
        let (file, data) = (self.team_file(), self.house.store.directory());
        let Some((file, data)) = file.zip(data) else { return Vec::new() };
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let names = team::named_files(&text).into_iter();
        names
            .filter(|name| name.contains("://"))
            .map(|address| Kept::of(data, &address))
            .collect()
    }

    /// Whether this user may change what the team shares.
    pub fn may_change_team(&self) -> Result<(), Refused> {
        allow(&self.house.who(), Reach::Source).map(drop).map_err(|refusal| {
            let (_, remedy) = refusal.words();
            let why = match refusal {
                Refusal::Observing => "You are observing",
                Refusal::Unknown => "The roster does not know you",
            };
            Refused::No(
                format!("{why}, so the team file can only be read."),
                remedy.to_owned(),
            )
        })
    }

    /// How much the ledger holds.
    pub async fn measure(&self) -> Result<Measure, Refused> {
        let measure = self.house.store.measure().await;
        measure.map_err(|e| Refused::Failed(e.to_string()))
    }

    /// The copies of the ledger, newest first.
    pub async fn backups(&self) -> Result<Vec<Backup>, Refused> {
        let backups = self.house.store.backups().await;
        backups.map_err(|e| Refused::Failed(e.to_string()))
    }

    /// What was kept under a name, for a surface to read again.
    pub async fn kept(&self, name: &str) -> Result<Option<String>, Refused> {
        let kept = self.house.store.setting(name).await;
        kept.map_err(|e| Refused::Failed(e.to_string()))
    }

    /// Keeps a text under a name, in place of the one before.
    pub async fn keep(&self, name: &str, text: &str) -> Result<(), Refused> {
        let failed = |e: store::StoreError| Refused::Failed(e.to_string());
        let mut write = self.house.store.write().await.map_err(failed)?;
        write.set(name, text).await.map_err(failed)?;
        write.commit().await.map_err(failed)
    }
}
