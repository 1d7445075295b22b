//! The methods of Slack's Web API that Hotseat calls, with their types.

use chrono::{DateTime, Utc};
use domain::{Fault, Sink};

use super::client::{Answer, Api, Moment, No};
use super::stamp::Stamp;
use super::wire::{
    Group, Groups, Marked, Message, Messages, Nothing, OneUser, Posted,
    Reaction, User, Users, Whose,
};
use crate::pace::span;

/// Objects a page of a thread.
const THREAD_PAGE: u16 = 200;
/// Longer threads than so many pages are not read.
const MOST_PAGES: usize = 20;

/// Which part of a channel or thread is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Span {
    /// From here, included.
    pub(crate) oldest: Option<Stamp>,
    /// To here, included.
    pub(crate) latest: Option<Stamp>,
    /// Objects a page.
    pub(crate) limit: u16,
    /// The next page of the same read.
    pub(crate) cursor: String,
}

/// A page of messages, and where the next begins.
#[derive(Debug)]
pub(crate) struct Page {
    /// The messages.
    pub(crate) messages: Vec<Message>,
    /// Nothing at the end.
    pub(crate) next: Option<String>,
}

/// Who calls: with the engine's sink a call waits for its turn, without one
/// it is a user's act and goes at once.
#[derive(Clone, Copy)]
pub(crate) struct Calls<'a> {
    api: &'a Api,
    turn: Turn<'a>,
}

#[derive(Clone, Copy)]
enum Turn<'a> {
    Waits(&'a dyn Sink),
    AtOnce(Moment),
    OrNever(DateTime<Utc>),
}

