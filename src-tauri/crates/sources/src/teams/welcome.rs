//! What somebody who has just signed in can choose from.

use chrono::{DateTime, Utc};
use domain::text::clean_line;
use domain::{Author, Fault, PlaceId};
use reqwest::Url;

use super::access::Access;
use super::calls::Calls;
use super::client::Api;
use super::place::at;
use super::probe::person;
use super::token::Tokens;
use super::wire::Named;
use crate::http::Http;

/// The channels of so many teams are listed.
const MOST_TEAMS: usize = 50;

/// Teams, seen by somebody whose channels are not known yet.
pub struct Welcome {
    api: Api,
    now: DateTime<Utc>,
}

/// A channel that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its id in a team file.
    pub id: String,
    /// "Backend / General".
    pub name: String,
}

impl Welcome {
    /// Looks around with a sign-in.
    pub fn new(
        access: Access,
        tokens: Tokens,
        now: DateTime<Utc>,
    ) -> Result<Welcome, Fault> {
        let base = access.graph()?;
        Ok(Welcome { api: Api::new(Http::new()?, base, tokens), now })
    }

    /// Who has signed in.
    pub async fn me(&self) -> Result<Author, Fault> {
        let calls = Calls::now(&self.api, self.now);
        Ok(person(calls.whose().await?))
    }

    /// The channels they are in.
    pub async fn channels(&self) -> Result<Vec<Channel>, Fault> {
        let calls = Calls::now(&self.api, self.now);
        let mut all = Vec::new();
        for team in calls.teams().await?.into_iter().take(MOST_TEAMS) {
            let fine = format!("{}/x", team.id);
            if at(&PlaceId::new(fine)).is_err() {
                continue;
            }
            for channel in calls.channels(&team.id).await? {
                let id = format!("{}/{}", team.id, channel.id);
                let name = format!("{} / {}", name(&team), name(&channel));
                all.push(Channel { id, name });
            }
        }
        all.retain(|it| at(&PlaceId::new(&it.id)).is_ok());
        Ok(all)
    }
}

/// The channel that somebody means: by its id, by the address that Teams
/// copies ("Get link to channel"), or by its name with or without its team's.
#[must_use]
pub fn meant(word: &str, known: &[Channel]) -> Option<Channel> {
    let id = linked(word).unwrap_or_else(|| word.trim().to_owned());
    if let Some(known) = known.iter().find(|it| it.id == id) {
        return Some(known.clone());
    }
    if id.contains(':') && at(&PlaceId::new(&id)).is_ok() {
        return Some(Channel { name: id.clone(), id });
    }
    let folded = |text: &str| {
        let text = text.trim().trim_start_matches('#').to_lowercase();
        text.split_whitespace().collect::<String>()
    };
    let word = folded(word);
    let mut same = known.iter().filter(|it| {
        let whole = folded(&it.name);
        whole == word
            || whole.rsplit('/').next().is_some_and(|last| last == word)
    });
    same.next().filter(|_| same.next().is_none()).cloned()
}

/// The ids in "…/l/channel/19%3a…%40thread.tacv2/General?groupId=…".
fn linked(word: &str) -> Option<String> {
    let url = Url::parse(word.trim()).ok()?;
    let team = url.query_pairs().find(|(key, _)| key == "groupId")?.1;
    let mut parts = url.path_segments()?.skip_while(|it| *it != "channel");
    let channel = parts.nth(1)?;
    let channel =
        channel.replace("%3a", ":").replace("%3A", ":").replace("%40", "@");
    Some(format!("{team}/{channel}"))
}

fn name(it: &Named) -> String {
    let name = clean_line(it.name.as_deref().unwrap_or_default());
    if name.is_empty() { it.id.clone() } else { name.replace('/', "∕") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Channel> {
        let channel = |id: &str, name: &str| Channel {
            id: id.to_owned(),
            name: name.to_owned(),
        };
        vec![
            channel("t1/19:a@thread.tacv2", "Backend / General"),
            channel("t1/19:b@thread.tacv2", "Backend / Urgent"),
            channel("t2/19:c@thread.tacv2", "Sales / General"),
        ]
    }

    fn id(word: &str) -> Option<String> {
        meant(word, &known()).map(|it| it.id)
    }

    #[test]
    fn a_channel_is_meant_by_its_name_where_that_is_one_channels_alone() {
        let urgent = Some("t1/19:b@thread.tacv2".to_owned());
        assert_eq!(id("urgent"), urgent);
        assert_eq!(id("Backend/Urgent"), urgent);
        assert_eq!(
            id("sales / general").as_deref(),
            Some("t2/19:c@thread.tacv2")
        );
        assert_eq!(id("General"), None, "there are two");
        assert_eq!(id("nowhere"), None);
    }

    #[test]
    fn a_channel_is_meant_by_the_link_that_teams_copies() {
        let link = "https://teams.microsoft.com/l/channel/19%3ab%40thread.\
                    tacv2/Urgent?groupId=t1&tenantId=x";
        assert_eq!(id(link).as_deref(), Some("t1/19:b@thread.tacv2"));
        assert_eq!(
            id("t9/19:z@thread.tacv2").as_deref(),
            Some("t9/19:z@thread.tacv2")
        );
    }
}
