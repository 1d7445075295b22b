//! Looking: the picture, one request closely, and the fold anew.

use domain::picture::{Close, Picture, Told};
use domain::{Fault, Probe, RequestId, Rules, SourceId};
use std::sync::Arc;
use store::{AlertRow, Blindness};
use tokio::sync::watch;

use super::{Desk, Refused};
use crate::rebuild::Rebuilt;

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
        Ok(Close {
            entry: self.house.entry(Arc::new(subject.judged)),
            thread: subject.thread,
            alerts: alerts.into_iter().map(told).collect(),
        })
    }

    /// Puts a sentence at the foot of the window.
    pub fn remark(&self, words: &str) {
        self.house.remark(words.to_owned(), None);
    }

    /// Which request is being read: its thread is read again more often.
    pub fn watch(&self, id: Option<RequestId>) {
        self.house.board().watched = id;
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

    /// Asks a source who we are and what we may do there.
    pub async fn probe(&self, id: &SourceId) -> Result<Probe, Fault> {
        let source = self.house.board().sources.get(id).cloned();
        match source {
            Some(source) => source.probe().await,
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
            .blindness(id, 20)
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
