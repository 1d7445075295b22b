//! Threads that are begun at Slack.

use chrono::{DateTime, Utc};
use domain::handoff::Tag;
use domain::{Action, Activity, Done, Event, Fault, PlaceId, Receipt};

use super::calls::{Calls, Span};
use super::deed::EARLIER;
use super::draft::{Standing, Told, standing};
use super::map::action as action_of;
use super::source::Slack;
use super::stamp::Stamp;
use super::wire::Message;
use crate::outgoing::unsure;

/// Objects a page of a channel.
const PAGE: u16 = 200;
/// Longer stretches of a channel than so many pages are not read.
const MOST_PAGES: usize = 10;

impl Slack {
    /// Begins a thread in a channel, once.
    pub(crate) async fn begin(
        &self,
        action: &Action,
        text: &str,
    ) -> Result<Receipt, Fault> {
        let calls = Calls::at_once(&self.api, action.asked);
        self.say(action, (&calls, action.place.as_str()), text).await
    }

    /// Whether a thread of ours was begun.
    pub(crate) async fn began(&self, action: &Action) -> Result<Done, Fault> {
        let calls = Calls::at_once(&self.api, action.asked);
        self.arrived(action, (&calls, action.place.as_str())).await
    }

    /// The handoffs that teammates have begun in a channel.
    pub(crate) async fn begun_since(
        &self,
        place: &PlaceId,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Activity>, Fault> {
        let calls = Calls::now(&self.api, now);
        let since = self.api.by_slack(since) - EARLIER;
        let oldest = Some(Stamp::at(since));
        let mut span = Span { oldest, ..Span::pages_of(PAGE) };
        let mut told = Vec::new();
        for _ in 0..MOST_PAGES {
            let page = calls.history(place.as_str(), &span).await?;
            told.extend(page.messages.iter().filter_map(noted));
            let Some(cursor) = page.next else { break };
            span.cursor = cursor;
        }
        self.complete(&calls, (place.as_str(), &mut told)).await?;
        let mut begun = self.tell((place, &told), (&calls, now)).await?;
        // Anybody can write such a note, and bots are not told everywhere.
        begun.retain(|it| match &it.event {
            Event::Post { post } => {
                self.rules.teammate(&self.id, &post.author).is_some()
            }
            _ => false,
        });
        Ok(begun)
    }

    /// Deletes a message of ours. One that is gone needs no deleting.
    pub(crate) async fn retract(
        &self,
        action: &Action,
    ) -> Result<Receipt, Fault> {
        let calls = Calls::at_once(&self.api, action.asked);
        let (channel, ts) = (action.place.as_str(), action.root.as_str());
        match calls.delete(channel, ts).await {
            Err(no) if !no.is("message_not_found") => Err(unsure(no)),
            _ => Ok(Receipt::default()),
        }
    }
}

/// A root that carries the note of a handoff.
fn noted(message: &Message) -> Option<Told> {
    Tag::read(&action_of(message)?)?;
    match standing(message) {
        Standing::Root(root) => {
            let message = Box::new(message.clone());
            Some(Told::Post { message, root })
        }
        Standing::Reply { .. } | Standing::Tombstone(_) | Standing::Nothing => {
            None
        }
    }
}