impl<'a> Calls<'a> {
    /// Calls that wait for their turn on the engine's clock.
    pub(crate) fn in_turn(api: &'a Api, sink: &'a dyn Sink) -> Calls<'a> {
        Calls { api, turn: Turn::Waits(sink) }
    }

    /// Calls that do not wait; it is not before `time`.
    pub(crate) fn at_once(api: &'a Api, time: DateTime<Utc>) -> Calls<'a> {
        Calls { api, turn: Turn::AtOnce(Moment::Since(time)) }
    }

    /// A call that does not wait, made now.
    pub(crate) fn now(api: &'a Api, now: DateTime<Utc>) -> Calls<'a> {
        Calls { api, turn: Turn::AtOnce(Moment::Now(now)) }
    }

    /// Calls that are made only if it is their turn: nobody waits for them,
    /// and they are to take nothing from those who wait.
    pub(crate) fn or_never(api: &'a Api, now: DateTime<Utc>) -> Calls<'a> {
        Calls { api, turn: Turn::OrNever(now) }
    }

    pub(super) async fn call<T: serde::de::DeserializeOwned>(
        &self,
        method: &'static str,
        form: &[(&str, &str)],
    ) -> Result<Answer<T>, No> {
        let at = match self.turn {
            Turn::AtOnce(moment) => moment,
            Turn::OrNever(now) => self.take_turn(method, now)?,
            Turn::Waits(sink) => {
                Moment::Now(self.await_turn(method, sink).await)
            }
        };
        self.api.call(method, form, at).await
    }

    fn take_turn(
        &self,
        method: &'static str,
        now: DateTime<Utc>,
    ) -> Result<Moment, Fault> {
        match self.api.turn(method, now) {
            None => Ok(Moment::Since(now)),
            Some(wait) => Err(Fault::Limited {
                until: now + wait,
                words: "Hotseat calls Slack no more often for the moment"
                    .to_owned(),
            }),
        }
    }

    async fn await_turn(
        &self,
        method: &'static str,
        sink: &dyn Sink,
    ) -> DateTime<Utc> {
        loop {
            let now = sink.now();
            let Some(wait) = self.api.turn(method, now) else { return now };
            sink.rest(span(wait)).await;
        }
    }

    /// A page of a channel, newest first.
    pub(crate) async fn history(
        &self,
        channel: &str,
        at: &Span,
    ) -> Result<Page, No> {
        let form =
            at.form(&[("channel", channel), ("include_all_metadata", "true")]);
        self.page("conversations.history", &form).await
    }

    /// A page of a thread, oldest first.
    pub(crate) async fn replies(
        &self,
        (channel, root): (&str, Stamp),
        at: &Span,
    ) -> Result<Page, No> {
        let root = root.to_string();
        let form = at.form(&[
            ("channel", channel),
            ("ts", &root),
            ("include_all_metadata", "true"),
        ]);
        self.page("conversations.replies", &form).await
    }

    /// All pages of a thread, and whether that is the whole of it.
    pub(crate) async fn thread(
        &self,
        at: (&str, Stamp),
        oldest: Option<Stamp>,
    ) -> Result<(Vec<Message>, bool), No> {
        let mut span = Span { oldest, ..Span::pages_of(THREAD_PAGE) };
        let mut all = Vec::new();
        for _ in 0..MOST_PAGES {
            let Page { messages, next } = self.replies(at, &span).await?;
            all.extend(messages);
            let Some(cursor) = next else { return Ok((all, true)) };
            span.cursor = cursor;
        }
        Ok((all, false))
    }

    async fn page(
        &self,
        method: &'static str,
        form: &[(String, String)],
    ) -> Result<Page, No> {
        let form: Vec<(&str, &str)> =
            form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let body: Messages = self.call(method, &form).await?.body;
        let next = body.response_metadata.next_cursor;
        Ok(Page {
            messages: body.messages,
            next: (!next.is_empty()).then_some(next),
        })
    }

    /// All marks of a message, with everybody who set them.
    pub(crate) async fn marks(
        &self,
        channel: &str,
        ts: Stamp,
    ) -> Result<Vec<Reaction>, No> {
        let ts = ts.to_string();
        let form = [("channel", channel), ("timestamp", &ts), ("full", "true")];
        let answer: Answer<Marked> = self.call("reactions.get", &form).await?;
        Ok(answer.body.message.reactions)
    }

    /// Sets a mark.
    pub(crate) async fn mark(
        &self,
        (channel, ts): (&str, Stamp),
        name: &str,
    ) -> Result<(), No> {
        let ts = ts.to_string();
        let form = [("channel", channel), ("timestamp", &ts), ("name", name)];
        self.call::<Nothing>("reactions.add", &form).await?;
        Ok(())
    }

    /// Takes a mark of ours off.
    pub(crate) async fn unmark(
        &self,
        (channel, ts): (&str, Stamp),
        name: &str,
    ) -> Result<(), No> {
        let ts = ts.to_string();
        let form = [("channel", channel), ("timestamp", &ts), ("name", name)];
        self.call::<Nothing>("reactions.remove", &form).await?;
        Ok(())
    }

    /// Sends a message into a thread.
    pub(crate) async fn post(
        &self,
        (channel, root): (&str, Stamp),
        (text, metadata): (&str, &str),
    ) -> Result<Option<Stamp>, No> {
        let root = root.to_string();
        let form = [
            ("channel", channel),
            ("thread_ts", &root),
            ("text", text),
            ("metadata", metadata),
        ];
        let answer: Answer<Posted> =
            self.call("chat.postMessage", &form).await?;
        Ok(answer.body.ts)
    }

    /// Deletes a message of ours.
    pub(crate) async fn delete(
        &self,
        channel: &str,
        ts: &str,
    ) -> Result<(), No> {
        let form = [("channel", channel), ("ts", ts)];
        self.call::<Nothing>("chat.delete", &form).await?;
        Ok(())
    }

    /// Who we are, and what the sign-in may do.
    pub(crate) async fn whose(&self) -> Result<Answer<Whose>, No> {
        self.call("auth.test", &[]).await
    }

    /// One person.
    pub(crate) async fn user(&self, id: &str) -> Result<User, No> {
        let answer: Answer<OneUser> =
            self.call("users.info", &[("user", id)]).await?;
        Ok(answer.body.user)
    }

    /// The first page of everybody.
    pub(crate) async fn users(&self) -> Result<Vec<User>, No> {
        let answer: Answer<Users> =
            self.call("users.list", &[("limit", "200")]).await?;
        Ok(answer.body.members)
    }

    /// The groups that can be mentioned.
    pub(crate) async fn groups(&self) -> Result<Vec<Group>, No> {
        let answer: Answer<Groups> = self.call("usergroups.list", &[]).await?;
        Ok(answer.body.usergroups)
    }
}

impl Span {
    /// So many objects a page, from the newest or the root on.
    pub(crate) fn pages_of(limit: u16) -> Span {
        Span { limit, ..Span::default() }
    }

    fn form(&self, first: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut form: Vec<(String, String)> =
            first.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
        form.push(("limit".into(), self.limit.to_string()));
        if let Some(oldest) = self.oldest {
            form.push(("oldest".into(), oldest.to_string()));
            form.push(("inclusive".into(), "true".into()));
        }
        if let Some(latest) = self.latest {
            form.push(("latest".into(), latest.to_string()));
        }
        if !self.cursor.is_empty() {
            form.push(("cursor".into(), self.cursor.clone()));
        }
        form
    }
}
