//! Answering, and ending a request.

use chrono::TimeDelta;
use domain::{Deed, Life, Reach, RequestId, What};
use store::Errand;

use super::{Acted, Desk, Refused, Subject};

/// A reply can be taken back for so long.
pub(super) const REPLY: TimeDelta = TimeDelta::seconds(5);
/// A close and a dismissal can be taken back for so long.
pub(super) const END: TimeDelta = TimeDelta::seconds(10);
/// The longest reply, in characters; no source takes more in one message.
const LONGEST: usize = 12_000;

impl Desk {
    /// Answers in the thread. It goes out after a moment in which it can be
    /// taken back, or at once.
    pub async fn reply(
        &self,
        id: RequestId,
        text: &str,
        sure: bool,
        at_once: bool,
    ) -> Acted {
        self.pass(Reach::Source)?;
        let text = text.trim();
        if text.is_empty() {
            return Err(Refused::No(
                "There is nothing to send.".to_owned(),
                "Write the answer first.".to_owned(),
            ));
        }
        if text.chars().count() > LONGEST {
            return Err(Refused::No(
                format!("The answer is longer than {LONGEST} characters."),
                "Shorten it, or send it in parts.".to_owned(),
            ));
        }
        let subject = self.subject(id).await?;
        let house = &self.house;
        if house.rules().helps(house.who().role) {
            return self.help(&subject, text, at_once).await;
        }
        if !self.writes(&subject) {
            return Err(Refused::No(
                "Nothing can be written where this came from.".to_owned(),
                "Answer them in another way, and close it here.".to_owned(),
            ));
        }
        if !sure && self.wrong_thread(&subject) {
            return Err(Refused::No(
                "A teammate asked this, and everybody in the channel would \
                 read the answer."
                    .to_owned(),
                "Press the key once more to send it all the same (`--sure` \
                 on the command line)."
                    .to_owned(),
            ));
        }
        let mut errand =
            self.errand(&subject, Deed::Reply { text: text.to_owned() })?;
        if !at_once {
            errand.due += REPLY;
        }
        let due = errand.due;
        self.send(id, "reply", vec![errand]).await?;
        let who = &subject.judged.requester;
        if at_once {
            self.done(id, format!("Sending to {who}."), true)
        } else {
            self.done_until(id, format!("Sending to {who}."), due)
        }
    }

    /// An answer to a teammate in a channel that customers read.
    pub(super) fn wrong_thread(&self, subject: &Subject) -> bool {
        let rules = self.house.rules();
        subject.judged.internal
            && rules
                .place(&subject.thread.source, &subject.thread.place)
                .is_some_and(|place| place.public)
    }

    /// Whether a request is closed at its source, and not only here.
    fn closes(&self, subject: &Subject) -> bool {
        let board = self.house.board();
        let gauge = board.gauges.get(&subject.thread.source);
        gauge.is_none_or(|gauge| gauge.closes)
    }

    /// Done: sets the closing mark, or closes here where the team has none, or
    /// the source has no place for it.
    pub async fn close(&self, id: RequestId, at_once: bool) -> Acted {
        self.pass(Reach::Source)?;
        let subject = self.subject(id).await?;
        if matches!(subject.judged.life, Life::Closed { .. }) {
            return Err(Refused::No(
                "It is closed already.".to_owned(),
                "It comes back by itself when they write again.".to_owned(),
            ));
        }
        let rules = self.house.rules();
        let there = !subject.thread.is_call() && self.closes(&subject);
        let mark = rules.close_mark.clone().filter(|_| there);
        let Some(mark) = mark else {
            self.layer(id, What::Close).await?;
            return self.done(id, "Closed, on this desktop only.", false);
        };
        // A mark of mine that still stands from before is set anew, because
        // only a mark that appears closes.
        let mine = subject.judged.root.as_ref().is_some_and(|root| {
            self.my_marks(&subject, &mark).contains(root)
                || self.my_old_marks(&subject, &mark).contains(root)
        });
        let due =
            self.house.now() + if at_once { TimeDelta::zero() } else { END };
        let mut set =
            self.errand(&subject, Deed::Mark { name: mark.clone() })?;
        set.due = due;
        let mut errands = Vec::new();
        if mine {
            let mut off = self.errand(&subject, Deed::Unmark { name: mark })?;
            off.due = due;
            set.after = Some(off.action.id.clone());
            errands.push(off);
        }
        let rest = self.rest_to_close(&subject, &set);
        errands.push(set);
        errands.extend(rest);
        self.send(id, "close", errands).await?;
        self.ending(id, "Closed.", due, at_once)
    }

