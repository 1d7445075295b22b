//! What teammates have passed on to this user, in Slack's direct messages.

use chrono::{DateTime, Utc};
use domain::direct::{PassedOn, answer_in};
use domain::{ExternalId, Fault, PlaceId, Teammate};
use serde_json::Value;

use super::calls::{Calls, Span};
use super::client::{Answer, No};
use super::map::NOTE;
use super::people::stranger;
use super::said::{self, Names};
use super::source::Slack;
use super::stamp::Stamp;
use super::wire::{DirectLine, Lines, Message};

/// Objects a page of a line.
const PAGE: u16 = 50;
/// At most so many lines are read in one go: Slack allows few reads a minute,
/// and what asks for help is read first.
const MOST_LINES: usize = 12;

impl Slack {
    /// Reads what teammates wrote to this user alone, and keeps of it what
    /// they passed on. Who declined to have that read is told of nothing.
    pub(crate) async fn read_passed_on(
        &self,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<PassedOn>, Fault> {
        let calls = Calls::or_never(&self.api, now);
        let lines = match calls.lines().await {
            Err(no) if no.is("missing_scope") => return Ok(Vec::new()),
            lines => lines?,
        };
        let me = self.me(&calls).await?;
        let oldest = self.api.by_slack(since);
        let span =
            Span { oldest: Some(Stamp::at(oldest)), ..Span::pages_of(PAGE) };
        let theirs = lines.iter().filter(|line| line.user != me.id);
        let of_team =
            theirs.filter_map(|line| Some((line, self.mate(&line.user)?)));
        let mut all = Vec::new();
        for (line, mate) in of_team.take(MOST_LINES) {
            let page = match calls.history(&line.id, &span).await {
                Err(no) if no.is("missing_scope") => return Ok(Vec::new()),
                page => page?,
            };
            for message in page.messages {
                all.extend(self.passed(&calls, message, (line, mate)).await?);
            }
        }
        Ok(all)
    }

    /// The teammate at the other end of a line, as far as people are known.
    pub(super) fn mate(&self, user: &str) -> Option<&Teammate> {
        let author = self.people.author(user);
        let author = author.unwrap_or_else(|| stranger(user));
        self.rules.teammate(&self.id, &author)
    }

    /// What a message passes on, if it does.
    async fn passed(
        &self,
        calls: &Calls<'_>,
        message: Message,
        (line, mate): (&DirectLine, &Teammate),
    ) -> Result<Option<PassedOn>, Fault> {
        let by = message.user.as_deref() == Some(&line.user);
        let (Some(ts), Some((place, root)), true) =
            (message.ts, about(&message), by)
        else {
            return Ok(None);
        };
        let groups = self.groups(calls).await?;
        let names = Names {
            people: &self.people,
            groups: &groups,
            channels: &self.channels,
        };
        // What Slack shows of the link is nothing that they wrote.
        let bare = Message { attachments: Vec::new(), ..message };
        let words = said::read(&bare, &names).text.words();
        Ok(answer_in(&words).map(|answer| PassedOn {
            place,
            root,
            message: ts.external(),
            by: mate.key.clone(),
            at: ts.time(),
            text: answer.to_owned(),
        }))
    }
}

/// Which request a message is about, by its note.
fn about(message: &Message) -> Option<(PlaceId, ExternalId)> {
    let note = message.metadata.as_ref()?;
    let says = |key| note.event_payload.get(key).and_then(Value::as_str);
    let ours = note.event_type == NOTE;
    let (place, root) = (says("place")?, says("root")?);
    ours.then(|| (PlaceId::new(place), ExternalId::new(root)))
}

impl Calls<'_> {
    /// The lines to one person each, the first page of them.
    async fn lines(&self) -> Result<Vec<DirectLine>, No> {
        let form =
            [("types", "im"), ("exclude_archived", "true"), ("limit", "200")];
        let answer: Answer<Lines> =
            self.call("conversations.list", &form).await?;
        Ok(answer.body.channels)
    }
}
