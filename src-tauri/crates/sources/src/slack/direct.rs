//! A message to a teammate alone, at Slack.

use domain::{Action, Done, Fault, PersonKey, Receipt, Teammate};
use serde_json::json;

use super::calls::{Calls, Span};
use super::client::{Answer, No};
use super::deed::{EARLIER, noted, receipt};
use super::map::action as action_of;
use super::said::escaped;
use super::source::Slack;
use super::stamp::Stamp;
use super::wire::{Message, OneUser, Opened, Posted};
use crate::outgoing::unsure;

/// Objects a page of the messages between two people.
const PAGE: u16 = 100;
/// Longer stretches of them than so many pages are not read.
const MOST_PAGES: usize = 5;

/// What has been written to a teammate, as far as it may be read.
enum Line {
    /// All of it since before the action was asked for.
    Whole(Vec<Message>),
    /// A part of it.
    Part(Vec<Message>),
    /// The sign-in may not read direct messages.
    Unread,
}

impl Slack {
    /// Writes to a teammate alone, once, with a note by which the message is
    /// found again.
    pub(crate) async fn direct(
        &self,
        action: &Action,
        (to, words): (&PersonKey, &str),
    ) -> Result<Receipt, Fault> {
        let calls = Calls::at_once(&self.api, action.asked);
        let channel = self.line_to(&calls, to).await?;
        self.say(action, (&calls, &channel), words).await
    }

    /// Writes where no thread is, once.
    pub(super) async fn say(
        &self,
        action: &Action,
        (calls, channel): (&Calls<'_>, &str),
        words: &str,
    ) -> Result<Receipt, Fault> {
        let line = self.line(action, (calls, channel)).await?;
        if let Some(receipt) = self.told(action, (calls, &line)).await? {
            return Ok(receipt);
        }
        let (text, note) = (escaped(words), about(action));
        let posted = calls.tell(channel, (&text, &note)).await;
        Ok(posted.map_err(unsure)?.map(receipt).unwrap_or_default())
    }

    /// Whether a message to a teammate arrived. Who may not read them cannot
    /// tell.
    pub(crate) async fn directed(
        &self,
        action: &Action,
        to: &PersonKey,
    ) -> Result<Done, Fault> {
        let calls = Calls::at_once(&self.api, action.asked);
        let channel = self.line_to(&calls, to).await?;
        self.arrived(action, (&calls, &channel)).await
    }

    /// Whether what was written where no thread is stands there.
    pub(super) async fn arrived(
        &self,
        action: &Action,
        (calls, channel): (&Calls<'_>, &str),
    ) -> Result<Done, Fault> {
        let line = self.line(action, (calls, channel)).await?;
        let told = self.told(action, (calls, &line)).await?;
        Ok(match (told, line) {
            (Some(receipt), _) => Done::There(receipt),
            (None, Line::Whole(_)) => Done::NotThere,
            (None, Line::Part(_) | Line::Unread) => Done::CannotTell,
        })
    }

    /// Where this user and a teammate write to each other.
    async fn line_to(
        &self,
        calls: &Calls<'_>,
        to: &PersonKey,
    ) -> Result<String, Fault> {
        let mate = self.rules.person(to).ok_or_else(|| {
            Fault::refused(format!("the roster has nobody called {to}"))
        })?;
        let id = self.id_of(calls, mate).await?;
        match calls.open_line(&id).await {
            Ok(channel) => Ok(channel),
            Err(no) if no.is("missing_scope") => Err(Fault::refused(
                "the sign-in to Slack may not write direct messages: it \
                 lacks the scope im:write. Sign in again and allow it: \
                 hotseat accounts add slack",
            )),
            Err(no) if unreachable(&no) => Err(Fault::refused(format!(
                "Slack brings {} no direct messages",
                mate.name
            ))),
            Err(no) => Err(no.into()),
        }
    }

    /// Who a teammate is in the workspace.
    async fn id_of(
        &self,
        calls: &Calls<'_>,
        mate: &Teammate,
    ) -> Result<String, Fault> {
        let mut ids = mate.ids.iter();
        if let Some((_, id)) = ids.find(|(source, _)| *source == self.id) {
            return Ok(id.as_str().to_owned());
        }
        let nobody = || {
            Fault::refused(format!(
                "nobody knows who {} is in Slack. Add their Slack id to the \
                 roster of the team file",
                mate.name
            ))
        };
        let email = mate.email.as_deref().ok_or_else(nobody)?;
        match calls.by_email(email).await {
            Ok(id) => Ok(id),
            Err(no) if no.is("users_not_found") => Err(nobody()),
            Err(no) => Err(no.into()),
        }
    }

    /// What was written there since before the action was asked for.
    async fn line(
        &self,
        action: &Action,
        (calls, channel): (&Calls<'_>, &str),
    ) -> Result<Line, Fault> {
        let asked = self.api.by_slack(action.asked);
        let oldest = Some(Stamp::at(asked - EARLIER));
        let mut span = Span { oldest, ..Span::pages_of(PAGE) };
        let mut all = Vec::new();
        for _ in 0..MOST_PAGES {
            let page = match calls.history(channel, &span).await {
                Ok(page) => page,
                Err(no) if no.is("missing_scope") => return Ok(Line::Unread),
                Err(no) => return Err(no.into()),
            };
            all.extend(page.messages);
            let Some(cursor) = page.next else { return Ok(Line::Whole(all)) };
            span.cursor = cursor;
        }
        Ok(Line::Part(all))
    }

    /// Our message there, told by its note.
    async fn told(
        &self,
        action: &Action,
        (calls, line): (&Calls<'_>, &Line),
    ) -> Result<Option<Receipt>, Fault> {
        let (Line::Whole(read) | Line::Part(read)) = line else {
            return Ok(None);
        };
        let me = self.me(calls).await?;
        let ours = read.iter().find(|message| {
            message.user.as_deref() == Some(&me.id)
                && action_of(message).as_ref() == Some(&action.id)
        });
        Ok(ours.and_then(|message| message.ts).map(receipt))
    }
}

/// The note on a message, which also says what it is about.
fn about(action: &Action) -> String {
    noted(&json!({
        "action": action.id.as_str(),
        "place": action.place.as_str(),
        "root": action.root.as_str(),
    }))
}

/// Whether Slack lets nobody write to this person.
fn unreachable(no: &No) -> bool {
    const CODES: [&str; 5] = [
        "user_not_found",
        "user_not_visible",
        "user_disabled",
        "users_not_found",
        "cannot_dm_bot",
    ];
    CODES.iter().any(|code| no.is(code))
}

impl Calls<'_> {
    /// Opens the line to one person; says where it is.
    async fn open_line(&self, user: &str) -> Result<String, No> {
        let form = [("users", user)];
        let answer: Answer<Opened> =
            self.call("conversations.open", &form).await?;
        Ok(answer.body.channel.id)
    }

    /// Whose an e-mail address is.
    async fn by_email(&self, email: &str) -> Result<String, No> {
        let form = [("email", email)];
        let answer: Answer<OneUser> =
            self.call("users.lookupByEmail", &form).await?;
        Ok(answer.body.user.id)
    }

    /// Sends a message to whoever reads a line.
    async fn tell(
        &self,
        channel: &str,
        (text, metadata): (&str, &str),
    ) -> Result<Option<Stamp>, No> {
        let form =
            [("channel", channel), ("text", text), ("metadata", metadata)];
        let answer: Answer<Posted> =
            self.call("chat.postMessage", &form).await?;
        Ok(answer.body.ts)
    }
}
