//! What stays on this desktop: snoozing, the ball, the priority, the quiet.

use chrono::{DateTime, TimeDelta, Utc};
use domain::queue::snooze_end;
use domain::when::clock_time;
use domain::{Judged, Priority, Reach, RequestId, What};

use super::{Act, Acted, Desk, Refused};

/// Quiet is asked for by the hour.
const QUIET: TimeDelta = TimeDelta::hours(1);

/// When a snooze is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnoozeUntil {
    /// After so long.
    After(TimeDelta),
    /// At the next opening after today's end.
    Tomorrow,
    /// When they answer.
    Reply,
    /// At a time.
    At(DateTime<Utc>),
}

impl Desk {
    /// Not now, for me. It ends earlier if a warning comes first; in the
    /// warning zone somebody has to have it first.
    pub async fn snooze(
        &self,
        id: RequestId,
        until: SnoozeUntil,
        regardless: bool,
        claim: bool,
    ) -> Acted {
        self.pass(Reach::Desk)?;
        let subject = self.subject(id).await?;
        let id = subject.thread.id;
        if !subject.judged.life.lives() {
            return Err(Refused::No(
                "It is not in the queue.".to_owned(),
                "Only what waits can be snoozed.".to_owned(),
            ));
        }
        let now = self.house.now();
        let until = self.snooze_time(until, now)?;
        let me = self.house.who().person;
        let warned = subject
            .judged
            .deadline
            .as_ref()
            .is_some_and(|d| d.first_warning <= now);
        let owned = !subject.judged.owners.is_empty()
            || self.house.board().claiming(id);
        if warned && !owned {
            if !claim {
                return Err(Refused::No(
                    "It is in its warning zone and nobody has it.".to_owned(),
                    "Claim and snooze, or answer it.".to_owned(),
                ));
            }
            self.claim(id, false, None).await?;
        }
        self.layer(id, What::Snooze { until, regardless }).await?;
        let judged = self.subject(id).await?.judged;
        self.done(id, self.snooze_words(&judged, me.as_ref(), now), false)
    }

