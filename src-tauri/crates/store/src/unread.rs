//! Requests that are fetched now, and read where there is time for it.

use domain::{RequestId, Thread};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::row::value;
use crate::{Result, Write, sql};

/// Everything known about a request, as it was fetched: to read it takes
/// longer than to fetch it.
#[derive(Debug)]
pub struct Unread(Kept);

#[derive(Debug)]
enum Kept {
    Row(String),
    Thread(Box<Thread>),
}

impl Unread {
    /// Reads it.
    pub fn read(self) -> Result<Thread> {
        match self.0 {
            Kept::Row(text) => value("request", &text),
            Kept::Thread(thread) => Ok(*thread),
        }
    }
}

impl Write<'_> {
    /// Fetches everything known about requests.
    pub async fn fetch(&mut self, ids: &[RequestId]) -> Result<Vec<Unread>> {
        if let Some(played) = self.played() {
            let thread = |it| Unread(Kept::Thread(Box::new(it)));
            return Ok(played.threads(ids).into_iter().map(thread).collect());
        }
        let rows = self.of_each(sql::REQUEST_THREADS, ids).await?;
        let unread = |row: &SqliteRow| Ok(Unread(Kept::Row(row.try_get(0)?)));
        rows.iter().map(unread).collect()
    }

    /// Everything known about requests, read at once.
    pub async fn threads(&mut self, ids: &[RequestId]) -> Result<Vec<Thread>> {
        self.fetch(ids).await?.into_iter().map(Unread::read).collect()
    }
}
