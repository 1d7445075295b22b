//! What Slack tells by itself, taken into the same memory as what is read.

use chrono::{DateTime, Utc};
use domain::{Fault, PlaceId};

use super::client::No;
use super::draft::{Draft, Standing, Want, standing};
use super::map::action;
use super::memory::{Pair, Root};
use super::place::Place;
use super::reader::{Reader, Stop};
use super::stamp::Stamp;
use super::watch::Watch;
use super::wire::Message;

/// What Slack told; all of it is committed when the call returns, or the
/// head is read again at once.
impl Watch<'_> {
    /// Whether Slack is believed to tell by itself: then reading is only the
    /// check of it.
    pub(crate) fn believe(&mut self, pushed: bool) {
        if self.reader.pushed != pushed {
            self.reader.pushed = pushed;
            self.hurry(self.reader.sink.now());
        }
    }

    /// The times of the messages that reads were the first to tell since
    /// this was asked last, by Slack's clock.
    pub(crate) fn found(&mut self) -> Vec<DateTime<Utc>> {
        let found = |place: &mut Place| {
            let mut found = std::mem::take(&mut place.found);
            found.retain(|at| !place.heard.remove(at));
            found
        };
        self.places.iter_mut().flat_map(found).collect()
    }

    /// A message stands like this.
    pub(crate) async fn message(
        &mut self,
        place: &PlaceId,
        message: &Message,
    ) -> Result<(), Fault> {
        let Some((reader, place)) = self.at(place) else { return Ok(()) };
        let done = reader.message(place, message).await;
        settled(reader, place, done)
    }

    /// A message is gone.
    pub(crate) async fn deleted(
        &mut self,
        place: &PlaceId,
        (ts, root): (Stamp, Stamp),
    ) -> Result<(), Fault> {
        let Some((reader, place)) = self.at(place) else { return Ok(()) };
        let mut draft = Draft::new(&place.memory, &place.missing);
        draft.deleted(ts, root);
        let when = reader.when();
        let done = reader.commit(place, draft, when).await.map(|_| ());
        settled(reader, place, done)
    }

    /// The marks on a message have changed.
    pub(crate) async fn marked(
        &mut self,
        place: &PlaceId,
        ts: Stamp,
    ) -> Result<(), Fault> {
        let Some((reader, place)) = self.at(place) else { return Ok(()) };
        let done = reader.marked(place, ts).await;
        settled(reader, place, done)
    }

    fn at(&mut self, id: &PlaceId) -> Option<(&Reader<'_>, &mut Place)> {
        let place = self.places.iter_mut().find(|p| p.rules.id == *id)?;
        Some((&self.reader, place))
    }
}

impl Reader<'_> {
    async fn message(
        &self,
        place: &mut Place,
        message: &Message,
    ) -> Result<(), Stop> {
        let when = self.when();
        self.meet(std::slice::from_ref(message)).await?;
        if let Some((ts, want)) = self.noteless(place, message) {
            place.heard.insert(ts.time());
            place.want(want, when.read);
            return Ok(());
        }
        let mut draft = Draft::new(&place.memory, &place.missing);
        let hidden = matches!(standing(message), Standing::Root(_))
            && !self.tells((place, when), message);
        if !hidden {
            draft.pushed(message);
        }
        self.commit(place, draft, when).await?;
        Ok(())
    }

    /// The messages of a handoff are known by their notes, of which push
    /// brings no more than the kind. So what a teammate has sent by an app
    /// into the channel for handoffs is read where it stands: that shows the
    /// note, if there is one.
    fn noteless(
        &self,
        place: &Place,
        message: &Message,
    ) -> Option<(Stamp, Want)> {
        let slack = self.slack;
        let by_app = message.bot_id.is_some() || message.metadata.is_some();
        let here = slack.rules.hands_over_at(&slack.id, &place.rules.id);
        if !here || !by_app || action(message).is_some() {
            return None;
        }
        slack.mate(message.user.as_deref()?)?;
        let (ts, root) = match standing(message) {
            Standing::Root(ts) => (ts, ts),
            Standing::Reply { ts, root } => (ts, root),
            Standing::Tombstone(_) | Standing::Nothing => return None,
        };
        let known = place.memory.roots.get(&root);
        let within =
            root >= place.memory.horizon && !place.memory.is_unread(root);
        // A read that is behind does not show it yet, and is made again.
        let pair = known.filter(|_| ts != root).map(|known| {
            let mut known = known.clone();
            known.replies.entry(ts).or_default();
            pair(&known)
        });
        let want = Want { root, pair, untold: None };
        (known.is_some() || within).then_some((ts, want))
    }

    async fn marked(&self, place: &mut Place, ts: Stamp) -> Result<(), Stop> {
        let Some(root) = place.memory.thread_of(ts) else { return Ok(()) };
        let when = self.when();
        let channel = place.rules.id.as_str();
        let marks = self.calls.marks(channel, ts).await?;
        let mut draft = Draft::new(&place.memory, &place.missing);
        draft.marked((ts, root), (marks, false));
        self.commit(place, draft, when).await?;
        Ok(())
    }
}

