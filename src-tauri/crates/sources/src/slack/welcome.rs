//! The first minutes in a workspace: who I am there, and what could be read.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::text::{clean_line, shorten};
use domain::{Author, Fault, SourceId, Vault};
use serde::Deserialize;
use serde_json::Value;

use super::access::Access;
use super::calls::Calls;
use super::client::{Answer, Api, Line, Moment, No};
use super::people::{People, stranger};
use super::token::Tokens;
use super::wire::Next;
use crate::http::{Http, trusted};

/// Slack gives fewer than a thousand channels a page.
const PAGE: &str = "999";
/// More pages of a kind would use up what Slack allows in a minute.
const MOST_PAGES: usize = 9;
const LONGEST_NAME: usize = 80;
/// Nobody answers a channel with more people than this.
const MOST_PEOPLE: usize = 60;

/// A workspace that somebody has just signed in to.
pub struct Welcome {
    api: Api,
    now: DateTime<Utc>,
}

/// A channel that the signed-in person can see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelSeen {
    /// Its id.
    pub id: String,
    /// Its name: "#support".
    pub name: String,
    /// Everyone in the workspace can read it.
    pub public: bool,
    /// The person is a member.
    pub mine: bool,
}

/// A group that can be mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSeen {
    /// How it is mentioned: "@oncall".
    pub handle: String,
    /// The ids of those in it.
    pub members: Vec<String>,
}

#[derive(Deserialize)]
struct Groups {
    usergroups: Vec<Value>,
}

#[derive(Deserialize)]
struct Group {
    handle: String,
    #[serde(default)]
    users: Vec<String>,
}

#[derive(Deserialize)]
struct Page {
    channels: Vec<Value>,
    #[serde(default)]
    response_metadata: Next,
}

#[derive(Deserialize)]
struct Wire {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    is_private: bool,
    #[serde(default)]
    is_member: bool,
}

impl Welcome {
    /// The workspace behind the sign-in that the vault keeps for a source.
    pub fn new(
        vault: Arc<dyn Vault>,
        source: &SourceId,
        base: &str,
        now: DateTime<Utc>,
    ) -> Result<Welcome, Fault> {
        let base = format!("{}/", base.trim_end_matches('/'));
        let http = Http::new()?;
        let access = Access::over(http.clone(), &base)?;
        let tokens = Tokens::new(vault, access, source.clone());
        let line = Line::new(http, trusted(&base)?);
        Ok(Welcome { api: Api::new(line, Arc::new(tokens)), now })
    }

    /// Who I am, with the name and the e-mail address others know me by.
    pub async fn me(&self) -> Result<Author, Fault> {
        let calls = self.calls();
        let id = calls.whose().await?.body.user_id;
        let people = People::default();
        people.meet(&calls, vec![id.clone()]).await?;
        Ok(people.author(&id).unwrap_or_else(|| stranger(&id)))
    }

    /// The channels I can see, those I am a member of first, by name. Private
    /// ones are left out where the sign-in may not list them.
    pub async fn channels(&self) -> Result<Vec<ChannelSeen>, Fault> {
        let mut all = self.kind("public_channel").await?;
        match self.kind("private_channel").await {
            Ok(private) => all.extend(private),
            Err(no) if no.is("missing_scope") => {}
            Err(no) => return Err(no.fault),
        }
        all.sort_by(|a, b| (!a.mine, &a.name).cmp(&(!b.mine, &b.name)));
        Ok(all)
    }

    /// The groups whose mention can mean something, with those in them.
    pub async fn groups(&self) -> Result<Vec<GroupSeen>, Fault> {
        let form = [("include_users", "true")];
        let at = Moment::Since(self.now);
        let answer: Answer<Groups> =
            self.api.call("usergroups.list", &form, at).await?;
        // An odd group does not hide the others.
        let groups = answer.body.usergroups.into_iter();
        let groups = groups
            .filter_map(|group| serde_json::from_value::<Group>(group).ok())
            .map(|group| GroupSeen {
                handle: line('@', &group.handle),
                members: group.users,
            });
        Ok(groups.filter(|group| group.handle.len() > 1).collect())
    }

    /// The people behind ids, as others know them; none of them twice.
    pub async fn people(&self, ids: &[String]) -> Result<Vec<Author>, Fault> {
        let mut wanted: Vec<String> = Vec::new();
        for id in ids.iter().take(MOST_PEOPLE) {
            if !wanted.contains(id) {
                wanted.push(id.clone());
            }
        }
        let people = People::default();
        people.meet(&self.calls(), wanted.clone()).await?;
        let known =
            |id: &String| people.author(id).unwrap_or_else(|| stranger(id));
        Ok(wanted.iter().map(known).collect())
    }

    async fn kind(&self, kind: &str) -> Result<Vec<ChannelSeen>, No> {
        let mut seen = Vec::new();
        let mut cursor = String::new();
        for _ in 0..MOST_PAGES {
            let mut form = vec![
                ("types", kind),
                ("exclude_archived", "true"),
                ("limit", PAGE),
            ];
            if !cursor.is_empty() {
                form.push(("cursor", &cursor));
            }
            let at = Moment::Since(self.now);
            let answer: Answer<Page> =
                self.api.call("conversations.list", &form, at).await?;
            let Page { channels, response_metadata } = answer.body;
            // An odd channel does not hide the others.
            let channels = channels.into_iter().filter_map(|channel| {
                serde_json::from_value::<Wire>(channel).ok()
            });
            seen.extend(channels.map(ChannelSeen::from));
            cursor = response_metadata.next_cursor;
            if cursor.is_empty() {
                break;
            }
        }
        Ok(seen)
    }

    fn calls(&self) -> Calls<'_> {
        Calls::at_once(&self.api, self.now)
    }
}

impl From<Wire> for ChannelSeen {
    fn from(wire: Wire) -> ChannelSeen {
        ChannelSeen {
            name: line('#', &wire.name),
            id: wire.id,
            public: !wire.is_private,
            mine: wire.is_member,
        }
    }
}

/// A foreign name behind the sign that people write before it.
fn line(sign: char, name: &str) -> String {
    format!("{sign}{}", shorten(&clean_line(name), LONGEST_NAME))
}

#[cfg(test)]
mod tests;
