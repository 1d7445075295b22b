//! Who is who in the workspace, asked once and remembered for a day.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use domain::text::{clean_line, shorten};
use domain::{Author, Mark, UserId};

use super::calls::Calls;
use super::client::No;
use super::wire::{Message, Reaction, User};

const DAY: TimeDelta = TimeDelta::hours(24);
/// More people than this are not remembered at a time.
const MOST: usize = 20_000;
/// After so many strangers everybody is asked for at once: one by one, their
/// names would hold their messages back.
const STRANGERS: usize = 20;
const LONGEST_NAME: usize = 80;
/// Slack's own voice, which Slack does not call a bot.
const SLACKBOT: &str = "USLACKBOT";

/// The people of a workspace as far as they are known.
#[derive(Debug, Default)]
pub(crate) struct People {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    by_id: HashMap<String, Author>,
    old: HashMap<String, Author>,
    since: Option<DateTime<Utc>>,
    /// How many were asked for one by one.
    strangers: usize,
    /// Everybody was asked for.
    listed: bool,
}

impl Known {
    /// Whether it is time to ask for everybody.
    fn wants_all(&mut self, unknown: usize) -> bool {
        self.strangers = self.strangers.saturating_add(unknown);
        let wants = !self.listed && self.strangers > STRANGERS;
        self.listed |= wants;
        wants
    }
}

impl People {
    /// A person, if they are known.
    pub(crate) fn author(&self, id: &str) -> Option<Author> {
        let known = self.known();
        known.by_id.get(id).or_else(|| known.old.get(id)).cloned()
    }

    /// A mark with everybody who set it, in Slack's order.
    pub(crate) fn mark(&self, mark: &Reaction) -> Mark {
        let named =
            |id: &String| self.author(id).unwrap_or_else(|| stranger(id));
        let name = shorten(&clean_line(&mark.name), LONGEST_NAME);
        Mark { name, by: mark.users.iter().map(named).collect() }
    }

    /// Has everybody asked for anew once a day, so that new names and
    /// addresses come in; until then they are who they were.
    pub(crate) fn refresh(&self, now: DateTime<Utc>) {
        let mut known = self.known();
        let due = known.since.is_none_or(|since| now - since >= DAY);
        if due || known.by_id.len() >= MOST {
            known.old = std::mem::take(&mut known.by_id);
            known.since = Some(now);
            known.strangers = 0;
            known.listed = false;
        }
    }

    /// Remembers people that came in one page.
    pub(crate) fn learn(&self, users: Vec<User>) {
        let mut known = self.known();
        for user in users {
            known.by_id.insert(user.id.clone(), author(user));
        }
    }

    /// Asks for those who are not known yet.
    pub(crate) async fn meet(
        &self,
        calls: &Calls<'_>,
        ids: Vec<String>,
    ) -> Result<(), No> {
        let is_new = |id: &String| !self.known().by_id.contains_key(id);
        let unknown = ids.iter().filter(|id| is_new(id)).count();
        let all = self.known().wants_all(unknown);
        if all && let Ok(users) = calls.users().await {
            self.learn(users);
        }
        for id in ids {
            if !is_new(&id) {
                continue;
            }
            let met = match calls.user(&id).await {
                Ok(user) => author(user),
                Err(no) if hidden(&no) => stranger(&id),
                Err(no) => return Err(no),
            };
            self.known().by_id.insert(id, met);
        }
        Ok(())
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hidden(no: &No) -> bool {
    ["user_not_found", "user_not_visible", "users_not_found"]
        .iter()
        .any(|code| no.is(code))
}

/// Somebody whom Slack does not show us: taken for a person, so that nobody
/// who asks for help is overlooked.
pub(crate) fn stranger(id: &str) -> Author {
    Author {
        id: UserId::new(id),
        name: shorten(&clean_line(id), LONGEST_NAME),
        email: None,
        of: None,
        human: id != SLACKBOT,
    }
}

fn author(user: User) -> Author {
    let profile = user.profile;
    let name = [&profile.display_name, &profile.real_name, &user.name]
        .into_iter()
        .map(|name| clean_line(name))
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| user.id.clone());
    Author {
        human: !user.is_bot && user.id != SLACKBOT,
        id: UserId::new(user.id),
        name: shorten(&name, LONGEST_NAME),
        email: profile.email.filter(|mail| !mail.is_empty()),
        of: None,
    }
}

/// The name a bot goes by in one message.
pub(crate) fn bot(message: &Message) -> Author {
    let id = message.bot_id.as_deref().unwrap_or("bot");
    let profile = message.bot_profile.as_ref().and_then(|p| p.name.as_ref());
    let name = message
        .username
        .as_ref()
        .or(profile)
        .map(|name| clean_line(name))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "a bot".to_owned());
    Author {
        id: UserId::new(id),
        name: shorten(&name, LONGEST_NAME),
        email: None,
        of: None,
        human: false,
    }
}
