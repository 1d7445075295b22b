//! The reads of a channel's own list: its head, its sweeps, its history.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, TimeDelta, Utc};

use super::calls::Span;
use super::check::Shown;
use super::client::No;
use super::draft::{Draft, Standing, Told, standing};
use super::memory::{HORIZON, Pair};
use super::place::Place;
use super::reader::{Depth, Reader, Stop, When};
use super::stamp::Stamp;
use super::wire::Message;

const HEAD: u16 = 100;
const SWEEP: u16 = 999;
/// A gap wider than so many pages is closed by the sweep.
const MOST_PAGES: usize = 20;
/// So many threads are read for one part of the history.
const THREADS_A_PART: usize = 8;
const MONTH: TimeDelta = TimeDelta::days(30);

impl Reader<'_> {
    /// Reads the newest messages, back to what is known.
    pub(crate) async fn head(
        &self,
        place: &mut Place,
        interval: TimeDelta,
    ) -> Result<(), Stop> {
        let when = self.when();
        let newest = place.memory.newest;
        let known =
            |page: &[Message]| oldest(page).is_none_or(|ts| ts <= newest);
        let (read, more) = self
            .pages(place, Span::pages_of(HEAD), (MOST_PAGES, known))
            .await?;
        self.meet(&read).await?;
        let mut draft = self.see((place, when), &mut read.iter().rev());
        let from = if more { oldest(&read) } else { Some(Stamp::FIRST) };
        let to = Stamp::at(self.by_slack(when.read));
        if let Some(from) = from {
            self.covered(place, &mut draft, ((from, to), &read));
        }
        draft.memory.looked = Some(when.read);
        let found = posts(&draft);
        place.floor = from.unwrap_or(to);
        if !self.commit(place, draft, when).await? {
            self.sink.alive(&place.rules.id, when.read);
        }
        if let Some(offset) = self.slack.api.offset() {
            self.sink.offset(offset.num_milliseconds());
        }
        self.shows(place);
        place.found = found;
        let first = place.headed.replace(when.read).is_none();
        let part = if first { self.part(place, interval) } else { interval };
        place.head = when.read + part;
        Ok(())
    }

    /// Reads a week or a month once more, for what changed out of sight.
    pub(crate) async fn sweep(
        &self,
        place: &mut Place,
        depth: Depth,
    ) -> Result<(), Stop> {
        let when = self.when();
        let now = self.by_slack(when.read);
        let oldest_open = self.open(place).iter().map(|(ts, _)| *ts).min();
        let from = match depth {
            Depth::Week => {
                let week = Stamp::at(now - HORIZON);
                let open = oldest_open.unwrap_or(week);
                week.min(open.max(Stamp::at(now - MONTH)))
            }
            Depth::Month => Stamp::at(now - MONTH),
        };
        let to = Stamp::at(now);
        let span = Span {
            oldest: Some(from),
            latest: Some(to),
            ..Span::pages_of(SWEEP)
        };
        let (read, more) = self
            .pages(place, span, (MOST_PAGES, |_: &[Message]| false))
            .await?;
        self.meet(&read).await?;
        let mut draft = self.see((place, when), &mut read.iter().rev());
        let from = if more { oldest(&read) } else { Some(from) };
        if let Some(from) = from {
            self.covered(place, &mut draft, ((from, to), &read));
        }
        draft.memory.swept = Some(when.read);
        self.commit(place, draft, when).await?;
        self.shows(place);
        let on_duty = self.sink.wish().on_duty;
        let (week, month) = if on_duty { (5, 60) } else { (15, 24 * 60) };
        place.sweep = when.read + TimeDelta::minutes(week);
        if depth == Depth::Month {
            self.slack.people.refresh(when.read);
            place.deep = when.read + TimeDelta::minutes(month);
        }
        Ok(())
    }

    /// Tells the next part of the history, the newest first, each root with
    /// its whole thread, so that what was answered is known to be.
    pub(crate) async fn fill(&self, place: &mut Place) -> Result<(), Stop> {
        let when = When { history: true, ..self.when() };
        let Some(until) = place.memory.unread else { return Ok(()) };
        if place.page.is_empty() {
            self.next_page(place, until).await?;
        }
        let mut draft = Draft::new(&place.memory, &place.missing);
        let mut page = place.page.clone();
        let mut threads = 0;
        while let Some(message) = page.last() {
            let Standing::Root(ts) = standing(message) else {
                draft.memory.unread = message.ts.or(draft.memory.unread);
                page.pop();
                continue;
            };
            let pair = Pair::of(message);
            if draft.memory.roots.contains_key(&ts)
                || !self.tells((place, when), message)
            {
                draft.pass(message);
            } else if pair.1 == 0 {
                draft.first(ts, message);
            } else {
                if threads == THREADS_A_PART || !self.has_turn() {
                    break;
                }
                threads += 1;
                let read = self.whole_thread(place, ts).await?;
                self.meet(&read.0).await?;
                draft.first(ts, message);
                draft.thread((ts, Some(pair)), &read);
                place.read.insert(ts, when.read);
            }
            draft.memory.unread = Some(ts);
            page.pop();
        }
        if page.is_empty() && !place.more {
            draft.memory.unread = None;
        }
        draft.changed = true;
        self.commit(place, draft, when).await?;
        place.page = page;
        Ok(())
    }

    async fn next_page(
        &self,
        place: &mut Place,
        until: Stamp,
    ) -> Result<(), Stop> {
        let span = Span {
            oldest: Some(place.memory.horizon),
            latest: Some(until),
            ..Span::pages_of(HEAD)
        };
        let one = (1, |_: &[Message]| true);
        let (mut read, more) = self.pages(place, span, one).await?;
        // A page that brings nothing older is the last one.
        let older = oldest(&read).is_some_and(|ts| ts < until);
        self.meet(&read).await?;
        read.reverse();
        place.page = read;
        place.more = more && older;
        Ok(())
    }

    fn covered(
        &self,
        place: &Place,
        draft: &mut Draft,
        (span, read): ((Stamp, Stamp), &[Message]),
    ) {
        let open: Vec<Stamp> =
            self.open(place).into_iter().map(|(ts, _)| ts).collect();
        draft.covers(span, (read, &open));
    }

    fn shows(&self, place: &Place) {
        let shown = Shown {
            floor: place.floor,
            looked: place.memory.looked.map(|at| self.by_slack(at)),
            swept: place.memory.swept.map(|at| self.by_slack(at)),
        };
        self.slack.shows(&place.rules.id, shown);
    }

    /// Now, and it is no history.
    pub(crate) fn when(&self) -> When {
        When { read: self.sink.now(), history: false }
    }

    fn has_turn(&self) -> bool {
        let now: DateTime<Utc> = self.sink.now();
        self.slack.api.queue("conversations.replies", now).is_none()
    }

    /// The first pause is a part of the interval that differs from person to
    /// person and from channel to channel, so that not all call at once.
    fn part(&self, place: &Place, interval: TimeDelta) -> TimeDelta {
        let mut hasher = DefaultHasher::new();
        (self.me(), place.rules.id.as_str()).hash(&mut hasher);
        let eighths = i32::try_from(hasher.finish() % 8).unwrap_or(7) + 1;
        interval * eighths / 8
    }

    /// All pages of a thread.
    pub(crate) async fn whole_thread(
        &self,
        place: &Place,
        root: Stamp,
    ) -> Result<(Vec<Message>, bool), No> {
        self.calls.thread((place.rules.id.as_str(), root), None).await
    }
}

/// When the messages were written that a read is the first to tell.
pub(super) fn posts(draft: &Draft) -> Vec<DateTime<Utc>> {
    draft
        .told
        .iter()
        .filter_map(|told| match told {
            Told::Post { message, .. } => message.ts.map(Stamp::time),
            Told::Marks { .. } | Told::Gone { .. } => None,
        })
        .collect()
}

fn oldest(read: &[Message]) -> Option<Stamp> {
    read.iter().filter_map(|m| m.ts).min()
}
