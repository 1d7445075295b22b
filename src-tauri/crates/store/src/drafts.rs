//! Answers that were begun and not sent.

use chrono::{DateTime, Utc};
use domain::RequestId;
use sqlx::Row;

use crate::row::ms;
use crate::{Result, Store, Write, sql};

impl Write<'_> {
    /// Keeps an answer that was begun; an empty one is forgotten.
    pub async fn keep_draft(
        &mut self,
        request: RequestId,
        text: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let query = if text.is_empty() {
            sqlx::query(sql::DRAFT_DROP).bind(request.0)
        } else {
            sqlx::query(sql::DRAFT_SET).bind(request.0).bind(text).bind(ms(at))
        };
        query.execute(&mut *self.tx).await?;
        Ok(())
    }
}

impl Store {
    /// Every answer that was begun.
    pub async fn drafts(&self) -> Result<Vec<(RequestId, String)>> {
        let rows = sqlx::query(sql::DRAFTS).fetch_all(self.readers()).await?;
        rows.iter()
            .map(|row| Ok((RequestId(row.try_get(0)?), row.try_get(1)?)))
            .collect()
    }
}
