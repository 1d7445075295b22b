//! Takes what is to be read, and asks what one may do there.

use std::sync::Arc;

use contract::{Code, ConnectStep, Failure, MentionMeans, TokenOnce};
use domain::{Author, Clock, PlaceId};
use engine::{Sources, SystemClock};
use sources::webhook::{Webhook, has, mint};
use team::NewPlace;

use super::Connecting;
use super::outcome::{Outcome, scratch};
use super::seen::{channel_of_teams, named, repository};
use super::state::{Goal, Seen, Target};
use crate::accounts::{
    GITHUB, MAIL, SLACK, TEAMS, WEBHOOK, faulted, no_keyring, token_once,
};
use crate::cli::failed;
use crate::wiring::Real;

impl Connecting {
    /// Takes the places that are chosen, and finds out about them.
    pub(super) async fn choose(
        &self,
        (places, mentions): (Vec<String>, Vec<MentionMeans>),
        turn: u64,
    ) -> Result<(), Failure> {
        let target = self.target()?;
        let chosen = self.chosen(&target, places, turn).await?;
        {
            let mut state = self.state();
            state.chosen = chosen.iter().map(|it| it.id.clone()).collect();
            let meant = mentions.into_iter();
            let meant = meant.map(|it| (it.group, it.priority.into()));
            state.mean(meant.collect());
        }
        let new = |place: &NewPlace| {
            target.read.iter().all(|known| known.id != place.id)
        };
        if target.goal == Goal::More && !chosen.iter().any(new) {
            return Err(Failure::new(
                Code::Usage,
                "All of this is read already.",
            )
            .hint("Choose something more, or go back."));
        }
        let tokens = self.mint(&target, &chosen).await?;
        let outcome = self.examine(&target, chosen, turn).await?;
        let mut state = self.state();
        if state.turn != turn {
            return Ok(());
        }
        state.outcome = Some(outcome);
        state.step = match tokens.is_empty() {
            true => ConnectStep::Done,
            false => ConnectStep::Tokens,
        };
        state.tokens = tokens;
        Ok(())
    }

    /// What is to be read, each place of it checked.
    async fn chosen(
        &self,
        target: &Target,
        ids: Vec<String>,
        turn: u64,
    ) -> Result<Vec<NewPlace>, Failure> {
        let mut chosen: Vec<NewPlace> = Vec::new();
        for id in ids {
            let id = id.trim().to_owned();
            if id.is_empty() || chosen.iter().any(|it| it.id == id) {
                continue;
            }
            let found = {
                let state = self.state();
                let mut seen = state.seen.iter();
                seen.find(|seen| seen.place.id == id).cloned()
            };
            let read = || {
                let mut read = target.read.iter();
                read.find(|place| place.id == id).cloned()
            };
            let place = match (found, read()) {
                (Some(seen), _) => seen.place,
                (None, Some(place)) => place,
                (None, None) => {
                    self.say(turn, "Looking for it.");
                    self.another(target, &id).await?.place
                }
            };
            chosen.push(place);
        }
        if chosen.is_empty() {
            return Err(Failure::new(
                Code::Usage,
                "Nothing is chosen, so nothing would be read.",
            )
            .hint("Choose where people ask for help."));
        }
        Ok(chosen)
    }

    /// A place that the list lacks.
    async fn another(
        &self,
        target: &Target,
        id: &str,
    ) -> Result<Seen, Failure> {
        let unknown = |hint: &str| {
            let id = domain::text::clean_line(id);
            let what = format!("You can see nothing called {id} there.");
            Failure::new(Code::NotFound, what).hint(hint)
        };
        match target.kind {
            GITHUB => {
                let welcome = self.at_github(target);
                let welcome = welcome.map_err(|fault| faulted(&fault))?;
                let found = welcome.repository(id).await;
                let found = found.map_err(|fault| faulted(&fault))?;
                found.map(repository).ok_or_else(|| {
                    unknown(
                        "Write owner and name as they stand in its address, \
                         and see whether your token is for it.",
                    )
                })
            }
            TEAMS => {
                let meant = sources::teams::meant(id, &[]);
                meant.map(channel_of_teams).ok_or_else(|| {
                    unknown(
                        "In Teams, choose Get link to channel, and paste \
                         what it copies.",
                    )
                })
            }
            // Whether there is such a folder, the probe says.
            MAIL => Ok(named(id.to_owned())),
            _ => Err(unknown("Choose one of the list.")),
        }
    }

