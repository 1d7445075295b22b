//! Examines the sources: whether they are read, by whom, and how often.

use contract::Check;
use domain::picture::{Picture, Sight, Watched};
use domain::when::duration;
use domain::{Fault, SourceId};
use engine::{Desk, Kept};

use crate::accounts::TEAMS;
use crate::cli::sentence;

/// What to do where it is not read.
const AGAIN: &str =
    "It is tried again by itself; keep the channel open meanwhile.";

/// A source, its account and its pace.
pub(super) async fn source(
    desk: &Desk,
    picture: &Picture,
    source: &Watched,
) -> Vec<Check> {
    let mut checks = vec![seen(source, picture.now)];
    checks.extend(account(desk, &source.id).await);
    checks.extend(pace(&picture.rules, source, picture.now));
    checks
}

/// What the account of a source may and may not do.
async fn account(desk: &Desk, id: &SourceId) -> Vec<Check> {
    let part = format!("{id} account");
    match desk.probe(id).await {
        Ok(probe) => {
            let may: Vec<String> =
                probe.may.iter().map(|may| sentence(may)).collect();
            let name = &probe.me.name;
            let words = format!("Signed in as {name}. {}", may.join(" "));
            let mut checks = vec![Check::well(&part, words)];
            for lack in probe.may_not {
                checks.push(Check::limited(
                    &part,
                    lack,
                    format!("`hotseat accounts add {id}` signs in again."),
                ));
            }
            checks
        }
        Err(fault) => {
            let remedy = match &fault {
                Fault::Unauthorized { .. } => {
                    format!("`hotseat accounts add {id}` signs in again.")
                }
                _ => format!("`hotseat accounts test {id}` tries once more."),
            };
            vec![Check::broken(&part, sentence(&fault.to_string()), remedy)]
        }
    }
}

/// Whether this computer knows how late it is.
pub(super) fn clock(flaw: Option<&str>, heard: bool) -> Check {
    match flaw {
        None if !heard => Check::well(
            "clock",
            "No source has said how late it is there, so nothing is held \
             against it.",
        ),
        None => Check::well("clock", "It agrees with those of the sources."),
        Some(words) => Check::limited(
            "clock",
            words,
            "Let the computer set its clock by the network: `timedatectl \
             set-ntp true`.",
        ),
    }
}

fn seen(source: &Watched, now: chrono::DateTime<chrono::Utc>) -> Check {
    let part = source.name.as_str();
    let pace = source.pace.num_seconds();
    let age = source.read.map_or_else(String::new, |at| {
        format!(", last {} ago", duration(now - at))
    });
    let fault = source.fault.as_ref().map(|fault| sentence(&fault.to_string()));
    match source.sight {
        Sight::Seeing => {
            Check::well(part, format!("Read every {pace} s{age}."))
        }
        Sight::CatchingUp => match fault {
            Some(fault) => Check::limited(part, fault, AGAIN),
            None => Check::limited(
                part,
                "It is being read for the first time since the start.",
                "Ask again in half a minute.",
            ),
        },
        Sight::Degraded => Check::limited(
            part,
            source
                .degraded
                .clone()
                .unwrap_or_else(|| "Push does not bring everything".to_owned()),
            format!(
                "Until then it is read every {pace} s instead, so what comes \
                 may ring that much later."
            ),
        ),
        Sight::Blind => Check::broken(
            part,
            fault.unwrap_or_else(|| "It has not been read.".to_owned()),
            AGAIN,
        ),
        Sight::SignedOut => Check::broken(
            part,
            fault.unwrap_or_else(|| "Nobody is signed in.".to_owned()),
            format!("`hotseat accounts add {}` signs in.", source.id),
        ),
    }
}

/// How often a source can be read within its limits.
fn pace(
    rules: &domain::Rules,
    source: &Watched,
    now: chrono::DateTime<chrono::Utc>,
) -> Option<Check> {
    let part = format!("{} pace", source.id);
    if source.kind == TEAMS {
        let words = sources::teams::budget(rules, &source.id);
        return Some(Check::well(&part, words));
    }
    let polls = rules.source(&source.id).is_some_and(|s| {
        s.kind == "slack"
            && s.options.get("push").is_none_or(|push| push != "true")
    });
    polls.then(|| {
        let budget = sources::slack::budget(rules, &source.id, now);
        Check::well(&part, budget.words)
    })
}

/// How old the calendars are that come from addresses.
pub(super) fn calendars(desk: &Desk, picture: &Picture) -> Vec<Check> {
    let check = |kept: Kept| {
        let words = kept.words(picture.now, picture.zone);
        let words = format!("{}: {words}.", kept.address);
        if kept.failed.is_none() && !kept.is_old(picture.now) {
            return Check::well("calendar", words);
        }
        Check::limited(
            "calendar",
            words,
            "The last good copy holds; without one its days count as any \
             others. It is asked for again every hour.",
        )
    };
    desk.calendars().into_iter().map(check).collect()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use contract::Health;
    use domain::Way;

    use super::*;

    fn watched(sight: Sight) -> Watched {
        Watched {
            id: SourceId::new("slack"),
            kind: "slack".to_owned(),
            name: "Slack".to_owned(),
            way: Way::Poll,
            issues: false,
            directs: false,
            writes: true,
            sight,
            degraded: None,
            read: None,
            blind_since: None,
            fault: None,
            tries: 0,
            next_try: None,
            ends: None,
            pace: TimeDelta::seconds(10),
            last_request: None,
            backlog: None,
            history: Vec::new(),
        }
    }

    #[test]
    fn what_is_being_caught_up_with_is_not_called_well_yet() {
        let now = "2026-11-20T13:00:00Z".parse().unwrap();
        let check = seen(&watched(Sight::CatchingUp), now);
        assert_eq!(check.health, Health::Limited);
        assert!(check.words.contains("first time since the start"));
        assert!(check.remedy.is_some_and(|it| it.contains("half a minute")));
    }
}
