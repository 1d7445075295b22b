//! Gives the senders of webhooks their tokens.

use std::sync::Arc;

use contract::{Command, Failure};
use domain::{PlaceRules, Rules, Vault};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use sources::webhook::{self, Webhook, curl, has, mint};
use tokio::runtime::Runtime;

use super::named::Named;
use super::seat;
use crate::accounts::{faulted, no_keyring};
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
    let Some(rules) = &named.rules else {
        return Err(super::named::no_kind(&named.kind));
    };
    let inbox = Webhook::new(rules, &named.id, Arc::clone(&vault))
        .map_err(|fault| faulted(&fault))?;
    let (mut lines, mut data) = (Vec::new(), Vec::new());
    if let Some(mate) = seat::asked(rules, add)? {
        let kept = webhook::sit(vault.as_ref(), &named.id, &mate.key);
        runtime.block_on(kept).map_err(|error| no_keyring(&error))?;
        lines.push(format!("You are {} here.", mate.name));
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
        let try_it = curl(&inbox.address(), &sender.id, &token);
        let address = format!("http://{}/{}", inbox.address(), sender.id);
        lines.push(format!(
            "{}: the token is shown this once.\n  Try it:  {try_it}\n  \
             A sender that takes nothing but an address: {address}/{}",
            sender.name,
            token.expose_secret()
        ));
        data.push(json!({
            "sender": sender.id,
            "address": address,
            "token": token.expose_secret(),
        }));
    }
    if data.is_empty() {
        lines.push("The team file names no sender.".to_owned());
    }
    let reconnect = Command::Reconnect { source: named.id.to_string() };
    let engine = nudge(runtime, paths, &reconnect);
    lines.extend(engine.words("The Hotseat that is running hears them."));
    Ok(Said::new(Value::from(data), lines.join("\n")))
}

/// Takes the senders their tokens: nobody is heard any more.
pub(super) fn forget(
    runtime: &Runtime,
    named: &Named,
    vault: &dyn Vault,
) -> Result<(Vec<String>, Value), Failure> {
    let places = named.rules.as_ref().map_or(&[][..], |r| senders(r, named));
    for sender in places {
        let gone = webhook::forget(vault, &named.id, &sender.id);
        runtime.block_on(gone).map_err(|error| no_keyring(&error))?;
    }
    let gone = webhook::stand_up(vault, &named.id);
    runtime.block_on(gone).map_err(|error| no_keyring(&error))?;
    let words = format!("The senders of {} are heard no more.", named.id);
    Ok((vec![words], json!({ "source": named.id, "senders": places.len() })))
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
