//! A settled word is judged anew only when somebody asks for it, and then both
//! are kept.

use chrono::{DateTime, Utc};

use super::Thread;
use crate::{DueKind, Judged, Rules, Verdict, judge};

impl Thread {
    /// Keeps the settled words of a judgement.
    pub fn keep(&mut self, judged: &Judged) {
        self.verdict = judged.answered();
        self.replies.clone_from(&judged.replies);
    }

    /// Judges the settled words by other rules; says whether one came to
    /// another end, and keeps both if it did.
    ///
    /// An answer that was deleted since decides nothing new: without it the
    /// word would be lost.
    pub fn rejudge(&mut self, rules: &Rules, now: DateTime<Utc>) -> bool {
        let settled = self.verdict.take();
        let replies = std::mem::take(&mut self.replies);
        let mut fresh = judge(self, rules, now);
        let kept = self.earlier.len();
        self.verdict = settled.map(|settled| {
            let fresh = fresh.answered().into_iter();
            self.either(settled, &mut fresh.collect())
        });
        let word = |settled| self.either(settled, &mut fresh.replies);
        self.replies = replies.into_iter().map(word).collect();
        self.earlier.len() > kept
    }

    /// The word on the same answer among fresh ones, where it says something
    /// else: then the settled one is kept beside it.
    fn either(
        &mut self,
        settled: Verdict,
        fresh: &mut Vec<Verdict>,
    ) -> Verdict {
        let same = |word: &Verdict| {
            word.kind == settled.kind
                && (word.kind == DueKind::FirstResponse
                    || (&word.message, word.answered)
                        == (&settled.message, settled.answered))
        };
        let at = fresh.iter().position(same);
        let Some(other) = at.map(|at| fresh.swap_remove(at)) else {
            return settled;
        };
        if other.says_the_same(&settled) {
            return settled;
        }
        self.earlier.push(settled);
        other
    }
}

impl Verdict {
    /// Whether it says the same, by whichever rules.
    fn says_the_same(&self, other: &Verdict) -> bool {
        (self.outcome, self.due, self.took_ms, self.late_ms, &self.target)
            == (
                other.outcome,
                other.due,
                other.took_ms,
                other.late_ms,
                &other.target,
            )
    }
}
