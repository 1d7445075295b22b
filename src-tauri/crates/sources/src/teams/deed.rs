//! What goes out to Teams, and how it is found there afterwards.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Action, Done, Fault, Mark, Receipt};

use super::calls::Calls;
use super::client::No;
use super::map::{Scene, external};
use super::people::People;
use super::place::{At, at};
use super::reactions::{name, sign};
use super::said::{escaped, words};
use super::source::Teams;
use super::wire::Message;
use crate::outgoing::unsure;

/// A reply of ours is looked for from so long before it was asked for.
const EARLIER: TimeDelta = TimeDelta::seconds(3);

/// Which message an action is about, and by whose calls.
struct Aim<'a> {
    calls: Calls<'a>,
    at: (At<'a>, &'a str),
    me: String,
    people: Arc<People>,
}

impl Teams {
    /// Sets a reaction of ours or takes it off, and reads back what stands
    /// there. What stands as it should is not touched.
    pub(crate) async fn mark(
        &self,
        action: &Action,
        (mark, set): (&str, bool),
    ) -> Result<Receipt, Fault> {
        let sign = sign(mark).ok_or_else(|| {
            Fault::refused(format!(
                "Teams has no reaction called {mark}. Write the character \
                 itself into [marks] of the team file"
            ))
        })?;
        let aim = self.aim(action).await?;
        let before = present(aim.calls.message(aim.at).await?)?;
        if is_set(&before, (mark, &aim.me)) != set {
            aim.calls.react(aim.at, (sign, set)).await.map_err(unsure)?;
        }
        let after = aim.calls.message(aim.at).await.map_err(unsure)?;
        let marks = Some(self.named(action, (&aim, &after)));
        Ok(Receipt { marks, ..Receipt::default() })
    }

    /// Answers below a message. What was asked for twice is sent once.
    pub(crate) async fn reply(
        &self,
        action: &Action,
        text: &str,
    ) -> Result<Receipt, Fault> {
        let aim = self.aim(action).await?;
        present(aim.calls.message(aim.at).await?)?;
        if let Some(reply) = self.sent(action, (&aim, text)).await? {
            return Ok(receipt(&reply));
        }
        let posted = aim.calls.answer(aim.at, &escaped(text)).await;
        Ok(receipt(&posted.map_err(unsure)?))
    }

    /// Whether a mark of ours stands, or does not, as it should.
    pub(crate) async fn stands(
        &self,
        action: &Action,
        (mark, wanted): (&str, bool),
    ) -> Result<Done, Fault> {
        let aim = self.aim(action).await?;
        let message = match aim.calls.message(aim.at).await {
            Ok(message) if !message.is_gone() => message,
            Err(no) if !no.is_gone() => return Err(no.into()),
            Ok(_) | Err(_) if wanted => return Ok(Done::NotThere),
            Ok(_) | Err(_) => return Ok(Done::There(Receipt::default())),
        };
        if is_set(&message, (mark, &aim.me)) != wanted {
            return Ok(Done::NotThere);
        }
        let marks = Some(self.named(action, (&aim, &message)));
        Ok(Done::There(Receipt { marks, ..Receipt::default() }))
    }

    /// Whether our reply is there: by us, with the same words, and not older
    /// than the wish for it.
    pub(crate) async fn replied(
        &self,
        action: &Action,
        text: &str,
    ) -> Result<Done, Fault> {
        let aim = self.aim(action).await?;
        Ok(match self.sent(action, (&aim, text)).await {
            Ok(Some(reply)) => Done::There(receipt(&reply)),
            Ok(None) => Done::NotThere,
            Err(no) if no.is_gone() => Done::NotThere,
            Err(no) => return Err(no.into()),
        })
    }

    /// Our reply with these words, since the action was asked for.
    async fn sent(
        &self,
        action: &Action,
        (aim, text): (&Aim<'_>, &str),
    ) -> Result<Option<Message>, No> {
        let since = self.api.by_graph(action.asked) - EARLIER;
        let all = aim.calls.replies(aim.at).await?;
        let ours = |it: &Message| is_ours(it, (&aim.me, text), since);
        Ok(all.into_iter().find(ours))
    }

    /// What stands on a message, with everybody's names.
    fn named(
        &self,
        action: &Action,
        (aim, message): (&Aim<'_>, &Message),
    ) -> Vec<Mark> {
        let scene = Scene {
            rules: &self.rules,
            source: &self.id,
            place: &action.place,
            groups: &[],
            people: &aim.people,
            read: self.api.by_graph(action.asked),
            looked: None,
        };
        scene.marks(message)
    }

    async fn aim<'a>(&'a self, action: &'a Action) -> Result<Aim<'a>, Fault> {
        let root = action.root.as_str();
        if root.is_empty() || !root.chars().all(|c| c.is_ascii_digit()) {
            return Err(Fault::refused(format!(
                "{root} is no message of Teams"
            )));
        }
        let channel = at(&action.place)?;
        let calls = Calls::at_once(&self.api, action.asked);
        let me = self.me(&calls).await?;
        let team = (channel.team, action.asked);
        let people = self.people(&calls, team).await?;
        Ok(Aim { calls, at: (channel, root), me, people })
    }
}

fn present(message: Message) -> Result<Message, Fault> {
    match message.is_gone() {
        true => {
            Err(Fault::refused("the message is gone: it was deleted in Teams"))
        }
        false => Ok(message),
    }
}

fn is_set(message: &Message, (mark, me): (&str, &str)) -> bool {
    message.reacted().iter().any(|reaction| {
        let user = reaction.user.as_ref().and_then(|it| it.user.as_ref());
        let by = user.and_then(|it| it.id.as_deref());
        by == Some(me) && name(&reaction.kind) == mark
    })
}

fn is_ours(
    reply: &Message,
    (me, text): (&str, &str),
    since: DateTime<Utc>,
) -> bool {
    reply.person() == Some(me)
        && !reply.is_gone()
        && reply.created >= since
        && folded(&words(&reply.body)) == folded(text)
}

/// Words without the space between them, which Teams sets as it likes.
fn folded(words: &str) -> Vec<&str> {
    words.split_whitespace().collect()
}

fn receipt(reply: &Message) -> Receipt {
    Receipt {
        external: Some(external(&reply.id)),
        at: Some(reply.created),
        ..Receipt::default()
    }
}
