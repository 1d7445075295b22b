//! The sign-ins that are kept: listed and tried.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::Failure;
use domain::when::clock_time;
use domain::{Clock, Fault, Rules, SourceId, SourceRules, Vault};
use engine::{Sources, SystemClock};
use serde_json::{Map, Value, json};
use sources::github;
use sources::mail::Account;
use sources::slack::{Access, Tokens};
use sources::teams;
use sources::webhook::has;
use tokio::runtime::Runtime;

use super::named::Named;
use crate::accounts::{GITHUB, MAIL, TEAMS, WEBHOOK, faulted, teams_tokens};
use crate::boot;
use crate::cli::args::Cli;
use crate::cli::{Outcome, Said, failed, sentence, talk, team};
use crate::wiring;

/// Lists the sources of the team file, and whether somebody is signed in.
pub(super) fn list(cli: &Cli) -> Outcome {
    let paths = talk::paths(cli)?;
    let (_, rules) = team::standing(&paths.team)?;
    let runtime = talk::runtime()?;
    let vault: Arc<dyn Vault> = Arc::new(talk::keyring(&paths));
    let now = SystemClock::new().now();
    let (mut data, mut lines) = (Vec::new(), Vec::new());
    for source in &rules.sources {
        let kept = match source.kind.as_str() {
            "slack" => {
                let tokens = tokens(Arc::clone(&vault), &source.id)?;
                runtime.block_on(Kept::look(&tokens))
            }
            GITHUB => {
                let id = source.id.clone();
                let tokens = github::Tokens::new(Arc::clone(&vault), id);
                runtime.block_on(Kept::token(&tokens))
            }
            TEAMS => {
                let tokens = teams_tokens(&vault, (Some(&rules), &source.id))?;
                runtime.block_on(Kept::teams(&tokens))
            }
            WEBHOOK => runtime.block_on(Kept::senders(vault.as_ref(), source)),
            MAIL => runtime.block_on(Kept::mailbox(vault.as_ref(), &source.id)),
            _ => Kept::none(),
        };
        lines.push(kept.line(source, now));
        let mut told = kept.data(source);
        if kept.signed_in == Some(true) {
            let vault = Arc::clone(&vault);
            let asked = asked(&runtime, (&rules, &source.id), vault)?;
            lines.extend(asked.0);
            if let Some(told) = told.as_object_mut() {
                told.extend(asked.1);
            }
        }
        data.push(told);
    }
    if lines.is_empty() {
        lines.push("The team file names no source.".to_owned());
    }
    Ok(Said::new(Value::from(data), lines.join("\n")))
}

/// What an account may do, as its source says it; a source that does not
/// answer says why.
fn asked(
    runtime: &Runtime,
    (rules, id): (&Rules, &SourceId),
    vault: Arc<dyn Vault>,
) -> Result<(Vec<String>, Map<String, Value>), Failure> {
    let source = wiring::Real { vault }.make(rules, id).map_err(failed)?;
    let now = SystemClock::new().now();
    let (mut lines, mut data) = (Vec::new(), Map::new());
    match runtime.block_on(source.probe(now)) {
        Ok(probe) => {
            let each = |mark: &'static str| {
                move |it: &String| format!("  {mark} {}", sentence(it))
            };
            lines.extend(probe.may.iter().map(each("may:    ")));
            lines.extend(probe.may_not.iter().map(each("may not:")));
            data.insert("may".to_owned(), json!(probe.may));
            data.insert("may_not".to_owned(), json!(probe.may_not));
        }
        Err(fault) => lines.push(format!("  {}", faulted(&fault).message)),
    }
    Ok((lines, data))
}

/// What is kept for a source; never the tokens themselves.
struct Kept {
    /// Unknown while the keyring does not answer.
    signed_in: Option<bool>,
    ends: Option<DateTime<Utc>>,
    app_token: Option<bool>,
    trouble: Option<String>,
}

impl Kept {
    fn none() -> Kept {
        Kept {
            signed_in: Some(false),
            ends: None,
            app_token: Some(false),
            trouble: None,
        }
    }

    async fn look(tokens: &Tokens) -> Kept {
        let (signed_in, ends, trouble) = match tokens.ends().await {
            Ok(ends) => (Some(true), ends, None),
            Err(Fault::Unauthorized { .. }) => (Some(false), None, None),
            Err(fault) => (None, None, Some(fault.to_string())),
        };
        // A keyring that has not answered once is not waited for twice.
        let app_token = match signed_in {
            None => None,
            Some(_) => match tokens.app().await {
                Ok(_) => Some(true),
                Err(Fault::Unauthorized { .. }) => Some(false),
                Err(_) => None,
            },
        };
        Kept { signed_in, ends, app_token, trouble }
    }

