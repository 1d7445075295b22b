//! What handoffs say of a request.

use super::Thread;
use crate::handoff::Item;

impl Thread {
    /// A handoff passes it on, or what became of that is known; says whether
    /// that was news.
    pub fn pass(&mut self, item: &Item) -> bool {
        let known = |it: &&Item| {
            (&it.source, &it.place, &it.external)
                == (&item.source, &item.place, &item.external)
        };
        if self.passed.iter().find(known) == Some(item) {
            return false;
        }
        self.passed.retain(|it| !known(&it));
        self.passed.push(item.clone());
        self.passed
            .sort_by(|a, b| (a.at, &a.external).cmp(&(b.at, &b.external)));
        true
    }
}
