//! Times that this user writes down: agreed with them, or kept.

use chrono::{DateTime, TimeDelta, Utc};
use domain::when::clock_time;
use domain::{Life, Reach, RequestId, What};

use super::{Acted, Desk, Refused};

/// Nothing is agreed farther ahead.
const FARTHEST: TimeDelta = TimeDelta::days(366);
/// The longest reason, in characters.
const LONGEST: usize = 500;

impl Desk {
    /// Another time was agreed with them than was promised; only this desktop
    /// knows.
    pub async fn set_due(
        &self,
        id: RequestId,
        at: DateTime<Utc>,
        why: &str,
    ) -> Acted {
        self.pass(Reach::Desk)?;
        let now = self.house.now();
        if at <= now || at - now > FARTHEST {
            return Err(Refused::No(
                "That is no time to agree on.".to_owned(),
                "Name one between now and a year from now.".to_owned(),
            ));
        }
        let why = why.trim();
        if why.is_empty() || why.chars().count() > LONGEST {
            return Err(Refused::No(
                "The receipt has to say why.".to_owned(),
                format!("Say it in at most {LONGEST} characters."),
            ));
        }
        let judged = self.subject(id).await?.judged;
        if !matches!(judged.life, Life::Open) {
            return Err(Refused::No(
                "Nothing is owed in it now.".to_owned(),
                "A time is agreed while somebody waits for us.".to_owned(),
            ));
        }
        let why = why.to_owned();
        self.layer(id, What::DueSet { at, why }).await?;
        let time = clock_time(at, now, self.house.zone);
        self.done(id, format!("Due {time}, on this desktop only."), false)
    }

    /// What was promised is kept, though nobody wrote so.
    pub async fn keep_promise(&self, id: RequestId) -> Acted {
        self.pass(Reach::Desk)?;
        if self.subject(id).await?.judged.promise.is_none() {
            return Err(Refused::No(
                "Nobody has promised anything in it.".to_owned(),
                "What a teammate writes next keeps a promise by itself."
                    .to_owned(),
            ));
        }
        self.layer(id, What::Kept).await?;
        self.done(id, "The promise is kept, on this desktop only.", false)
    }
}
