//! When this desktop was watching, and how it is to behave.

use chrono::{DateTime, TimeDelta, Utc};
use domain::SourceId;
use domain::picture::{Pause, Stop};
use sqlx::Row;

use crate::row::{instant, maybe, ms};
use crate::{Result, Store, Write, sql};

/// A stretch in which this desktop was watching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// From.
    pub began: DateTime<Utc>,
    /// The last heartbeat.
    pub last: DateTime<Utc>,
    /// The user was on duty at the last heartbeat.
    pub on_duty: bool,
    /// It ended in order.
    pub ended: bool,
}

/// A stretch in which a source could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blindness {
    /// Not read since.
    pub since: DateTime<Utc>,
    /// Read again.
    pub until: Option<DateTime<Utc>>,
    /// Why.
    pub words: String,
}

impl Write<'_> {
    /// Begins a stretch of watching.
    pub async fn begin_watch(
        &mut self,
        now: DateTime<Utc>,
        on_duty: bool,
    ) -> Result<i64> {
        let row = sqlx::query(sql::WATCH_BEGIN)
            .bind(ms(now))
            .bind(on_duty)
            .fetch_one(&mut *self.tx)
            .await?;
        Ok(row.try_get(0)?)
    }

    /// A stretch of watching began at another time than was thought.
    pub async fn date_watch(
        &mut self,
        watch: i64,
        at: DateTime<Utc>,
    ) -> Result<()> {
        sqlx::query(sql::WATCH_DATE)
            .bind(watch)
            .bind(ms(at))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// A heartbeat.
    pub async fn beat(
        &mut self,
        watch: i64,
        now: DateTime<Utc>,
        on_duty: bool,
    ) -> Result<()> {
        sqlx::query(sql::WATCH_BEAT)
            .bind(watch)
            .bind(ms(now))
            .bind(on_duty)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Ends a stretch of watching, and says how.
    pub async fn end_watch(
        &mut self,
        watch: i64,
        now: DateTime<Utc>,
        how: Stop,
    ) -> Result<()> {
        sqlx::query(sql::WATCH_END)
            .bind(watch)
            .bind(ms(now))
            .bind(ended(how))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Nothing lay between a stretch of watching and the one before it.
    pub async fn join_watches(&mut self, watch: i64) -> Result<()> {
        sqlx::query(sql::WATCH_JOIN).bind(watch).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// A source cannot be read.
    pub async fn begin_blindness(
        &mut self,
        source: &SourceId,
        since: DateTime<Utc>,
        words: &str,
    ) -> Result<()> {
        sqlx::query(sql::BLIND_BEGIN)
            .bind(source.as_str())
            .bind(ms(since))
            .bind(words)
            .fetch_one(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Whoever stops watching does not know how long a source stays blind.
    pub async fn leave_blindness(&mut self, last: DateTime<Utc>) -> Result<()> {
        sqlx::query(sql::BLIND_LEFT)
            .bind(ms(last))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// A source can be read again.
    pub async fn end_blindness(
        &mut self,
        source: &SourceId,
        now: DateTime<Utc>,
    ) -> Result<()> {
        sqlx::query(sql::BLIND_END)
            .bind(source.as_str())
            .bind(ms(now))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Changes how this desktop behaves.
    pub async fn set(&mut self, key: &str, value: &str) -> Result<()> {
        sqlx::query(sql::SETTING_SET)
            .bind(key)
            .bind(value)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

impl Store {
    /// The last stretch of watching.
    pub async fn last_watch(&self) -> Result<Option<Stretch>> {
        let row =
            sqlx::query(sql::WATCH_LAST).fetch_optional(self.readers()).await?;
        row.map(|row| {
            Ok(Stretch {
                began: instant(row.try_get(0)?),
                last: instant(row.try_get(1)?),
                on_duty: row.try_get(2)?,
                ended: row.try_get(3)?,
            })
        })
        .transpose()
    }

    /// The last stretches on duty in which nobody was watching for longer
    /// than so, newest first.
    pub async fn pauses(
        &self,
        longer: TimeDelta,
        most: u32,
    ) -> Result<Vec<Pause>> {
        let rows = sqlx::query(sql::WATCH_PAUSES)
            .bind(longer.num_milliseconds())
            .bind(most)
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Pause {
                    from: instant(row.try_get(0)?),
                    to: instant(row.try_get(1)?),
                    stop: stop(row.try_get(2)?),
                })
            })
            .collect()
    }

    /// The last stretches in which a source could not be read, newest first.
    pub async fn blindness(
        &self,
        source: &SourceId,
        most: u32,
    ) -> Result<Vec<Blindness>> {
        let rows = sqlx::query(sql::BLIND_OF)
            .bind(source.as_str())
            .bind(most)
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Blindness {
                    since: instant(row.try_get(1)?),
                    until: maybe(row.try_get(2)?),
                    words: row.try_get(3)?,
                })
            })
            .collect()
    }

    /// How this desktop behaves in one point.
    pub async fn setting(&self, key: &str) -> Result<Option<String>> {
        let row = sqlx::query(sql::SETTING_GET)
            .bind(key)
            .fetch_optional(self.readers())
            .await?;
        row.map(|row| Ok(row.try_get(0)?)).transpose()
    }
}

fn ended(how: Stop) -> i64 {
    match how {
        Stop::Broke => 0,
        Stop::Quit => 1,
        Stop::Slept => 2,
    }
}

fn stop(ended: i64) -> Stop {
    match ended {
        1 => Stop::Quit,
        2 => Stop::Slept,
        _ => Stop::Broke,
    }
}