    /// Tokens for those senders that have none.
    pub(super) async fn mint(
        &self,
        target: &Target,
        places: &[NewPlace],
    ) -> Result<Vec<TokenOnce>, Failure> {
        let mut tokens = Vec::new();
        if target.kind != WEBHOOK {
            return Ok(tokens);
        }
        let rules = scratch(target, places)?;
        let vault = self.vault();
        let inbox = Webhook::new(&rules, &target.id, Arc::clone(&vault))
            .map_err(|fault| faulted(&fault))?;
        for place in places {
            let sender = PlaceId::new(&place.id);
            let made = async {
                let known = target.goal != Goal::New
                    && has(vault.as_ref(), &target.id, &sender).await?;
                if known {
                    return Ok(None);
                }
                mint(vault.as_ref(), &target.id, &sender).await.map(Some)
            };
            let made = made.await.map_err(|error| no_keyring(&error))?;
            let Some(token) = made else { continue };
            tokens.push(token_once(&inbox, (&sender, &place.name), &token));
        }
        Ok(tokens)
    }

    /// Who we are there, what we may do, and with whom.
    pub(super) async fn examine(
        &self,
        target: &Target,
        places: Vec<NewPlace>,
        turn: u64,
    ) -> Result<Outcome, Failure> {
        self.say(turn, "Asking what you may do there.");
        let rules = scratch(target, &places)?;
        let sources = Real { vault: self.vault() };
        let source = sources.make(&rules, &target.id).map_err(failed)?;
        let now = SystemClock::new().now();
        let probe = source.probe(now).await;
        let probe = probe.map_err(|fault| faulted(&fault))?;
        let people = self.people(target, &places).await?;
        let state = self.state();
        Ok(Outcome {
            id: target.id.clone(),
            kind: target.kind,
            name: target.name.clone(),
            is_new: target.goal == Goal::New,
            workspace: state.workspace.clone(),
            settings: target.settings.clone(),
            places,
            groups: state.groups.clone(),
            meant: state.meant.clone(),
            people,
            probe,
            seat: seat(&state.typed).filter(|_| target.kind == WEBHOOK),
        })
    }

    /// Those who could answer with us.
    async fn people(
        &self,
        target: &Target,
        places: &[NewPlace],
    ) -> Result<Vec<Author>, Failure> {
        match target.kind {
            SLACK => {
                let ids = self.state().members();
                let welcome = self.at_slack(target);
                let welcome = welcome.map_err(|fault| faulted(&fault))?;
                let people = welcome.people(&ids).await;
                people.map_err(|fault| faulted(&fault))
            }
            GITHUB => {
                let welcome = self.at_github(target);
                let welcome = welcome.map_err(|fault| faulted(&fault))?;
                let ids: Vec<String> =
                    places.iter().map(|place| place.id.clone()).collect();
                Ok(welcome.people(&ids).await)
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// Who sits at this computer, where somebody has said so.
fn seat(typed: &[(String, String)]) -> Option<Author> {
    let said = |key: &str| {
        let found = typed.iter().find(|(known, _)| known == key);
        found.map(|(_, text)| text.clone()).filter(|text| !text.is_empty())
    };
    let address = sources::mail::address(&said("own")?)?;
    Some(Author {
        id: domain::UserId::new(&address),
        name: said("name").unwrap_or_else(|| address.clone()),
        email: Some(address),
        of: None,
        human: true,
    })
}
