//! What is to be done in every shift beside the requests.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Written;

/// A job of the shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// What, as the team file says it.
    pub job: String,
    /// When it was done.
    pub done: Option<DateTime<Utc>>,
}

impl Written {
    /// Ticks a job off, or says that it is not done after all.
    pub fn tick(&mut self, job: &str, done: Option<DateTime<Utc>>) {
        self.jobs.retain(|it| it.job != job);
        if done.is_some() {
            self.jobs.push(Job { job: job.to_owned(), done });
        }
    }

    /// The jobs of the team file, as they stand.
    #[must_use]
    pub fn jobs_of(&self, named: &[String]) -> Vec<Job> {
        let of = |job: &String| {
            let kept = self.jobs.iter().find(|it| it.job == *job);
            let done = kept.and_then(|it| it.done);
            Job { job: job.clone(), done }
        };
        named.iter().map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::at;

    #[test]
    fn a_job_is_done_when_it_was_ticked_off_last() {
        let named = ["Deploy".to_owned(), "Release notes".to_owned()];
        let mut written = Written::default();
        written.tick("Deploy", Some(at("10:00")));
        written.tick("Deploy", Some(at("11:00")));
        written.tick("Of another week", Some(at("11:00")));
        let done = |written: &Written| {
            let jobs = written.jobs_of(&named).into_iter();
            jobs.map(|it| it.done).collect::<Vec<_>>()
        };
        assert_eq!(done(&written), [Some(at("11:00")), None]);
        written.tick("Deploy", None);
        assert_eq!(done(&written), [None, None]);
    }
}
