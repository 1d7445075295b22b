//! What may be done about a time that somebody named, and about a call.

use domain::{Life, NeededBy};

use super::super::duty;
use super::super::words::time;
use super::{Desk, first, verb};
use crate::{Act, Verb};

/// It is read as a promise on every desktop.
const LONGER: &str = "I need a little longer, I'll be back in 15 min.";

impl Desk<'_> {
    /// A promise that is kept without a word, and a time they name themselves.
    pub(super) fn dating(&self) -> impl Iterator<Item = Verb> {
        let request = self.request;
        let judged = &self.close.entry.judged;
        let promise = judged.promise.as_ref();
        let kept =
            promise.map(|_| verb(Act::Kept { request }, "Promise kept", ". K"));
        let later = |needed: &&NeededBy| needed.due > self.picture.now;
        let open = matches!(judged.life, Life::Open);
        let needed = judged.needed_by.as_ref().filter(later);
        let needed = needed.filter(|_| open).map(|needed| {
            let why = "They need it by then".to_owned();
            let act = Act::SetDue { request, at: needed.due, why };
            let label = format!(
                "Due {}, as they need it",
                time(self.picture, needed.due)
            );
            verb(act, &label, ". N")
        });
        kept.into_iter().chain(self.longer()).chain(needed)
    }

    /// A promise is never moved in silence: more time is asked for in words.
    fn longer(&self) -> Option<Verb> {
        let promise = self.close.entry.judged.promise.as_ref()?;
        let mine = self.picture.who.person.as_ref() == Some(&promise.by);
        let act = Act::Reply {
            request: self.request,
            text: LONGER.to_owned(),
            sure: false,
        };
        (mine && duty::answers(self.picture))
            .then(|| verb(act, "15 min more", ". M"))
    }

    /// A call is answered where it came in.
    pub(super) fn on_the_phone(&self) -> Option<Verb> {
        let request = self.request;
        let waits = self.close.entry.judged.unanswered.is_some();
        waits.then(|| first(verb(Act::Spoke { request }, "I called back", "R")))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use domain::promise::promised;

    use super::*;

    #[test]
    fn who_needs_longer_promises_anew() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        let promise = promised(LONGER, now, chrono_tz::UTC).expect("a promise");
        assert_eq!(promise.at - now, TimeDelta::minutes(15));
    }
}
