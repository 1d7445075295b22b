//! Whether it is a request at all.

use chrono::{DateTime, Utc};

use super::sides::Cast;
use crate::What;
use crate::did::holding;

/// What this user's hand said last of whether it is a request.
enum ByHand {
    Out { at: DateTime<Utc> },
    Back { at: DateTime<Utc> },
}

impl Cast<'_> {
    /// When this user or the team's mark put it out of the queue.
    pub(crate) fn dismissed(&self) -> Option<DateTime<Utc>> {
        use ByHand::{Back, Out};
        if let Some(at) = self.thread.unlogged() {
            return Some(at);
        }
        let by_hand = holding(&self.thread.acts)
            .filter_map(|did| match did.what {
                What::Dismiss => Some(Out { at: did.at }),
                What::BringBack => Some(Back { at: did.at }),
                What::WaitOnThem
                | What::NotThanks
                | What::Close
                | What::Snooze { .. }
                | What::Wake
                | What::Priority { .. }
                | What::Split
                | What::Claim { .. }
                | What::Release { .. }
                | What::ThisAnswers { .. }
                | What::DueSet { .. }
                | What::Kept
                | What::Call { .. }
                | What::Spoke { .. }
                | What::Rejudged
                | What::Ruled
                | What::Undo { .. } => None,
            })
            .next_back();
        let mark = self.rules.dismiss_mark.as_deref().unwrap_or_default();
        let by_mark = self
            .thread
            .standing(mark)
            .filter(|m| self.helper(&m.by).is_some())
            .map(|m| (m.seen, self.counted(m)))
            .max();
        match (by_hand, by_mark) {
            // A mark that appeared since it was brought back here is a
            // colleague's new word.
            (Some(Back { at }), Some((seen, counted))) => {
                (seen > at).then_some(counted)
            }
            (Some(Back { .. }), None) | (None, None) => None,
            (Some(Out { at }), _) => Some(at),
            (None, Some((_, counted))) => Some(counted),
        }
    }
}
