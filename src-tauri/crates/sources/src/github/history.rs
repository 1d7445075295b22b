//! Tells what stood in a repository before it was watched.

use super::calls::{Listed, Read, Span};
use super::compare::{Comments, Draft};
use super::place::Place;
use super::reader::{Reader, Stop, When};
use super::wire::Issue;

/// So many issues with comments are told at a time.
const PART: usize = 5;

impl Reader<'_> {
    /// Tells the next part of the history: what is open and was talked about
    /// since the horizon, each issue with all that stands below it.
    pub(crate) async fn fill(&self, place: &mut Place) -> Result<(), Stop> {
        let when = When { history: true, ..self.when() };
        let since = place.memory.horizon();
        if place.history.is_none() {
            let span = Span { since, open: true };
            let id = place.rules.id.as_str();
            let all = |_: &[Issue]| false;
            let read = self.calls.issues(id, (span, None), all).await?;
            let Read::New(listed, _) = read else { return Ok(()) };
            place.history = Some(listed.all.into());
        }
        let mut rest = place.history.clone().unwrap_or_default();
        let mut draft = Draft::new(&place.memory);
        let mut read = 0;
        while read < PART {
            let Some(issue) = rest.pop_front() else { break };
            let known = draft.memory.roots.contains_key(&issue.number);
            if known || !self.tells(place, &issue, when) {
                continue;
            }
            let Listed { all, whole } = self.below(place, &issue).await?;
            read += usize::from(issue.comments > 0);
            let talked = all.iter().any(|it| it.created_at >= since);
            if issue.created_at < since && !talked {
                continue;
            }
            let comments = Comments { all: &all, whole };
            self.add(place, &mut draft, (&issue, &comments, when)).await?;
        }
        draft.memory.filled = rest.is_empty();
        draft.changed = true;
        self.commit(place, draft, when).await?;
        let left = rest.iter().map(|issue| 1 + issue.comments).sum();
        self.sink.ahead(&place.rules.id, left);
        // What came meanwhile shows in the next read of the list.
        place.head = if rest.is_empty() { when.read } else { place.head };
        place.history = Some(rest);
        Ok(())
    }
}
