//! Gives the senders of webhooks their tokens.

mod inbox;

use std::sync::Arc;

use contract::{Code, Command, Failure};
use domain::{PersonKey, PlaceRules, Rules, Vault};
use secrecy::SecretString;
use serde_json::{Value, json};
use sources::webhook::{self, Webhook, has, mint};
use tokio::runtime::Runtime;

use super::named::Named;
use super::{chosen, seat};
use crate::accounts::{faulted, no_keyring, token_once};
use crate::boot::Paths;
use crate::cli::args::AddAccount;
use crate::cli::nudge::nudge;
use crate::cli::{Outcome, Said};

/// Makes a token for every sender that has none; with `--renew` for all.
pub(super) fn add(
    (runtime, paths): (&Runtime, &Paths),
    add: &AddAccount,
    (named, vault): (&Named, Arc<dyn Vault>),
) -> Outcome {
    let Some(rules) = named.rules.as_ref().filter(|_| named.is_read()) else {
        return inbox::add((runtime, paths), add, (named, vault));
    };
    if !add.channel.is_empty() {
        return Err(Failure::new(
            Code::Usage,
            "--channel is for an inbox that the team file does not have yet.",
        )
        .hint(format!("Run `hotseat sources add {} SENDER`.", named.id)));
    }
    let inbox = Webhook::new(rules, &named.id, Arc::clone(&vault))
        .map_err(|fault| faulted(&fault))?;
    let (mut lines, mut data) = (Vec::new(), Vec::new());
    if let Some(mate) = seat::asked(rules, add)? {
        let mate = (&mate.key, mate.name.as_str());
        lines.push(sit((runtime, vault.as_ref()), named, mate)?);
    }
    for sender in senders(rules, named) {
        let given = runtime.block_on(token(vault.as_ref(), named, sender, add));
        let Some(token) = given? else {
            lines.push(format!(
                "{} has its token. --renew gives every sender a new one.",
                sender.name
            ));
            data.push(json!({ "sender": sender.id, "token": null }));
            continue;
        };
        let once = token_once(&inbox, (&sender.id, &sender.name), &token);
        lines.push(chosen::words(&once));
        data.push(chosen::token(&once));
    }
    if data.is_empty() {
        lines.push("The team file names no sender.".to_owned());
    }
    let reconnect = Command::Reconnect { source: named.id.to_string() };
    let engine = nudge(runtime, paths, &reconnect);
    lines.extend(engine.words("The Hotseat that is running hears them."));
    Ok(Said::new(Value::from(data), lines.join("\n")))
}

/// Somebody sits here from now on; says so.
fn sit(
    (runtime, vault): (&Runtime, &dyn Vault),
    named: &Named,
    (key, name): (&PersonKey, &str),
) -> Result<String, Failure> {
    let kept = webhook::sit(vault, &named.id, key);
    runtime.block_on(kept).map_err(|error| no_keyring(&error))?;
    Ok(format!("You are {name} here."))
}

/// The senders that the team file names.
fn senders<'r>(rules: &'r Rules, named: &Named) -> &'r [PlaceRules] {
    rules.source(&named.id).map_or(&[], |source| &source.places)
}

/// A new token, where one is wanted.
async fn token(
    vault: &dyn Vault,
    named: &Named,
    sender: &PlaceRules,
    add: &AddAccount,
) -> Result<Option<SecretString>, Failure> {
    let made = async {
        if !add.renew && has(vault, &named.id, &sender.id).await? {
            return Ok(None);
        }
        mint(vault, &named.id, &sender.id).await.map(Some)
    };
    made.await.map_err(|error| no_keyring(&error))
}
