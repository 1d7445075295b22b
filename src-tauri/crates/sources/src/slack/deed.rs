//! What goes out to Slack, and how it is found there afterwards.

use chrono::TimeDelta;
use domain::{Action, Done, Fault, Mark, Receipt};
use serde_json::{Value, json};

use super::calls::{Calls, Span};
use super::client::No;
use super::draft::{Standing, standing};
use super::map::{NOTE, action as action_of};
use super::said::escaped;
use super::source::Slack;
use super::stamp::Stamp;
use super::wire::{Message, Reaction};
use crate::outgoing::unsure;

/// A reply is looked for from so long before it was asked for, so that no
/// difference of clocks hides it.
pub(super) const EARLIER: TimeDelta = TimeDelta::hours(1);

impl Slack {
    /// Sets a mark and reads back who stands on it.
    pub(crate) async fn mark(
        &self,
        action: &Action,
        name: &str,
    ) -> Result<Receipt, Fault> {
        let (calls, at) = self.aim(action)?;
        self.check(action, &calls).await?;
        match calls.mark(at, name).await {
            Err(no) if !no.is("already_reacted") => {
                return Err(unsure(no));
            }
            _ => {}
        }
        self.read_back(&calls, at).await
    }

    /// Takes a mark of ours off and reads back who stands on it.
    pub(crate) async fn unmark(
        &self,
        action: &Action,
        name: &str,
    ) -> Result<Receipt, Fault> {
        let (calls, at) = self.aim(action)?;
        match calls.unmark(at, name).await {
            Err(no) if !no.is("no_reaction") => return Err(unsure(no)),
            _ => {}
        }
        self.read_back(&calls, at).await
    }

    /// Answers in the thread, with a note by which the answer is found again.
    pub(crate) async fn reply(
        &self,
        action: &Action,
        text: &str,
    ) -> Result<Receipt, Fault> {
        let (calls, at) = self.aim(action)?;
        // What was asked for twice is sent once, and a thread whose root is
        // gone is not answered.
        let thread = self.thread(action, &calls).await?;
        if let Some(receipt) = self.sent(action, (&calls, &thread)).await? {
            return Ok(receipt);
        }
        alive(&thread, at.1)?;
        let (text, note) = (escaped(text), note(action));
        let posted = calls.post(at, (&text, &note)).await;
        Ok(posted.map_err(unsure)?.map(receipt).unwrap_or_default())
    }

    /// Whether a mark of ours stands, or does not, as it should.
    pub(crate) async fn stands(
        &self,
        action: &Action,
        (name, wanted): (&str, bool),
    ) -> Result<Done, Fault> {
        let (calls, (channel, root)) = self.aim(action)?;
        let me = self.me(&calls).await?;
        let marks = match calls.marks(channel, root).await {
            Ok(marks) => marks,
            Err(no) if no.is("message_not_found") => Vec::new(),
            Err(no) => return Err(no.into()),
        };
        let stands = marks
            .iter()
            .any(|mark| mark.name == name && mark.users.contains(&me.id));
        if stands != wanted {
            return Ok(Done::NotThere);
        }
        let marks = self.named(&calls, &marks).await?;
        Ok(Done::There(Receipt { marks: Some(marks), ..Receipt::default() }))
    }

    /// Whether our reply is in the thread, told by its note.
    pub(crate) async fn replied(&self, action: &Action) -> Result<Done, Fault> {
        let (calls, _) = self.aim(action)?;
        let thread = match self.thread(action, &calls).await {
            Ok(thread) => thread,
            Err(no) if no.is("thread_not_found") => Thread::default(),
            Err(no) => return Err(no.into()),
        };
        Ok(match self.sent(action, (&calls, &thread)).await? {
            Some(receipt) => Done::There(receipt),
            None if thread.whole => Done::NotThere,
            None => Done::CannotTell,
        })
    }

    /// The thread since before the action was asked for.
    async fn thread(
        &self,
        action: &Action,
        calls: &Calls<'_>,
    ) -> Result<Thread, No> {
        let (_, at) = self.aim(action)?;
        let asked = self.api.by_slack(action.asked);
        let since = Stamp::at(asked - EARLIER);
        let (read, whole) = calls.thread(at, Some(since)).await?;
        Ok(Thread { read, whole })
    }

    /// Our reply in a thread, told by its note.
    async fn sent(
        &self,
        action: &Action,
        (calls, thread): (&Calls<'_>, &Thread),
    ) -> Result<Option<Receipt>, Fault> {
        let me = self.me(calls).await?;
        let ours = thread.read.iter().find(|message| {
            message.user.as_deref() == Some(&me.id)
                && action_of(message).as_ref() == Some(&action.id)
        });
        Ok(ours.and_then(|message| message.ts).map(receipt))
    }

    /// A root that the last read of its channel did not hold is looked at
    /// before an act: it may be gone.
    async fn check(
        &self,
        action: &Action,
        calls: &Calls<'_>,
    ) -> Result<(), Fault> {
        let (_, (channel, root)) = self.aim(action)?;
        if self.held(&action.place, root) {
            return Ok(());
        }
        let page = calls.replies((channel, root), &Span::pages_of(1)).await?;
        let read = page.messages;
        alive(&Thread { read, whole: false }, root)
    }

    async fn read_back(
        &self,
        calls: &Calls<'_>,
        (channel, root): (&str, Stamp),
    ) -> Result<Receipt, Fault> {
        let marks = calls.marks(channel, root).await.map_err(unsure)?;
        let marks = self.named(calls, &marks).await?;
        Ok(Receipt { marks: Some(marks), ..Receipt::default() })
    }

    /// Marks with the people on them, in Slack's order.
    async fn named(
        &self,
        calls: &Calls<'_>,
        marks: &[Reaction],
    ) -> Result<Vec<Mark>, Fault> {
        let ids = marks.iter().flat_map(|m| m.users.clone()).collect();
        self.people.meet(calls, ids).await?;
        Ok(marks.iter().map(|mark| self.people.mark(mark)).collect())
    }

    fn aim<'a>(
        &'a self,
        action: &'a Action,
    ) -> Result<(Calls<'a>, (&'a str, Stamp)), Fault> {
        let root = Stamp::read(action.root.as_str()).ok_or_else(|| {
            Fault::refused(format!("{} is no message of Slack", action.root))
        })?;
        let calls = Calls::at_once(&self.api, action.asked);
        Ok((calls, (action.place.as_str(), root)))
    }
}

/// A part of a thread.
#[derive(Debug)]
struct Thread {
    read: Vec<Message>,
    whole: bool,
}

impl Default for Thread {
    /// A thread that is gone has nothing in it.
    fn default() -> Thread {
        Thread { read: Vec::new(), whole: true }
    }
}

/// The note on a message by which it is known again.
pub(super) fn note(action: &Action) -> String {
    noted(&json!({ "action": action.id.as_str() }))
}

/// A note of ours that says this.
pub(super) fn noted(payload: &Value) -> String {
    json!({ "event_type": NOTE, "event_payload": payload }).to_string()
}

pub(super) fn receipt(ts: Stamp) -> Receipt {
    Receipt {
        external: Some(ts.external()),
        at: Some(ts.time()),
        ..Receipt::default()
    }
}

/// A deleted root is not answered.
fn alive(thread: &Thread, root: Stamp) -> Result<(), Fault> {
    let tombstone = Standing::Tombstone(root);
    if thread.read.iter().any(|m| standing(m) == tombstone) {
        return Err(Fault::refused(
            "the message is gone: it was deleted at Slack",
        ));
    }
    Ok(())
}