    fn snooze_time(
        &self,
        until: SnoozeUntil,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, Refused> {
        let at = match until {
            SnoozeUntil::Reply => return Ok(None),
            SnoozeUntil::After(span) => {
                now.checked_add_signed(span).ok_or_else(|| {
                    Refused::No(
                        "Nobody sleeps that long.".to_owned(),
                        "Choose an earlier time.".to_owned(),
                    )
                })?
            }
            SnoozeUntil::At(at) => at,
            SnoozeUntil::Tomorrow => {
                let rules = self.house.rules();
                rules.calendar.tomorrow(now).unwrap_or(now + TimeDelta::days(1))
            }
        };
        if at <= now {
            return Err(Refused::No(
                "That time has passed.".to_owned(),
                "Choose a later one.".to_owned(),
            ));
        }
        Ok(Some(at))
    }

    fn snooze_words(
        &self,
        judged: &Judged,
        me: Option<&domain::PersonKey>,
        now: DateTime<Utc>,
    ) -> String {
        let far = now + TimeDelta::days(365);
        match snooze_end(judged, me).filter(|end| *end < far) {
            Some(end) => {
                format!("Snoozed to {}.", clock_time(end, now, self.house.zone))
            }
            None => "Snoozed until they answer.".to_owned(),
        }
    }

    /// Shows it again now.
    pub async fn wake(&self, id: RequestId) -> Acted {
        self.pass(Reach::Desk)?;
        self.subject(id).await?;
        self.layer(id, What::Wake).await?;
        self.done(id, "It is in the queue again.", false)
    }

    /// The ball is theirs.
    pub async fn wait_on_them(&self, id: RequestId) -> Acted {
        self.pass(Reach::Desk)?;
        let judged = self.subject(id).await?.judged;
        if judged.unanswered.is_some() && judged.verdict.is_none() {
            return Err(Refused::No(
                "They have not been answered yet, so it is not their turn."
                    .to_owned(),
                "Answer first, or dismiss it.".to_owned(),
            ));
        }
        self.layer(id, What::WaitOnThem).await?;
        self.done(id, "Waiting on them, on this desktop only.", false)
    }

    /// What was read as thanks is a question.
    pub async fn not_thanks(&self, id: RequestId) -> Acted {
        self.pass(Reach::Desk)?;
        let judged = self.subject(id).await?.judged;
        if judged.thanks.is_empty() {
            return Err(Refused::No(
                "Nothing here was read as thanks.".to_owned(),
                "The thread shows what each message was read as.".to_owned(),
            ));
        }
        self.layer(id, What::NotThanks).await?;
        self.done(id, "It is our turn, on this desktop only.", false)
    }

    /// Changes the priority on this desktop.
    pub async fn set_priority(
        &self,
        id: RequestId,
        priority: Priority,
    ) -> Acted {
        self.pass(Reach::Desk)?;
        self.subject(id).await?;
        self.layer(id, What::Priority { priority }).await?;
        self.done(id, "The priority is changed on this desktop only.", false)
    }

    /// Takes the last of several joined messages out.
    pub async fn split(&self, id: RequestId) -> Acted {
        self.pass(Reach::Desk)?;
        if self.subject(id).await?.thread.roots.len() < 2 {
            return Err(Refused::No(
                "It is a single message.".to_owned(),
                "Only messages that were joined can be split.".to_owned(),
            ));
        }
        self.layer(id, What::Split).await?;
        self.done(id, "The last message is a request of its own.", false)
    }

    /// No bubbles and sounds for an hour but emergencies, or the end of that.
    pub async fn quiet(&self, on: bool) -> Acted {
        self.pass(Reach::Manner)?;
        let now = self.house.now();
        let until = on.then(|| now + QUIET);
        let value = until.map(|at| at.to_rfc3339()).unwrap_or_default();
        self.set("quiet_until", &value).await?;
        self.house.board().quiet_until = until;
        self.manner(match until {
            Some(at) => format!(
                "Quiet until {}. Emergencies still ring.",
                clock_time(at, now, self.house.zone)
            ),
            None => "Not quiet any more.".to_owned(),
        })
    }

    /// Whether this computer rings.
    pub async fn ring(&self, on: bool) -> Acted {
        self.pass(Reach::Manner)?;
        self.set("rings", if on { "yes" } else { "no" }).await?;
        self.house.board().rings = on;
        self.manner(
            if on {
                "This computer rings."
            } else {
                "This computer does not ring. You are still on duty for the \
                 team."
            }
            .to_owned(),
        )
    }

    /// Reads every source now.
    pub fn read_now(&self) -> Acted {
        self.pass(Reach::Manner)?;
        let bells: Vec<_> =
            self.house.board().listeners.values().map(|l| l.bell).collect();
        bells.into_iter().for_each(|bell| self.house.pulse.ring(bell));
        self.manner("Reading every source.".to_owned())
    }

    /// Looks at the team file now.
    pub fn reload(&self) -> Acted {
        self.pass(Reach::Manner)?;
        self.house.board().reload = true;
        self.manner("Looking at the team file.".to_owned())
    }

    async fn set(&self, key: &str, value: &str) -> Result<(), Refused> {
        let failed = |e: store::StoreError| Refused::Failed(e.to_string());
        let mut write = self.house.store.write().await.map_err(failed)?;
        write.set(key, value).await.map_err(failed)?;
        write.commit().await.map_err(failed)
    }

    /// Looks at the clock now: the computer may just have woken.
    pub fn look_now(&self) {
        self.house.pulse.ring(self.house.clock_bell);
    }

    pub(super) fn manner(&self, words: String) -> Acted {
        self.house.board().look_at_all();
        self.house.pulse.ring(self.house.clock_bell);
        self.house.remark(words.clone(), None);
        Ok(Act { request: None, words, queued: false })
    }
}
