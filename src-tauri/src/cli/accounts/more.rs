//! Adds places to a source of the team file, once its account has seen them.

use std::sync::Arc;

use contract::{Code, ConnectAct, Connecting as Page, Failure};
use domain::Vault;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::named::Named;
use super::source::told;
use crate::boot::Paths;
use crate::cli::args::{AddPlaces, Cli};
use crate::cli::{Outcome, Said, ask, talk, team as file};
use crate::connecting::{Connecting, Outcome as Found, in_the_way};
use crate::teamfile;

/// Asks the account for the places, shows the change, and writes it if that
/// is wanted.
pub(in crate::cli) fn more(cli: &Cli, add: &AddPlaces) -> Outcome {
    if cli.demo {
        return Err(Failure::new(Code::Refused, "The demo reads its own.")
            .hint("Leave --demo out."));
    }
    let paths = talk::paths(cli)?;
    let named = Named::find(&paths, &add.source)?;
    let rules = named.rules.as_ref().ok_or_else(no_file)?;
    let runtime = talk::runtime()?;
    let vault: Arc<dyn Vault> = Arc::new(talk::keyring(&paths).patient());
    let way = Connecting::new(vault, Box::new(|_| Ok(())));
    runtime.block_on(way.open_known((rules, &named.id), true));
    let page = sound(&way)?;
    let places = wanted(&page, add)?;
    let mentions = Vec::new();
    runtime.block_on(way.answer(ConnectAct::Choose { places, mentions }));
    let page = sound(&way)?;
    let once: Vec<String> = page
        .tokens
        .iter()
        .map(|it| {
            format!(
                "{}: the token is shown this once.\n  Try it:  {}",
                it.name, it.line.0
            )
        })
        .collect();
    let tokens: Vec<Value> = page
        .tokens
        .iter()
        .map(|it| json!({ "sender": it.place, "token": it.token.0 }))
        .collect();
    runtime.block_on(way.answer(ConnectAct::Seen));
    let Some(found) = way.outcome() else { return Err(no_file()) };
    let mut said = write((&runtime, &paths), add, &found)?;
    said.lines = [once.join("\n"), said.lines].join("\n").trim().to_owned();
    if let Some(data) = said.data.as_object_mut() {
        data.insert("tokens".to_owned(), Value::from(tokens));
    }
    Ok(said)
}

/// What was read already, and what is named, or else chosen now.
fn wanted(page: &Page, add: &AddPlaces) -> Result<Vec<String>, Failure> {
    let seen = &page.places.places;
    let mut words = add.place.clone();
    if words.is_empty() {
        if add.yes {
            return Err(Failure::new(
                Code::Usage,
                "With --yes nothing is asked, so the places have to be named.",
            ));
        }
        for place in seen.iter().filter(|place| !place.chosen) {
            ask::say(&format!("  {}  {}", place.name, place.note));
        }
        let question =
            "Which are to be read? Names, with commas between; none ends:";
        let answer = ask::line(question)?.unwrap_or_default();
        let named = answer.split(',').map(|it| it.trim().to_owned());
        words = named.filter(|it| !it.is_empty()).collect();
    }
    let folded = |name: &str| name.trim_start_matches('#').to_lowercase();
    let id = |word: &String| {
        let mut same = seen.iter().filter(|place| {
            place.id == *word || folded(&place.name) == folded(word)
        });
        same.next().map_or_else(|| word.clone(), |place| place.id.clone())
    };
    let read = seen.iter().filter(|place| place.chosen);
    let read = read.map(|place| place.id.clone());
    Ok(read.chain(words.iter().map(id)).collect())
}

fn write(
    (runtime, paths): (&Runtime, &Paths),
    add: &AddPlaces,
    found: &Found,
) -> Outcome {
    let name = paths.team.display().to_string();
    let (text, _) = file::standing(&paths.team)?;
    let edit = team::connect(&text, &name, &[found.connection(None)])
        .map_err(|flaws| in_the_way(&flaws))?;
    let line = found.line();
    let mut data = json!({
        "source": found.id,
        "reads": found.places.iter().map(|it| &it.id).collect::<Vec<_>>(),
        "may": line.may,
        "may_not": line.may_not,
        "written": true,
    });
    if !add.yes {
        ask::say(&format!("\n{}", edit.diff));
        if !ask::agreed(&format!("Write this to {name}?"))? {
            if let Some(written) = data.get_mut("written") {
                *written = Value::Bool(false);
            }
            return Ok(Said::new(data, "Nothing was written."));
        }
    }
    teamfile::over(&paths.team, &edit.text, &edit.replaces)?;
    let mut lines = told(runtime, paths, &[line.words]);
    lines.extend(line.may_not);
    Ok(Said::new(data, lines.join("\n")))
}

/// What is asked now, unless the last answer led nowhere.
fn sound(way: &Connecting) -> Result<Page, Failure> {
    let page = way.page();
    match page.trouble {
        Some(failure) => Err(failure),
        None => Ok(page),
    }
}

fn no_file() -> Failure {
    Failure::new(Code::NotFound, "There is no team file yet.")
        .hint("`hotseat accounts add slack` writes a first one.")
}
