//! One more look at an issue that is about to ring.

use chrono::{DateTime, Utc};
use domain::{Activity, Fault, OpenThread};

use super::actors::stood;
use super::calls::{Calls, Read};
use super::map::{Scene, number};
use super::source::GitHub;

impl GitHub {
    /// Reads an issue as it stands, and what was written below it since.
    pub(crate) async fn look_once_more(
        &self,
        thread: &OpenThread,
        now: DateTime<Utc>,
    ) -> Result<Vec<Activity>, Fault> {
        let Some(number) = number(&thread.root) else { return Ok(Vec::new()) };
        let calls = Calls::now(&self.api, now);
        let at = (thread.place.as_str(), number);
        let (names, marks) = (self.names(), self.marks());
        let scene = Scene {
            rules: &self.rules,
            source: &self.id,
            place: &thread.place,
            names: &names,
            marks: &marks,
            read: self.api.by_github(now),
            looked: None,
        };
        let issue = match calls.issue(at, None).await {
            Ok(Read::New(issue, _)) if issue.number == number => issue,
            Ok(Read::Same) => return Ok(Vec::new()),
            moved => {
                if let Err(no) = moved {
                    calls.ended(at.0, no).await?;
                }
                return Ok(vec![scene.gone(number, thread.root.clone())]);
            }
        };
        let mut told = Vec::new();
        if issue.comments > 0 {
            let since = calls.comments_since(at, thread.last).await?.all;
            told.extend(since.iter().map(|it| scene.comment(number, it)));
        }
        let stood = stood((&calls, &marks), at.0, &issue).await?;
        told.push(scene.stands((&issue, &stood), (true, issue.is_closed())));
        Ok(told)
    }
}
