//! Signs in to a source, and sees to it that there is a team file.

use std::sync::Arc;

use contract::{Code, Command, Failure};
use domain::text::clean_line;
use domain::{Author, Clock, Rules, Vault};
use engine::SystemClock;
use serde_json::{Value, json};
use sources::slack::{Scope, Welcome};
use tokio::runtime::Runtime;

use super::enter;
use super::first::{self, First, Start};
use super::named::{Named, no_kind};
use super::{github, mail, source, teams, webhook, words};
use crate::accounts::{
    Entered, GITHUB, MAIL, SLACK, TEAMS, WEBHOOK, faulted, keep, keyring,
    no_app, no_keyring,
};
use crate::boot::Paths;
use crate::cli::args::{AddAccount, Cli};
use crate::cli::nudge::{Nudged, nudge};
use crate::cli::{Outcome, Said, ask, talk};
use crate::wiring;

/// Signs in to a source in the way of its kind.
pub(super) fn add(cli: &Cli, add: &AddAccount) -> Outcome {
    let paths = talk::paths(cli)?;
    let named = Named::or_new(&paths, &add.source)?;
    if named.kind == SLACK {
        fits(add, &named)?;
    }
    let runtime = talk::runtime()?;
    let vault: Arc<dyn Vault> = Arc::new(talk::keyring(&paths).patient());
    runtime
        .block_on(keyring(vault.as_ref(), asks_back))
        .map_err(|error| no_keyring(&error))?;
    match named.kind.as_str() {
        SLACK => slack((&runtime, &paths), add, (named, vault)),
        GITHUB => github::add((&runtime, &paths), add, (&named, &vault)),
        TEAMS => teams::add((&runtime, &paths), add, (&named, &vault)),
        WEBHOOK => webhook::add((&runtime, &paths), add, (&named, vault)),
        other => Err(no_kind(other)),
    }
}

/// Signs in to Slack, keeps the sign-in, and offers a first team file.
fn slack(
    (runtime, paths): (&Runtime, &Paths),
    add: &AddAccount,
    (named, vault): (Named, Arc<dyn Vault>),
) -> Outcome {
    let client_id = client_id(add, &named);
    let entered = enter(runtime, add, client_id.as_deref())?;
    runtime.block_on(keep(&vault, &named.id, &entered))?;
    let reconnect = Command::Reconnect { source: named.id.to_string() };
    let engine = nudge(runtime, paths, &reconnect);
    let api = wiring::slack_api();
    let now = SystemClock::new().now();
    let welcome = Welcome::new(vault, &named.id, &api, now)
        .map_err(|fault| words::but_signed_in(faulted(&fault)))?;
    let arrival = Arrival { named, entered, engine, client_id };
    arrival.settle((runtime, paths), add, &welcome)
}

/// Arguments that would have no effect are refused before anything is asked.
fn fits(add: &AddAccount, named: &Named) -> Result<(), Failure> {
    if named.is_read() && !add.channel.is_empty() {
        return Err(Failure::new(
            Code::Usage,
            "--channel is for a source that the team file does not have yet.",
        )
        .hint("Write the channel into the team file."));
    }
    if !named.is_read() && add.yes && add.channel.is_empty() {
        return Err(Failure::new(
            Code::Usage,
            "With --yes nothing is asked, so the channels have to be named.",
        )
        .hint("Add --channel NAME, once for each."));
    }
    if !add.token && client_id(add, named).is_none() {
        return Err(no_app());
    }
    Ok(())
}

fn client_id(add: &AddAccount, named: &Named) -> Option<String> {
    let written = || named.option("client_id").map(str::to_owned);
    add.client_id.clone().or_else(written)
}

fn enter(
    runtime: &Runtime,
    add: &AddAccount,
    client_id: Option<&str>,
) -> Result<Entered, Failure> {
    match client_id {
        _ if add.token => enter::by_token(runtime, add.push),
        Some(client_id) => enter::by_browser(runtime, client_id),
        None => Err(no_app()),
    }
}

/// Whoever waits at the terminal is told whose turn it is.
fn asks_back() {
    ask::say("The keyring is locked. Unlock it in its own window.");
}

