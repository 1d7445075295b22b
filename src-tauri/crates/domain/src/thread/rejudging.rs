//! A settled word is judged anew only when somebody asks for it, and then both
//! are kept.

use chrono::{DateTime, Utc};

use super::Thread;
use crate::{Rules, Verdict, judge};

impl Thread {
    /// Judges the settled word on the first response by other rules; says
    /// whether it came to another end, and keeps both if it did.
    ///
    /// An answer that was deleted since decides nothing new: without it the
    /// word would be lost.
    pub fn rejudge(&mut self, rules: &Rules, now: DateTime<Utc>) -> bool {
        let Some(settled) = self.verdict.take() else { return false };
        let fresh = judge(self, rules, now).answered();
        let other = fresh.filter(|fresh| !fresh.says_the_same(&settled));
        let changed = other.is_some();
        match other {
            Some(fresh) => {
                self.earlier.push(settled);
                self.verdict = Some(fresh);
            }
            None => self.verdict = Some(settled),
        }
        changed
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