    /// Where a close puts every root away by itself, those beside the first
    /// follow it.
    fn rest_to_close(&self, subject: &Subject, first: &Errand) -> Vec<Errand> {
        let each = {
            let board = self.house.board();
            let gauge = board.gauges.get(&subject.thread.source);
            gauge.is_some_and(|gauge| gauge.closes_each)
        };
        let roots = subject.thread.roots.iter();
        let others = roots.filter(|root| each && **root != first.action.root);
        others
            .map(|root| {
                let deed = first.action.deed.clone();
                let mut mark = self.errand_on(subject, root.clone(), deed);
                mark.due = first.due;
                mark.after = Some(first.action.id.clone());
                mark.beside = true;
                mark
            })
            .collect()
    }

    /// Not a request: sets the team's mark, or puts it away here.
    pub async fn dismiss(&self, id: RequestId, at_once: bool) -> Acted {
        let marks = self.house.rules().dismiss_mark.clone();
        self.pass(if marks.is_some() { Reach::Source } else { Reach::Desk })?;
        let subject = self.subject(id).await?;
        if matches!(subject.judged.life, Life::Dismissed { .. }) {
            return Err(Refused::No(
                "It is put away already.".to_owned(),
                "`undo` brings it back.".to_owned(),
            ));
        }
        let Some(mark) = marks.filter(|_| self.writes(&subject)) else {
            self.layer(id, What::Dismiss).await?;
            let until = self.house.now() + END;
            let words = "Not a request, on this desktop.";
            self.house.remark(words.to_owned(), Some(until));
            return Ok(super::Act {
                request: Some(id),
                words: words.to_owned(),
                queued: false,
            });
        };
        let mut errand = self.errand(&subject, Deed::Mark { name: mark })?;
        let wait = if at_once { TimeDelta::zero() } else { END };
        errand.due += wait;
        let due = errand.due;
        self.send(id, "dismiss", vec![errand]).await?;
        self.ending(id, "Not a request.", due, at_once)
    }

    /// A request after all: takes this user's mark off, if one stands, and
    /// brings it back here against those of others.
    pub async fn bring_back(&self, id: RequestId) -> Acted {
        self.pass(Reach::Desk)?;
        let subject = self.subject(id).await?;
        if !matches!(subject.judged.life, Life::Dismissed { .. }) {
            return Err(Refused::No(
                "It has not been put away.".to_owned(),
                "`hotseat show` tells where it stands.".to_owned(),
            ));
        }
        let name = self.house.rules().dismiss_mark.clone();
        let mine = name.as_ref().map(|name| self.my_marks(&subject, name));
        self.layer(id, What::BringBack).await?;
        let mut errands: Vec<Errand> = mine
            .into_iter()
            .flatten()
            .zip(name.into_iter().cycle())
            .map(|(root, name)| {
                self.errand_on(&subject, root, Deed::Unmark { name })
            })
            .collect();
        let queued = !errands.is_empty();
        if queued {
            Desk::one_a_second(&mut errands);
            self.send(id, "bring back", errands).await?;
        }
        self.done(id, "It is in the queue again.", queued)
    }

    pub(super) fn ending(
        &self,
        id: RequestId,
        words: &str,
        due: chrono::DateTime<chrono::Utc>,
        at_once: bool,
    ) -> Acted {
        if at_once {
            self.done(id, words, true)
        } else {
            self.done_until(id, words, due)
        }
    }
}
