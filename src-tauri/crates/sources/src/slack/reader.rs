//! Reads channels and threads, and tells the engine what changed.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Batch, Fault, OpenThread, Sink};

use super::calls::{Calls, Page, Span};
use super::client::No;
use super::draft::{Draft, Standing, standing};
use super::groups::GroupNames;
use super::map::Scene;
use super::place::Place;
use super::said::Names;
use super::source::{Me, Slack};
use super::stamp::Stamp;
use super::wire::Message;

/// Why a read did not end well.
#[derive(Clone, Debug)]
pub(crate) enum Stop {
    /// The engine takes nothing more.
    Closed,
    /// Slack said no, or nothing.
    No(No),
}

impl From<No> for Stop {
    fn from(no: No) -> Stop {
        Stop::No(no)
    }
}

/// How far a sweep goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// A week, or to the oldest open request.
    Week,
    /// A month.
    Month,
}

/// When something was read, and whether it is history.
#[derive(Clone, Copy, Debug)]
pub(crate) struct When {
    /// When the read began.
    pub(crate) read: DateTime<Utc>,
    /// It belongs to the first read.
    pub(crate) history: bool,
}

/// Reads and tells.
pub(crate) struct Reader<'a> {
    /// The source.
    pub(crate) slack: &'a Slack,
    /// Where it all goes.
    pub(crate) sink: &'a dyn Sink,
    /// Calls that wait for their turn.
    pub(crate) calls: Calls<'a>,
    /// Slack tells by itself, and reading is only the check of it.
    pub(crate) pushed: bool,
    me: Arc<Me>,
    groups: Arc<GroupNames>,
}

impl<'a> Reader<'a> {
    /// Finds out who we are and which groups are meant.
    pub(crate) async fn new(
        slack: &'a Slack,
        sink: &'a dyn Sink,
    ) -> Result<Reader<'a>, Fault> {
        let calls = Calls::in_turn(&slack.api, sink);
        let me = slack.me(&calls).await?;
        let groups = slack.groups(&calls).await?;
        slack.people.refresh(sink.now());
        slack.greet(&calls).await?;
        Ok(Reader { slack, sink, calls, pushed: false, me, groups })
    }

    /// Our own id.
    pub(crate) fn me(&self) -> &str {
        &self.me.id
    }

    /// An instant by Slack's clock.
    pub(crate) fn by_slack(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.slack.api.by_slack(now)
    }

    /// The open requests of a channel.
    pub(crate) fn open(&self, place: &Place) -> Vec<(Stamp, OpenThread)> {
        let open = self.sink.wish().open.into_iter();
        open.filter(|open| open.place == place.rules.id)
            .filter_map(|open| Some((Stamp::read(open.root.as_str())?, open)))
            .collect()
    }

    /// Pages of a channel, newest first, until one is enough. Says with them
    /// whether there were more.
    pub(crate) async fn pages(
        &self,
        place: &Place,
        mut span: Span,
        (most, enough): (usize, impl Fn(&[Message]) -> bool),
    ) -> Result<(Vec<Message>, bool), No> {
        let channel = place.rules.id.as_str();
        let mut all = Vec::new();
        for _ in 0..most {
            let Page { messages, next } =
                self.calls.history(channel, &span).await?;
            let done = enough(&messages);
            all.extend(messages);
            let Some(cursor) = next else { return Ok((all, false)) };
            if done {
                break;
            }
            span.cursor = cursor;
        }
        Ok((all, true))
    }

    /// Meets the authors of messages, without whom nobody can tell what is
    /// told at all.
    pub(crate) async fn meet(&self, messages: &[Message]) -> Result<(), No> {
        let authors = messages.iter().filter_map(|m| m.user.clone()).collect();
        self.slack.people.meet(&self.calls, authors).await
    }

    /// Compares a list of the channel's messages with what is known.
    pub(crate) fn see(
        &self,
        (place, when): (&Place, When),
        messages: &mut dyn Iterator<Item = &Message>,
    ) -> Draft {
        let mut draft = Draft::new(&place.memory, &place.missing);
        let names = self.names();
        let scene = self.scene((place, when), &names);
        for message in messages {
            let passed = match standing(message) {
                Standing::Root(ts) => {
                    !draft.memory.roots.contains_key(&ts)
                        && !scene.tells(message)
                }
                _ => false,
            };
            if passed {
                draft.pass(message);
            } else {
                draft.see(message);
            }
        }
        draft
    }

    /// Whether a root that nobody knows is told.
    pub(crate) fn tells(
        &self,
        (place, when): (&Place, When),
        root: &Message,
    ) -> bool {
        self.scene((place, when), &self.names()).tells(root)
    }

    /// Hands over what there is to tell, and says whether there was anything.
    /// What is known changes only when it is committed.
    pub(crate) async fn commit(
        &self,
        place: &mut Place,
        mut draft: Draft,
        when: When,
    ) -> Result<bool, Stop> {
        let channel = place.rules.id.as_str();
        self.slack.complete(&self.calls, (channel, &mut draft.told)).await?;
        let Draft { mut memory, told, wants, missing, changed } = draft;
        let activity = {
            let names = self.names();
            let scene = self.scene((place, when), &names);
            let mut all: Vec<_> =
                told.iter().map(|told| scene.activity(told)).collect();
            all.sort_by_key(|activity| activity.at);
            all
        };
        if changed {
            let open: Vec<Stamp> =
                self.open(place).into_iter().map(|(ts, _)| ts).collect();
            memory.forget(self.by_slack(when.read), &open);
            let batch = Batch {
                place: place.rules.id.clone(),
                activity,
                cursor: memory.cursor(),
                whole: None,
                read: when.read,
                history: when.history,
            };
            self.sink.accept(batch).await.map_err(|_| Stop::Closed)?;
        }
        place.memory = memory;
        place.missing = missing;
        place.tidy();
        let now = self.sink.now();
        for want in wants {
            let due = self.thread_due(place, want.root, now);
            place.want(want, due);
        }
        Ok(changed)
    }

    /// Those on duty read a thread at once, and so does who has it before
    /// them; everybody else once in five minutes.
    fn thread_due(
        &self,
        place: &Place,
        root: Stamp,
        now: DateTime<Utc>,
    ) -> DateTime<Utc> {
        const PATIENCE: TimeDelta = TimeDelta::minutes(5);
        let wish = self.sink.wish();
        let watched = wish.open.iter().any(|open| {
            open.watched
                && open.place == place.rules.id
                && Stamp::read(open.root.as_str()) == Some(root)
        });
        match place.read.get(&root) {
            Some(read) if !wish.on_duty && !watched => *read + PATIENCE,
            _ => now,
        }
    }

    fn names(&self) -> Names<'_> {
        Names {
            people: &self.slack.people,
            groups: &self.groups,
            channels: &self.slack.channels,
        }
    }

    fn scene<'s>(
        &'s self,
        (place, when): (&'s Place, When),
        names: &'s Names<'s>,
    ) -> Scene<'s> {
        Scene {
            place: &place.rules.id,
            bots: place.rules.bots,
            address: &self.me.address,
            me: &self.me.id,
            names,
            read: self.by_slack(when.read),
            floor: place.floor,
            looked: place.memory.looked.map(|at| self.by_slack(at)),
            swept: place.memory.swept.map(|at| self.by_slack(at)),
        }
    }
}
