//! The log, and the cursors that move with it.

use chrono::{DateTime, Utc};
use domain::{Cursors, ExternalId, PlaceId, RequestId, SourceId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::row::{instant, ms};
use crate::{Result, Root, Store, Write, sql};

/// What kind of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A source's activity.
    Seen,
    /// An act of this user.
    Did,
    /// A team file came into force.
    Ruled,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Seen => "seen",
            Kind::Did => "did",
            Kind::Ruled => "ruled",
        }
    }
}

/// A fact to be written down.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place in the log.
    pub seq: i64,
    /// What was learnt in one go.
    pub batch: i64,
    /// When it was learnt.
    pub at: DateTime<Utc>,
    /// What kind of fact.
    pub kind: Kind,
    /// The source, for an activity.
    pub source: String,
    /// And the place there.
    pub place: String,
    /// And the message there.
    pub external: String,
    /// What kind of activity, or the name of the act.
    pub what: String,
    /// What tells two states of the same message apart.
    pub version: String,
    /// The request an act was about.
    pub request: i64,
    /// Learnt by the first read of a place.
    pub history: bool,
    /// The fact itself, as JSON; for a team file its text.
    pub body: String,
}

/// A fact as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Its place in the log.
    pub seq: i64,
    /// What was learnt in one go.
    pub batch: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What kind.
    pub kind: Kind,
    /// The source.
    pub source: SourceId,
    /// The place.
    pub place: PlaceId,
    /// The request an act was about.
    pub request: RequestId,
    /// Learnt by the first read of a place.
    pub history: bool,
    /// The fact.
    pub body: String,
}

/// A post as the log knows it: its source, its place, its id, its version.
pub type Post<'a> = (&'a SourceId, &'a PlaceId, &'a ExternalId, String);

impl Write<'_> {
    /// The place in the log of the next fact, and the number of what is
    /// learnt next.
    pub async fn next(&mut self) -> Result<(i64, i64)> {
        if let Some(played) = self.played() {
            return Ok(played.next());
        }
        let row = sqlx::query(sql::LOG_NEXT).fetch_one(&mut *self.tx).await?;
        Ok((row.try_get(0)?, row.try_get(1)?))
    }

    /// Writes facts down; nothing of those that were known.
    pub async fn log(&mut self, entries: &[Entry]) -> Result<()> {
        if let Some(played) = self.played() {
            played.log(entries);
            return Ok(());
        }
        self.put(sql::LOG_ADD, entries, |row, entry| {
            row.bind(entry.seq)
                .bind(entry.batch)
                .bind(ms(entry.at))
                .bind(entry.kind.word())
                .bind(&entry.source)
                .bind(&entry.place)
                .bind(&entry.external)
                .bind(&entry.what)
                .bind(&entry.version)
                .bind(entry.request)
                .bind(entry.history)
                .bind(&entry.body)
        })
        .await
        .map(drop)
    }

    /// Which of these posts stand in the log.
    pub async fn known(&mut self, posts: &[Post<'_>]) -> Result<Vec<Root>> {
        if let Some(played) = self.played() {
            return Ok(played.known(posts));
        }
        let rows = self.of_each(sql::LOG_KNOWN, posts).await?;
        let known = |row: &SqliteRow| {
            Ok((
                SourceId::new(row.try_get::<String, _>(0)?),
                PlaceId::new(row.try_get::<String, _>(1)?),
                ExternalId::new(row.try_get::<String, _>(2)?),
            ))
        };
        rows.iter().map(known).collect()
    }

    /// The next two thousand facts after one.
    pub async fn logged(&mut self, after: i64) -> Result<Vec<Logged>> {
        let rows = sqlx::query(sql::LOG_ALL)
            .bind(after)
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(logged).collect()
    }

    /// The text of the team file that came into force last.
    pub async fn last_ruled(&mut self) -> Result<Option<String>> {
        if let Some(played) = self.played() {
            return Ok(played.last_ruled());
        }
        let row = sqlx::query(sql::LOG_LAST_RULED)
            .fetch_optional(&mut *self.tx)
            .await?;
        row.map(|row| Ok(row.try_get(0)?)).transpose()
    }

    /// Moves a cursor.
    pub async fn move_cursor(
        &mut self,
        source: &SourceId,
        place: &PlaceId,
        cursor: &str,
        read: DateTime<Utc>,
    ) -> Result<()> {
        // Nobody reads on from there.
        if self.played().is_some() {
            return Ok(());
        }
        sqlx::query(sql::CURSOR_SET)
            .bind(source.as_str())
            .bind(place.as_str())
            .bind(cursor)
            .bind(ms(read))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// The place was read, and there was nothing new.
    pub async fn read(
        &mut self,
        source: &SourceId,
        place: &PlaceId,
        at: DateTime<Utc>,
    ) -> Result<()> {
        sqlx::query(sql::CURSOR_READ)
            .bind(source.as_str())
            .bind(place.as_str())
            .bind(ms(at))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

/// An act of this user as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acted {
    /// Its place in the log.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// About which request.
    pub request: RequestId,
    /// Its name.
    pub what: String,
    /// What it was, as JSON.
    pub body: String,
}

impl Store {
    /// The last fifty acts of this user, the newest first.
    pub async fn last_acts(&self) -> Result<Vec<Acted>> {
        let rows =
            sqlx::query(sql::ACTS_LAST).fetch_all(self.readers()).await?;
        rows.iter()
            .map(|row| {
                Ok(Acted {
                    seq: row.try_get(0)?,
                    at: instant(row.try_get(1)?),
                    request: RequestId(row.try_get(2)?),
                    what: row.try_get(3)?,
                    body: row.try_get(4)?,
                })
            })
            .collect()
    }

    /// The cursors of a source.
    pub async fn cursors(&self, source: &SourceId) -> Result<Cursors> {
        let rows = sqlx::query(sql::CURSORS)
            .bind(source.as_str())
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| {
                Ok((
                    PlaceId::new(row.try_get::<String, _>(0)?),
                    row.try_get(1)?,
                ))
            })
            .collect()
    }

    /// When each place of a source was last read.
    pub async fn reads(
        &self,
        source: &SourceId,
    ) -> Result<Vec<(PlaceId, DateTime<Utc>)>> {
        let rows = sqlx::query(sql::CURSORS)
            .bind(source.as_str())
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| {
                Ok((
                    PlaceId::new(row.try_get::<String, _>(0)?),
                    instant(row.try_get(2)?),
                ))
            })
            .collect()
    }
}

fn logged(row: &SqliteRow) -> Result<Logged> {
    let kind: String = row.try_get(3)?;
    Ok(Logged {
        seq: row.try_get(0)?,
        batch: row.try_get(1)?,
        at: instant(row.try_get(2)?),
        kind: match kind.as_str() {
            "did" => Kind::Did,
            "ruled" => Kind::Ruled,
            _ => Kind::Seen,
        },
        source: SourceId::new(row.try_get::<String, _>(4)?),
        place: PlaceId::new(row.try_get::<String, _>(5)?),
        request: RequestId(row.try_get(6)?),
        history: row.try_get(7)?,
        body: row.try_get(8)?,
    })
}