    /// Of a sign-in that is one token.
    async fn token(tokens: &github::Tokens) -> Kept {
        let (signed_in, trouble) = match tokens.bearer().await {
            Ok(_) => (Some(true), None),
            Err(Fault::Unauthorized { .. }) => (Some(false), None),
            Err(fault) => (None, Some(fault.to_string())),
        };
        Kept { signed_in, trouble, ..Kept::none() }
    }

    /// Of a sign-in that renews itself.
    async fn teams(tokens: &teams::Tokens) -> Kept {
        match tokens.ends().await {
            Ok(ends) => Kept { signed_in: Some(true), ends, ..Kept::none() },
            Err(Fault::Unauthorized { .. }) => Kept::none(),
            Err(fault) => {
                let trouble = Some(fault.to_string());
                Kept { signed_in: None, trouble, ..Kept::none() }
            }
        }
    }

    /// A password holds until somebody changes it.
    async fn mailbox(vault: &dyn Vault, source: &SourceId) -> Kept {
        match Account::kept(vault, source).await {
            Ok(_) => Kept { signed_in: Some(true), ..Kept::none() },
            Err(Fault::Unauthorized { .. }) => Kept::none(),
            Err(fault) => {
                let trouble = Some(fault.to_string());
                Kept { signed_in: None, trouble, ..Kept::none() }
            }
        }
    }

    /// Signed in is an inbox whose senders all have their tokens.
    async fn senders(vault: &dyn Vault, source: &SourceRules) -> Kept {
        for sender in &source.places {
            match has(vault, &source.id, &sender.id).await {
                Ok(true) => {}
                Ok(false) => return Kept::none(),
                Err(error) => {
                    let trouble = Some(error.to_string());
                    return Kept { signed_in: None, trouble, ..Kept::none() };
                }
            }
        }
        Kept { signed_in: Some(true), ..Kept::none() }
    }

    fn line(&self, source: &SourceRules, now: DateTime<Utc>) -> String {
        let (id, kind) = (&source.id, &source.kind);
        let state = match (self.signed_in, self.ends) {
            (Some(true), Some(ends)) => {
                let ends = clock_time(ends, now, boot::zone(chrono_tz::UTC));
                format!("signed in; ends {ends} if it is not used before")
            }
            (Some(true), None) => "signed in, until it is revoked".to_owned(),
            (Some(false), _) => "not signed in".to_owned(),
            (None, _) => self.trouble.clone().unwrap_or_default(),
        };
        let app = match self.app_token {
            Some(true) => "; app-level token kept",
            _ => "",
        };
        format!("{id} ({kind}): {state}{app}")
    }

    fn data(&self, source: &SourceRules) -> Value {
        json!({
            "source": source.id,
            "kind": source.kind,
            "signed_in": self.signed_in,
            "ends": self.ends,
            "app_token": self.app_token,
            "trouble": self.trouble,
        })
    }
}

/// The tokens of a source.
fn tokens(vault: Arc<dyn Vault>, source: &SourceId) -> Result<Tokens, Failure> {
    let access = Access::at(&wiring::slack_api()).map_err(|f| faulted(&f))?;
    Ok(Tokens::new(vault, access, source.clone()))
}

/// Asks a source who we are and what we may do.
pub(super) fn test(cli: &Cli, word: &str) -> Outcome {
    let paths = talk::paths(cli)?;
    let (_, rules) = team::standing(&paths.team)?;
    let id = Named::find(&paths, word)?.id;
    let runtime = talk::runtime()?;
    let vault = Arc::new(talk::keyring(&paths));
    let source = wiring::Real { vault }.make(&rules, &id).map_err(failed)?;
    let now = SystemClock::new().now();
    let probe =
        runtime.block_on(source.probe(now)).map_err(|fault| faulted(&fault))?;
    let mate = rules.teammate(&id, &probe.me);
    let mut lines = vec![match mate {
        None if !probe.me.human => format!("{id}: {}.", probe.may.join(", ")),
        Some(mate) => format!("{id}: signed in as {}.", mate.name),
        None => format!(
            "{id}: signed in as {}. {}",
            probe.me.name,
            super::words::UNKNOWN
        ),
    }];
    lines.extend(probe.may_not.iter().map(|lack| format!("{lack}.")));
    let data = json!({
        "source": id,
        "me": {
            "id": probe.me.id,
            "name": probe.me.name,
            "email": probe.me.email,
        },
        "roster": mate.map(|mate| &mate.key),
        "may": probe.may,
        "may_not": probe.may_not,
        "clock_offset_ms": probe.offset_ms,
    });
    Ok(Said::new(data, lines.join("\n")))
}
