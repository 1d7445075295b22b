//! The first minutes at GitHub: what could be read there, and with whom.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::text::clean_line;
use domain::{Author, Fault, SourceId, UserId, Vault};
use reqwest::Method;
use serde::de::DeserializeOwned;

use super::access::Access;
use super::calls::Calls;
use super::client::{Answer, Api};
use super::token::Tokens;
use super::wire::{Repository, User};
use crate::http::Http;

/// Nobody chooses among more repositories than so many pages of a hundred.
const MOST_PAGES: usize = 5;
/// Nobody answers a repository with more people than this.
const MOST_PEOPLE: usize = 60;

/// A GitHub that somebody has just signed in to.
pub struct Welcome {
    api: Api,
    now: DateTime<Utc>,
}

/// A repository that the signed-in person can see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepositorySeen {
    /// Its owner and name: "acme/widgets".
    pub id: String,
    /// Not everybody can read it.
    pub private: bool,
    /// Issues can be written there.
    pub has_issues: bool,
    /// Nothing can be written there any more.
    pub archived: bool,
}

impl Welcome {
    /// The GitHub at an address, behind the sign-in that the vault keeps for
    /// a source.
    pub fn new(
        vault: Arc<dyn Vault>,
        source: &SourceId,
        address: &str,
        now: DateTime<Utc>,
    ) -> Result<Welcome, Fault> {
        let http = Http::new()?;
        let access = Access::over(http.clone(), address)?;
        let tokens = Tokens::at(access.clone(), vault, source.clone());
        let tokens = Arc::new(tokens);
        Ok(Welcome { api: Api::new(http, access.api().clone(), tokens), now })
    }

    /// The repositories I can see, those that were worked on last first.
    pub async fn repositories(&self) -> Result<Vec<RepositorySeen>, Fault> {
        let mut answer =
            self.ask("user/repos?per_page=100&sort=pushed").await?;
        let mut seen = Vec::new();
        for _ in 0..MOST_PAGES {
            let page: Vec<serde_json::Value> = body(&answer)?;
            // An odd repository does not hide the others.
            let page = page
                .into_iter()
                .filter_map(|it| serde_json::from_value::<Repository>(it).ok());
            seen.extend(page.filter_map(RepositorySeen::of));
            let Some(next) = answer.next() else { break };
            answer = self.ask(&next).await?;
        }
        Ok(seen)
    }

    /// A repository by its owner and name, if I can see it.
    pub async fn repository(
        &self,
        id: &str,
    ) -> Result<Option<RepositorySeen>, Fault> {
        match Calls::now(&self.api, self.now).repository(id).await {
            Ok(found) => Ok(RepositorySeen::of(found)),
            Err(no) if no.is_gone() => Ok(None),
            Err(no) => Err(no.fault),
        }
    }

    /// Those who could be assigned in repositories, none of them twice. Where
    /// that cannot be asked, nobody is known.
    pub async fn people(&self, repositories: &[String]) -> Vec<Author> {
        let mut people: Vec<Author> = Vec::new();
        for id in repositories {
            let path = format!("repos/{id}/assignees?per_page=100");
            let Ok(answer) = self.ask(&path).await else { continue };
            let Ok(found) = body::<Vec<User>>(&answer) else { continue };
            let found = found.into_iter().filter(|it| it.kind != "Bot");
            for person in found.map(author) {
                let room = people.len() < MOST_PEOPLE;
                if room && people.iter().all(|it| it.id != person.id) {
                    people.push(person);
                }
            }
        }
        people
    }

    async fn ask(&self, path: &str) -> Result<Answer, Fault> {
        let calls = Calls::now(&self.api, self.now);
        let asked = calls.ask((&Method::GET, path), None, None).await;
        asked.map_err(|no| no.fault)
    }
}

impl RepositorySeen {
    fn of(found: Repository) -> Option<RepositorySeen> {
        let id = clean_line(&found.full_name);
        (!id.is_empty()).then_some(RepositorySeen {
            id,
            private: found.private,
            has_issues: found.has_issues,
            archived: found.archived,
        })
    }
}

fn body<T: DeserializeOwned>(answer: &Answer) -> Result<T, Fault> {
    answer.body().map_err(|no| no.fault)
}

fn author(user: User) -> Author {
    let name = user.name.as_deref().map(clean_line);
    Author {
        id: UserId::new(&user.login),
        name: name
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| clean_line(&user.login)),
        email: user.email.filter(|email| !email.is_empty()),
        of: None,
        human: true,
    }
}
