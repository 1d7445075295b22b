//! The record of alerts.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::RequestId;
use domain::alert::{Alert, Hush};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::played::Played;
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
    /// Writes decisions down, each with whether it goes out in a digest; gives
    /// the number of each, and nothing for one that was made before.
    pub async fn decide(
        &mut self,
        alerts: &[(&Alert, bool)],
        now: DateTime<Utc>,
    ) -> Result<Vec<Option<i64>>> {
        if let Some(played) = self.played() {
            return decided(played, alerts, now);
        }
        let mut rows = Vec::new();
        for (alert, together) in alerts {
            let loudness = json("alert", &alert.notice.loudness)?;
            rows.push((*alert, *together, loudness));
        }
        let mut numbers = BTreeMap::new();
        let put = self.put(sql::ALERT_ADD, &rows, |row, one| {
            let (alert, together, loudness) = one;
            row.bind(of(alert))
                .bind(&alert.key)
                .bind(alert.kind.word())
                .bind(ms(alert.due))
                .bind(ms(now))
                .bind(alert.hushed.map_or("", Hush::words))
                .bind(alert.hushed.is_some_and(Hush::told_later))
                .bind(loudness.trim_matches('"'))
                .bind(&alert.notice.title)
                .bind(&alert.notice.body)
                .bind(*together)
        });
        for row in put.await? {
            let key: (i64, String) = (row.try_get(1)?, row.try_get(2)?);
            numbers.insert(key, row.try_get(0)?);
        }
        let number = |(alert, _): &(&Alert, bool)| {
            numbers.remove(&(of(alert), alert.key.clone()))
        };
        Ok(alerts.iter().map(number).collect())
    }

    /// The desktop took them.
    pub async fn shown(
        &mut self,
        ids: &[i64],
        now: DateTime<Utc>,
    ) -> Result<()> {
        sqlx::query(sql::ALERT_SHOWN)
            .bind(json("alert", ids)?)
            .bind(ms(now))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// The record of requests.
    pub async fn alerts_of(
        &mut self,
        requests: &[RequestId],
    ) -> Result<Vec<AlertRow>> {
        if let Some(played) = self.played() {
            return Ok(played.alerts_of(requests));
        }
        let rows = self.of_each(sql::ALERT_OF_SOME, requests).await?;
        rows.iter().map(alert).collect()
    }

    /// What was owed has been told in a digest.
    pub async fn pay(&mut self, ids: &[i64]) -> Result<()> {
        if let Some(played) = self.played() {
            played.pay(ids);
            return Ok(());
        }
        self.each(sql::ALERT_PAID, ids).await
    }
}

impl Store {
    /// What a digest has still to tell.
    pub async fn owed(&self) -> Result<Vec<AlertRow>> {
        if let Some(play) = &self.play {
            return Ok(play.lock().await.owed());
        }
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

/// The request of an alert, 0 if it is about none.
fn of(alert: &Alert) -> i64 {
    alert.request.map_or(0, |id| id.0)
}

/// The same for what is played.
fn decided(
    played: &mut Played,
    alerts: &[(&Alert, bool)],
    now: DateTime<Utc>,
) -> Result<Vec<Option<i64>>> {
    let decide = |(alert, together): &(&Alert, bool)| {
        let loudness = json("alert", &alert.notice.loudness)?;
        let row = AlertRow {
            id: 0,
            request: alert.request,
            key: alert.key.clone(),
            kind: alert.kind.word().to_owned(),
            due: alert.due,
            decided: now,
            hushed: alert.hushed.map_or("", Hush::words).to_owned(),
            loudness: loudness.trim_matches('"').to_owned(),
            title: alert.notice.title.clone(),
            body: alert.notice.body.clone(),
            shown: None,
            together: *together,
        };
        let owed = alert.hushed.is_some_and(Hush::told_later);
        Ok(played.decide(row, owed))
    };
    alerts.iter().map(decide).collect()
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
