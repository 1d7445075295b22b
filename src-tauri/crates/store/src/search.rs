//! Searching in what was said and noted.

use chrono::{DateTime, Utc};
use domain::search::{Query, Term};
use domain::{Message, Note, PlaceId, RequestId, SourceId, Thread};
use sqlx::Row;

use crate::requests::stored;
use crate::row::{instant, ms};
use crate::{Result, Store, Stored, Write, sql};

/// Where requests are looked for, beside their words.
#[derive(Clone, Debug, Default)]
pub struct Within {
    /// The places; all of them without any.
    pub places: Option<Vec<(SourceId, PlaceId)>>,
    /// These alone.
    pub among: Option<Vec<RequestId>>,
    /// Only those that have left the queue.
    pub ended: bool,
    /// Only those with a note.
    pub noted: bool,
    /// Asked at this instant or later.
    pub from: Option<DateTime<Utc>>,
    /// Asked before this instant.
    pub to: Option<DateTime<Utc>>,
}

impl Within {
    /// Whether it leaves anything out.
    #[must_use]
    pub fn any(&self) -> bool {
        let Within { places, among, ended, noted, from, to } = self;
        let dated = from.is_some() || to.is_some();
        places.is_some() || among.is_some() || *ended || *noted || dated
    }
}

impl Write<'_> {
    /// Takes in what is said in requests now, in place of what was.
    pub async fn index(&mut self, threads: &[&Thread]) -> Result<()> {
        if self.played().is_some() {
            return Ok(());
        }
        let row = |thread: &&Thread| {
            let (said, people) = words(thread);
            (thread.id.0, said, people)
        };
        let rows: Vec<_> = threads.iter().map(row).collect();
        self.put(sql::SEARCH_PUT, &rows, |row, (id, said, people)| {
            row.bind(id).bind(said).bind(people)
        })
        .await
        .map(drop)
    }

    /// Takes out what was said in a request.
    pub(crate) async fn unindex(&mut self, id: i64) -> Result<()> {
        sqlx::query(sql::SEARCH_DROP).bind(id).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Takes in what a note says.
    pub(crate) async fn index_note(
        &mut self,
        id: i64,
        text: &str,
    ) -> Result<()> {
        sqlx::query(sql::SEARCH_PUT)
            .bind(-id)
            .bind(text)
            .bind("")
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Rewrites the words that are searched, so that nothing is left on the
    /// disk of what was taken out of them.
    pub async fn scrub(&mut self) -> Result<()> {
        sqlx::query(sql::SEARCH_SCRUB).execute(&mut *self.tx).await?;
        Ok(())
    }
}

impl Store {
    /// The requests that hold every word, the newest first.
    pub async fn search(
        &self,
        query: &Query,
        within: &Within,
        most: u32,
    ) -> Result<Vec<Stored>> {
        let sought = matching(query);
        let statement = if sought.is_empty() {
            sql::SEARCH_ALL
        } else {
            sql::SEARCH_REQUESTS
        };
        let places = within.places.as_ref().map(|places| {
            let pair = |(source, place): &(SourceId, PlaceId)| {
                format!("{source}\u{1f}{place}")
            };
            let places: Vec<String> = places.iter().map(pair).collect();
            list(&places)
        });
        let among = within.among.as_ref().map(|ids| {
            let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
            list(&ids)
        });
        let rows = sqlx::query(statement)
            .bind(sought)
            .bind(within.ended)
            .bind(within.noted)
            .bind(within.from.map_or(i64::MIN, ms))
            .bind(within.to.map_or(i64::MAX, ms))
            .bind(places)
            .bind(among)
            .bind(most)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(stored).collect()
    }

    /// The notes that hold every word, the newest first.
    pub async fn search_notes(
        &self,
        query: &Query,
        most: u32,
    ) -> Result<Vec<Note>> {
        let rows = sqlx::query(sql::SEARCH_NOTES)
            .bind(matching(query))
            .bind(most)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(crate::notes::note).collect()
    }

    /// How far back a place is known here: when the request that rests the
    /// longest was last written in.
    pub async fn known_since(
        &self,
        source: &SourceId,
        place: &PlaceId,
    ) -> Result<Option<DateTime<Utc>>> {
        let row = sqlx::query(sql::SEARCH_SINCE)
            .bind(source.as_str())
            .bind(place.as_str())
            .fetch_one(self.readers())
            .await?;
        Ok(row.try_get::<Option<i64>, _>(0)?.map(instant))
    }
}

/// What is said in a request, and who speaks.
fn words(thread: &Thread) -> (String, String) {
    let (mut said, mut people) = (String::new(), String::new());
    for message in thread.messages.iter().filter(|m| m.deleted.is_none()) {
        said.push_str(&message.text.words());
        for file in &message.files {
            said.push('\n');
            said.push_str(&file.name);
        }
        said.push('\n');
        speaker(message, &mut people);
    }
    (said, people)
}

fn speaker(message: &Message, people: &mut String) {
    let speaker = message.speaker();
    for name in std::iter::once(&speaker.name).chain(&speaker.of) {
        if !people.contains(name.as_str()) {
            people.push_str(name);
            people.push('\n');
        }
    }
}

/// The search in the language of the index. Words hold letters and digits
/// alone, so nothing in them can end the quotes around them.
fn matching(query: &Query) -> String {
    let words = query.terms.iter().map(quoted);
    let from = query.from.iter().map(|t| format!("people : {}", quoted(t)));
    words.chain(from).collect::<Vec<_>>().join(" AND ")
}

fn quoted(term: &Term) -> String {
    let words = term.words.join(" ");
    if term.exact { format!("\"{words}\"") } else { format!("\"{words}\" *") }
}

fn list<T: serde::Serialize>(values: &[T]) -> String {
    serde_json::to_string(values).unwrap_or_default()
}
