//! Everything known about one request: its messages, the marks on its roots,
//! and what this user did.

mod call;
mod joining;
mod mark;
mod message;
mod offer;
mod parting;
mod passing;
mod rejudging;
#[cfg(test)]
mod tests;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::handoff::Item;
use crate::{
    Activity, Author, Did, Event, ExternalId, Mark, PlaceId, Post, RequestId,
    SourceId, UserId, Verdict,
};

pub use self::call::CALLS;
pub use self::mark::{Standing, TakenOff};
pub use self::message::Message;
pub use self::parting::Part;

/// Everything known about one request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thread {
    /// Its number.
    pub id: RequestId,
    /// Where it came from.
    pub source: SourceId,
    /// And where there.
    pub place: PlaceId,
    /// Its roots in the order of their time, those that are gone at the end;
    /// our marks go on the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roots: Vec<ExternalId>,
    /// Its messages in the order of their time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
    /// The marks on its roots: root by root, on each in the order in which
    /// the source names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Standing>,
    /// The marks that stood on its roots and were taken off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken_off: Vec<TakenOff>,
    /// Messages of teammates outside of it that may be answers to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Message>,
    /// What handoffs say of it, in the order of their messages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<Item>,
    /// What this user did, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<Did>,
    /// When it was first seen.
    pub seen: DateTime<Utc>,
    /// It was there before we first read its place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub history: bool,
    /// Whether the first answer came in time, once that is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// The settled words on what was promised after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Verdict>,
    /// The words that were said on it before, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Verdict>,
    /// The request before it in the same thread at the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Part>,
    /// The request after it in the same thread at the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followed: Option<Part>,
    /// What was told to be gone before it was told to be there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<(ExternalId, DateTime<Utc>)>,
}

/// A mark first read this long after its root was written was read together
/// with older history, and says nothing about when it was set.
const FRESH: TimeDelta = TimeDelta::seconds(60);

impl Thread {
    /// A request that begins with a root.
    #[must_use]
    pub fn begin(
        id: RequestId,
        source: SourceId,
        activity: &Activity,
        seen: DateTime<Utc>,
        history: bool,
    ) -> Thread {
        Thread {
            id,
            source,
            place: activity.place.clone(),
            roots: vec![activity.root.clone()],
            messages: Vec::new(),
            marks: Vec::new(),
            taken_off: Vec::new(),
            offers: Vec::new(),
            passed: Vec::new(),
            acts: Vec::new(),
            seen,
            history,
            verdict: None,
            replies: Vec::new(),
            earlier: Vec::new(),
            follows: None,
            followed: None,
            gone: Vec::new(),
        }
    }

    /// Takes in what a source saw; says whether that was news.
    pub fn apply(&mut self, activity: &Activity, seen: DateTime<Utc>) -> bool {
        let news = match &activity.event {
            Event::Post { post } => self.post(activity, post, seen),
            Event::Marks { marks } => self.mark(activity, marks, seen),
            Event::Deleted => self.delete(activity),
        };
        if news {
            self.put_in_order();
        }
        news
    }

    fn post(
        &mut self,
        activity: &Activity,
        post: &Post,
        seen: DateTime<Utc>,
    ) -> bool {
        if let Some(known) =
            self.messages.iter_mut().find(|m| m.external == activity.external)
        {
            return known.renew(post);
        }
        self.offers.retain(|m| m.external != activity.external);
        if activity.is_root() && !self.roots.contains(&activity.root) {
            self.roots.push(activity.root.clone());
        }
        let mut message = Message::first(activity, post, seen);
        if let Some((_, at)) =
            self.gone.iter().find(|(gone, _)| *gone == activity.external)
        {
            message.delete(*at);
        }
        self.messages.push(message);
        true
    }

