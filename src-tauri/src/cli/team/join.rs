//! Puts the person at this desktop into the roster, on duty.

use std::sync::Arc;

use contract::{Code, Command, Failure};
use domain::{Author, Clock, Rules, Source, SourceId};
use engine::SystemClock;
use serde_json::json;
use sources::slack::Slack;
use team::Newcomer;
use tokio::runtime::Runtime;

use super::standing;
use crate::accounts::faulted;
use crate::boot::Paths;
use crate::cli::args::{AddMe, Cli};
use crate::cli::nudge::nudge;
use crate::cli::{Outcome, Said, ask, talk};
use crate::{teamfile, wiring};

/// Shows the change, and writes it if it is agreed to.
pub(super) fn join(cli: &Cli, me: &AddMe) -> Outcome {
    let paths = talk::paths(cli)?;
    let (text, rules) = standing(&paths.team)?;
    let runtime = talk::runtime()?;
    let newcomer = newcomer((&runtime, &paths), &rules, me)?;
    let name = paths.team.display().to_string();
    let flawed =
        |flaw: team::Flaw| Failure::new(Code::Refused, flaw.to_string());
    let mut edit = team::add_person(&text, &name, &newcomer).map_err(flawed)?;
    if me.observe {
        let today = SystemClock::new().now().with_timezone(&rules.zone);
        let days = (today.date_naive(), None);
        let week = team::observe(&edit.text, &name, &edit.key, days);
        edit = edit.then(&text, week.map_err(flawed)?);
    }
    if !me.yes {
        ask::say(&edit.diff);
        if !ask::agreed(&format!("Write this to {name}?"))? {
            return Err(Failure::new(
                Code::Refused,
                "It was not agreed to; nothing was written.",
            )
            .hint("--yes agrees beforehand."));
        }
    }
    teamfile::over(&paths.team, &edit.text, &edit.replaces)?;
    let engine = nudge(&runtime, &paths, &Command::Reload);
    let mut lines =
        vec![format!("{} is in the roster of {name}.", newcomer.name)];
    lines.extend(edit.remark.clone());
    if !me.observe {
        lines.push(format!(
            "New here? `hotseat team observe {}` lets you read along for a \
             week first.",
            edit.key
        ));
    }
    lines.extend(engine.words("The Hotseat that is running looks at it now."));
    let data = json!({
        "file": name,
        "person": edit.key,
        "diff": edit.diff,
        "remark": edit.remark,
        "engine_told": engine.is_told(),
    });
    Ok(Said::new(data, lines.join("\n")))
}

/// Who is to be written: as the arguments say, and for what they leave out,
/// as a source knows them.
fn newcomer(
    around: (&Runtime, &Paths),
    rules: &Rules,
    me: &AddMe,
) -> Result<Newcomer, Failure> {
    let told = me.name.is_some() && (me.email.is_some() || me.slack.is_some());
    let seen = if told { None } else { Some(whoever(around, rules)) };
    let (source, author) = match seen {
        None => (None, None),
        Some(Ok((source, author))) => (Some(source), Some(author)),
        // A name would do, if there were anything to recognise them by.
        Some(Err(failure)) => return Err(or_say(failure)),
    };
    let seen_name = author.as_ref().map(|author| author.name.clone());
    let name = me.name.clone().or(seen_name).unwrap_or_default();
    let seen_email = author.as_ref().and_then(|author| author.email.clone());
    let seen_id = author.map(|author| author.id.as_str().to_owned());
    let id = me.slack.clone().or(seen_id);
    let source = source.map_or("slack".to_owned(), |it| it.to_string());
    Ok(Newcomer {
        key: team::key_of(&name),
        name,
        email: me.email.clone().or(seen_email),
        ids: id.map(|id| (source, id)).into_iter().collect(),
    })
}

/// The person who is signed in to the first source that answers.
fn whoever(
    (runtime, paths): (&Runtime, &Paths),
    rules: &Rules,
) -> Result<(SourceId, Author), Failure> {
    let vault = Arc::new(talk::keyring(paths));
    let mut why = Failure::new(
        Code::Refused,
        "The team file names no source that could say who you are.",
    );
    let now = SystemClock::new().now();
    for source in rules.sources.iter().filter(|it| it.kind == "slack") {
        let api = wiring::slack_api();
        let probe = Slack::new(rules, &source.id, vault.clone(), &api)
            .and_then(|slack| runtime.block_on(slack.probe(now)));
        match probe {
            Ok(probe) => return Ok((source.id.clone(), probe.me)),
            Err(fault) => why = faulted(&fault),
        }
    }
    Err(why)
}

fn or_say(failure: Failure) -> Failure {
    failure.hint(
        "Or say who you are: `hotseat team add-me --name NAME --email ADDRESS`.",
    )
}
