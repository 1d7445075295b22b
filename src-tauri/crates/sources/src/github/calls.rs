//! What Hotseat asks of GitHub, with the types of the answers.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::Sink;
use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::client::{Answer, Api, Ask, Moment, No};
use super::wire::{
    Comment, Happening, Issue, Label, Reaction, Repository, User,
};

/// As many as GitHub puts on a page.
const PAGE: usize = 100;
/// Longer lists than so many pages are not read to their end.
const MOST_PAGES: usize = 20;
/// The mark that means "looking".
pub(crate) const EYES: &str = "eyes";
/// The mark of those who want what an issue asks for, as addresses have it.
pub(crate) const THUMBS: &str = "%2B1";

/// What was read, unless it is what was known.
#[derive(Debug)]
pub(crate) enum Read<T> {
    /// Nothing has changed.
    Same,
    /// It stands like this, and GitHub knows this state again by its tag.
    New(T, Option<String>),
}

/// Where a list of issues is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    /// Those that changed since.
    pub(crate) since: DateTime<Utc>,
    /// Only those that are open.
    pub(crate) open: bool,
}

/// A list, as much of it as was wanted.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    /// What stands in it.
    pub(crate) all: Vec<T>,
    /// Nothing more does.
    pub(crate) whole: bool,
}

/// Who calls: the engine's sink with its clock, or a user's act.
#[derive(Clone, Copy)]
pub(crate) struct Calls<'a> {
    api: &'a Api,
    at: At<'a>,
}

#[derive(Clone, Copy)]
enum At<'a> {
    Clock(&'a dyn Sink),
    Moment(Moment),
}

