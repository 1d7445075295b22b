//! Signs out of a source, here and there.

use std::sync::Arc;

use contract::{Command, Failure};
use domain::{Clock, SourceId, Vault};
use engine::SystemClock;
use serde_json::{Value, json};
use sources::slack::Left;
use tokio::runtime::Runtime;

use super::kept::tokens;
use super::named::{Named, key};
use super::{github, teams, webhook};
use crate::accounts::{GITHUB, TEAMS, faulted};
use crate::cli::args::{Cli, RemoveAccount};
use crate::cli::nudge::nudge;
use crate::cli::{Outcome, Said, forget, talk};

/// Ends a sign-in, and forgets what was said there if that is asked for.
pub(super) fn remove(cli: &Cli, remove: &RemoveAccount) -> Outcome {
    let paths = talk::paths(cli)?;
    let id = key(&paths, &remove.source);
    let runtime = talk::runtime()?;
    let vault: Arc<dyn Vault> = Arc::new(talk::keyring(&paths).patient());
    let named = Named::find(&paths, &remove.source).ok();
    let kind = named.as_ref().map(|named| named.kind.as_str());
    let (mut lines, mut data) = match (named.as_ref(), kind) {
        (Some(named), Some("webhook")) => {
            webhook::forget(&runtime, named, vault.as_ref())?
        }
        (_, Some(GITHUB)) => github::forget(&runtime, &id, vault)?,
        (Some(named), Some(TEAMS)) => teams::forget(&runtime, named, &vault)?,
        _ => slack(&runtime, &id, vault)?,
    };
    let reconnect = Command::Reconnect { source: id.to_string() };
    let engine = nudge(&runtime, &paths, &reconnect);
    drop(runtime);
    lines.extend(engine.words("The Hotseat that is running is signed out."));
    let mut said = Said::new(Value::Null, "");
    if remove.texts {
        match forget::texts(cli, id.as_str(), remove.yes) {
            Ok(texts) => {
                lines.push(texts.lines);
                said.data = texts.data;
            }
            // The sign-in is gone whatever becomes of the texts.
            Err(failure) => said.wrong = Some(failure),
        }
    } else {
        lines.push(format!(
            "What was read stays on this computer: `hotseat forget {id}` \
             takes it away."
        ));
    }
    if let Some(data) = data.as_object_mut() {
        data.insert("engine_told".to_owned(), json!(engine.is_told()));
        data.insert("texts".to_owned(), said.data);
    }
    Ok(Said { data, lines: lines.join("\n"), ..said })
}

/// Forgets the tokens of Slack, and has Slack end them.
fn slack(
    runtime: &Runtime,
    id: &SourceId,
    vault: Arc<dyn Vault>,
) -> Result<(Vec<String>, Value), Failure> {
    let tokens = tokens(vault, id)?;
    let now = SystemClock::new().now();
    let has_app = runtime.block_on(tokens.app()).is_ok();
    let left = runtime
        .block_on(tokens.sign_out(now))
        .map_err(|fault| faulted(&fault))?;
    let lines = words(id, &left, has_app);
    let (revoked, trouble) = match left {
        Left::Ended => (Some(true), None),
        Left::NothingLeft => (None, None),
        Left::Holds(fault) => (Some(false), Some(fault.to_string())),
    };
    let data = json!({
        "source": id,
        "revoked": revoked,
        "trouble": trouble,
        "app_token": has_app,
    });
    Ok((lines, data))
}

fn words(id: &SourceId, left: &Left, app: bool) -> Vec<String> {
    let mut lines = vec![match left {
        Left::Ended => format!(
            "You are signed out of {id}: the keyring has forgotten the \
             token, and Slack has ended it."
        ),
        Left::NothingLeft => format!(
            "The keyring has forgotten {id}. At Slack there was nothing to \
             end any more."
        ),
        Left::Holds(fault) => format!(
            "The keyring has forgotten the token of {id}, but Slack could \
             not be told to end it: {fault}. It holds there until you remove \
             the app under Apps, Manage, in Slack."
        ),
    }];
    if app {
        lines.push(
            "The app-level token is forgotten here. Slack ends it only on \
             the app's page, under Basic Information."
                .to_owned(),
        );
    }
    lines
}
