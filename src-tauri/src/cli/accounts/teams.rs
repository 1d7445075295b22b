//! Signs in to Microsoft Teams and out of it.

mod channels;

use std::sync::Arc;

use contract::{Code, Command, Failure};
use domain::{Author, Rules, SourceId, Vault};
use serde_json::json;
use sources::teams::UserTokens;
use tokio::runtime::Runtime;

use super::named::Named;
use super::words;
use crate::accounts::{
    back_in_teams, consent_page, faulted, keep_teams, look_around,
    teams_by_browser, teams_by_code, typed_teams_code,
};
use crate::boot::Paths;
use crate::cli::args::AddAccount;
use crate::cli::nudge::nudge;
use crate::cli::{Outcome, Said, ask};
use crate::links;

/// Signs in, keeps the sign-in, and offers to write channels into the team
/// file.
pub(super) fn add(
    (runtime, paths): (&Runtime, &Paths),
    add: &AddAccount,
    (named, vault): (&Named, &Arc<dyn Vault>),
) -> Outcome {
    fits(add)?;
    let way = Way::of(add, named)?;
    let at = (named.rules.as_ref(), &named.id);
    let tokens = enter(runtime, at, &way)?;
    runtime.block_on(keep_teams(vault, at, tokens))?;
    let reconnect = Command::Reconnect { source: named.id.to_string() };
    let engine = nudge(runtime, paths, &reconnect);
    let welcome = look_around(vault, at, way.tenant.as_deref())
        .map_err(words::but_signed_in)?;
    let me = runtime
        .block_on(welcome.me())
        .map_err(|fault| words::but_signed_in(faulted(&fault)))?;
    let mut lines = vec![format!("Signed in to Teams as {}.", me.name)];
    lines.extend(engine.words("The Hotseat that is running uses it."));
    let around = (&welcome, &me);
    let watched = channels::watch((runtime, paths), (add, named), around, &way)
        .map_err(words::but_signed_in)?;
    lines.extend(watched.lines);
    let known = knows(named, &me);
    if known == Some(false) {
        lines.push(words::UNKNOWN.to_owned());
    }
    let data = json!({
        "source": named.id,
        "me": { "id": me.id, "name": me.name, "email": me.email },
        "known_to_roster": known,
        "watched": watched.places,
        "engine_told": engine.is_told(),
    });
    Ok(Said::new(data, lines.join("\n")))
}

/// Signs in for as long as a process runs: the vault is its memory.
pub(super) fn for_session(
    runtime: &Runtime,
    (rules, id): (&Rules, &SourceId),
    vault: &Arc<dyn Vault>,
) -> Result<(), Failure> {
    let source = rules.source(id);
    let option = |key: &str| source?.options.get(key).cloned();
    let way = Way {
        client_id: option("client_id").ok_or_else(no_app)?,
        tenant: option("tenant"),
        browser: false,
    };
    let at = (Some(rules), id);
    let tokens = enter(runtime, at, &way)?;
    runtime.block_on(keep_teams(vault, at, tokens))
}

/// By which app somebody signs in, and where.
struct Way {
    client_id: String,
    tenant: Option<String>,
    /// With the browser of this computer instead of a code.
    browser: bool,
}

impl Way {
    fn of(add: &AddAccount, named: &Named) -> Result<Way, Failure> {
        let written = |key: &str| named.option(key).map(str::to_owned);
        let client_id = add.client_id.clone().or_else(|| written("client_id"));
        let tenant = add.tenant.clone().or_else(|| written("tenant"));
        let client_id = client_id.ok_or_else(no_app)?;
        Ok(Way { client_id, tenant, browser: add.browser })
    }
}

/// Arguments that would have no effect are refused before anything is asked.
fn fits(add: &AddAccount) -> Result<(), Failure> {
    if add.token || add.push {
        return Err(Failure::new(
            Code::Usage,
            "Microsoft gives no tokens to paste, and tells nothing by itself \
             to a computer like this one.",
        )
        .hint("Leave --token and --push out."));
    }
    Ok(())
}

fn enter(
    runtime: &Runtime,
    at: (Option<&Rules>, &SourceId),
    way: &Way,
) -> Result<UserTokens, Failure> {
    let app = (way.tenant.as_deref(), way.client_id.as_str());
    ask::say(&format!(
        "An administrator of your Microsoft tenant has to consent once for \
         everybody (the page that follows cannot be shown, which is fine): {}",
        consent_page(at, app)?
    ));
    if way.browser {
        let sign_in = runtime.block_on(teams_by_browser(at, app))?;
        ask::say(&format!("Sign in at {}", sign_in.url()));
        if links::open(sign_in.url()).is_err() {
            ask::say("No browser could be started: open the address here.");
        }
        return runtime.block_on(back_in_teams(sign_in));
    }
    let asked = runtime.block_on(teams_by_code(at, app))?;
    ask::say(&format!("Type {} at {}", asked.code(), asked.page()));
    if links::open(asked.page()).is_err() {
        ask::say("No browser could be started here; any device will do.");
    }
    runtime.block_on(typed_teams_code(asked))
}

/// Whether the roster knows who signed in, where there is one.
fn knows(named: &Named, me: &Author) -> Option<bool> {
    let rules = named.rules.as_ref()?;
    Some(rules.teammate(&named.id, me).is_some())
}

/// What to do first where nobody has made the team's app yet.
fn no_app() -> Failure {
    Failure::new(
        Code::Usage,
        "The team has no app at Microsoft yet, or its client id is not known \
         here. An administrator of your tenant has to consent to it once.",
    )
    .hint(
        "1. Register an app at https://entra.microsoft.com (App \
         registrations, New registration), with the redirect URI \
         http://localhost of the kind \"Public client/native\".\n\
         2. Under Authentication, allow public client flows.\n\
         3. Run `hotseat accounts add teams --client-id ID --tenant TENANT` \
         with the two ids of its overview, and have an administrator open \
         the address that is printed first.",
    )
}
