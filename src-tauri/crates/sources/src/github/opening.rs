//! Opening an issue for what is asked elsewhere, once.

use domain::{Action, Done, Fault, Receipt};

use super::calls::Calls;
use super::client::No;
use super::deed::EARLIER;
use super::map::{link, root};
use super::said::same;
use super::source::GitHub;
use super::wire::Issue;
use crate::outgoing::unsure;

impl GitHub {
    /// Opens an issue. What was asked for twice is opened once.
    pub(crate) async fn open(
        &self,
        action: &Action,
        (title, body): (&str, &str),
    ) -> Result<Receipt, Fault> {
        let (calls, me) = self.as_me(action).await?;
        let place = action.place.as_str();
        let known = self.found(action, (&calls, &me), (title, body)).await?;
        if let Some(issue) = known {
            return Ok(receipt(&issue));
        }
        let opened = calls.open(place, (title, body)).await;
        Ok(receipt(&opened.map_err(unsure)?))
    }

    /// Whether the issue is there: by us, with the same words, and not older
    /// than the wish for it.
    pub(crate) async fn opened(
        &self,
        action: &Action,
        (title, body): (&str, &str),
    ) -> Result<Done, Fault> {
        let (calls, me) = self.as_me(action).await?;
        let found = self.found(action, (&calls, &me), (title, body)).await?;
        Ok(found.map_or(Done::NotThere, |issue| Done::There(receipt(&issue))))
    }

    async fn as_me<'a>(
        &'a self,
        action: &Action,
    ) -> Result<(Calls<'a>, String), Fault> {
        let calls = Calls::at_once(&self.api, action.asked);
        let me = self.me(&calls).await?;
        Ok((calls, me))
    }

    async fn found(
        &self,
        action: &Action,
        (calls, me): (&Calls<'_>, &str),
        (title, body): (&str, &str),
    ) -> Result<Option<Issue>, No> {
        let since = self.api.by_github(action.asked) - EARLIER;
        let place = action.place.as_str();
        let mine = calls.opened_by((place, me), since).await?.all;
        Ok(mine.into_iter().find(|issue| {
            let by = issue.user.as_ref().map(|user| user.login.as_str());
            by.is_some_and(|by| by.eq_ignore_ascii_case(me))
                && issue.created_at >= since
                && same(&issue.title, title)
                && same(issue.body.as_deref().unwrap_or_default(), body)
        }))
    }
}

fn receipt(issue: &Issue) -> Receipt {
    Receipt {
        external: Some(root(issue.number)),
        at: Some(issue.created_at),
        link: link(&issue.html_url),
        ..Receipt::default()
    }
}
