//! Forgetting what a person or a source has said, on the user's word.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Reach, Rules, SourceId, UserId};
use store::Writer;

use super::{Desk, Refused};
use crate::Trouble;
use crate::forget::Whose;

/// What is, or was, forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgetting {
    /// Whose texts.
    pub whose: String,
    /// Of how many messages.
    pub messages: usize,
    /// In how many requests.
    pub requests: usize,
    /// It is done; otherwise it is what there would be to do.
    pub done: bool,
}

/// One person, as far as the ledger knows.
#[derive(Default)]
struct Known {
    names: BTreeSet<String>,
    emails: BTreeSet<String>,
    ids: BTreeSet<(SourceId, UserId)>,
}

impl Desk {
    /// Forgets what a person or a source has said; or only tells how much
    /// there is of it.
    pub async fn forget(
        &self,
        word: &str,
        really: bool,
    ) -> Result<Forgetting, Refused> {
        self.pass(Reach::Private)?;
        let (name, whose) = self.whose(word.trim()).await?;
        let found = match really {
            true => self.house.forget(&whose).await?,
            false => self.house.forgettable(&whose).await?,
        };
        Ok(Forgetting {
            whose: name,
            messages: found.messages,
            requests: found.requests,
            done: really,
        })
    }

    async fn whose(&self, word: &str) -> Result<(String, Whose), Refused> {
        let rules = self.house.rules();
        let store = &self.house.store;
        let kept = store.sources().await.map_err(Trouble::from)?;
        let id = SourceId::new(word);
        if let Some(source) = rules.source(&id) {
            return Ok((source.name.clone(), Whose::Source(id)));
        }
        if kept.contains(&id) {
            return Ok((word.to_owned(), Whose::Source(id)));
        }
        let writers = store.writers().await.map_err(Trouble::from)?;
        let mut known = people(&rules, &writers);
        known.retain(|person| person.is(word));
        match known.as_slice() {
            [] => Err(nobody(word)),
            [person] => {
                Ok((person.called(), Whose::Person(person.ids.clone())))
            }
            several => Err(unclear(word, several)),
        }
    }
}

impl Known {
    fn is(&self, word: &str) -> bool {
        let mut words = self.names.iter().chain(&self.emails);
        words.any(|known| known.to_lowercase() == word.to_lowercase())
            || self.ids.iter().any(|(source, id)| {
                id.as_str() == word || told_apart(source, id) == word
            })
    }

    fn called(&self) -> String {
        let name = self.names.first().or(self.emails.first());
        let id = self.ids.first().map(|(_, id)| id.as_str());
        name.map(String::as_str).or(id).unwrap_or_default().to_owned()
    }

    /// By what alone they can be told from others of the same name.
    fn exactly(&self) -> String {
        let ids = self.ids.iter().map(|(source, id)| told_apart(source, id));
        self.emails.iter().cloned().chain(ids).collect::<Vec<_>>().join(", ")
    }

    fn joins(&self, other: &Known) -> bool {
        !self.ids.is_disjoint(&other.ids)
            || !self.emails.is_disjoint(&other.emails)
    }

    fn absorb(&mut self, other: Known) {
        self.names.extend(other.names);
        self.emails.extend(other.emails);
        self.ids.extend(other.ids);
    }
}

/// An id with its source: a caller has no other id than their name.
fn told_apart(source: &SourceId, id: &UserId) -> String {
    format!("{id} ({source})")
}

/// Everybody who has written, has called, or stands in the roster. A person is joined by
/// the team file or by an equal e-mail address, never by a name.
fn people(rules: &Rules, writers: &[Writer]) -> Vec<Known> {
    let mut accounts: BTreeMap<(SourceId, UserId), Known> = BTreeMap::new();
    for writer in writers {
        let id = (writer.source.clone(), writer.id.clone());
        let known = accounts.entry(id.clone()).or_default();
        known.ids.insert(id);
        known.names.insert(writer.name.clone());
        known.emails.extend(writer.email.as_ref().map(|it| it.to_lowercase()));
    }
    let mates = rules.roster.iter().map(|mate| Known {
        names: [mate.name.clone(), mate.key.to_string()].into(),
        emails: mate.email.iter().map(|it| it.to_lowercase()).collect(),
        ids: mate.ids.iter().cloned().collect(),
    });
    let mut people: Vec<Known> = Vec::new();
    for mut new in mates.chain(accounts.into_values()) {
        // Whoever it joins become one.
        let joined = people.extract_if(.., |known| known.joins(&new));
        let joined: Vec<Known> = joined.collect();
        joined.into_iter().for_each(|known| new.absorb(known));
        people.push(new);
    }
    people
}

fn nobody(word: &str) -> Refused {
    Refused::Nobody(
        format!("Nobody called {word} has written here, and no source is."),
        "Give a name as it is shown, an e-mail address, an id, or the key of \
         a source such as slack."
            .to_owned(),
    )
}

fn unclear(word: &str, several: &[Known]) -> Refused {
    let all: Vec<String> = several.iter().map(Known::exactly).collect();
    Refused::No(
        format!("{} people are called {word}.", several.len()),
        format!("Say which by e-mail address or id: {}.", all.join("; ")),
    )
}
