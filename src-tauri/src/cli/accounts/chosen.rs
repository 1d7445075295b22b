//! Places that are chosen at the terminal, on the window's way to a source.

use contract::{Code, ConnectAct, Connecting as Page, Failure, TokenOnce};
use domain::{PlaceId, Vault};
use serde_json::{Value, json};
use sources::webhook;
use tokio::runtime::Runtime;

use super::source::told;
use crate::accounts::no_keyring;
use crate::boot::Paths;
use crate::cli::args::AddPlaces;
use crate::cli::ask;
use crate::connecting::{Connecting, Outcome};

/// What is to be read, once the account has seen it.
pub(super) struct Chosen {
    pub(super) found: Outcome,
    /// What is shown this once.
    once: Vec<TokenOnce>,
}

impl Chosen {
    /// Has the places chosen among those that are seen, and asks what one may
    /// do there.
    pub(super) fn of(
        runtime: &Runtime,
        way: &Connecting,
        add: &AddPlaces,
    ) -> Result<Chosen, Failure> {
        let places = wanted(&sound(way)?, add)?;
        let mentions = Vec::new();
        runtime.block_on(way.answer(ConnectAct::Choose { places, mentions }));
        let once = sound(way)?.tokens;
        runtime.block_on(way.answer(ConnectAct::Seen));
        let found = way.outcome().ok_or_else(|| {
            Failure::new(Code::Failed, "What is read there is not known.")
        })?;
        Ok(Chosen { found, once })
    }

    /// What is shown once, for a machine.
    pub(super) fn tokens(&self) -> Value {
        self.once.iter().map(token).collect()
    }

    /// Whether it is written. The tokens of what could not be written are
    /// forgotten: nobody has seen them, and there would be no others.
    pub(super) fn unless_failed<T>(
        &self,
        around: (&Runtime, &Paths),
        vault: &dyn Vault,
        written: Result<T, Failure>,
    ) -> Result<T, Failure> {
        if written.is_err() {
            self.settle(around, vault, false)?;
        }
        written
    }

    /// What has come of it, in words. Nobody calls with a token of what was
    /// not written.
    pub(super) fn settle(
        &self,
        (runtime, paths): (&Runtime, &Paths),
        vault: &dyn Vault,
        written: bool,
    ) -> Result<Vec<String>, Failure> {
        if !written {
            for token in &self.once {
                let sender = PlaceId::new(&token.place);
                let gone = webhook::forget(vault, &self.found.id, &sender);
                runtime.block_on(gone).map_err(|error| no_keyring(&error))?;
            }
            return Ok(vec!["Nothing was written.".to_owned()]);
        }
        let mut lines: Vec<String> = self.once.iter().map(words).collect();
        let places = self.found.places.iter().map(|it| match &*it.name {
            "" => it.id.clone(),
            name => name.to_owned(),
        });
        lines.extend(told(runtime, paths, &places.collect::<Vec<_>>()));
        let may_not = self.found.line().may_not.into_iter();
        lines.extend(may_not.map(|it| format!("  may not: {it}")));
        Ok(lines)
    }
}

/// A token that is shown this once, for a machine.
pub(super) fn token(it: &TokenOnce) -> Value {
    json!({ "sender": it.place, "address": it.address, "token": it.token.0 })
}

/// The same in words, with the ways to call.
pub(super) fn words(it: &TokenOnce) -> String {
    format!(
        "{}: the token is shown this once.\n  Try it:  {}\n  \
         A sender that takes nothing but an address: {}/{}",
        it.name, it.line.0, it.address, it.token.0
    )
}

/// What is asked now, unless the last answer led nowhere.
pub(super) fn sound(way: &Connecting) -> Result<Page, Failure> {
    let page = way.page();
    match page.trouble {
        Some(failure) => Err(failure),
        None => Ok(page),
    }
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
            ask::say(format!("  {}  {}", place.name, place.note).trim_end());
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
