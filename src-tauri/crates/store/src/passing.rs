//! The messages of handoffs as they stand in their channel.

use chrono::{DateTime, Utc};
use domain::handoff::Item;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::requests::Root;
use crate::row::{json, ms, value};
use crate::{Result, Store, Write, sql};

impl Write<'_> {
    /// Keeps a message of a handoff as it stands now.
    pub async fn put_item(&mut self, item: &Item) -> Result<()> {
        let about = item.about.as_ref();
        let part = |part: Option<&str>| part.unwrap_or_default().to_owned();
        sqlx::query(sql::PASSING_SET)
            .bind(item.source.as_str())
            .bind(item.place.as_str())
            .bind(item.external.as_str())
            .bind(part(about.map(|it| it.source.as_str())))
            .bind(part(about.map(|it| it.place.as_str())))
            .bind(part(about.map(|it| it.root.as_str())))
            .bind(ms(item.span.to))
            .bind(json("passing", item)?)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// What a message is to a handoff, if it belongs to one.
    pub async fn item(&mut self, message: &Root) -> Result<Option<Item>> {
        let row = sqlx::query(sql::PASSING_ONE)
            .bind(message.0.as_str())
            .bind(message.1.as_str())
            .bind(message.2.as_str())
            .fetch_optional(&mut *self.tx)
            .await?;
        row.as_ref().map(item).transpose()
    }

    /// The handoffs of a request, by the first message that it has.
    pub async fn items_about(&mut self, root: &Root) -> Result<Vec<Item>> {
        let rows = sqlx::query(sql::PASSING_ABOUT)
            .bind(root.0.as_str())
            .bind(root.1.as_str())
            .bind(root.2.as_str())
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(item).collect()
    }

    /// The messages of handoffs of shifts that end after an instant.
    pub async fn items_since(
        &mut self,
        since: DateTime<Utc>,
    ) -> Result<Vec<Item>> {
        let rows = sqlx::query(sql::PASSING_SINCE)
            .bind(ms(since))
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(item).collect()
    }
}

impl Store {
    /// The messages of handoffs of shifts that end after an instant, in the
    /// order in which they were written.
    pub async fn items_since(&self, since: DateTime<Utc>) -> Result<Vec<Item>> {
        let rows = sqlx::query(sql::PASSING_SINCE)
            .bind(ms(since))
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(item).collect()
    }
}

fn item(row: &SqliteRow) -> Result<Item> {
    value("passing", row.try_get(0)?)
}
