//! Who we are at Slack, and what the sign-in may do.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Fault, Probe};

use super::calls::Calls;
use super::people::stranger;
use super::scopes::{SCOPES, Scope};
use super::source::Slack;

/// So long before its end a sign-in is spoken of.
const SOON: TimeDelta = TimeDelta::days(5);

impl Slack {
    /// Asks who we are and compares the scopes with those we need.
    pub(crate) async fn examine(
        &self,
        now: DateTime<Utc>,
    ) -> Result<Probe, Fault> {
        // The first call is made now; what follows it, a little later.
        let answer = Calls::now(&self.api, now).whose().await?;
        let calls = Calls::at_once(&self.api, now);
        let id = answer.body.user_id;
        self.people.meet(&calls, vec![id.clone()]).await?;
        let me = self.people.author(&id).unwrap_or_else(|| stranger(&id));
        let (may, mut may_not) =
            compared(answer.scopes.as_deref(), self.rules.directs());
        for group in &self.groups(&calls).await?.unknown {
            may_not.push(format!(
                "{group} is no user group of {}: mentions of it raise \
                 nothing. Correct its name in the team file",
                answer.body.team
            ));
        }
        may_not.extend(self.why_no_push());
        if let Ok(Some(end)) = self.api.tokens().ends().await {
            may_not.extend(ending(end, now));
        }
        let offset_ms = self.api.offset().map(|it| it.num_milliseconds());
        let ends = self.api.tokens().ends().await?;
        Ok(Probe { me, may, may_not, offset_ms, ends })
    }
}

/// What is said of a sign-in that ends soon. One that renews itself never
/// comes near its end while Hotseat runs.
fn ending(end: DateTime<Utc>, now: DateTime<Utc>) -> Option<String> {
    (end - now < SOON).then(|| {
        format!(
            "The sign-in to Slack ends on {}. Sign in again before: hotseat \
             accounts add slack",
            end.format("%-d %B")
        )
    })
}

/// What the scopes allow, and what is missing: of those that can be declined
/// what the team cannot do without. Without a list nothing is said to be
/// missing.
fn compared(scopes: Option<&str>, directs: bool) -> (Vec<String>, Vec<String>) {
    let Some(scopes) = scopes else { return Default::default() };
    let has: Vec<&str> = scopes.split([',', ' ']).map(str::trim).collect();
    let (may, may_not): (Vec<&Scope>, Vec<&Scope>) = SCOPES
        .iter()
        .filter(|scope| {
            let needed = !scope.optional || directs && scope.name == "im:write";
            has.contains(&scope.name) || needed
        })
        .partition(|scope| has.contains(&scope.name));
    let may = may.iter().map(|scope| scope.why.to_owned()).collect();
    let may_not = may_not
        .iter()
        .map(|scope| {
            format!(
                "The scope {} is missing: {} Add it to the app at Slack and \
                 sign in again: hotseat accounts add slack",
                scope.name, scope.why
            )
        })
        .collect();
    (may, may_not)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_scope_is_named_with_what_it_is_for() {
        let all: Vec<&str> = SCOPES
            .iter()
            .map(|s| s.name)
            .filter(|name| *name != "reactions:write")
            .collect();
        let (may, may_not) = compared(Some(&all.join(",")), false);
        assert_eq!(may.len(), SCOPES.len() - 1);
        assert_eq!(may_not.len(), 1);
        assert!(may_not[0].contains("reactions:write"), "{may_not:?}");
    }

    #[test]
    fn what_can_be_declined_is_missed_where_the_team_makes_use_of_it() {
        let (_, may_not) = compared(Some("chat:write"), false);
        let named = |of: &[String]| of.join("\n").contains("im:write");
        assert!(!named(&may_not), "{may_not:?}");
        let (_, may_not) = compared(Some("chat:write"), true);
        assert!(named(&may_not), "{may_not:?}");
    }

    #[test]
    fn a_sign_in_that_ends_soon_is_told_before() {
        let now = "2026-11-20T12:00:00Z".parse().unwrap();
        let soon = ending(now + TimeDelta::days(4), now).unwrap();
        assert!(soon.contains("ends on 24 November"), "{soon}");
        assert_eq!(ending(now + TimeDelta::days(29), now), None);
    }

    #[test]
    fn an_answer_without_a_list_accuses_nobody() {
        assert_eq!(compared(None, true), (Vec::new(), Vec::new()));
    }
}
