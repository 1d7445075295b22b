//! The requests as folded from the log.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{
    ExternalId, Judged, PlaceId, RequestId, SourceId, Thread, UserId,
};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::row::{instant, json, ms, value};
use crate::{Result, Store, Write, sql};

/// A request with what is true of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// Everything known about it.
    pub thread: Thread,
    /// What is true of it.
    pub judged: Judged,
}

/// A root by its source, its place and its id.
pub type Root = (SourceId, PlaceId, ExternalId);

/// Somebody by their source, a place and their id.
pub type Asker = (SourceId, PlaceId, UserId);

impl Write<'_> {
    /// The requests to which roots belong; nothing of a root that belongs to
    /// none.
    pub async fn requests_of(
        &mut self,
        roots: &[Root],
    ) -> Result<Vec<(Root, RequestId)>> {
        let rows = self.of_each(sql::ROOT_REQUESTS, roots).await?;
        let of = |row: &SqliteRow| {
            let root = (
                SourceId::new(row.try_get::<String, _>(0)?),
                PlaceId::new(row.try_get::<String, _>(1)?),
                ExternalId::new(row.try_get::<String, _>(2)?),
            );
            Ok((root, RequestId(row.try_get(3)?)))
        };
        rows.iter().map(of).collect()
    }

    /// Everything known about requests.
    pub async fn threads(&mut self, ids: &[RequestId]) -> Result<Vec<Thread>> {
        let rows = self.of_each(sql::REQUEST_THREADS, ids).await?;
        rows.iter().map(|row| value("request", row.try_get(0)?)).collect()
    }

    /// Requests with what is true of them.
    pub async fn requests(&mut self, ids: &[RequestId]) -> Result<Vec<Stored>> {
        let rows = self.of_each(sql::REQUEST_SOME, ids).await?;
        rows.iter().map(stored).collect()
    }

    /// What people asked, each since an instant of their own.
    pub async fn recent(
        &mut self,
        askers: &BTreeMap<Asker, DateTime<Utc>>,
    ) -> Result<Vec<Thread>> {
        let row = |(asker, since): (_, &DateTime<Utc>)| (asker, ms(*since));
        let askers: Vec<(&Asker, i64)> = askers.iter().map(row).collect();
        let rows = self.of_each(sql::REQUEST_RECENT, &askers).await?;
        rows.iter().map(|row| value("request", row.try_get(0)?)).collect()
    }

    /// What is in the queue of a place.
    pub async fn living_in(
        &mut self,
        source: &SourceId,
        place: &PlaceId,
    ) -> Result<Vec<Thread>> {
        let rows = sqlx::query(sql::REQUEST_LIVING_IN)
            .bind(source.as_str())
            .bind(place.as_str())
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(|row| value("request", row.try_get(0)?)).collect()
    }

    /// Writes requests as they are now.
    pub async fn save(&mut self, requests: &[Stored]) -> Result<()> {
        let mut rows = Vec::new();
        let mut roots = Vec::new();
        for Stored { thread, judged } in requests {
            let texts = (json("request", thread)?, json("request", judged)?);
            rows.push((thread, judged, texts));
            roots.extend(thread.roots.iter().map(|root| (thread, root)));
        }
        self.put(sql::REQUEST_SAVE, &rows, |row, (thread, judged, texts)| {
            row.bind(thread.id.0)
                .bind(thread.source.as_str())
                .bind(thread.place.as_str())
                .bind(judged.life.lives())
                .bind(ms(judged.asked))
                .bind(ms(judged.last))
                .bind(thread.asker().map_or("", UserId::as_str))
                .bind(!thread.marks.is_empty())
                .bind(&texts.0)
                .bind(&texts.1)
        })
        .await?;
        self.put(sql::ROOT_ADD, &roots, |row, (thread, root)| {
            row.bind(thread.source.as_str())
                .bind(thread.place.as_str())
                .bind(root.as_str())
                .bind(thread.id.0)
        })
        .await
        .map(drop)
    }

    /// Writes what is true now of requests to which nothing happened, each
    /// with what was true before. Where it stands in the queue only seldom
    /// changes by that.
    pub async fn save_judged(
        &mut self,
        requests: &[(Stored, Arc<Judged>)],
    ) -> Result<()> {
        let stands = |it: &Judged| (it.life.lives(), it.asked, it.last);
        let mut moved = Vec::new();
        let mut others = Vec::new();
        for (Stored { judged, .. }, before) in requests {
            let text = json("request", judged)?;
            if stands(judged) == stands(before) {
                others.push((judged.id.0, text));
            } else {
                moved.push((judged, text));
            }
        }
        self.put(sql::REQUEST_WORDS, &others, |row, (id, text)| {
            row.bind(id).bind(text)
        })
        .await?;
        self.put(sql::REQUEST_JUDGED, &moved, |row, (judged, text)| {
            row.bind(judged.id.0)
                .bind(judged.life.lives())
                .bind(ms(judged.asked))
                .bind(ms(judged.last))
                .bind(text)
        })
        .await
        .map(drop)
    }

    /// Takes away a request that another has absorbed.
    pub async fn drop_request(&mut self, id: RequestId) -> Result<()> {
        sqlx::query(sql::REQUEST_DROP)
            .bind(id.0)
            .execute(&mut *self.tx)
            .await?;
        self.unindex(id.0).await
    }

    /// Drops every projection, to fold the log anew.
    pub async fn drop_projections(&mut self) -> Result<()> {
        sqlx::query(sql::ROOT_DROP_ALL).execute(&mut *self.tx).await?;
        sqlx::query(sql::ABSORBED_DROP_ALL).execute(&mut *self.tx).await?;
        sqlx::query(sql::REQUEST_DROP_ALL).execute(&mut *self.tx).await?;
        sqlx::query(sql::SEARCH_DROP_ALL).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// The requests on whose first response a word is settled, since an
    /// answer.
    pub async fn answered_since(
        &mut self,
        since: DateTime<Utc>,
    ) -> Result<Vec<RequestId>> {
        let rows = sqlx::query(sql::REQUEST_ANSWERED)
            .bind(since.format("%Y-%m-%dT%H:%M:%S").to_string())
            .fetch_all(&mut *self.tx)
            .await?;
        let id = |row: &SqliteRow| Ok(RequestId(row.try_get(0)?));
        rows.iter().map(id).collect()
    }

    /// Every request, for comparing.
    pub async fn every(&mut self) -> Result<Vec<Stored>> {
        let rows =
            sqlx::query(sql::REQUEST_ALL).fetch_all(&mut *self.tx).await?;
        rows.iter().map(stored).collect()
    }
}

