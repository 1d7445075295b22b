use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::VaultError;
use serde_json::json;

use super::super::scripted::{Call, Scripted};
use super::*;

/// A keyring that holds one sign-in.
struct SignedIn;

#[async_trait]
impl Vault for SignedIn {
    async fn read(&self, name: &str) -> Result<String, VaultError> {
        assert_eq!(name, "slack/acme/user");
        Ok(json!({ "access_token": "xoxp-1" }).to_string())
    }

    async fn keep(&self, _name: &str, _secret: &str) -> Result<(), VaultError> {
        panic!("nothing is kept");
    }

    async fn forget(&self, _name: &str) -> Result<(), VaultError> {
        panic!("nothing is forgotten");
    }
}

fn welcome(slack: &Scripted) -> Welcome {
    let now = "2026-11-18T12:00:00Z".parse().unwrap();
    let source = SourceId::new("acme");
    Welcome::new(Arc::new(SignedIn), &source, &slack.address, now).unwrap()
}

fn asked<'c>(call: &'c Call, name: &str) -> &'c str {
    call.form.get(name).map_or("", String::as_str)
}

#[tokio::test]
async fn i_am_known_by_name_and_address() {
    let slack = Scripted::answering(vec![
        json!({ "ok": true, "user_id": "U1", "team": "Acme" }).to_string(),
        json!({ "ok": true, "user": {
            "id": "U1", "name": "ana",
            "profile": { "real_name": "Ana Silva", "email": "a@acme.test" },
        } })
        .to_string(),
    ]);
    let me = welcome(&slack).me().await.unwrap();
    assert_eq!((me.name.as_str(), me.id.as_str()), ("Ana Silva", "U1"));
    assert_eq!(me.email.as_deref(), Some("a@acme.test"));
}

#[tokio::test]
async fn all_pages_of_both_kinds_are_listed_mine_first() {
    let pages = BTreeMap::from([
        (("public_channel", ""), ("C1", "zebra", true, "next")),
        (("public_channel", "next"), ("C2", "any\u{202e}one", false, "")),
        (("private_channel", ""), ("C3", "desk", true, "")),
    ]);
    let slack = Scripted::by(move |call| {
        let at = (asked(call, "types"), asked(call, "cursor"));
        let (id, name, mine, next) = pages[&at];
        let private = at.0 == "private_channel";
        let answer = json!({ "ok": true, "channels": [{
            "id": id, "name": name, "is_member": mine, "is_private": private,
        }, { "id": 7 }], "response_metadata": { "next_cursor": next } });
        Some(answer.to_string())
    });
    let channels = welcome(&slack).channels().await.unwrap();
    let seen: Vec<_> =
        channels.iter().map(|c| (c.name.as_str(), c.public, c.mine)).collect();
    assert_eq!(
        seen,
        [
            ("#desk", false, true),
            ("#zebra", true, true),
            ("#anyone", true, false),
        ]
    );
}

#[tokio::test]
async fn without_the_scope_for_private_channels_the_others_are_listed() {
    let slack = Scripted::by(|call| {
        let answer = match asked(call, "types") {
            "public_channel" => json!({ "ok": true, "channels": [
                { "id": "C1", "name": "support" },
            ] }),
            _ => json!({
                "ok": false, "error": "missing_scope", "needed": "groups:read",
            }),
        };
        Some(answer.to_string())
    });
    let channels = welcome(&slack).channels().await.unwrap();
    assert_eq!(channels.len(), 1);
}

#[tokio::test]
async fn a_workspace_without_end_is_not_listed_for_ever() {
    let slack = Scripted::by(|call| {
        let next = format!("{}.", asked(call, "cursor"));
        let answer = json!({
            "ok": true, "channels": [],
            "response_metadata": { "next_cursor": next },
        });
        Some(answer.to_string())
    });
    welcome(&slack).channels().await.unwrap();
    assert_eq!(slack.calls().len(), 2 * MOST_PAGES);
}

#[tokio::test]
async fn groups_are_listed_as_they_are_mentioned() {
    let slack = Scripted::answering(vec![
        json!({ "ok": true, "usergroups": [
            { "id": "S1", "handle": "oncall", "users": ["U1"] }, { "id": "S2" },
        ] })
        .to_string(),
    ]);
    let groups = welcome(&slack).groups().await.unwrap();
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].handle, "@oncall");
    assert_eq!(groups[0].members, ["U1"]);
}
