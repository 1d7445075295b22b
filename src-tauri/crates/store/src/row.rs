//! Columns and domain values, the one place that knows both.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Result, StoreError};

/// An instant as it stands in a column.
pub(crate) fn ms(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// The instant in a column.
pub(crate) fn instant(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or(DateTime::UNIX_EPOCH)
}

/// The instant in a column in which 0 means that there is none.
pub(crate) fn maybe(ms: i64) -> Option<DateTime<Utc>> {
    (ms != 0).then(|| instant(ms))
}

/// A value as it stands in a column.
pub(crate) fn json<T: Serialize + ?Sized>(
    table: &'static str,
    value: &T,
) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|e| StoreError::Garbled { table, why: e.to_string() })
}

/// The value in a column.
pub(crate) fn value<T: DeserializeOwned>(
    table: &'static str,
    text: &str,
) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|e| StoreError::Garbled { table, why: e.to_string() })
}
