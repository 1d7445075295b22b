//! A ledger in which much stands already.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Life, PlaceId, RequestId, Rules, SourceId, Thread, judge};
use store::{Store, Stored};

use super::posts::post;

/// What stands in the ledger.
pub(super) struct Filled<'a> {
    /// The rules by which all of it was judged.
    pub(super) rules: &'a Rules,
    /// The source and the place where it was asked.
    pub(super) place: (&'a str, &'a str),
    /// So many requests are open.
    pub(super) open: usize,
    /// So many are closed.
    pub(super) closed: usize,
}

impl Filled<'_> {
    /// Writes it. An engine that has judged by these rules before has nothing
    /// to judge anew.
    pub(super) async fn write(&self, file: &Path, newest: DateTime<Utc>) {
        let store = Store::open(file).await.expect("a ledger");
        let all: Vec<usize> = (0..self.open + self.closed).collect();
        for numbers in all.chunks(1000) {
            let stored = |n: &usize| self.stored(*n, newest);
            let stored: Vec<Stored> = numbers.iter().map(stored).collect();
            let mut write = store.write().await.expect("a transaction");
            write.save(&stored).await.expect("rows");
            write.commit().await.expect("a commit");
        }
        let mut write = store.write().await.expect("a transaction");
        let version = &self.rules.version;
        write.set("judged_by", version).await.expect("a setting");
        write.commit().await.expect("a commit");
        store.close().await;
    }

    /// Open ones stand evenly among the closed ones, one asked each minute.
    fn stored(&self, n: usize, newest: DateTime<Utc>) -> Stored {
        let all = self.open + self.closed;
        let number = |n: usize| i64::try_from(n).expect("few");
        let at = newest - TimeDelta::minutes(number(all - n));
        let (source, place) = self.place;
        let mut first = post(n, at);
        first.place = PlaceId::new(place);
        // Numbers above those of the facts that are still to come.
        let id = RequestId(number(n) + 1_000_000);
        let source = SourceId::new(source);
        let mut thread = Thread::begin(id, source, &first, at, true);
        thread.apply(&first, at);
        let mut judged = judge(&thread, self.rules, newest);
        if !n.is_multiple_of(all / self.open) {
            judged.life = Life::Closed { at: newest, by: None };
        }
        Stored { thread, judged }
    }
}
