//! Who we are at GitHub, and what the sign-in may do.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Author, Fault, PlaceRules, Probe};

use super::calls::Calls;
use super::client::{Answer, No};
use super::source::GitHub;
use super::wire::{Repository, User};

/// So long before its end a sign-in is spoken of.
const SOON: TimeDelta = TimeDelta::days(5);

impl GitHub {
    /// Asks who we are, and what we may do in each repository.
    pub(crate) async fn examine(
        &self,
        now: DateTime<Utc>,
    ) -> Result<Probe, Fault> {
        let calls = Calls::now(&self.api, now);
        let (user, answer) = calls.whose().await?;
        let (mut may, mut may_not) = (Vec::new(), Vec::new());
        for place in self.places() {
            match calls.repository(place.id.as_str()).await {
                Ok(found) => weigh(place, &found, (&mut may, &mut may_not)),
                Err(no) if is_final(&no) => {
                    may_not.push(no.fault.met_in(&place.name).to_string());
                }
                Err(no) => return Err(no.into()),
            }
        }
        let ends = ends(&answer);
        if let Some(end) = ends.filter(|end| *end - now < SOON) {
            may_not.push(format!(
                "The token ends on {}. Make another one at GitHub before \
                 then, and paste it: hotseat accounts add {} --token",
                end.format("%-d %B"),
                self.id
            ));
        }
        let offset = self.api.offset();
        Ok(Probe {
            me: self.person(user),
            may,
            may_not,
            offset_ms: offset.map(|it| it.num_milliseconds()),
            ends,
        })
    }

    fn person(&self, user: User) -> Author {
        let shown = |text: &str| domain::text::clean_line(text);
        let name = user.name.as_deref().map(shown);
        Author {
            id: self.names().person(&user.login),
            name: name
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| shown(&user.login)),
            email: user.email.filter(|email| !email.is_empty()),
            of: None,
            human: true,
        }
    }
}

/// Whether a repository is closed to us, and not all of GitHub.
fn is_final(no: &No) -> bool {
    matches!(no.status, Some(403 | 404 | 410))
        && !matches!(no.fault, Fault::Limited { .. })
}

/// What we may do in a repository, and what not.
fn weigh(
    place: &PlaceRules,
    found: &Repository,
    (may, may_not): (&mut Vec<String>, &mut Vec<String>),
) {
    let name = &place.name;
    if !found.has_issues {
        may_not.push(format!(
            "{name} has its issues switched off, so nothing is read there. \
             Switch them on at GitHub, or take it out of the team file"
        ));
        return;
    }
    if found.archived {
        may_not.push(format!(
            "{name} is archived: it is read, and nobody can answer there"
        ));
        return;
    }
    may.push(format!("reads and answers the issues of {name}"));
    if found.permissions.push || found.permissions.triage {
        may.push(format!("takes issues of {name} and labels them"));
    } else {
        may_not.push(format!(
            "You may not be assigned in {name}: your claim is an eyes \
             reaction there, and no label can be set. Ask for the role \
             \"Triage\""
        ));
    }
    if !found.private && !place.public {
        may_not.push(format!(
            "{name} can be read by everybody, and the team file says public \
             = false. Take that line out"
        ));
    }
}

/// When a token ends, which GitHub says of those that do.
fn ends(answer: &Answer) -> Option<DateTime<Utc>> {
    let text = answer.header("github-authentication-token-expiration")?;
    let utc = text.trim().trim_end_matches(" UTC");
    let zoned = DateTime::parse_from_str(text.trim(), "%Y-%m-%d %H:%M:%S %z");
    zoned.ok().map(|at| at.to_utc()).or_else(|| {
        let naive =
            chrono::NaiveDateTime::parse_from_str(utc, "%Y-%m-%d %H:%M:%S");
        naive.ok().map(|at| at.and_utc())
    })
}
