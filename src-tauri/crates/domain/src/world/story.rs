//! One request, as it is told.

use chrono::{DateTime, Utc};

use super::{at, ferryline, marked, post, posted, slack, told};
use crate::{
    Activity, Did, Event, ExternalId, Judged, PlaceId, RequestId, Rules,
    Thread, What, judge,
};

/// A request as it grows. Everything is seen when it happens, unless a test
/// says otherwise.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) rules: Rules,
    pub(crate) thread: Thread,
    acts: i64,
}

impl Story {
    /// Somebody asks in #support.
    pub(crate) fn asks(time: &str, name: &str, words: &str) -> Story {
        Story::begins(
            posted(("1", "1"), at(time), post(name, words)),
            "support",
        )
    }

    pub(crate) fn begins(mut first: Activity, place: &str) -> Story {
        first.place = PlaceId::new(place);
        let mut thread =
            Thread::begin(RequestId(1), slack(), &first, first.at, false);
        thread.apply(&first, first.at);
        Story { rules: ferryline(), thread, acts: 0 }
    }

    /// The same, read with the first history of its place.
    pub(crate) fn of_history(mut self, seen: &str) -> Story {
        self.thread.history = true;
        self.thread.seen = at(seen);
        for message in &mut self.thread.messages {
            message.seen = at(seen);
        }
        self
    }

    pub(crate) fn ruled(mut self, change: impl FnOnce(&mut Rules)) -> Story {
        change(&mut self.rules);
        self
    }

    /// Takes in an activity, and judges as the engine does.
    pub(crate) fn hears(mut self, activity: &Activity, seen: &str) -> Story {
        self.hear(activity, at(seen));
        self
    }

    pub(crate) fn hear(
        &mut self,
        activity: &Activity,
        seen: DateTime<Utc>,
    ) -> bool {
        let mut activity = activity.clone();
        activity.place = self.thread.place.clone();
        let news = self.thread.apply(&activity, seen);
        self.judged(seen);
        news
    }

    /// A reply in the thread; its id is its time.
    pub(crate) fn says(self, time: &str, name: &str, words: &str) -> Story {
        self.says_seen(time, (name, words), time)
    }

    pub(crate) fn says_seen(
        self,
        time: &str,
        (name, words): (&str, &str),
        seen: &str,
    ) -> Story {
        let reply = posted((time, "1"), at(time), post(name, words));
        self.hears(&reply, seen)
    }

    /// The marks on the root are now these.
    pub(crate) fn marks(self, time: &str, marks: &[(&str, &[&str])]) -> Story {
        self.hears(&marked("1", at(time), marks), time)
    }

    /// The text of a message is changed.
    pub(crate) fn edits(
        self,
        time: &str,
        (external, name): (&str, &str),
        words: &str,
    ) -> Story {
        let known = self.thread.message(&ExternalId::new(external)).unwrap();
        let mut post = post(name, words);
        post.edited = Some(at(time));
        let edit = posted((external, "1"), known.at, post);
        self.hears(&edit, time)
    }

    pub(crate) fn deletes(self, time: &str, external: &str) -> Story {
        let gone = told((external, "1"), at(time), Event::Deleted);
        self.hears(&gone, time)
    }

    pub(crate) fn does(mut self, time: &str, what: What) -> Story {
        self.acts += 1;
        self.thread.acts.push(Did { seq: self.acts, at: at(time), what });
        self.judged(at(time));
        self
    }

    /// Judges and keeps the verdict, as the engine does after every step.
    fn judged(&mut self, now: DateTime<Utc>) -> Judged {
        let judged = judge(&self.thread, &self.rules, now);
        self.thread.keep(&judged);
        judged
    }

    /// What is true of it at a time.
    pub(crate) fn seen_at(&self, time: &str) -> Judged {
        self.seen_on(at(time))
    }

    pub(crate) fn seen_on(&self, now: DateTime<Utc>) -> Judged {
        self.clone().judged(now)
    }

    /// When the answer is due.
    pub(crate) fn due_at(&self, time: &str) -> Option<DateTime<Utc>> {
        self.seen_at(time).deadline.map(|deadline| deadline.due)
    }

    pub(crate) fn owners_at(&self, time: &str) -> Vec<String> {
        let owners = self.seen_at(time).owners;
        owners.into_iter().map(|owner| owner.person.to_string()).collect()
    }
}