impl Store {
    /// A request.
    pub async fn request(&self, id: RequestId) -> Result<Option<Stored>> {
        let row = sqlx::query(sql::REQUEST_ONE)
            .bind(id.0)
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(stored).transpose()
    }

    /// Every request in the queue, in front or folded; everything known about
    /// it only where a mark stands on it.
    pub async fn living(&self) -> Result<Vec<(Judged, Option<Thread>)>> {
        let rows =
            sqlx::query(sql::REQUEST_LIVING).fetch_all(self.readers()).await?;
        let living = |row: &SqliteRow| {
            let thread: Option<&str> = row.try_get(1)?;
            let thread = thread.map(|text| value("request", text)).transpose();
            Ok((value("request", row.try_get(0)?)?, thread?))
        };
        rows.iter().map(living).collect()
    }

    /// What ended since an instant, the newest first.
    pub async fn ended(
        &self,
        since: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<Stored>> {
        let rows = sqlx::query(sql::REQUEST_ENDED)
            .bind(ms(since))
            .bind(most)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(stored).collect()
    }

    /// When the last request of a source came.
    pub async fn last_request(
        &self,
        source: &SourceId,
    ) -> Result<Option<DateTime<Utc>>> {
        let row = sqlx::query(sql::REQUEST_LAST)
            .bind(source.as_str())
            .fetch_one(self.readers())
            .await?;
        Ok(row.try_get::<Option<i64>, _>(0)?.map(instant))
    }
}

pub(crate) fn stored(row: &SqliteRow) -> Result<Stored> {
    Ok(Stored {
        thread: value("request", row.try_get(0)?)?,
        judged: value("request", row.try_get(1)?)?,
    })
}
