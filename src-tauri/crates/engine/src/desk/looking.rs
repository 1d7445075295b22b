//! Looking: the picture, one request closely, and the fold anew.

use chrono::{DateTime, TimeDelta, Utc};
use domain::picture::{Close, Pause, Picture, Told};
use domain::{Fault, Probe, RequestId, Rules, SourceId};
use std::sync::Arc;
use store::{AlertRow, Blindness};
use tokio::sync::watch;

use super::{Desk, Refused};
use crate::Trouble;
use crate::rebuild::Rebuilt;

/// What nobody reads in one go is not told either.
const MOST: u32 = 20;
/// A pause in watching that is shorter is a restart.
const PAUSE: TimeDelta = TimeDelta::seconds(60);

impl Desk {
    /// Everything there is to show.
    #[must_use]
    pub fn picture(&self) -> Picture {
        self.house.sketch()
    }

    /// Grows whenever there is something new to show.
    #[must_use]
    pub fn changed(&self) -> watch::Receiver<u64> {
        self.house.changed.subscribe()
    }

    /// One request, closely.
    pub async fn look_at(&self, id: RequestId) -> Result<Close, Refused> {
        let subject = self.subject(id).await?;
        let alerts = self
            .house
            .store
            .alerts_of(id)
            .await
            .map_err(|e| Refused::Failed(e.to_string()))?;
        let notes = self
            .house
            .store
            .notes_of(id)
            .await
            .map_err(|e| Refused::Failed(e.to_string()))?;
        let practice = self.practised(id).await?;
        let (draft, passed) = {
            let board = self.house.board();
            (board.drafts.get(id), board.passed.of(&subject.thread))
        };
        Ok(Close {
            notes,
            practice,
            draft,
            passed,
            entry: self.house.entry(Arc::new(subject.judged)),
            thread: subject.thread,
            alerts: alerts.into_iter().map(told).collect(),
        })
    }

    /// Puts a sentence at the foot of the window.
    pub fn remark(&self, words: &str) {
        self.house.remark(words.to_owned(), None);
    }

    /// Says there why something was not done.
    pub fn complain(&self, words: &str) {
        self.house.complain(words.to_owned());
    }

    /// Which request is being read: its thread is read again more often.
    pub fn watch(&self, id: Option<RequestId>) {
        self.house.board().watched = id;
    }

    /// Keeps what is typed into the reply box of a request.
    pub async fn type_in(
        &self,
        id: RequestId,
        text: &str,
    ) -> Result<(), Refused> {
        let id = self.subject(id).await?.thread.id;
        self.house.type_in(id, text);
        Ok(())
    }

    /// The rules in force.
    #[must_use]
    pub fn rules(&self) -> Arc<Rules> {
        self.house.rules()
    }

    /// Folds the log anew and compares.
    pub async fn rebuild(&self) -> Result<Rebuilt, Refused> {
        Ok(self.house.rebuild().await?)
    }

    /// Signs in to a source anew with what the keyring holds now.
    pub async fn reconnect(&self) {
        self.house.begin_listening().await;
    }

    /// Runs a task beside the engine's own, which ends with the engine.
    pub fn beside<F>(&self, task: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.house.spawn_aside(task);
    }

    /// Asks a source who we are and what we may do there.
    pub async fn probe(&self, id: &SourceId) -> Result<Probe, Fault> {
        let source = self.house.board().sources.get(id).cloned();
        match source {
            Some(source) => source.probe(self.house.now()).await,
            None => Err(Fault::refused(format!(
                "The team file names no source {id}, or it cannot be made."
            ))),
        }
    }

    /// When a source could not be read, the newest first.
    pub async fn blindness(
        &self,
        id: &SourceId,
    ) -> Result<Vec<Blindness>, Refused> {
        self.house
            .store
            .blindness(id, MOST)
            .await
            .map_err(|e| Refused::Failed(e.to_string()))
    }
}

impl Desk {
    /// Whether a source has said how late it is there.
    #[must_use]
    pub fn hears_the_time(&self) -> bool {
        self.house.board().hears_the_time()
    }

    /// What is wrong with the clock of this computer.
    #[must_use]
    pub fn clock_flaw(&self) -> Option<String> {
        self.house.board().clock_flaw()
    }

    /// What has become of a ledger that was damaged.
    #[must_use]
    pub fn ledger_flaw(&self) -> Option<String> {
        self.house.board().ledger_flaw.clone()
    }

    /// Reads the whole ledger, and says what is wrong with it.
    pub async fn check_ledger(&self) -> Result<(), Trouble> {
        Ok(self.house.store.check().await?)
    }

    /// When the newest copy of the ledger was made and read back.
    pub async fn backed_up(&self) -> Result<Option<DateTime<Utc>>, Trouble> {
        Ok(self.house.store.backups().await?.first().map(|newest| newest.at))
    }

    /// When nobody was watching on duty, the newest first.
    pub async fn pauses(&self) -> Result<Vec<Pause>, Refused> {
        self.house
            .store
            .pauses(PAUSE, MOST)
            .await
            .map_err(|e| Refused::Failed(e.to_string()))
    }
}

fn told(row: AlertRow) -> Told {
    Told {
        at: row.decided,
        kind: row.kind,
        loudness: row.loudness,
        hushed: row.hushed,
        together: row.together,
        shown: row.shown,
    }
}
