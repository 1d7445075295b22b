//! What Hotseat asks of Graph, with the types of the answers.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::Sink;
use reqwest::Method;
use serde_json::{Value, json};

use super::client::{Api, Ask, Moment, No};
use super::place::At;
use super::wire::{Member, Message, Named, Page, User};

/// As many as Graph puts on a page.
const PAGE: usize = 50;
/// Longer lists than so many pages are not read to their end.
const MOST_PAGES: usize = 20;

/// Who calls: the engine's sink with its clock, or a user's act.
#[derive(Clone, Copy)]
pub(crate) struct Calls<'a> {
    api: &'a Api,
    at: When<'a>,
}

#[derive(Clone, Copy)]
enum When<'a> {
    Clock(&'a dyn Sink),
    Moment(Moment),
}

impl<'a> Calls<'a> {
    /// Calls of a reader, by the engine's clock.
    pub(crate) fn of_reader(api: &'a Api, sink: &'a dyn Sink) -> Calls<'a> {
        Calls { api, at: When::Clock(sink) }
    }

    /// Calls of an act; it is not before `time`.
    pub(crate) fn at_once(api: &'a Api, time: DateTime<Utc>) -> Calls<'a> {
        Calls { api, at: When::Moment(Moment::Since(time)) }
    }

    /// A call that is made now.
    pub(crate) fn now(api: &'a Api, now: DateTime<Utc>) -> Calls<'a> {
        Calls { api, at: When::Moment(Moment::Now(now)) }
    }

    fn moment(&self) -> Moment {
        match self.at {
            When::Clock(sink) => Moment::Now(sink.now()),
            When::Moment(moment) => moment,
        }
    }

    async fn get<T: serde::de::DeserializeOwned>(
        &self,
        path: &str,
    ) -> Result<T, No> {
        let ask = Ask { verb: &Method::GET, path, json: None };
        self.api.call(ask, self.moment()).await
    }

    /// All pages of a list, as far as it is read.
    async fn list<T: serde::de::DeserializeOwned>(
        &self,
        path: &str,
    ) -> Result<Vec<T>, No> {
        let mut page: Page<T> = self.get(path).await?;
        let mut all = Vec::new();
        for _ in 1..MOST_PAGES {
            all.append(&mut page.value);
            let Some(next) = page.next.take() else { return Ok(all) };
            page = self.get(&next).await?;
        }
        all.append(&mut page.value);
        Ok(all)
    }

    /// A page of what changed in a channel: from where it was left, or all
    /// that changed since a moment.
    pub(crate) async fn changes(
        &self,
        at: At<'_>,
        (link, since): (Option<&str>, DateTime<Utc>),
    ) -> Result<Page<Message>, No> {
        if let Some(link) = link {
            return self.get(link).await;
        }
        let since = since.to_rfc3339_opts(SecondsFormat::Millis, true);
        let path = format!(
            "{}/delta?$top={PAGE}&$expand=replies&$filter=\
             lastModifiedDateTime%20gt%20{since}",
            at.messages()
        );
        self.get(&path).await
    }

    /// The rest of the replies of a thread, from where Graph says.
    pub(crate) async fn more(&self, link: &str) -> Result<Vec<Message>, No> {
        self.list(link).await
    }

    /// One message.
    pub(crate) async fn message(
        &self,
        (at, root): (At<'_>, &str),
    ) -> Result<Message, No> {
        self.get(&format!("{}/{root}", at.messages())).await
    }

    /// All replies below a message.
    pub(crate) async fn replies(
        &self,
        (at, root): (At<'_>, &str),
    ) -> Result<Vec<Message>, No> {
        let path = format!("{}/{root}/replies?$top={PAGE}", at.messages());
        self.list(&path).await
    }

    /// Whether a channel can be read at all.
    pub(crate) async fn glance(&self, at: At<'_>) -> Result<(), No> {
        let path = format!("{}?$top=1", at.messages());
        self.get::<Page<Message>>(&path).await.map(drop)
    }

    /// The people of a team.
    pub(crate) async fn members(&self, team: &str) -> Result<Vec<Member>, No> {
        self.list(&format!("teams/{team}/members")).await
    }

    /// Who we are.
    pub(crate) async fn whose(&self) -> Result<User, No> {
        self.get("me").await
    }

    /// The teams we are in.
    pub(crate) async fn teams(&self) -> Result<Vec<Named>, No> {
        self.list("me/joinedTeams").await
    }

    /// The channels of a team.
    pub(crate) async fn channels(&self, team: &str) -> Result<Vec<Named>, No> {
        self.list(&format!("teams/{team}/channels")).await
    }

    /// Answers below a message.
    pub(crate) async fn answer(
        &self,
        (at, root): (At<'_>, &str),
        page: &str,
    ) -> Result<Message, No> {
        let path = format!("{}/{root}/replies", at.messages());
        let body = json!({ "body": { "contentType": "html", "content": page }});
        let verb = &Method::POST;
        let ask = Ask { verb, path: &path, json: Some(&body) };
        self.api.call(ask, self.moment()).await
    }

    /// Sets a reaction of ours, or takes it off.
    pub(crate) async fn react(
        &self,
        (at, root): (At<'_>, &str),
        (sign, set): (&str, bool),
    ) -> Result<(), No> {
        let verb = if set { "setReaction" } else { "unsetReaction" };
        let path = format!("{}/{root}/{verb}", at.messages());
        let body: Value = json!({ "reactionType": sign });
        let verb = &Method::POST;
        let ask = Ask { verb, path: &path, json: Some(&body) };
        self.api.done(ask, self.moment()).await.map(drop)
    }
}
