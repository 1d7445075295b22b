//! Facts on their way into the log.

use chrono::{DateTime, Utc};
use domain::{Event, ExternalId, PlaceId, RequestId, SourceId};
use store::{Entry, Kind, Write};

use super::{Fold, Page, Sighting};
use crate::Trouble;

impl Fold {
    /// Puts what was seen on its way into the log, and says at which place.
    pub(super) fn log(
        &mut self,
        sighting: &Sighting<'_>,
        request: RequestId,
    ) -> Result<i64, Trouble> {
        let Sighting { source, activity, seen, history, page } = *sighting;
        if let Page::Logged(seq) = page {
            return Ok(seq);
        }
        // Marks and deletions have no version at the source: every set that
        // differs from the last one is a fact of its own, and so is every
        // deletion of what stood.
        let version = match &activity.event {
            Event::Marks { .. } | Event::Deleted => {
                self.unversioned += 1;
                format!("{}.{}", self.batch, self.unversioned)
            }
            Event::Post { .. } => activity.version(),
        };
        let body = serde_json::to_string(activity)?;
        Ok(self.fact(Entry {
            source: source.as_str().to_owned(),
            place: activity.place.as_str().to_owned(),
            external: activity.external.as_str().to_owned(),
            version,
            history,
            ..self.entry(
                Kind::Seen,
                request,
                (activity.event.kind(), body, seen),
            )
        }))
    }

    /// A fact that is about no message.
    fn entry(
        &self,
        kind: Kind,
        request: RequestId,
        (what, body, at): (&str, String, DateTime<Utc>),
    ) -> Entry {
        Entry {
            seq: 0,
            batch: self.batch,
            at,
            kind,
            source: String::new(),
            place: String::new(),
            external: String::new(),
            what: what.to_owned(),
            version: String::new(),
            request: request.0,
            history: false,
            body,
        }
    }

    fn fact(&mut self, entry: Entry) -> i64 {
        let seq = self.next;
        self.next += 1;
        self.facts.push(Entry { seq, ..entry });
        seq
    }

    /// Writes an act down that leaves its trace at the source instead.
    pub(crate) fn note(
        &mut self,
        request: RequestId,
        act: (&str, String, DateTime<Utc>),
    ) -> i64 {
        self.fact(self.entry(Kind::Did, request, act))
    }

    /// Writes down which rules are in force from now on.
    pub(crate) fn ruled(&mut self, text: &str, at: DateTime<Utc>) {
        let ruled = ("team file", text.to_owned(), at);
        self.fact(self.entry(Kind::Ruled, RequestId(0), ruled));
    }

    /// Takes the text and the files of a deleted message out of the log. How
    /// it was read stays: what it joined or answered it joined and answered.
    pub(super) async fn blank(
        &self,
        write: &mut Write<'_>,
        at: (&SourceId, &PlaceId),
        message: ExternalId,
    ) -> Result<(), Trouble> {
        let says = self.rules.claim_says.as_deref();
        for (seq, mut fact) in write.posts(at, &[message]).await? {
            fact.blank(says);
            write.rewrite(seq, &fact).await?;
        }
        Ok(())
    }
}
