//! The requests as folded from the log.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    ExternalId, Judged, PlaceId, RequestId, SourceId, Thread, UserId,
};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::judged::judged;
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
        if let Some(played) = self.played() {
            return Ok(played.requests_of(roots));
        }
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

    /// Requests with what is true of them.
    pub async fn requests(&mut self, ids: &[RequestId]) -> Result<Vec<Stored>> {
        if let Some(played) = self.played() {
            return Ok(played.requests(ids));
        }
        let rows = self.of_each(sql::REQUEST_SOME, ids).await?;
        rows.iter().map(stored).collect()
    }

    /// What people asked, each since an instant of their own.
    pub async fn recent(
        &mut self,
        askers: &BTreeMap<Asker, DateTime<Utc>>,
    ) -> Result<Vec<Thread>> {
        if let Some(played) = self.played() {
            return Ok(played.recent(askers));
        }
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
        if let Some(played) = self.played() {
            return Ok(played.living_in(source, place));
        }
        let rows = sqlx::query(sql::REQUEST_LIVING_IN)
            .bind(source.as_str())
            .bind(place.as_str())
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(|row| value("request", row.try_get(0)?)).collect()
    }

    /// Writes requests as they are now.
    pub async fn save(&mut self, requests: &[Stored]) -> Result<()> {
        if let Some(played) = self.played() {
            played.save(requests);
            return Ok(());
        }
        let texts = texts(requests)?;
        self.put_requests(requests, &texts).await
    }

    /// The same, and takes in what is said in them now. The database has its
    /// work with the words while there is work here with the texts.
    pub async fn renew(&mut self, requests: &[Stored]) -> Result<()> {
        if self.played().is_some() {
            return self.save(requests).await;
        }
        let said: Vec<&Thread> = requests.iter().map(|it| &it.thread).collect();
        let writing = async { texts(requests) };
        let (said, texts) = tokio::join!(self.index(&said), writing);
        said?;
        self.put_requests(requests, &texts?).await
    }

    async fn put_requests(
        &mut self,
        requests: &[Stored],
        texts: &[[String; 2]],
    ) -> Result<()> {
        let rows: Vec<_> = requests.iter().zip(texts).collect();
        self.put(sql::REQUEST_SAVE, &rows, |row, (stored, texts)| {
            let Stored { thread, judged } = stored;
            let [thread_text, judged_text] = texts;
            row.bind(thread.id.0)
                .bind(thread.source.as_str())
                .bind(thread.place.as_str())
                .bind(judged.life.lives())
                .bind(ms(judged.asked))
                .bind(ms(judged.last))
                .bind(thread.asker().map_or("", UserId::as_str))
                .bind(!thread.marks.is_empty())
                .bind(thread_text)
                .bind(judged_text)
        })
        .await?;
        let roots: Vec<_> = requests
            .iter()
            .map(|stored| &stored.thread)
            .flat_map(|it| it.roots.iter().map(move |root| (it, root)))
            .collect();
        self.put(sql::ROOT_ADD, &roots, |row, (thread, root)| {
            row.bind(thread.source.as_str())
                .bind(thread.place.as_str())
                .bind(root.as_str())
                .bind(thread.id.0)
        })
        .await
        .map(drop)
    }

    /// Takes away a request that another has absorbed.
    pub async fn drop_request(&mut self, id: RequestId) -> Result<()> {
        if let Some(played) = self.played() {
            played.drop_request(id);
            return Ok(());
        }
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
        sqlx::query(sql::PASSING_DROP_ALL).execute(&mut *self.tx).await?;
        sqlx::query(sql::SEARCH_DROP_ALL).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// The requests on which a word was settled, on whichever answer or end,
    /// since an instant.
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
        if let Some(played) = self.played() {
            return Ok(played.every());
        }
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
            Ok((judged(row.try_get(0)?, row.try_get(2)?)?, thread?))
        };
        rows.iter().map(living).collect()
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

/// Requests as they stand in their rows.
fn texts(requests: &[Stored]) -> Result<Vec<[String; 2]>> {
    let text = |Stored { thread, judged }: &Stored| {
        Ok([json("request", thread)?, json("request", judged)?])
    };
    requests.iter().map(text).collect()
}

pub(crate) fn stored(row: &SqliteRow) -> Result<Stored> {
    Ok(Stored {
        thread: value("request", row.try_get(0)?)?,
        judged: judged(row.try_get(1)?, row.try_get(2)?)?,
    })
}
