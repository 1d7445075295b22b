//! What is true of requests to which nothing happened.

use domain::Judged;

use crate::row::{json, ms};
use crate::{Result, Write, sql};

impl Write<'_> {
    /// Writes what is true now of requests that stand elsewhere in the queue
    /// by it, or not in it any more.
    pub async fn save_moved(&mut self, all: &[&Judged]) -> Result<()> {
        if let Some(played) = self.played() {
            played.judge(all.iter().copied());
            return Ok(());
        }
        let mut rows = Vec::new();
        for judged in all {
            rows.push((judged.id.0, *judged, json("request", judged)?));
        }
        self.put(sql::REQUEST_JUDGED, &rows, |row, (id, judged, text)| {
            row.bind(id)
                .bind(judged.life.lives())
                .bind(ms(judged.asked))
                .bind(ms(judged.last))
                .bind(text)
        })
        .await
        .map(drop)
    }

    /// The same of requests that stand where they stood.
    pub async fn save_words(&mut self, all: &[&Judged]) -> Result<()> {
        if let Some(played) = self.played() {
            played.judge(all.iter().copied());
            return Ok(());
        }
        let mut rows = Vec::new();
        for judged in all {
            rows.push((judged.id.0, json("request", judged)?));
        }
        self.put(sql::REQUEST_WORDS, &rows, |row, (id, text)| {
            row.bind(id).bind(text)
        })
        .await
        .map(drop)
    }
}
