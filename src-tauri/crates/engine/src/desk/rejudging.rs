//! Judging anew what is settled: both words are kept.

use chrono::{DateTime, Utc};
use domain::{Reach, What};

use super::{Desk, Refused};

/// What came of judging anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rejudged {
    /// So many requests with a settled word were looked at.
    pub looked: usize,
    /// Of so many a word says something else by the rules in force.
    pub changed: usize,
}

impl Desk {
    /// Judges the requests anew on which a word fell since an instant, by the
    /// rules in force, in one transaction. What was said before is kept
    /// beside what is said now.
    pub async fn rejudge(
        &self,
        since: DateTime<Utc>,
    ) -> Result<Rejudged, Refused> {
        self.pass(Reach::Desk)?;
        let mut step = self.house.step().await?;
        let rules = self.house.rules();
        let ids = step.write.answered_since(since).await.map_err(failed)?;
        let all = step.write.threads(&ids).await.map_err(failed)?;
        let mut changed = 0;
        for mut thread in all {
            let now = step.now;
            if thread.rejudge(&rules, now) {
                step.did(thread.id, What::Rejudged).await?;
                changed += 1;
            }
        }
        step.commit().await?;
        Ok(Rejudged { looked: ids.len(), changed })
    }
}

fn failed(error: store::StoreError) -> Refused {
    Refused::Failed(error.to_string())
}
