//! Phone calls, written down by hand.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Call, Priority, Reach, RequestId, What};

use super::{Acted, Desk, Refused};

/// The longest name and the longest matter, in characters.
const LONGEST: (usize, usize) = (120, 4_000);
/// A call is written down at most this long afterwards.
const OLDEST: TimeDelta = TimeDelta::days(30);
/// The clock of this computer may be a little ahead of what was typed.
const AHEAD: TimeDelta = TimeDelta::minutes(1);

impl Desk {
    /// Writes a call down: a request of its own, answered at its time where
    /// this user spoke with them. Only this desktop knows.
    pub async fn log_call(
        &self,
        (who, about): (&str, &str),
        at: Option<DateTime<Utc>>,
        answered: bool,
        priority: Option<Priority>,
    ) -> Acted {
        self.pass(Reach::Desk)?;
        let now = self.house.now();
        let who = sound(who, LONGEST.0, "who called")?;
        let about = sound(about, LONGEST.1, "what it is about")?;
        let at = at.unwrap_or(now);
        if at > now + AHEAD || now - at > OLDEST {
            return Err(Refused::No(
                "A call cannot have been at that time.".to_owned(),
                "Name a time within the last 30 days.".to_owned(),
            ));
        }
        let me = self.house.who().person.filter(|_| answered);
        let (at, spoke) = (at.min(now), me);
        let call = Call { who, about, at, spoke, forgotten: None };
        let mut step = self.house.step().await?;
        let id = step.logs_call(call).await?;
        if let Some(priority) = priority {
            step.did(id, What::Priority { priority }).await?;
        }
        step.commit().await?;
        let words = if answered {
            "The call is written down, on this desktop only."
        } else {
            "Its clock runs from the call, on this desktop only."
        };
        self.done(id, words, false)
    }

    /// This user spoke with who had left a message.
    pub async fn spoke(&self, id: RequestId) -> Acted {
        self.pass(Reach::Desk)?;
        let subject = self.subject(id).await?;
        if !subject.thread.is_call() {
            return Err(Refused::No(
                "It is no phone call.".to_owned(),
                "Answer it where it came in.".to_owned(),
            ));
        }
        let at = self.house.now();
        let by = self.house.who().person.ok_or(Refused::Nothing(id))?;
        self.layer(id, What::Spoke { by, at }).await?;
        self.done(id, "Answered on the phone, on this desktop only.", false)
    }
}

fn sound(text: &str, most: usize, what: &str) -> Result<String, Refused> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > most {
        return Err(Refused::No(
            format!("It is not said {what}."),
            format!("Say it in at most {most} characters."),
        ));
    }
    Ok(text.to_owned())
}
