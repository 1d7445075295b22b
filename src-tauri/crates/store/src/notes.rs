//! What this user writes for themselves.

use chrono::{DateTime, Utc};
use domain::{Note, RequestId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::row::{instant, maybe, ms};
use crate::{Result, Store, Write, sql};

/// How many notes on the shift are shown at most.
const SHIFT: u32 = 100;

impl Write<'_> {
    /// Writes a note down.
    pub async fn add_note(
        &mut self,
        request: Option<RequestId>,
        at: DateTime<Utc>,
        text: &str,
    ) -> Result<i64> {
        let row = sqlx::query(sql::NOTE_ADD)
            .bind(request.map_or(0, |id| id.0))
            .bind(ms(at))
            .bind(text)
            .fetch_one(&mut *self.tx)
            .await?;
        let id = row.try_get(0)?;
        self.index_note(id, text).await?;
        Ok(id)
    }

    /// A note.
    pub async fn note(&mut self, id: i64) -> Result<Option<Note>> {
        let row = sqlx::query(sql::NOTE_ONE)
            .bind(id)
            .fetch_optional(&mut *self.tx)
            .await?;
        row.as_ref().map(note).transpose()
    }

    /// Changes a note in an act of this user, which can be taken back.
    pub async fn edit_note(&mut self, act: i64, note: &Note) -> Result<()> {
        self.keep_past(act, note.id).await?;
        self.put_note(note).await
    }

    /// Deletes a note in an act of this user, which can be taken back.
    pub async fn delete_note(&mut self, act: i64, id: i64) -> Result<()> {
        self.keep_past(act, id).await?;
        self.drop_note(id).await
    }

    /// Makes a note what it was before an act; one that was written in the
    /// act is gone.
    pub async fn revert_note(&mut self, act: i64, id: i64) -> Result<()> {
        let row = sqlx::query(sql::NOTE_PAST_ONE)
            .bind(act)
            .fetch_optional(&mut *self.tx)
            .await?;
        match row.as_ref().map(note).transpose()? {
            Some(past) => self.put_note(&past).await,
            None => self.drop_note(id).await,
        }
    }

    /// The notes on a request that another absorbs go with it, and so does
    /// the answer that was begun and what was practised.
    pub async fn move_private(
        &mut self,
        from: RequestId,
        to: RequestId,
    ) -> Result<()> {
        for statement in [
            sql::NOTE_MOVE,
            sql::NOTE_PAST_MOVE,
            sql::DRAFT_MOVE,
            sql::PRACTICE_MOVE,
        ] {
            sqlx::query(statement)
                .bind(from.0)
                .bind(to.0)
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }

    /// What a note was stays for as long as the act can be taken back.
    async fn keep_past(&mut self, act: i64, id: i64) -> Result<()> {
        sqlx::query(sql::NOTE_PAST_ADD)
            .bind(act)
            .bind(id)
            .execute(&mut *self.tx)
            .await?;
        sqlx::query(sql::NOTE_PAST_FADE).execute(&mut *self.tx).await?;
        Ok(())
    }

    async fn put_note(&mut self, note: &Note) -> Result<()> {
        sqlx::query(sql::NOTE_PUT)
            .bind(note.id)
            .bind(note.request.map_or(0, |id| id.0))
            .bind(ms(note.written))
            .bind(note.edited.map_or(0, ms))
            .bind(&note.text)
            .execute(&mut *self.tx)
            .await?;
        self.index_note(note.id, &note.text).await
    }

    async fn drop_note(&mut self, id: i64) -> Result<()> {
        sqlx::query(sql::NOTE_DROP).bind(id).execute(&mut *self.tx).await?;
        self.unindex(-id).await
    }
}

impl Store {
    /// The notes on a request, the oldest first.
    pub async fn notes_of(&self, request: RequestId) -> Result<Vec<Note>> {
        let rows = sqlx::query(sql::NOTE_OF)
            .bind(request.0)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(note).collect()
    }

    /// The last notes on the shift, the newest first.
    pub async fn notes_on_shift(&self) -> Result<Vec<Note>> {
        let rows = sqlx::query(sql::NOTE_SHIFT)
            .bind(SHIFT)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(note).collect()
    }

    /// A note.
    pub async fn note(&self, id: i64) -> Result<Option<Note>> {
        let row = sqlx::query(sql::NOTE_ONE)
            .bind(id)
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(note).transpose()
    }
}

pub(crate) fn note(row: &SqliteRow) -> Result<Note> {
    let request: i64 = row.try_get(1)?;
    Ok(Note {
        id: row.try_get(0)?,
        request: (request != 0).then_some(RequestId(request)),
        written: instant(row.try_get(2)?),
        edited: maybe(row.try_get(3)?),
        text: row.try_get(4)?,
    })
}