    fn mark(
        &mut self,
        activity: &Activity,
        marks: &[Mark],
        seen: DateTime<Utc>,
    ) -> bool {
        if !activity.is_root() {
            return false;
        }
        let root = &activity.external;
        let mut now: Vec<Standing> = Vec::new();
        for mark in marks {
            for by in &mark.by {
                let is = |m: &&Standing| {
                    m.root == *root && m.name == mark.name && m.by.id == by.id
                };
                if now.iter().any(|m| is(&m)) {
                    continue;
                }
                let known = self.marks.iter().find(is).cloned();
                now.push(known.unwrap_or_else(|| {
                    self.first_shown((activity, &mark.name, by), seen)
                }));
            }
        }
        let same = self.marks.iter().filter(|m| m.root == *root).eq(&now);
        if !same {
            self.take_off(root, &now, activity.at.min(seen));
            self.marks.retain(|m| m.root != *root);
            self.marks.extend(now);
        }
        !same
    }

    /// A mark that is seen for the first time, and from when it counts.
    fn first_shown(
        &self,
        (activity, name, by): (&Activity, &str, &Author),
        seen: DateTime<Utc>,
    ) -> Standing {
        let root = self.message(&activity.root);
        let history = self.history && seen == self.seen
            || root.is_some_and(|r| r.seen == seen && seen - r.at > FRESH);
        let counted = match root {
            Some(root) if history => root.at,
            Some(_) | None => activity.at.min(seen),
        };
        Standing {
            root: activity.external.clone(),
            name: name.to_owned(),
            by: by.clone(),
            counted,
            unseen: activity.since,
            seen,
            history,
        }
    }

    fn delete(&mut self, activity: &Activity) -> bool {
        let known =
            self.messages.iter_mut().find(|m| m.external == activity.external);
        if let Some(message) = known {
            return message.delete(activity.at);
        }
        if let Some(withdrawn) = self.withdraw_offer(activity) {
            return withdrawn;
        }
        let news = self.gone.iter().all(|(gone, _)| *gone != activity.external);
        if news {
            self.gone.push((activity.external.clone(), activity.at));
        }
        news
    }

    /// The order says nothing about the order in which things were learnt.
    fn put_in_order(&mut self) {
        self.messages
            .sort_by(|a, b| (a.at, &a.external).cmp(&(b.at, &b.external)));
        let place = |root: &ExternalId| {
            let at = self.messages.iter().position(|m| m.external == *root);
            let gone = at
                .and_then(|at| self.messages.get(at))
                .is_some_and(|m| m.deleted.is_some());
            (gone, at.unwrap_or(usize::MAX))
        };
        self.roots.sort_by_key(place);
        self.marks.sort_by_key(|mark| place(&mark.root));
    }

    /// The first root that has not been deleted, or the first of all.
    #[must_use]
    pub fn opening(&self) -> Option<&Message> {
        let mut roots = self.messages.iter().filter(|m| m.root);
        let first = roots.clone().next();
        roots.find(|m| m.deleted.is_none()).or(first)
    }

    /// Who began it.
    #[must_use]
    pub fn asker(&self) -> Option<&UserId> {
        self.messages.iter().find(|m| m.root).map(|m| &m.author.id)
    }

    /// The message of an id.
    #[must_use]
    pub fn message(&self, external: &ExternalId) -> Option<&Message> {
        self.messages.iter().find(|m| m.external == *external)
    }

    /// When anything was last written in it.
    #[must_use]
    pub fn last(&self) -> DateTime<Utc> {
        self.messages.iter().map(|m| m.at).max().unwrap_or(self.seen)
    }

    /// The marks of a name that stand on any root. Where several requests
    /// stand in one thread, each has those that were set in its time.
    pub fn standing<'a>(
        &'a self,
        name: &'a str,
    ) -> impl Iterator<Item = &'a Standing> {
        let since = self.follows.map(|part| part.since);
        let until = self.followed.map(|part| part.since);
        self.marks.iter().filter(move |m| {
            m.name == name
                && since.is_none_or(|since| since <= m.counted)
                && until.is_none_or(|until| m.counted < until)
        })
    }

    /// The marks of a name that an earlier request in the same thread has
    /// left behind.
    pub fn left_behind<'a>(
        &'a self,
        name: &'a str,
    ) -> impl Iterator<Item = &'a Standing> {
        let since = self.follows.map(|part| part.since);
        self.marks.iter().filter(move |m| {
            m.name == name && since.is_some_and(|since| m.counted < since)
        })
    }
}