impl<'a> Calls<'a> {
    /// Calls of a reader, by the engine's clock.
    pub(crate) fn of_reader(api: &'a Api, sink: &'a dyn Sink) -> Calls<'a> {
        Calls { api, at: At::Clock(sink) }
    }

    /// Calls of an act; it is not before `time`.
    pub(crate) fn at_once(api: &'a Api, time: DateTime<Utc>) -> Calls<'a> {
        Calls { api, at: At::Moment(Moment::Since(time)) }
    }

    /// A call that is made now.
    pub(crate) fn now(api: &'a Api, now: DateTime<Utc>) -> Calls<'a> {
        Calls { api, at: At::Moment(Moment::Now(now)) }
    }

    pub(super) async fn ask(
        &self,
        (verb, path): (&Method, &str),
        json: Option<&Value>,
        known: Option<&str>,
    ) -> Result<Answer, No> {
        let at = match self.at {
            At::Clock(sink) => Moment::Now(sink.now()),
            At::Moment(moment) => moment,
        };
        self.api.call(Ask { verb, path, json, known }, at).await
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, No> {
        self.ask((&Method::GET, path), None, None).await?.body()
    }

    async fn read<T: DeserializeOwned>(
        &self,
        path: &str,
        known: Option<&str>,
    ) -> Result<Read<T>, No> {
        let answer = self.ask((&Method::GET, path), None, known).await?;
        if answer.is_same() {
            return Ok(Read::Same);
        }
        Ok(Read::New(answer.body()?, answer.tag()))
    }

    /// The pages of a list until one is enough.
    async fn pages<T: DeserializeOwned>(
        &self,
        path: &str,
        (known, most): (Option<&str>, usize),
        enough: impl Fn(&[T]) -> bool,
    ) -> Result<Read<Listed<T>>, No> {
        let mut answer = self.ask((&Method::GET, path), None, known).await?;
        if answer.is_same() {
            return Ok(Read::Same);
        }
        let tag = answer.tag();
        let mut all = Vec::new();
        for _ in 0..most {
            let page: Vec<T> = answer.body()?;
            let next = answer.next();
            let done = enough(&page);
            all.extend(page);
            let Some(next) = next else {
                return Ok(Read::New(Listed { all, whole: true }, tag));
            };
            if done {
                break;
            }
            answer = self.ask((&Method::GET, &next), None, None).await?;
        }
        Ok(Read::New(Listed { all, whole: false }, tag))
    }

    async fn list<T: DeserializeOwned>(
        &self,
        path: &str,
    ) -> Result<Listed<T>, No> {
        match self.pages(path, (None, MOST_PAGES), |_: &[T]| false).await? {
            Read::New(listed, _) => Ok(listed),
            Read::Same => Ok(Listed { all: Vec::new(), whole: true }),
        }
    }

    /// The issues of a repository, those first that changed last, until one
    /// page is enough.
    pub(crate) async fn issues(
        &self,
        place: &str,
        (span, known): (Span, Option<&str>),
        enough: impl Fn(&[Issue]) -> bool,
    ) -> Result<Read<Listed<Issue>>, No> {
        let state = if span.open { "open" } else { "all" };
        let path = format!(
            "repos/{place}/issues?state={state}&sort=updated&direction=desc\
             &since={}&per_page={PAGE}",
            instant(span.since)
        );
        self.pages(&path, (known, MOST_PAGES), enough).await
    }

    /// One issue.
    pub(crate) async fn issue(
        &self,
        (place, number): (&str, u64),
        known: Option<&str>,
    ) -> Result<Read<Issue>, No> {
        self.read(&format!("repos/{place}/issues/{number}"), known).await
    }

    /// All comments below an issue, unless they are what was known.
    pub(crate) async fn comments(
        &self,
        (place, number): (&str, u64),
        known: Option<&str>,
    ) -> Result<Read<Listed<Comment>>, No> {
        let path =
            format!("repos/{place}/issues/{number}/comments?per_page={PAGE}");
        self.pages(&path, (known, MOST_PAGES), |_: &[Comment]| false).await
    }

    /// The comments below an issue that were written or edited since.
    pub(crate) async fn comments_since(
        &self,
        (place, number): (&str, u64),
        since: DateTime<Utc>,
    ) -> Result<Listed<Comment>, No> {
        let path = format!(
            "repos/{place}/issues/{number}/comments?since={}&per_page={PAGE}",
            instant(since)
        );
        self.list(&path).await
    }

    /// Who stands on a reaction to an issue, in the order in which they came.
    pub(crate) async fn reactions(
        &self,
        (place, number): (&str, u64),
        content: &str,
    ) -> Result<Vec<Reaction>, No> {
        let path = format!(
            "repos/{place}/issues/{number}/reactions?content={content}\
             &per_page={PAGE}"
        );
        Ok(self.list(&path).await?.all)
    }

    /// What happened to an issue, the latest at the end.
    pub(crate) async fn happenings(
        &self,
        (place, number): (&str, u64),
    ) -> Result<Vec<Happening>, No> {
        let path =
            format!("repos/{place}/issues/{number}/events?per_page={PAGE}");
        Ok(self.list(&path).await?.all)
    }

    /// The issues that somebody opened in a repository and that changed since,
    /// the newest first.
    pub(crate) async fn opened_by(
        &self,
        (place, login): (&str, &str),
        since: DateTime<Utc>,
    ) -> Result<Listed<Issue>, No> {
        let path = format!(
            "repos/{place}/issues?state=all&creator={login}&since={}\
             &per_page={PAGE}",
            instant(since)
        );
        self.list(&path).await
    }

    /// The labels that a repository has.
    pub(crate) async fn labels(&self, place: &str) -> Result<Vec<Label>, No> {
        let path = format!("repos/{place}/labels?per_page={PAGE}");
        Ok(self.list(&path).await?.all)
    }

    /// Who we are, with what else GitHub says of the sign-in.
    pub(crate) async fn whose(&self) -> Result<(User, Answer), No> {
        let answer = self.ask((&Method::GET, "user"), None, None).await?;
        Ok((answer.body()?, answer))
    }

    /// A repository, and what we may do in it.
    pub(crate) async fn repository(
        &self,
        place: &str,
    ) -> Result<Repository, No> {
        self.get(&format!("repos/{place}")).await
    }

    /// Takes a refusal for the end of an issue, if it is that. What a sign-in
    /// may not see any more GitHub hides as if it were not there, and then
    /// the whole repository is hidden.
    pub(crate) async fn ended(&self, place: &str, no: No) -> Result<(), No> {
        match no.status {
            Some(410) => Ok(()),
            Some(404) => self.repository(place).await.map(drop),
            _ => Err(no),
        }
    }
}

/// An instant as GitHub writes it.
fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
