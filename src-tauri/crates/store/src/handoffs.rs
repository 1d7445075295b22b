//! What this user writes into the handoff of a shift.

use domain::handoff::Written;
use domain::{Note, RequestId, Stretch};
use sqlx::Row;

use crate::notes::note;
use crate::row::{json, ms, value};
use crate::{Result, Store, Write, sql};

impl Write<'_> {
    /// Changes what is written into the handoff of a shift.
    pub async fn change_handoff(
        &mut self,
        span: Stretch,
        how: impl FnOnce(&mut Written),
    ) -> Result<()> {
        let mut written = self.handoff(span).await?;
        how(&mut written);
        sqlx::query(sql::HANDOFF_SET)
            .bind(ms(span.from))
            .bind(ms(span.to))
            .bind(json("handoff", &written)?)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    async fn handoff(&mut self, span: Stretch) -> Result<Written> {
        let row = sqlx::query(sql::HANDOFF_ONE)
            .bind(ms(span.from))
            .bind(ms(span.to))
            .fetch_optional(&mut *self.tx)
            .await?;
        let written = row.map(|row| value("handoff", row.try_get(0)?));
        Ok(written.transpose()?.unwrap_or_default())
    }
}

impl Store {
    /// What is written into the handoff of a shift.
    pub async fn handoff(&self, span: Stretch) -> Result<Written> {
        let row = sqlx::query(sql::HANDOFF_ONE)
            .bind(ms(span.from))
            .bind(ms(span.to))
            .fetch_optional(self.readers())
            .await?;
        let written = row.map(|row| value("handoff", row.try_get(0)?));
        Ok(written.transpose()?.unwrap_or_default())
    }

    /// The notes on some requests, of each the oldest first.
    pub async fn notes_of_many(
        &self,
        requests: &[RequestId],
    ) -> Result<Vec<Note>> {
        let requests: Vec<i64> = requests.iter().map(|id| id.0).collect();
        let rows = sqlx::query(sql::NOTE_OF_MANY)
            .bind(json("requests", &requests)?)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(note).collect()
    }
}
