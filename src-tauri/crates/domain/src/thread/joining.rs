//! Making two requests one, and one two.

use super::Thread;
use crate::{ExternalId, RequestId, Verdict};

impl Thread {
    /// Takes in another request's messages: both are one.
    pub fn absorb(&mut self, other: Thread) {
        let known = std::mem::take(&mut self.roots);
        let new = other.roots.into_iter().filter(|root| !known.contains(root));
        self.roots = known.iter().cloned().chain(new).collect();
        self.messages.extend(other.messages);
        self.marks.extend(other.marks);
        self.taken_off.extend(other.taken_off);
        for offer in other.offers {
            self.keep_offer(offer);
        }
        for item in &other.passed {
            self.pass(item);
        }
        self.gone.extend(other.gone);
        self.acts.extend(other.acts);
        self.acts.sort_by_key(|did| did.seq);
        self.seen = self.seen.min(other.seen);
        self.history &= other.history;
        let verdicts = [self.verdict.take(), other.verdict];
        self.verdict =
            verdicts.into_iter().flatten().min_by_key(|v| v.answered);
        self.replies.extend(other.replies);
        self.replies.sort_by_key(|word| word.answered);
        self.put_in_order();
    }

    /// Takes the last of several joined messages out into a request of its
    /// own, with what was written under it.
    pub fn split_off(&mut self, id: RequestId) -> Option<Thread> {
        if self.roots.len() < 2 {
            return None;
        }
        let stands = |root: &ExternalId| {
            self.message(root).is_some_and(|m| m.deleted.is_none())
        };
        let last = self.roots.iter().rposition(stands)?;
        let root = self.roots.remove(last);
        let (theirs, ours): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.messages).into_iter().partition(|m| {
                m.external == root || m.under.as_ref() == Some(&root)
            });
        self.messages = ours;
        let mut replies = std::mem::take(&mut self.replies);
        replies.retain(|word: &Verdict| {
            word.message.as_ref().is_none_or(|id| self.message(id).is_some())
        });
        self.replies = replies;
        let (marks, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.marks)
            .into_iter()
            .partition(|m| m.root == root);
        self.marks = kept;
        let (taken_off, kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.taken_off)
                .into_iter()
                .partition(|off| off.root == root);
        self.taken_off = kept;
        let (passed, kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.passed).into_iter().partition(|item| {
                item.about.as_ref().is_some_and(|it| it.root == root)
            });
        self.passed = kept;
        Some(Thread {
            id,
            source: self.source.clone(),
            place: self.place.clone(),
            roots: vec![root],
            messages: theirs,
            marks,
            taken_off,
            offers: Vec::new(),
            passed,
            acts: Vec::new(),
            seen: self.seen,
            history: self.history,
            verdict: None,
            replies: Vec::new(),
            earlier: Vec::new(),
            follows: None,
            followed: None,
            gone: Vec::new(),
        })
    }
}
