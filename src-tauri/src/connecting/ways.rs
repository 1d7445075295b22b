//! The ways to sign in to each kind of source, as they are asked for.

mod mailbox;

use contract::{AskedField, SignInWay};
use sources::slack::manifest_yaml;
use sources::webhook::LISTEN;

use crate::accounts::{GITHUB, MAIL, SLACK, TEAMS, WEBHOOK};

/// When somebody who hears webhooks is asked who they are.
const WHO: &str = "Needed where nothing else is connected that tells who you \
                   are.";

/// What was typed before, or what the team file says.
type Known<'k> = &'k dyn Fn(&str) -> String;

/// The fields of a kind that the team file tells everybody.
pub(super) fn told_by_team_file(kind: &str) -> &'static [&'static str] {
    match kind {
        SLACK => &["client_id"],
        GITHUB => &["client_id", "url"],
        MAIL => &[
            "address",
            "imap",
            "smtp",
            "client_id",
            "tenant",
            "code_url",
            "token_url",
            "scope",
        ],
        TEAMS => &["client_id", "tenant", "login", "graph"],
        WEBHOOK => &["listen"],
        _ => &[],
    }
}

/// The ways of a kind, the usual one first.
pub(super) fn ways(kind: &str, known: Known<'_>) -> Vec<SignInWay> {
    match kind {
        SLACK => vec![slack(known)],
        GITHUB => {
            let mut both = vec![github_token(known), github_code(known)];
            if !known("client_id").is_empty() {
                both.reverse();
            }
            both
        }
        TEAMS => {
            let code = teams(known);
            let browser = SignInWay {
                way: "browser".to_owned(),
                title: "With the browser".to_owned(),
                does: "Sign in with the browser".to_owned(),
                terminal: "hotseat accounts add teams --browser".to_owned(),
                ..code.clone()
            };
            vec![code, browser]
        }
        MAIL => {
            let mut both = vec![mailbox::password(known), mailbox::code(known)];
            if !known("client_id").is_empty() {
                both.reverse();
            }
            both
        }
        WEBHOOK => vec![inbox(known)],
        _ => Vec::new(),
    }
}

fn field(key: &str, label: &str, known: Known<'_>) -> AskedField {
    AskedField {
        key: key.to_owned(),
        label: label.to_owned(),
        value: known(key),
        ..AskedField::default()
    }
}

fn like(field: AskedField, example: &str, hint: &str) -> AskedField {
    AskedField { example: example.to_owned(), hint: hint.to_owned(), ..field }
}

fn unseen(key: &str, label: &str, hint: &str) -> AskedField {
    AskedField {
        key: key.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        secret: true,
        ..AskedField::default()
    }
}

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|text| (*text).to_owned()).collect()
}

fn slack(known: Known<'_>) -> SignInWay {
    let client = field("client_id", "Client id of the team's app", known);
    SignInWay {
        way: "browser".to_owned(),
        title: "With the browser".to_owned(),
        does: "Sign in with the browser".to_owned(),
        fields: vec![like(client, "1234567890.1234567890", "")],
        before: texts(&[
            "No app yet? The team makes one, once. Copy this manifest.",
            "At Slack choose From a manifest, paste it, and create the app.",
            "Copy the client id from Basic Information into the field above. \
             It goes into the team file, so that teammates need none of this.",
        ]),
        make: Some("Open Slack".to_owned()),
        manifest: Some(manifest_yaml()),
        terminal: "hotseat accounts add slack --token".to_owned(),
    }
}

fn own_github(known: Known<'_>) -> AskedField {
    like(
        field("url", "Address of a GitHub of your own", known),
        "https://github.example.com",
        "Left empty, it is github.com.",
    )
}

fn github_token(known: Known<'_>) -> SignInWay {
    SignInWay {
        way: "token".to_owned(),
        title: "With a token".to_owned(),
        does: "Sign in with this token".to_owned(),
        fields: vec![
            unseen("token", "Token", "It begins with github_pat_ or ghp_."),
            own_github(known),
        ],
        before: texts(&[
            "Make a token at GitHub for the repositories in which people \
             write, with \"Issues: read and write\".",
            "Copy it from there into the field above.",
        ]),
        make: Some("Open GitHub".to_owned()),
        manifest: None,
        terminal: "hotseat accounts add github --token".to_owned(),
    }
}

fn github_code(known: Known<'_>) -> SignInWay {
    let client = field("client_id", "Client id of the team's app", known);
    SignInWay {
        way: "code".to_owned(),
        title: "With a code".to_owned(),
        does: "Ask for a code".to_owned(),
        fields: vec![
            like(client, "Ov23liAbCdEf12345678", ""),
            own_github(known),
        ],
        before: texts(&[
            "The team makes an OAuth app at GitHub, once, and ticks \
             \"Enable Device Flow\". Any address will do as its callback.",
            "Copy its client id into the field above. It goes into the team \
             file, so that teammates need none of this.",
        ]),
        make: Some("Open GitHub".to_owned()),
        manifest: None,
        terminal: "hotseat accounts add github --client-id ID".to_owned(),
    }
}

fn teams(known: Known<'_>) -> SignInWay {
    let client = field("client_id", "Client id of the team's app", known);
    let tenant = field("tenant", "Tenant", known);
    SignInWay {
        way: "code".to_owned(),
        title: "With a code".to_owned(),
        does: "Ask for a code".to_owned(),
        fields: vec![
            like(client, "11111111-2222-3333-4444-555555555555", ""),
            like(
                tenant,
                "example.onmicrosoft.com",
                "Its id, or one of its domains.",
            ),
        ],
        before: texts(&[
            "The team registers an app at Microsoft, once: App \
             registrations, New registration, with the redirect URI \
             http://localhost of the kind \"Public client/native\".",
            "Under Authentication, allow public client flows.",
            "Copy the two ids of its overview into the fields above. They go \
             into the team file, so that teammates need none of this.",
        ]),
        make: Some("Open Microsoft's page".to_owned()),
        manifest: None,
        terminal: "hotseat accounts add teams --client-id ID --tenant TENANT"
            .to_owned(),
    }
}

fn inbox(known: Known<'_>) -> SignInWay {
    let mut listen = like(
        field("listen", "Where this computer listens", known),
        LISTEN,
        "As it stands, only programs on this computer can call. Each \
         computer of the team listens for itself.",
    );
    if listen.value.is_empty() {
        listen.value.clone_from(&listen.example);
    }
    SignInWay {
        way: "listen".to_owned(),
        title: "By listening".to_owned(),
        does: "Choose who calls".to_owned(),
        fields: vec![
            listen,
            like(field("name", "Your name", known), "Ana Silva", WHO),
            like(
                field("own", "Your e-mail address", known),
                "ana@example.com",
                WHO,
            ),
        ],
        terminal: "hotseat accounts add webhook".to_owned(),
        ..SignInWay::default()
    }
}
