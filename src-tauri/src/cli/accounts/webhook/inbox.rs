//! An inbox for webhooks that the team file does not have yet.

use std::sync::Arc;

use contract::{Code, ConnectAct, Failure, Secret, Typed};
use domain::{PersonKey, Vault};
use sources::webhook::LISTEN;
use tokio::runtime::Runtime;

use super::super::chosen::{Chosen, sound};
use super::super::named::Named;
use super::super::{begun, more, seat};
use super::sit;
use crate::accounts::{WEBHOOK, newcomer};
use crate::boot::Paths;
use crate::cli::args::{AddAccount, AddPlaces};
use crate::cli::{Outcome, Said, ask};
use crate::connecting::{Connecting, Outcome as Found};

/// Whoever sits here: their key, and their name.
type Sitting = (PersonKey, String);

/// Asks where it listens and for whom, and offers to write it: into the team
/// file, or into a first one with whoever sits here on duty.
pub(super) fn add(
    (runtime, paths): (&Runtime, &Paths),
    add: &AddAccount,
    (named, vault): (&Named, Arc<dyn Vault>),
) -> Outcome {
    fits(add, named)?;
    let way = Connecting::new(Arc::clone(&vault), Box::new(|_| Ok(())));
    let said = asked(named.rules.is_none())?;
    let (kind, listen) = (WEBHOOK.to_owned(), "listen".to_owned());
    runtime.block_on(way.answer(ConnectAct::Begin { kind }));
    runtime.block_on(way.answer(ConnectAct::Enter { way: listen, said }));
    sound(&way)?;
    let wish = AddPlaces {
        source: add.source.clone(),
        place: add.channel.clone(),
        yes: add.yes,
    };
    let mate = match &named.rules {
        Some(rules) => seat::asked(rules, add)?,
        None => None,
    };
    let mate = mate.map(|mate| (mate.key.clone(), mate.name.clone()));
    let chosen = Chosen::of(runtime, &way, &wish)?;
    let written = match &named.rules {
        Some(_) => {
            let written = more::write(paths, &chosen.found, add.yes);
            written.map(|written| (mate, written))
        }
        None => begin(paths, &chosen.found, add.yes),
    };
    let around = (runtime, paths);
    let (me, written) =
        chosen.unless_failed(around, vault.as_ref(), written)?;
    let mut lines = Vec::new();
    if let Some((key, name)) = me.filter(|_| written) {
        lines.push(sit((runtime, vault.as_ref()), named, (&key, &name))?);
    }
    lines.extend(chosen.settle(around, vault.as_ref(), written)?);
    let none = || serde_json::json!([]);
    let data = if written { chosen.tokens() } else { none() };
    Ok(Said::new(data, lines.join("\n")))
}

/// Writes a first team file with the inbox and whoever has it in it.
fn begin(
    paths: &Paths,
    found: &Found,
    yes: bool,
) -> Result<(Option<Sitting>, bool), Failure> {
    let me = found.me().ok_or_else(nobody)?;
    let written = begun::offer(paths, me, &found.connection(None), yes)?;
    let key = PersonKey::new(newcomer(me).key);
    Ok((Some((key, me.name.clone())), written))
}

/// Arguments that would have no effect are refused before anything is asked.
fn fits(add: &AddAccount, named: &Named) -> Result<(), Failure> {
    if named.rules.is_none() && add.me.is_some() {
        return Err(Failure::new(
            Code::Usage,
            "--me names somebody of the roster, and there is no team file \
             yet.",
        )
        .hint("Leave --me out: your name and your address are asked for."));
    }
    Ok(())
}

/// Where it listens, and who sits here where no team file can say so.
fn asked(first: bool) -> Result<Vec<Typed>, Failure> {
    let typed = |key: &str, text: String| Typed {
        key: key.to_owned(),
        text: Secret(text),
    };
    let listen = ask::answer("Where this computer listens", LISTEN)?;
    let mut said = vec![typed("listen", listen)];
    if first {
        let name = ask::answer("Your name", "")?;
        let own = ask::address("Your e-mail address", "")?;
        said.extend([typed("name", name), typed("own", own)]);
    }
    Ok(said)
}

fn nobody() -> Failure {
    Failure::new(
        Code::Usage,
        "Nothing here can tell who you are, so nothing would ring.",
    )
}