/// What could not be taken now is read again at once, which finds the same.
fn settled(
    reader: &Reader<'_>,
    place: &mut Place,
    done: Result<(), Stop>,
) -> Result<(), Fault> {
    match done {
        Ok(()) => Ok(()),
        Err(Stop::Closed) => Err(Fault::unreachable("Hotseat is closing")),
        Err(Stop::No(No { fault, .. })) => match fault {
            Fault::Limited { .. } | Fault::Refused { .. } => {
                place.head = place.head.min(reader.sink.now());
                Ok(())
            }
            fault => Err(fault),
        },
    }
}

impl Draft {
    /// A message as an event tells it, which says nothing of the marks on it
    /// and of the answers below it.
    fn pushed(&mut self, message: &Message) {
        match standing(message) {
            Standing::Root(ts) if self.memory.roots.contains_key(&ts) => {
                self.edit(ts, message);
            }
            Standing::Root(ts)
                if ts >= self.memory.horizon && !self.memory.is_unread(ts) =>
            {
                if message.reply_count > 0 {
                    self.consider(message);
                } else {
                    self.first(ts, message);
                }
            }
            Standing::Reply { ts, root } => self.replied((ts, root), message),
            Standing::Tombstone(ts) => self.deleted(ts, ts),
            Standing::Root(_) | Standing::Nothing => {}
        }
    }

    fn replied(&mut self, (ts, root): (Stamp, Stamp), message: &Message) {
        let here = root >= self.memory.horizon && !self.memory.is_unread(root);
        if self.memory.roots.contains_key(&root) {
            self.answer((ts, root), message);
            self.count(root);
        } else if here {
            // Its root is still on its way, or was missed; its thread has
            // both.
            self.want(root, None, None);
        } else {
            self.consider(message);
        }
    }

    /// A message is gone, as an event tells it.
    fn deleted(&mut self, ts: Stamp, root: Stamp) {
        let was = if ts == root {
            self.memory.roots.remove(&root).is_some()
        } else {
            let known = self.memory.roots.get_mut(&root);
            known.is_some_and(|known| known.replies.remove(&ts).is_some())
        };
        if was {
            self.gone(ts, root);
            self.count(root);
        }
    }

    /// The pair that the root will show if nothing was missed: then its
    /// thread need not be read.
    fn count(&mut self, root: Stamp) {
        if let Some(known) = self.memory.roots.get_mut(&root) {
            known.pair = pair(known);
        }
    }
}

fn pair(known: &Root) -> Pair {
    let last = known.replies.keys().next_back().copied();
    let count = u32::try_from(known.replies.len()).unwrap_or(u32::MAX);
    Pair(last.unwrap_or_default(), count)
}
