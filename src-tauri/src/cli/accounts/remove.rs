//! Signs out of a source, here and there.

use std::sync::Arc;

use contract::Command;
use domain::Vault;
use serde_json::{Value, json};

use super::named::Named;
use crate::accounts::Leaving;
use crate::cli::args::{Cli, RemoveAccount};
use crate::cli::nudge::nudge;
use crate::cli::{Outcome, Said, forget, talk};

/// Ends a sign-in, and forgets what was said there if that is asked for.
pub(super) fn remove(cli: &Cli, remove: &RemoveAccount) -> Outcome {
    let paths = talk::paths(cli)?;
    let Named { id, kind, rules } = Named::or_gone(&paths, &remove.source);
    let runtime = talk::runtime()?;
    let vault: Arc<dyn Vault> = Arc::new(talk::keyring(&paths).patient());
    let leaving = Leaving { rules: rules.as_ref(), id: &id, kind: &kind };
    let gone = runtime.block_on(leaving.leave(&vault))?;
    let reconnect = Command::Reconnect { source: id.to_string() };
    let engine = nudge(&runtime, &paths, &reconnect);
    drop(runtime);
    let mut lines = gone.lines;
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
    let data = json!({
        "source": id,
        "revoked": gone.revoked,
        "trouble": gone.trouble,
        "app_token": gone.app_token,
        "engine_told": engine.is_told(),
        "texts": said.data,
    });
    Ok(Said { data, lines: lines.join("\n"), ..said })
}
