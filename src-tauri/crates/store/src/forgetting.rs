//! Taking texts out of the ledger for good.

use chrono::{DateTime, Utc};
use domain::{
    ActionId, Activity, Author, CALLS, Deed, ExternalId, PlaceId, RequestId,
    SourceId, Thread, UserId,
};
use serde::Serialize;
use sqlx::Row;

use crate::requests::stored;
use crate::row::{json, ms, value};
use crate::{Result, Store, Stored, Write, sql};

/// Somebody whose words the ledger holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// Where they write.
    pub source: SourceId,
    /// Their id there.
    pub id: UserId,
    /// The name shown.
    pub name: String,
    /// Their e-mail address, if the source told it.
    pub email: Option<String>,
}

impl Write<'_> {
    /// The next requests in the order of their numbers.
    pub async fn requests_after(
        &mut self,
        after: RequestId,
        most: u32,
    ) -> Result<Vec<Stored>> {
        let rows = sqlx::query(sql::REQUEST_AFTER)
            .bind(after.0)
            .bind(most)
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(stored).collect()
    }

    /// The next requests that are out of the queue, and in which nothing was
    /// written since an instant, as far as texts are left in them.
    pub async fn old_requests_after(
        &mut self,
        after: RequestId,
        since: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<Stored>> {
        let rows = sqlx::query(sql::REQUEST_OLD)
            .bind(after.0)
            .bind(ms(since))
            .bind(most)
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(stored).collect()
    }

    /// The facts of messages, each with its place in the log.
    pub async fn posts(
        &mut self,
        at: (&SourceId, &PlaceId),
        messages: &[ExternalId],
    ) -> Result<Vec<(i64, Activity)>> {
        let mut facts = Vec::new();
        for external in messages {
            let rows = sqlx::query(sql::LOG_POSTS)
                .bind(at.0.as_str())
                .bind(at.1.as_str())
                .bind(external.as_str())
                .fetch_all(&mut *self.tx)
                .await?;
            for row in &rows {
                let fact = value("log", row.try_get(1)?)?;
                facts.push((row.try_get(0)?, fact));
            }
        }
        Ok(facts)
    }

    /// Puts a fact in the place of what it was before its text was forgotten.
    pub async fn rewrite(
        &mut self,
        seq: i64,
        fact: &impl Serialize,
    ) -> Result<()> {
        sqlx::query(sql::LOG_REWRITE)
            .bind(seq)
            .bind(json("log", fact)?)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// The requests of a place that hold a message outside of them.
    pub async fn offered(
        &mut self,
        at: (&SourceId, &PlaceId),
        message: &ExternalId,
    ) -> Result<Vec<Stored>> {
        let rows = sqlx::query(sql::REQUEST_OFFERED)
            .bind(at.0.as_str())
            .bind(at.1.as_str())
            .bind(message.as_str())
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(stored).collect()
    }

    /// Takes the texts out of what was told of a request and of what was sent
    /// for it: of everything, or of what became of these messages. What is
    /// still on its way is sent first.
    pub async fn forget_beside(
        &mut self,
        thread: &Thread,
        messages: Option<&[ExternalId]>,
    ) -> Result<()> {
        sqlx::query(sql::ALERT_FORGET)
            .bind(thread.id.0)
            .execute(&mut *self.tx)
            .await?;
        let sent = |id: &ActionId| {
            thread.messages.iter().any(|message| {
                message.action.as_ref() == Some(id)
                    && messages.is_none_or(|it| it.contains(&message.external))
            })
        };
        for mut errand in self.errands_of(Some(thread.id)).await? {
            let chosen = messages.is_none() || sent(&errand.action.id);
            if !chosen || errand.state.open() {
                continue;
            }
            match &mut errand.action.deed {
                Deed::Reply { text } | Deed::Post { text } => text.clear(),
                Deed::Open { title, body } => {
                    title.clear();
                    body.clear();
                }
                Deed::Direct { head, text, .. } => {
                    head.clear();
                    text.clear();
                }
                Deed::Mark { .. } | Deed::Unmark { .. } | Deed::Retract => {
                    continue;
                }
            }
            self.mark(&errand).await?;
        }
        if !thread.says_anything() {
            sqlx::query(sql::FORGOTTEN_ADD)
                .bind(thread.id.0)
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }

    /// Takes the texts out of what was told of several requests at once, up
    /// to an instant.
    pub async fn forget_digests(&mut self, until: DateTime<Utc>) -> Result<()> {
        sqlx::query(sql::ALERT_FORGET_DIGESTS)
            .bind(ms(until))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

impl Store {
    /// Everybody whose words the ledger holds.
    pub async fn writers(&self) -> Result<Vec<Writer>> {
        let rows = sqlx::query(sql::LOG_WRITERS)
            .bind(CALLS)
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| {
                let author: Author = value("log", row.try_get(1)?)?;
                Ok(Writer {
                    source: SourceId::new(row.try_get::<String, _>(0)?),
                    id: author.id,
                    name: author.name,
                    email: author.email,
                })
            })
            .collect()
    }

    /// The keys of the sources of which the ledger holds anything.
    pub async fn sources(&self) -> Result<Vec<SourceId>> {
        let rows =
            sqlx::query(sql::REQUEST_SOURCES).fetch_all(self.readers()).await?;
        rows.iter()
            .map(|row| Ok(SourceId::new(row.try_get::<String, _>(0)?)))
            .collect()
    }

    /// Sees to it that nothing of what was taken out is left in any file of
    /// the ledger.
    pub async fn scrub(&self) -> Result<()> {
        let mut write = self.write().await?;
        write.scrub().await?;
        write.commit().await?;
        sqlx::query(sql::VACUUM).execute(self.writer()).await?;
        self.empty_wal().await
    }

    /// Brings everything into the database itself, and empties the file
    /// beside it, in which what was overwritten still stands.
    pub async fn empty_wal(&self) -> Result<()> {
        sqlx::query(sql::EMPTY_WAL).execute(self.writer()).await?;
        Ok(())
    }
}
