//! The answers of the tests' Graph.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::state::State;
use super::{ME, PLACE};
use crate::stand_in::Asked;

pub(super) type Answered = (u16, Value);

pub(super) fn answer(state: &mut State, asked: &Asked) -> Answered {
    let (team, channel) = PLACE.split_once('/').unwrap();
    let below = format!("v1.0/teams/{team}/channels/{channel}/messages");
    let (verb, path) = (asked.verb.as_str(), asked.path.as_str());
    match (verb, path) {
        ("POST", "organizations/oauth2/v2.0/token") => return token(state),
        ("GET", "v1.0/me") => {
            let me = json!({ "id": ME, "displayName": "Mia Example",
                "mail": null, "userPrincipalName": "mia@acme.example" });
            return (200, me);
        }
        ("GET", "v1.0/me/joinedTeams") => {
            let teams = json!([{ "id": team, "displayName": "Backend" }]);
            return (200, json!({ "value": teams }));
        }
        ("GET", "v1.0/teams/team-1/channels") => {
            let all = json!([{ "id": channel, "displayName": "Urgent" }]);
            return (200, json!({ "value": all }));
        }
        ("GET", "v1.0/teams/team-1/members") => {
            let ana = json!({ "userId": "ana", "email": "ana@acme.example" });
            return (200, json!({ "value": [ana] }));
        }
        _ => {}
    }
    let Some(rest) = path.strip_prefix(&below) else { return nothing() };
    let parts: Vec<&str> = rest.split('/').skip(1).collect();
    match (verb, parts.as_slice()) {
        ("GET", []) => (200, json!({ "value": [] })),
        ("GET", ["delta"]) => delta(state, asked),
        (_, [root, below @ ..]) => {
            if !state.messages.contains_key(*root) {
                return nothing();
            }
            one(state, asked, (root, below))
        }
        _ => nothing(),
    }
}

fn one(
    state: &mut State,
    asked: &Asked,
    (root, below): (&str, &[&str]),
) -> Answered {
    let kind = asked.body["reactionType"].as_str().unwrap_or_default();
    match (asked.verb.as_str(), below) {
        ("GET", []) => (200, state.view(root)),
        ("GET", ["replies"]) => {
            let all = state.below(root).into_iter();
            let all: Vec<Value> = all.map(|id| state.view(&id)).collect();
            (200, json!({ "value": all }))
        }
        ("POST", ["replies"]) => {
            let page = asked.body["body"]["content"].as_str().unwrap();
            let id = state.reply(ME, root, page);
            (201, state.view(&id))
        }
        ("POST", ["setReaction"]) => {
            state.react(ME, root, kind);
            (204, Value::Null)
        }
        ("POST", ["unsetReaction"]) => {
            state.unreact(ME, root, kind);
            (204, Value::Null)
        }
        _ => nothing(),
    }
}

/// What changed: the threads after a number, a page of them, and a link with
/// the number that was reached.
fn delta(state: &State, asked: &Asked) -> Answered {
    let link = |name: &str| asked.query.get(name);
    let token = link("$deltatoken").or_else(|| link("$skiptoken"));
    // Up to which change it was read, and when the link was given.
    let token = token.and_then(|it| it.split_once('-'));
    let number = |it: &str| it.parse::<u64>().unwrap();
    let after = match token {
        Some((_, given)) if number(given) < state.forgotten => {
            let why = json!({ "code": "resyncRequired", "message": "gone" });
            return (410, json!({ "error": why }));
        }
        Some((reached, _)) => number(reached),
        None => 0,
    };
    let filter = asked.query.get("$filter");
    let since = filter.map(|it| it.rsplit(' ').next().unwrap().to_owned());
    let since: Option<DateTime<Utc>> = since.map(|it| it.parse().unwrap());
    let mut all: Vec<_> = state
        .messages
        .iter()
        .filter(|(_, it)| it.root.is_none() && it.changed > after)
        .filter(|(_, it)| since.is_none_or(|since| it.modified > since))
        .filter(|(_, it)| token.is_some() || it.deleted.is_none())
        .collect();
    all.sort_by_key(|(_, it)| it.changed);
    let most = state.page.unwrap_or(50);
    let more = all.len() > most;
    all.truncate(most);
    let reached = if more { all.last().unwrap().1.changed } else { state.last };
    let threads = all.into_iter().map(|(id, _)| {
        let mut view = state.view(id);
        let below = state.below(id).into_iter();
        view["replies"] = below.map(|id| state.view(&id)).collect();
        view
    });
    let threads: Vec<Value> = threads.collect();
    let (word, link) = match more {
        true => ("@odata.nextLink", "$skiptoken"),
        false => ("@odata.deltaLink", "$deltatoken"),
    };
    let link = format!(
        "{}/{}?{link}={reached}-{}",
        asked.base(),
        asked.path,
        state.last
    );
    (200, json!({ "value": threads, word: link }))
}

fn token(state: &mut State) -> Answered {
    state.tokens += 1;
    let number = state.tokens;
    (
        200,
        json!({
            "access_token": format!("access-{number}"),
            "refresh_token": format!("refresh-{number}"),
            "expires_in": 3600, "token_type": "Bearer",
            "scope": "User.Read ChannelMessage.Read.All ChannelMessage.Send \
                      TeamMember.Read.All",
        }),
    )
}

fn nothing() -> Answered {
    let why = json!({ "code": "NotFound", "message": "Not found" });
    (404, json!({ "error": why }))
}
