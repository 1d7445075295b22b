//! Signs in to a mailbox and out of it.

mod place;

use std::sync::Arc;

use contract::{Code, Command, Failure};
use domain::{Clock, Fault, Probe, Rules, SourceId, Vault};
use engine::SystemClock;
use secrecy::SecretString;
use serde_json::json;
use sources::mail::{Account, Mail};
use tokio::runtime::Runtime;

use self::place::Planned;
use super::named::{Named, key};
use super::words;
use crate::accounts::{MAIL, faulted, keyring, no_keyring};
use crate::boot::Paths;
use crate::cli::args::{AddAccount, Cli};
use crate::cli::nudge::nudge;
use crate::cli::{Outcome, Said, ask, talk, team as file};
use crate::links;

/// Whether an argument names a mailbox.
pub(super) fn is_meant(cli: &Cli, word: &str) -> Result<bool, Failure> {
    let paths = talk::paths(cli)?;
    let Ok((_, rules)) = file::standing(&paths.team) else {
        return Ok(word == MAIL);
    };
    let id = key(&paths, word);
    let kind = rules.source(&id).map(|source| source.kind.as_str());
    Ok(kind.map_or(word == MAIL, |kind| kind == MAIL))
}

/// Asks for the servers where the team file does not have them, tries the
/// sign-in, keeps it, and writes what was asked for.
pub(super) fn add(cli: &Cli, add: &AddAccount) -> Outcome {
    fits(add)?;
    let paths = talk::paths(cli)?;
    let named = Named::or_new(&paths, &add.source)?;
    let planned = Planned::of(&paths, named, add.client_id.as_deref())?;
    let runtime = talk::runtime()?;
    let vault: Arc<dyn Vault> = Arc::new(talk::keyring(&paths).patient());
    let asks = || ask::say("The keyring is locked. Unlock it in its window.");
    runtime
        .block_on(keyring(vault.as_ref(), asks))
        .map_err(|error| no_keyring(&error))?;
    let at = (&planned.rules, &planned.id);
    let vault_of = (&runtime, &vault);
    let account = enter(vault_of, at, add.client_id.as_deref())?;
    let probe = keep(vault_of, (&planned.rules, &planned.id), &account)?;
    let mut lines = vec![format!("Signed in as {}.", probe.me.name)];
    lines.extend(probe.may.iter().cloned());
    lines.extend(probe.may_not.iter().map(|lack| format!("{lack}.")));
    let known = planned.knows(&probe.me);
    if known == Some(false) {
        lines.push(words::UNKNOWN.to_owned());
    }
    let written = planned.write(&paths, &probe.me, add.yes);
    lines.extend(written.map_err(words::but_signed_in)?);
    let told = tell(&runtime, &paths, &planned);
    lines.extend(told.1);
    let data = json!({
        "source": planned.id,
        "me": { "id": probe.me.id, "name": probe.me.name },
        "may": probe.may,
        "may_not": probe.may_not,
        "known_to_roster": known,
        "engine_told": told.0,
    });
    Ok(Said::new(data, lines.join("\n")))
}

/// Signs in for as long as a process runs: the vault is its memory.
pub(super) fn for_session(
    runtime: &Runtime,
    (rules, id): (&Rules, &SourceId),
    vault: &Arc<dyn Vault>,
) -> Result<(), Failure> {
    let account = enter((runtime, vault), (rules, id), None)?;
    keep((runtime, vault), (rules, id), &account).map(|_| ())
}

/// Arguments that would have no effect are refused before anything is asked.
fn fits(add: &AddAccount) -> Result<(), Failure> {
    let vain = add.token || add.push || !add.channel.is_empty();
    if vain {
        return Err(Failure::new(
            Code::Usage,
            "A mailbox is signed in to with a name and a password, which are \
             asked for, or read line by line from standard input, or with \
             the app of --client-id and a code.",
        )
        .hint("Leave everything out but --client-id and --yes."));
    }
    Ok(())
}

/// Tries an account, and keeps it if both servers take it.
fn keep(
    (runtime, vault): (&Runtime, &Arc<dyn Vault>),
    (rules, id): (&Rules, &SourceId),
    account: &Account,
) -> Result<Probe, Failure> {
    let tried = async {
        let mail = Mail::new(rules, id, Arc::clone(vault))?;
        let probe = mail.try_out(account, SystemClock::new().now()).await?;
        account.keep(vault.as_ref(), id).await?;
        Ok::<Probe, Fault>(probe)
    };
    runtime.block_on(tried).map_err(|fault| faulted(&fault))
}

/// Asks who signs in, and as whom they write. Where an app is named, a code
/// is typed on the provider's page instead of a password here.
fn enter(
    (runtime, vault): (&Runtime, &Arc<dyn Vault>),
    (rules, id): (&Rules, &SourceId),
    app: Option<&str>,
) -> Result<Account, Failure> {
    let source = rules.source(id);
    let written = source.and_then(|it| it.options.get("client_id"));
    let app = app.or_else(|| written.map(String::as_str));
    let account = account((rules, id), app.is_some())?;
    let Some(app) = app else { return Ok(account) };
    let clock = SystemClock::new();
    let typed = async {
        let mail = Mail::new(rules, id, Arc::clone(vault))?;
        let asked = mail.ask_code(app, clock.now()).await?;
        ask::say(&format!("Type {} at {}", asked.code(), asked.page()));
        if links::open(asked.page()).is_err() {
            ask::say("No browser could be started here; any device will do.");
        }
        mail.keep_tokens(asked.finish(&clock).await?).await
    };
    runtime.block_on(typed).map_err(|fault| faulted(&fault))?;
    Ok(account)
}

/// Asks who signs in, and as whom they write.
fn account(
    (rules, id): (&Rules, &SourceId),
    token: bool,
) -> Result<Account, Failure> {
    let source = rules.source(id);
    let shared = source.and_then(|it| it.options.get("address"));
    let shared = shared.map(String::as_str).unwrap_or_default();
    let question = "Your own address, from which you answer";
    let own = ask::address(question, shared)?;
    let mate = rules.roster.iter().find(|mate| {
        let email = mate.email.as_deref();
        email.is_some_and(|it| it.eq_ignore_ascii_case(&own))
            || mate.ids.iter().any(|(of, it)| of == id && it.as_str() == own)
    });
    let known = mate.map_or("", |mate| mate.name.as_str());
    let name = ask::answer("Your name, as those who ask see it", known)?;
    let user = ask::answer("The name for signing in to the mailbox", &own)?;
    let password = match token {
        true => SecretString::default(),
        false => ask::secret("Its password")?,
    };
    Ok(Account { user, password, address: own, name, token })
}

/// Tells a Hotseat that runs; whether one does, and a sentence about it.
fn tell(
    runtime: &Runtime,
    paths: &Paths,
    planned: &Planned,
) -> (bool, Option<String>) {
    let source = planned.id.to_string();
    let command = match planned.is_new() {
        true => Command::Reload,
        false => Command::Reconnect { source },
    };
    let engine = nudge(runtime, paths, &command);
    (engine.is_told(), engine.words("The Hotseat that is running uses it."))
}
