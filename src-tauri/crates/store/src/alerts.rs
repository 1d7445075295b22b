//! The record of alerts.

use chrono::{DateTime, Utc};
use domain::RequestId;
use domain::alert::Alert;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::row::{instant, json, maybe, ms};
use crate::{Result, Store, Write, sql};

/// The word of the record for what went out in a digest.
pub const TOGETHER: &str = "in a digest";

/// A decision as it stands in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertRow {
    /// Its number.
    pub id: i64,
    /// The request, if it is about one.
    pub request: Option<RequestId>,
    /// Known by.
    pub key: String,
    /// What it is about.
    pub kind: String,
    /// When it became due.
    pub due: DateTime<Utc>,
    /// When it was decided.
    pub decided: DateTime<Utc>,
    /// Why it was not said by itself; empty if it was.
    pub hushed: String,
    /// How loud.
    pub loudness: String,
    /// What was said.
    pub title: String,
    /// And beneath.
    pub body: String,
    /// When the desktop took it.
    pub shown: Option<DateTime<Utc>>,
    /// It went out in a digest.
    pub together: bool,
}

impl Write<'_> {
    /// Writes a decision down; nothing if it was made before.
    pub async fn decide(
        &mut self,
        alert: &Alert,
        together: bool,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>> {
        let loudness = json("alert", &alert.notice.loudness)?;
        let row = sqlx::query(sql::ALERT_ADD)
            .bind(alert.request.map_or(0, |id| id.0))
            .bind(&alert.key)
            .bind(alert.kind.word())
            .bind(ms(alert.due))
            .bind(ms(now))
            .bind(alert.hushed.map_or("", domain::alert::Hush::words))
            .bind(alert.hushed.is_some_and(domain::alert::Hush::told_later))
            .bind(loudness.trim_matches('"'))
            .bind(&alert.notice.title)
            .bind(&alert.notice.body)
            .bind(together)
            .fetch_optional(&mut *self.tx)
            .await?;
        row.map(|row| Ok(row.try_get(0)?)).transpose()
    }

    /// The desktop took it.
    pub async fn shown(&mut self, id: i64, now: DateTime<Utc>) -> Result<()> {
        sqlx::query(sql::ALERT_SHOWN)
            .bind(id)
            .bind(ms(now))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// The record of a request.
    pub async fn alerts_of(
        &mut self,
        request: RequestId,
    ) -> Result<Vec<AlertRow>> {
        let rows = sqlx::query(sql::ALERT_OF)
            .bind(request.0)
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(alert).collect()
    }

    /// What was owed has been told in a digest.
    pub async fn pay(&mut self, id: i64) -> Result<()> {
        sqlx::query(sql::ALERT_PAID).bind(id).execute(&mut *self.tx).await?;
        Ok(())
    }
}

impl Store {
    /// What a digest has still to tell.
    pub async fn owed(&self) -> Result<Vec<AlertRow>> {
        let rows =
            sqlx::query(sql::ALERT_OWED).fetch_all(self.readers()).await?;
        rows.iter().map(alert).collect()
    }

    /// The record of a request.
    pub async fn alerts_of(&self, request: RequestId) -> Result<Vec<AlertRow>> {
        let rows = sqlx::query(sql::ALERT_OF)
            .bind(request.0)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(alert).collect()
    }

    /// The record of everything in the queue.
    pub async fn alerts_of_living(&self) -> Result<Vec<AlertRow>> {
        let rows =
            sqlx::query(sql::ALERT_OF_LIVING).fetch_all(self.readers()).await?;
        rows.iter().map(alert).collect()
    }
}

fn alert(row: &SqliteRow) -> Result<AlertRow> {
    let request: i64 = row.try_get(1)?;
    Ok(AlertRow {
        id: row.try_get(0)?,
        request: (request != 0).then_some(RequestId(request)),
        key: row.try_get(2)?,
        kind: row.try_get(3)?,
        due: instant(row.try_get(4)?),
        decided: instant(row.try_get(5)?),
        hushed: row.try_get(6)?,
        loudness: row.try_get(7)?,
        title: row.try_get(8)?,
        body: row.try_get(9)?,
        shown: maybe(row.try_get(10)?),
        together: row.try_get(11)?,
    })
}
