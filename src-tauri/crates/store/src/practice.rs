//! What somebody who reads along has practised.

use chrono::{DateTime, Utc};
use domain::RequestId;
use domain::practice::{Guess, Practice};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::requests::stored;
use crate::row::{instant, json, ms, value};
use crate::{Result, Store, Stored, Write, sql};

impl Write<'_> {
    /// Writes a guess down, in the place of the one of its kind.
    pub async fn practise(&mut self, practice: &Practice) -> Result<()> {
        sqlx::query(sql::PRACTICE_SET)
            .bind(practice.request.0)
            .bind(practice.guess.kind())
            .bind(ms(practice.at))
            .bind(json("practice", &practice.guess)?)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Everything that was practised on a request is gone for good; says
    /// whether there was any.
    pub async fn drop_practice(&mut self, request: RequestId) -> Result<bool> {
        let gone = sqlx::query(sql::PRACTICE_DROP)
            .bind(request.0)
            .execute(&mut *self.tx)
            .await?;
        Ok(gone.rows_affected() > 0)
    }
}

impl Store {
    /// What was practised on a request, the oldest first.
    pub async fn practice_of(
        &self,
        request: RequestId,
    ) -> Result<Vec<Practice>> {
        let rows = sqlx::query(sql::PRACTICE_OF)
            .bind(request.0)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(practice).collect()
    }

    /// What was practised in a stretch, the oldest first.
    pub async fn practised(
        &self,
        (from, to): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Vec<Practice>> {
        let rows = sqlx::query(sql::PRACTICES)
            .bind(ms(from))
            .bind(ms(to))
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(practice).collect()
    }
}

impl Store {
    /// The requests that were asked in a stretch.
    pub async fn asked_between(
        &self,
        (from, to): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Vec<Stored>> {
        let rows = sqlx::query(sql::SEEN_BETWEEN)
            .bind(ms(from))
            .bind(ms(to))
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(stored).collect()
    }

    /// The requests that may be marked as worth reading, the newest first.
    pub async fn maybe_evergreen(&self, most: u32) -> Result<Vec<Stored>> {
        let rows = sqlx::query(sql::EVERGREEN)
            .bind(most)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(stored).collect()
    }
}

fn practice(row: &SqliteRow) -> Result<Practice> {
    let guess: Guess = value("practice", row.try_get(2)?)?;
    Ok(Practice {
        request: RequestId(row.try_get(0)?),
        at: instant(row.try_get(1)?),
        guess,
    })
}
