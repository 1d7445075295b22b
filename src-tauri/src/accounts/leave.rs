//! Signs out of a source, here and there.

use std::sync::Arc;

use contract::Failure;
use domain::{Clock, Rules, SourceId, Vault};
use engine::SystemClock;
use sources::mail::Account;
use sources::slack::{Access, Left, Tokens};
use sources::{github, webhook};

use super::{GITHUB, SLACK, TEAMS, faulted, no_keyring};
use crate::wiring;

/// Forgets a sign-in, and has the source end it where that can be; what has
/// come of it is said in words.
pub(crate) async fn leave(
    vault: &Arc<dyn Vault>,
    rules: &Rules,
    id: &SourceId,
) -> Result<String, Failure> {
    let Some(source) = rules.source(id) else { return Ok(String::new()) };
    let name = &source.name;
    let gone = format!("This computer has forgotten the sign-in to {name}.");
    match source.kind.as_str() {
        SLACK => {
            let access = Access::at(&wiring::slack_api());
            let access = access.map_err(|fault| faulted(&fault))?;
            let tokens = Tokens::new(Arc::clone(vault), access, id.clone());
            let left = tokens.sign_out(SystemClock::new().now()).await;
            Ok(match left.map_err(|fault| faulted(&fault))? {
                Left::Ended => format!("{gone} Slack has ended it."),
                Left::NothingLeft => gone,
                Left::Holds(fault) => format!(
                    "{gone} Slack could not be told to end it ({fault}): it \
                     holds there until you remove the app under Apps, Manage."
                ),
            })
        }
        GITHUB => {
            let tokens = github::Tokens::new(Arc::clone(vault), id.clone());
            tokens.forget().await.map_err(|fault| faulted(&fault))?;
            Ok(format!(
                "{gone} It holds at GitHub until you end it at {}.",
                github::REVOKE_AT
            ))
        }
        TEAMS => {
            let at = (Some(rules), id);
            let tokens = super::teams_tokens(vault, at)?;
            tokens.forget().await.map_err(|fault| faulted(&fault))?;
            Ok(format!(
                "{gone} At Microsoft you end it under My Apps \
                 (myapps.microsoft.com)."
            ))
        }
        "webhook" => {
            for sender in &source.places {
                let taken = webhook::forget(vault.as_ref(), id, &sender.id);
                taken.await.map_err(|error| no_keyring(&error))?;
            }
            Ok(format!("The senders of {name} are heard no more."))
        }
        _ => {
            let gone_there = Account::forget(vault.as_ref(), id).await;
            gone_there.map_err(|fault| faulted(&fault))?;
            Ok(gone)
        }
    }
}
