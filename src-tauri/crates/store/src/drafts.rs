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
        self.keep_begun((request, text), false, at).await
    }

    /// The same, of one that may be practice and never to be sent.
    pub async fn keep_begun(
        &mut self,
        (request, text): (RequestId, &str),
        practice: bool,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let query = if text.is_empty() {
            sqlx::query(sql::DRAFT_DROP).bind(request.0)
        } else {
            sqlx::query(sql::DRAFT_SET)
                .bind(request.0)
                .bind(text)
                .bind(ms(at))
                .bind(practice)
        };
        query.execute(&mut *self.tx).await?;
        Ok(())
    }
}

impl Store {
    /// Every answer that was begun, and whether it is practice.
    pub async fn drafts(&self) -> Result<Vec<(RequestId, String, bool)>> {
        let rows = sqlx::query(sql::DRAFTS).fetch_all(self.readers()).await?;
        rows.iter()
            .map(|row| {
                let id = RequestId(row.try_get(0)?);
                Ok((id, row.try_get(1)?, row.try_get(2)?))
            })
            .collect()
    }
}
