//! How much the ledger holds.

use chrono::{DateTime, Utc};
use sqlx::Row as _;

use crate::row::maybe;
use crate::{Result, Store, sql};

/// How much the ledger holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// How many requests.
    pub requests: u64,
    /// How many facts were seen at the sources.
    pub facts: u64,
    /// When the oldest request was asked.
    pub oldest: Option<DateTime<Utc>>,
}

impl Store {
    /// Measures the ledger.
    pub async fn measure(&self) -> Result<Measure> {
        let row = sqlx::query(sql::MEASURE).fetch_one(self.readers()).await?;
        Ok(Measure {
            requests: row.try_get::<i64, _>(0)?.unsigned_abs(),
            facts: row.try_get::<i64, _>(1)?.unsigned_abs(),
            oldest: maybe(row.try_get(2)?),
        })
    }
}