/// Signs in to every source of the team file for as long as a process runs:
/// the vault is its memory.
pub(in crate::cli) fn for_session(
    runtime: &Runtime,
    rules: &Rules,
    vault: &Arc<dyn Vault>,
) -> Result<(), Failure> {
    for source in rules.sources.iter().filter(|s| s.kind == SLACK) {
        let option = |key: &str| source.options.get(key).map(String::as_str);
        let push = option("push") == Some("true");
        ask::say(&format!("Signing in to {} until the end.", source.name));
        let entered = match option("client_id") {
            Some(client_id) if !push => enter::by_browser(runtime, client_id)?,
            Some(_) | None => enter::by_token(runtime, push)?,
        };
        runtime.block_on(keep(vault, &source.id, &entered))?;
    }
    for source in rules.sources.iter().filter(|s| s.kind == GITHUB) {
        ask::say(&format!("Signing in to {} until the end.", source.name));
        github::for_session(runtime, (rules, &source.id), vault)?;
    }
    for source in rules.sources.iter().filter(|s| s.kind == TEAMS) {
        ask::say(&format!("Signing in to {} until the end.", source.name));
        teams::for_session(runtime, (rules, &source.id), vault)?;
    }
    for source in rules.sources.iter().filter(|s| s.kind == MAIL) {
        ask::say(&format!("Signing in to {} until the end.", source.name));
        mail::for_session(runtime, (rules, &source.id), vault)?;
    }
    Ok(())
}

/// A sign-in that is kept, whatever else does not work out.
struct Arrival {
    named: Named,
    entered: Entered,
    engine: Nudged,
    client_id: Option<String>,
}

impl Arrival {
    fn settle(
        self,
        around: (&Runtime, &Paths),
        add: &AddAccount,
        welcome: &Welcome,
    ) -> Outcome {
        let signed = &self.entered.signed;
        let me = self.me(around.0, welcome)?;
        let name = me.as_ref().map_or(signed.user.as_str(), |me| &me.name);
        let workspace = clean_line(&signed.team);
        let mut lines = vec![format!("Signed in to {workspace} as {name}.")];
        lines.extend(words::missing(signed));
        lines.extend(self.engine.words("The Hotseat that is running uses it."));
        let client_id = self.client_id.as_deref();
        let mut watched = Vec::new();
        if self.named.rules.is_some() && !self.named.is_read() {
            let (new, told) = source::offer(around, add, welcome, client_id)
                .map_err(words::but_signed_in)?;
            watched = new;
            lines.extend(told);
        } else {
            lines.extend(words::client_id(&self.named, client_id));
        }
        lines.extend(words::push(&self.named, self.entered.app.is_some()));
        if me.as_ref().and_then(|me| self.knows(me)) == Some(false) {
            lines.push(words::UNKNOWN.to_owned());
        } else if let (Some(me), None) = (&me, &self.named.rules) {
            let first = self.first_file(around, add, (welcome, me))?;
            lines.extend(words::written(around.1, &first));
            watched = first.channels;
        }
        let data = self.data(me.as_ref(), around.1, &watched);
        Ok(Said::new(data, lines.join("\n")))
    }

    /// Who I am; nobody can say without the scope for it.
    fn me(
        &self,
        runtime: &Runtime,
        welcome: &Welcome,
    ) -> Result<Option<Author>, Failure> {
        let missing = &self.entered.signed.missing;
        if missing.iter().any(|scope| scope.name == "users:read") {
            return Ok(None);
        }
        let me = runtime.block_on(welcome.me());
        me.map(Some).map_err(|f| words::but_signed_in(faulted(&f)))
    }

    fn first_file(
        &self,
        around: (&Runtime, &Paths),
        add: &AddAccount,
        (welcome, me): (&Welcome, &Author),
    ) -> Result<First, Failure> {
        let start = Start {
            workspace: &self.entered.signed.team,
            me,
            client_id: self.client_id.clone(),
        };
        first::offer(around, add, welcome, start).map_err(words::but_signed_in)
    }

    /// Whether the roster knows me, where there is one.
    fn knows(&self, me: &Author) -> Option<bool> {
        let rules = self.named.rules.as_ref()?;
        Some(rules.teammate(&self.named.id, me).is_some())
    }

    fn data(
        &self,
        me: Option<&Author>,
        paths: &Paths,
        watched: &[String],
    ) -> Value {
        let signed = &self.entered.signed;
        let scope = |scope: &&Scope| {
            json!({
                "scope": scope.name,
                "why": scope.why,
                "optional": scope.optional,
            })
        };
        let known = match &self.named.rules {
            Some(_) => me.and_then(|me| self.knows(me)),
            None => Some(!watched.is_empty()),
        };
        json!({
            "source": self.named.id,
            "workspace": signed.team,
            "me": {
                "id": signed.user,
                "name": me.map(|me| &me.name),
                "email": me.and_then(|me| me.email.as_ref()),
            },
            "missing": signed.missing.iter().map(scope).collect::<Vec<_>>(),
            "app_token": self.entered.app.is_some(),
            "known_to_roster": known,
            "team_file": {
                "path": paths.team.display().to_string(),
                "written": !watched.is_empty(),
                "channels": watched,
            },
            "engine_told": self.engine.is_told(),
        })
    }
}
