//! What a sender told last, so that a call repeated tells nothing twice.

use std::collections::VecDeque;

use domain::{Activity, Cursor, ExternalId};

/// A sender that waited for no answer calls again soon.
const MOST: usize = 200;

/// The last things that were committed, which the sender's cursor keeps.
#[derive(Clone, Debug, Default)]
pub(super) struct Recent(VecDeque<ExternalId>);

impl Recent {
    /// What a cursor holds.
    pub(super) fn read(cursor: &Cursor) -> Recent {
        Recent(cursor.split_whitespace().map(ExternalId::new).collect())
    }

    /// The cursor that holds it.
    pub(super) fn cursor(&self) -> Cursor {
        let known: Vec<&str> = self.0.iter().map(ExternalId::as_str).collect();
        known.join(" ")
    }

    /// Leaves out what was told already, and remembers the rest.
    pub(super) fn news(&mut self, told: Vec<Activity>) -> Vec<Activity> {
        let mut news = Vec::new();
        for activity in told {
            if !self.0.contains(&activity.external) {
                self.0.push_back(activity.external.clone());
                news.push(activity);
            }
        }
        while self.0.len() > MOST {
            self.0.pop_front();
        }
        news
    }
}
