//! Signs in to GitHub and out of it, and has its repositories watched.

use std::sync::Arc;

use contract::{Code, Command, Failure};
use domain::{Author, Rules, SourceId, UserId, Vault};
use serde_json::json;
use sources::github::SignedIn;
use team::{Connection, NewPlace};
use tokio::runtime::Runtime;

use super::named::Named;
use super::{begun, source, words};
use crate::accounts::{
    GITHUB, ask_code, keep_token, pasted_token, typed_code, url_of,
};
use crate::boot::Paths;
use crate::cli::args::AddAccount;
use crate::cli::nudge::nudge;
use crate::cli::{Outcome, Said, ask};
use crate::links;

/// Where a token of one's own is made.
const MAKE_AT: &str = "https://github.com/settings/personal-access-tokens/new";

/// Signs in, keeps the sign-in, and offers to write the repositories into the
/// team file where it has none.
pub(super) fn add(
    (runtime, paths): (&Runtime, &Paths),
    add: &AddAccount,
    (named, vault): (&Named, &Arc<dyn Vault>),
) -> Outcome {
    fits(add, named)?;
    let client_id = client_id(add, named);
    let by_code = client_id.as_deref().filter(|_| !add.token);
    let rules = named.rules.as_ref();
    let signed = enter(runtime, (rules, &named.id), by_code)?;
    runtime.block_on(keep_token(vault, &named.id, &signed))?;
    let reconnect = Command::Reconnect { source: named.id.to_string() };
    let engine = nudge(runtime, paths, &reconnect);
    let identity = &signed.identity;
    let mut lines = vec![format!(
        "Signed in to GitHub as {} ({}).",
        identity.name, identity.login
    )];
    lines.extend(engine.words("The Hotseat that is running uses it."));
    let me = me(&signed);
    let who = (&me, client_id.as_deref());
    let watched = watch((runtime, paths), (add, named), who)?;
    lines.extend(watched.lines);
    if knows(named, &signed) == Some(false) {
        lines.push(words::UNKNOWN.to_owned());
    }
    let data = json!({
        "source": named.id,
        "me": { "id": identity.login, "name": identity.name },
        "known_to_roster": knows(named, &signed),
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
    let option = source.and_then(|source| source.options.get("client_id"));
    let by_code = option.map(String::as_str);
    let signed = enter(runtime, (Some(rules), id), by_code)?;
    runtime.block_on(keep_token(vault, id, &signed))
}

/// Arguments that would have no effect are refused before anything is asked.
fn fits(add: &AddAccount, named: &Named) -> Result<(), Failure> {
    if add.push {
        return Err(Failure::new(
            Code::Usage,
            "GitHub tells nothing by itself to a computer like this one.",
        )
        .hint("Leave --push out."));
    }
    if reads(named) && !add.channel.is_empty() {
        return Err(Failure::new(
            Code::Usage,
            "--channel is for a source that has no repository yet.",
        )
        .hint("Write the repository into the team file."));
    }
    let unsaid = add.yes && add.channel.is_empty();
    if !reads(named) && unsaid {
        return Err(Failure::new(
            Code::Usage,
            "With --yes nothing is asked, so the repositories have to be \
             named.",
        )
        .hint("Add --channel OWNER/NAME, once for each."));
    }
    Ok(())
}

/// Whether the team file names a repository; a GitHub of one's own may stand
/// there by its address alone.
fn reads(named: &Named) -> bool {
    let source = named.rules.as_ref().and_then(|it| it.source(&named.id));
    source.is_some_and(|source| !source.places.is_empty())
}

fn client_id(add: &AddAccount, named: &Named) -> Option<String> {
    let written = || named.option("client_id").map(str::to_owned);
    add.client_id.clone().or_else(written)
}

/// With a code where the team has an app, else with a token.
fn enter(
    runtime: &Runtime,
    (rules, id): (Option<&Rules>, &SourceId),
    client_id: Option<&str>,
) -> Result<SignedIn, Failure> {
    let url = url_of(rules, id);
    let Some(client_id) = client_id else {
        ask::say(&format!(
            "Make a token for the repositories, with \"Issues: read and \
             write\": {MAKE_AT}"
        ));
        let token = ask::secret("Token (github_pat_… or ghp_…)")?;
        return runtime.block_on(pasted_token(&url, token));
    };
    let asked = runtime.block_on(ask_code(&url, client_id))?;
    ask::say(&format!("Type {} at {}", asked.code(), asked.page()));
    if links::open(asked.page()).is_err() {
        ask::say("No browser could be started here; any device will do.");
    }
    runtime.block_on(typed_code(asked))
}

/// Whether the roster knows who signed in, where there is one.
fn knows(named: &Named, signed: &SignedIn) -> Option<bool> {
    let rules = named.rules.as_ref()?;
    let login = &signed.identity.login;
    let same = |id: &str| id.eq_ignore_ascii_case(login);
    let mut ids = rules.roster.iter().flat_map(|mate| &mate.ids);
    let by_id =
        ids.any(|(source, id)| *source == named.id && same(id.as_str()));
    Some(by_id || rules.teammate(&named.id, &me(signed)).is_some())
}

/// Who has signed in.
fn me(signed: &SignedIn) -> Author {
    let identity = &signed.identity;
    Author {
        id: UserId::new(&identity.login),
        name: identity.name.clone(),
        email: identity.email.clone(),
        of: None,
        human: true,
    }
}

/// What is watched, as a first team file says it.
fn connection(new: &source::New<'_>) -> Connection {
    let place = |(id, name): &(String, String)| NewPlace {
        id: id.clone(),
        name: name.clone(),
        settings: Vec::new(),
    };
    let app = new.client_id.map(|id| ("client_id".to_owned(), id.to_owned()));
    Connection {
        kind: new.kind.to_owned(),
        key: new.key.to_owned(),
        settings: app.into_iter().collect(),
        places: new.places.iter().map(place).collect(),
        me: None,
    }
}

/// What is watched from now on.
#[derive(Default)]
struct Watched {
    places: Vec<String>,
    lines: Vec<String>,
}

/// Offers to write the source with its repositories.
fn watch(
    (runtime, paths): (&Runtime, &Paths),
    (add, named): (&AddAccount, &Named),
    (me, client_id): (&Author, Option<&str>),
) -> Result<Watched, Failure> {
    if reads(named) {
        return Ok(Watched::default());
    }
    let mut places = add.channel.clone();
    if places.is_empty() {
        let question =
            "Which repositories are to be watched? OWNER/NAME; none ends:";
        let answer = ask::line(question)?.unwrap_or_default();
        places = answer
            .split([' ', ','])
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
    }
    let pairs: Vec<(String, String)> =
        places.iter().map(|it| (it.clone(), it.clone())).collect();
    let key = named.id.as_str();
    let new = source::New { client_id, key, ..source::New::of(GITHUB, &pairs) };
    let write = || match named.rules {
        Some(_) => source::write(paths, &new, add.yes),
        None => begun::offer(paths, me, &connection(&new), add.yes),
    };
    let written = !pairs.is_empty() && write().map_err(words::but_signed_in)?;
    if !written {
        let lines = vec![
            "The team file still has no repository, so nothing is watched \
             there. Run this again, or write it by hand."
                .to_owned(),
        ];
        return Ok(Watched { lines, ..Watched::default() });
    }
    let lines = source::told(runtime, paths, &places);
    Ok(Watched { places, lines })
}
