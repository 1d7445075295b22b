//! Signs out of a source, here and there.

use std::sync::Arc;

use contract::Command;
use domain::{Clock, SourceId};
use engine::SystemClock;
use serde_json::{Value, json};
use sources::slack::Left;

use super::kept::tokens;
use super::named::key;
use crate::accounts::faulted;
use crate::cli::args::{Cli, RemoveAccount};
use crate::cli::nudge::nudge;
use crate::cli::{Outcome, Said, forget, talk};

/// Ends a sign-in, and forgets what was said there if that is asked for.
pub(super) fn remove(cli: &Cli, remove: &RemoveAccount) -> Outcome {
    let paths = talk::paths(cli)?;
    let id = key(&paths, &remove.source);
    let runtime = talk::runtime()?;
    let vault = Arc::new(talk::keyring(&paths).patient());
    let tokens = tokens(vault, &id)?;
    let now = SystemClock::new().now();
    let has_app = runtime.block_on(tokens.app()).is_ok();
    let left = runtime
        .block_on(tokens.sign_out(now))
        .map_err(|fault| faulted(&fault))?;
    let reconnect = Command::Reconnect { source: id.to_string() };
    let engine = nudge(&runtime, &paths, &reconnect);
    drop(runtime);
    let mut lines = words(&id, &left, has_app);
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
        "engine_told": engine.is_told(),
        "texts": said.data,
    });
    Ok(Said { data, lines: lines.join("\n"), ..said })
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
