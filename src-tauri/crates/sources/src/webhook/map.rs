//! What a sender tells, as the domain knows it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use domain::text::{Block, Inline, clean};
use domain::{
    Activity, AlertKey, Author, Event, ExternalId, GroupId, Mention,
    PlaceRules, Post, Text, UserId,
};
use ring::digest::{SHA256, digest};

use super::table::Told;

/// A sender that says it began longer ago than this has a wrong clock, or
/// tells old news: its arrival counts.
const OLDEST: TimeDelta = TimeDelta::days(30);
/// The same body within so many seconds is one call that was repeated.
const REPEATED: i64 = 600;

/// One thing that was told, as a root of its own. What is about the same
/// matter is joined by its key.
pub(super) fn activity(
    sender: &PlaceRules,
    told: &Told,
    now: DateTime<Utc>,
) -> Activity {
    let said = told.at.filter(|at| *at <= now && now - *at <= OLDEST);
    let external = ExternalId::new(external(told, said, now));
    let person = told.who.as_ref().filter(|_| told.key.is_none());
    let alert = person.is_none().then(|| AlertKey {
        key: told.key.clone().unwrap_or_else(|| external.as_str().to_owned()),
        resolved: told.over,
    });
    let severity = told.severity.as_ref();
    Activity {
        place: sender.id.clone(),
        root: external.clone(),
        external,
        at: said.unwrap_or(now),
        event: Event::Post {
            post: Post {
                author: author(sender, person),
                text: text(told, person.is_some()),
                mentions: severity
                    .map(|word| Mention::Group { id: group(word) })
                    .into_iter()
                    .collect(),
                files: Vec::new(),
                edited: None,
                restored: None,
                private: false,
                action: None,
                mirrored: None,
                alert,
                link: told.link.clone(),
            },
        },
        since: None,
    }
}

/// A word such as "critical" means what the team file says of "@critical".
fn group(severity: &str) -> GroupId {
    GroupId::new(format!("@{}", severity.to_lowercase()))
}

/// Known by what it says and when; told without a time, by when it came.
fn external(
    told: &Told,
    said: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> String {
    let when = said.map_or(now.timestamp() / REPEATED, |at| at.timestamp());
    let all = format!(
        "{when}\n{}\n{}\n{:?}\n{:?}",
        told.over, told.what, told.key, told.who
    );
    let hash = digest(&SHA256, all.as_bytes());
    let short = hash.as_ref().get(..15).unwrap_or_default();
    URL_SAFE_NO_PAD.encode(short)
}

fn author(sender: &PlaceRules, person: Option<&String>) -> Author {
    let name = person.unwrap_or(&sender.name);
    Author {
        id: UserId::new(name.as_str()),
        name: name.clone(),
        // Whoever calls here may claim to be anybody: no address is believed.
        email: None,
        of: None,
        human: person.is_some(),
    }
}

fn text(told: &Told, human: bool) -> Text {
    let paragraph = |text: &str| Block::Paragraph {
        inlines: vec![Inline::Text { text: clean(text) }],
    };
    let mut blocks = vec![paragraph(&told.what)];
    blocks.extend(told.detail.as_deref().map(paragraph));
    let by = told.who.as_ref().filter(|_| !human);
    blocks.extend(by.map(|who| paragraph(&format!("Told by {who}."))));
    if let Some(link) = &told.link {
        let (text, url) = (clean(link), link.clone());
        blocks.push(Block::Paragraph {
            inlines: vec![Inline::Link { text, url }],
        });
    }
    Text { blocks }
}
