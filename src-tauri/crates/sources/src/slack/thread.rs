//! The reads of threads, and which of them are due.

use chrono::TimeDelta;
use domain::{Fault, Wish};

use super::draft::{Draft, Want};
use super::head::posts;
use super::place::{Place, Waiting};
use super::reader::{Reader, Stop};
use super::stamp::Stamp;

/// How often open threads are looked through for what is due.
const LOOK: TimeDelta = TimeDelta::seconds(30);
/// What somebody waits to see is read once more after this.
const WATCHED: TimeDelta = TimeDelta::minutes(1);
/// Open threads that wait for us are read once more after this.
const AGAIN: TimeDelta = TimeDelta::minutes(5);
/// Only while their last message is younger than this.
const LIVELY: TimeDelta = TimeDelta::hours(24);
/// No sweep covers an open request that is older than this.
const OUT_OF_SIGHT: TimeDelta = TimeDelta::days(30);
/// Those, and threads that were closed, are read once more after this.
const SELDOM: TimeDelta = TimeDelta::hours(1);
/// A thread that lacks what its root shows is read again after this, so
/// often.
const BEHIND: TimeDelta = TimeDelta::seconds(3);
const PATIENCE: u8 = 2;

impl Reader<'_> {
    /// Reads a whole thread.
    pub(crate) async fn thread(
        &self,
        place: &mut Place,
        root: Stamp,
    ) -> Result<(), Stop> {
        let Some(waiting) = place.threads.get(&root).cloned() else {
            return Ok(());
        };
        let when = self.when();
        let mut draft = Draft::new(&place.memory, &place.missing);
        let read = match self.whole_thread(place, root).await {
            Ok(read) => read,
            Err(no) if no.is("thread_not_found") => {
                place.threads.remove(&root);
                self.vanished(&mut draft, root);
                self.commit(place, draft, when).await?;
                return Ok(());
            }
            Err(no) => {
                let limited = matches!(no.fault, Fault::Limited { .. });
                if let Some(message) = waiting.untold.filter(|_| limited) {
                    // The answers have to wait; that somebody asks does not.
                    draft.first(root, &message);
                    self.commit(place, draft, when).await?;
                    if let Some(waiting) = place.threads.get_mut(&root) {
                        waiting.untold = None;
                    }
                }
                return Err(no.into());
            }
        };
        self.meet(&read.0).await?;
        let known = draft.memory.roots.contains_key(&root);
        let parent = read.0.iter().find(|m| m.ts == Some(root));
        let told = parent.is_some_and(|p| self.tells((place, when), p));
        if known || told {
            draft.thread((root, waiting.pair), &read);
        }
        let newest = read.0.iter().filter_map(|m| m.ts).max();
        let found = posts(&draft);
        self.commit(place, draft, when).await?;
        place.found = found;
        place.read.insert(root, when.read);
        place.threads.remove(&root);
        let shown = waiting.pair.map(|pair| pair.0);
        if shown > newest && waiting.behind < PATIENCE {
            let behind = waiting.behind + 1;
            let due = when.read + BEHIND;
            let untold = None;
            let again = Waiting { due, behind, untold, ..waiting };
            place.threads.insert(root, again);
        }
        Ok(())
    }

    fn vanished(&self, draft: &mut Draft, root: Stamp) {
        if draft.memory.roots.contains_key(&root) && draft.misses(root) {
            draft.memory.roots.remove(&root);
            draft.gone(root, root);
        }
    }

    /// What was said in a thread that is closed by now may be edited, too.
    fn look_at_closed(&self, place: &mut Place) {
        let Wish { on_duty: true, open } = self.sink.wish() else { return };
        let now = self.sink.now();
        let closed = |root: &Stamp| {
            open.iter().all(|open| {
                open.place != place.rules.id
                    || open.root.as_str() != root.to_string()
            })
        };
        let lively = |last: Stamp| self.by_slack(now) - last.time() < LIVELY;
        let due: Vec<Stamp> = place
            .memory
            .roots
            .iter()
            .filter(|(root, known)| lively(known.pair.0) && closed(root))
            .map(|(root, _)| *root)
            .filter(|root| {
                let read = place.read.get(root).unwrap_or(&place.begun);
                now - *read >= SELDOM
            })
            .collect();
        for root in due {
            place.want(Want { root, pair: None, untold: None }, now);
        }
    }

    /// Looks which open threads have to be read again for edits and for what
    /// no list shows.
    pub(crate) fn look(&self, place: &mut Place) {
        let now = self.sink.now();
        let on_duty = self.sink.wish().on_duty;
        for (root, open) in self.open(place) {
            let lively = open.ours && now - open.last < LIVELY;
            let hidden = now - root.time() > OUT_OF_SIGHT;
            let pause = if open.watched {
                WATCHED
            } else if on_duty && lively {
                AGAIN
            } else if hidden {
                SELDOM
            } else {
                continue;
            };
            // What changed before watching began is read at once.
            let new = root.time() >= self.by_slack(place.begun);
            let read = place.read.get(&root);
            let read = read.or(new.then_some(&place.begun));
            if read.is_none_or(|read| now - *read >= pause) {
                let want = Want { root, pair: None, untold: None };
                place.want(want, now);
            }
        }
        self.look_at_closed(place);
        place.look = now + LOOK;
    }
}
