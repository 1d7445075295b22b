//! The requests as folded from the log.

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

impl Write<'_> {
    /// The request to which a root belongs.
    pub async fn request_of(
        &mut self,
        source: &SourceId,
        place: &PlaceId,
        root: &ExternalId,
    ) -> Result<Option<RequestId>> {
        let row = sqlx::query(sql::ROOT_REQUEST)
            .bind(source.as_str())
            .bind(place.as_str())
            .bind(root.as_str())
            .fetch_optional(&mut *self.tx)
            .await?;
        row.map(|row| Ok(RequestId(row.try_get(0)?))).transpose()
    }

    /// A request.
    pub async fn request(&mut self, id: RequestId) -> Result<Option<Stored>> {
        let row = sqlx::query(sql::REQUEST_ONE)
            .bind(id.0)
            .fetch_optional(&mut *self.tx)
            .await?;
        row.as_ref().map(stored).transpose()
    }

    /// What somebody asked in a place since an instant.
    pub async fn recent(
        &mut self,
        at: (&SourceId, &PlaceId),
        author: &UserId,
        since: DateTime<Utc>,
    ) -> Result<Vec<Stored>> {
        let rows = sqlx::query(sql::REQUEST_RECENT)
            .bind(at.0.as_str())
            .bind(at.1.as_str())
            .bind(author.as_str())
            .bind(ms(since))
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(stored).collect()
    }

    /// What is in the queue of a place.
    pub async fn living_in(
        &mut self,
        source: &SourceId,
        place: &PlaceId,
    ) -> Result<Vec<Stored>> {
        let rows = sqlx::query(sql::REQUEST_LIVING_IN)
            .bind(source.as_str())
            .bind(place.as_str())
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(stored).collect()
    }

    /// Writes a request as it is now.
    pub async fn save(
        &mut self,
        thread: &Thread,
        judged: &Judged,
    ) -> Result<()> {
        let author = thread
            .messages
            .iter()
            .find(|m| m.root)
            .map_or("", |m| m.author.id.as_str());
        sqlx::query(sql::REQUEST_SAVE)
            .bind(thread.id.0)
            .bind(thread.source.as_str())
            .bind(thread.place.as_str())
            .bind(judged.life.lives())
            .bind(ms(judged.asked))
            .bind(ms(judged.last))
            .bind(author)
            .bind(json("request", thread)?)
            .bind(json("request", judged)?)
            .execute(&mut *self.tx)
            .await?;
        for root in &thread.roots {
            sqlx::query(sql::ROOT_ADD)
                .bind(thread.source.as_str())
                .bind(thread.place.as_str())
                .bind(root.as_str())
                .bind(thread.id.0)
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }

    /// Takes away a request that another has absorbed.
    pub async fn drop_request(&mut self, id: RequestId) -> Result<()> {
        sqlx::query(sql::REQUEST_DROP)
            .bind(id.0)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Drops every projection, to fold the log anew.
    pub async fn drop_projections(&mut self) -> Result<()> {
        sqlx::query(sql::ROOT_DROP_ALL).execute(&mut *self.tx).await?;
        sqlx::query(sql::REQUEST_DROP_ALL).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// The roots of a place whose requests were written in since an instant.
    pub async fn roots_since(
        &mut self,
        source: &SourceId,
        place: &PlaceId,
        since: DateTime<Utc>,
    ) -> Result<Vec<ExternalId>> {
        let rows = sqlx::query(sql::ROOT_BETWEEN)
            .bind(source.as_str())
            .bind(place.as_str())
            .bind(ms(since))
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter()
            .map(|row| Ok(ExternalId::new(row.try_get::<String, _>(0)?)))
            .collect()
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

    /// Every request in the queue, in front or folded.
    pub async fn living(&self) -> Result<Vec<Stored>> {
        let rows =
            sqlx::query(sql::REQUEST_LIVING).fetch_all(self.readers()).await?;
        rows.iter().map(stored).collect()
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

    /// When the last request came, for each place of a source.
    pub async fn last_requests(
        &self,
        source: &SourceId,
    ) -> Result<Vec<(PlaceId, DateTime<Utc>)>> {
        let rows = sqlx::query(sql::REQUEST_LAST)
            .bind(source.as_str())
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| {
                Ok((
                    PlaceId::new(row.try_get::<String, _>(0)?),
                    instant(row.try_get(1)?),
                ))
            })
            .collect()
    }
}

fn stored(row: &SqliteRow) -> Result<Stored> {
    Ok(Stored {
        thread: value("request", row.try_get(0)?)?,
        judged: value("request", row.try_get(1)?)?,
    })
}
