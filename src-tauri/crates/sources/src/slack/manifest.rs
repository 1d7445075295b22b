//! The manifest from which an app is made at Slack, a team's or one's own.

use std::fmt::Write;

use serde_json::{Value, json};

use super::scopes::SCOPES;
use super::signin::VENDOR;
use crate::browser::PORTS;

/// What Socket Mode is to tell; sign-ins that poll do without.
const EVENTS: &[&str] = &[
    "message.channels",
    "message.groups",
    "reaction_added",
    "reaction_removed",
];

/// Why tokens do not rotate, beside the line that says so.
const HOLDS: &str = "The tokens of an app that rotates them end after 12 \
                     hours, also one that was pasted for push. For a team \
                     that only signs in in the browser it may be true: \
                     Hotseat renews and keeps what Slack then hands out.";

/// The manifest as Slack takes it.
#[must_use]
pub fn manifest() -> Value {
    let redirects: Vec<String> =
        PORTS.iter().map(|port| VENDOR.redirect(*port)).collect();
    let all: Vec<&str> = SCOPES.iter().map(|scope| scope.name).collect();
    let optional: Vec<&str> = SCOPES
        .iter()
        .filter(|scope| scope.optional)
        .map(|scope| scope.name)
        .collect();
    json!({
        "display_information": {
            "name": "Hotseat",
            "description": "One queue for whoever is on support this week",
            "background_color": "#1f2430",
        },
        "oauth_config": {
            "redirect_urls": redirects,
            "scopes": { "user": all, "user_optional": optional },
            "pkce_enabled": true,
        },
        "settings": {
            "event_subscriptions": { "user_events": EVENTS },
            "interactivity": { "is_enabled": false },
            "org_deploy_enabled": false,
            "socket_mode_enabled": true,
            "token_rotation_enabled": false,
        },
    })
}

/// The same as YAML, which Slack takes too, with each scope explained.
#[must_use]
pub fn manifest_yaml() -> String {
    let mut yaml = String::from(
        "# Make the app: https://api.slack.com/apps > Create New App > From \
         a manifest.\n\
         # One for the team, in which everybody signs in with the browser: \
         copy its Client ID from\n\
         # Basic Information into the team file: client_id = \"...\".\n\
         # One of your own, where Slack is to tell by itself: make an \
         app-level token with the scope\n\
         # connections:write (Basic Information), install the app (OAuth & \
         Permissions), and paste\n\
         # that token and the user token: hotseat accounts add slack \
         --token --push\n\
         # All scopes are a person's own: Hotseat sees and does what its user \
         may, and has no bot.\n\
         # The optional ones may be declined; a scope that is added later \
         makes everybody sign in again.\n",
    );
    branch(&mut yaml, &manifest(), 0);
    yaml
}

fn branch(yaml: &mut String, value: &Value, depth: usize) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let leaf = !(field.is_object() || field.is_array());
                let leaf = if leaf { format!(" {field}") } else { "".into() };
                let holds = name == "token_rotation_enabled";
                let why = if holds { format!(" # {HOLDS}") } else { "".into() };
                // Writing to a string cannot fail.
                let _ = writeln!(yaml, "{indent}{name}:{leaf}{why}");
                branch(yaml, field, depth + 1);
            }
        }
        Value::Array(items) => {
            for item in items {
                let _ = writeln!(yaml, "{indent}- {item}{}", why(item));
            }
        }
        // A leaf stands behind its name already.
        _ => {}
    }
}

fn why(item: &Value) -> String {
    SCOPES
        .iter()
        .find(|scope| item == scope.name)
        .map(|scope| {
            let optional = if scope.optional { "Optional. " } else { "" };
            format!(" # {optional}{}", scope.why)
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_asks_for_nothing_but_a_persons_own_scopes() {
        let manifest = manifest();
        let scopes = &manifest["oauth_config"]["scopes"];
        assert_eq!(scopes["bot"], Value::Null);
        let user = scopes["user"].as_array().unwrap();
        assert_eq!(user.len(), SCOPES.len());
        for scope in scopes["user_optional"].as_array().unwrap() {
            assert!(user.contains(scope), "an optional one is listed twice");
        }
    }

    #[test]
    fn the_browser_may_come_back_to_each_port() {
        let manifest = manifest();
        assert_eq!(
            manifest["oauth_config"]["redirect_urls"],
            json!([
                "http://localhost:43117/slack",
                "http://localhost:43118/slack",
                "http://localhost:43119/slack",
            ])
        );
    }

    #[test]
    fn one_manifest_serves_the_browser_and_tokens_that_are_pasted() {
        let manifest = manifest();
        assert_eq!(manifest["oauth_config"]["pkce_enabled"], json!(true));
        let settings = &manifest["settings"];
        assert_eq!(settings["socket_mode_enabled"], json!(true));
        assert_eq!(settings["token_rotation_enabled"], json!(false));
        let yaml = manifest_yaml();
        let line = yaml.lines().find(|l| l.contains("token_rotation")).unwrap();
        assert!(line.ends_with(HOLDS), "{line}");
    }

    #[test]
    fn each_scope_is_explained_where_it_stands() {
        let yaml = manifest_yaml();
        for scope in SCOPES {
            let line = yaml
                .lines()
                .find(|line| line.contains(&format!("\"{}\"", scope.name)))
                .unwrap();
            assert!(line.ends_with(scope.why), "{line}");
            assert_eq!(line.contains("# Optional"), scope.optional, "{line}");
        }
    }

    #[test]
    fn every_event_has_a_scope_to_be_told() {
        let scope_of = |event: &str| match event {
            "message.channels" => "channels:history",
            "message.groups" => "groups:history",
            "reaction_added" | "reaction_removed" => "reactions:read",
            other => panic!("no scope is known for {other}"),
        };
        for event in EVENTS {
            assert!(
                SCOPES.iter().any(|scope| {
                    scope.name == scope_of(event) && !scope.optional
                }),
                "{event}"
            );
        }
    }
}
