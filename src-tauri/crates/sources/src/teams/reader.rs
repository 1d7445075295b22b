//! Reads channels, and tells the engine what changed.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Batch, Fault, GroupId, Sink};

use super::calls::Calls;
use super::client::No;
use super::compare::Draft;
use super::map::Scene;
use super::memory::{HORIZON, KEPT, Memory};
use super::place::{Place, at};
use super::source::Teams;
use super::wire::{Message, Page};

/// A change may show in the list so much later than it happened.
const LAG: TimeDelta = TimeDelta::minutes(5);

/// Why a read did not end well.
#[derive(Clone, Debug)]
pub(crate) enum Stop {
    /// The engine takes nothing more.
    Closed,
    /// Microsoft said no, or nothing.
    No(No),
}

impl From<No> for Stop {
    fn from(no: No) -> Stop {
        Stop::No(no)
    }
}

/// Reads and tells.
pub(crate) struct Reader<'a> {
    /// The source.
    pub(crate) teams: &'a Teams,
    /// Where it all goes.
    pub(crate) sink: &'a dyn Sink,
    calls: Calls<'a>,
    groups: Vec<GroupId>,
}

impl<'a> Reader<'a> {
    /// A reader of all channels of a source.
    pub(crate) fn new(teams: &'a Teams, sink: &'a dyn Sink) -> Reader<'a> {
        let calls = Calls::of_reader(&teams.api, sink);
        Reader { teams, sink, calls, groups: teams.groups() }
    }

    /// Reads the next page of what changed in a channel; says whether there
    /// is nothing more.
    pub(crate) async fn page(&self, place: &mut Place) -> Result<bool, Stop> {
        let read = self.sink.now();
        let id = place.rules.id.clone();
        let at = at(&id).map_err(No::from)?;
        let team = (at.team, read);
        place.people = self.teams.people(&self.calls, team).await?;
        let since = self.teams.api.by_graph(read) - HORIZON;
        let link = place.memory.link.clone();
        let read_on = (link.as_deref(), since);
        let mut page = match self.calls.changes(at, read_on).await {
            Err(no) if no.forgotten && link.is_some() => {
                place.memory.anew |= place.memory.filled;
                place.memory.link = None;
                place.met.clear();
                // Where that goes on, it is given time.
                let again = std::mem::replace(&mut place.forgot, true);
                return if again { Err(no.into()) } else { Ok(false) };
            }
            page => page?,
        };
        if page.next.is_none() && page.delta.is_none() {
            let words = "Microsoft does not say where reading goes on";
            return Err(No::from(Fault::garbled(words)).into());
        }
        for root in &mut page.value {
            if let Some(link) = root.more_replies.take() {
                let rest = self.calls.more(&link).await?;
                root.replies.get_or_insert_default().extend(rest);
            }
        }
        page.value.sort_by_key(|root| root.created);
        self.looked_at(place, &page.value);
        self.tell(place, &page, read).await?;
        if page.next.is_none() {
            place.forgot = false;
            self.looked(place, read);
        }
        Ok(page.next.is_none())
    }

    /// A last look may have told that a thread is deleted before its author
    /// took that back.
    fn looked_at(&self, place: &mut Place, page: &[Message]) {
        for root in page {
            let told = self.teams.was_told_gone(&place.rules.id, &root.id);
            if told
                && !root.is_gone()
                && let Some(known) = place.memory.roots.get_mut(&root.id)
            {
                known.gone.insert(root.id.clone());
            }
        }
    }

    /// Tells a page: first what stood there before it was watched, then what
    /// is new. Reading goes on behind it only once all of it is told.
    async fn tell(
        &self,
        place: &mut Place,
        page: &Page<Message>,
        read: DateTime<Utc>,
    ) -> Result<(), Stop> {
        let mut past = Draft::new(&place.memory);
        for root in &page.value {
            if let Some(until) = self.past(place, root) {
                past.thread(root, Some(until), &self.scene(place, read));
            }
        }
        if past.changed {
            self.commit(place, past, (read, true)).await?;
        }
        let mut news = Draft::new(&place.memory);
        for root in &page.value {
            let known = news.memory.roots.contains_key(&root.id);
            if known || self.is_news(place, root) {
                news.thread(root, None, &self.scene(place, read));
            }
        }
        let met = page.value.iter().map(|root| root.id.clone());
        place.met.extend(met.filter(|_| place.memory.anew));
        let link = page.next.clone().or_else(|| page.delta.clone());
        news.changed |= news.memory.link != link;
        news.memory.link = link;
        if page.next.is_none() {
            self.ended(place, &mut news, read);
        }
        match news.changed {
            true => self.commit(place, news, (read, false)).await,
            false => {
                place.memory = news.memory;
                Ok(())
            }
        }
    }

    /// The list is read to its end.
    fn ended(&self, place: &Place, news: &mut Draft, read: DateTime<Utc>) {
        if news.memory.anew {
            let oldest = self.teams.api.by_graph(read) - HORIZON;
            let gone: Vec<String> = news
                .memory
                .roots
                .iter()
                .filter(|(id, root)| {
                    root.updated > oldest && !place.met.contains(*id)
                })
                .map(|(id, _)| id.clone())
                .collect();
            for id in gone {
                news.gone(&id, None, &self.scene(place, read));
            }
        }
        news.changed |= !news.memory.filled || news.memory.anew;
        news.memory.filled = true;
        news.memory.anew = false;
        news.memory.looked = Some(read);
    }

    /// Until when what stands in a thread is history; nothing where none of
    /// it is to be told so.
    fn past(&self, place: &Place, root: &Message) -> Option<DateTime<Utc>> {
        let memory = &place.memory;
        let known = memory.roots.contains_key(&root.id);
        if known || root.is_gone() || !self.tells(place, root) {
            return None;
        }
        if self.is_fresh(memory, root) {
            return None;
        }
        let written = root.below().iter().filter(|it| it.is_written());
        let last = written.map(|it| it.created).max();
        let last = last.unwrap_or(root.created).max(root.created);
        if !memory.filled {
            let oldest = memory.began - HORIZON;
            return (last >= oldest).then_some(memory.began);
        }
        // One that is older than our reading is told when somebody writes in
        // it, and not because of a mark on it.
        let split = memory.looked.unwrap_or(memory.began);
        let split = self.teams.api.by_graph(split) - LAG;
        (last > split).then_some(split)
    }

    fn is_news(&self, place: &Place, root: &Message) -> bool {
        !root.is_gone()
            && self.tells(place, root)
            && self.is_fresh(&place.memory, root)
    }

    /// Whether an unknown thread began since the channel is watched. Those
    /// that began long ago may have been told and forgotten.
    fn is_fresh(&self, memory: &Memory, root: &Message) -> bool {
        let now = self.teams.api.by_graph(self.sink.now());
        root.created > memory.began && root.created > now - KEPT
    }

    fn tells(&self, place: &Place, root: &Message) -> bool {
        self.scene(place, self.sink.now()).tells(root)
    }

    fn looked(&self, place: &mut Place, read: DateTime<Utc>) {
        place.read = Some(read);
        self.sink.alive(&place.rules.id, read);
        if let Some(offset) = self.teams.api.offset() {
            self.sink.offset(offset.num_milliseconds());
        }
    }

    /// Hands over what there is to tell. What is known changes only when it
    /// is committed.
    async fn commit(
        &self,
        place: &mut Place,
        draft: Draft,
        (read, history): (DateTime<Utc>, bool),
    ) -> Result<(), Stop> {
        let Draft { mut memory, told, .. } = draft;
        let open: Vec<String> = self.open(place);
        memory.forget(self.teams.api.by_graph(read), &open);
        let batch = Batch {
            place: place.rules.id.clone(),
            activity: told,
            cursor: memory.cursor(),
            whole: None,
            read,
            history,
        };
        self.sink.accept(batch).await.map_err(|_| Stop::Closed)?;
        place.memory = memory;
        Ok(())
    }

    fn open(&self, place: &Place) -> Vec<String> {
        let open = self.sink.wish().open.into_iter();
        open.filter(|open| open.place == place.rules.id)
            .map(|open| open.root.to_string())
            .collect()
    }

    fn scene<'s>(&'s self, place: &'s Place, read: DateTime<Utc>) -> Scene<'s> {
        let by_graph = |at| self.teams.api.by_graph(at);
        Scene {
            rules: &self.teams.rules,
            source: &self.teams.id,
            place: &place.rules.id,
            groups: &self.groups,
            people: &place.people,
            read: by_graph(read),
            looked: place.memory.looked.map(by_graph),
        }
    }
}
