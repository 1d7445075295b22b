//! The ways to sign in to a mailbox, as they are asked for.

use contract::{AskedField, SignInWay};

use super::{Known, field, like, texts, unseen};

/// With a name and a password.
pub(super) fn password(known: Known<'_>) -> SignInWay {
    let password = unseen(
        "password",
        "Password",
        "Gmail, Outlook, iCloud, Yahoo and Fastmail take an app password, \
         which you make in your account there.",
    );
    let server = "Left empty, it is found by the address where the provider \
                  is well known.";
    let mut fields = who(known);
    fields.push(password);
    fields.extend(servers(known, server));
    SignInWay {
        way: "password".to_owned(),
        title: "With a password".to_owned(),
        does: "Sign in".to_owned(),
        fields,
        terminal: "hotseat accounts add mail".to_owned(),
        ..SignInWay::default()
    }
}

/// With a code that is typed on the provider's page.
pub(super) fn code(known: Known<'_>) -> SignInWay {
    let client = field("client_id", "Client id of the team's app", known);
    let tenant = field("tenant", "Tenant", known);
    let mut fields = who(known);
    fields.extend([
        like(client, "11111111-2222-3333-4444-555555555555", ""),
        like(
            tenant,
            "example.onmicrosoft.com",
            "Its id, or one of its domains. Left empty, any will do.",
        ),
    ]);
    fields.extend(servers(known, "Left empty, it is that of Microsoft 365."));
    SignInWay {
        way: "code".to_owned(),
        title: "With a code".to_owned(),
        does: "Ask for a code".to_owned(),
        fields,
        before: texts(&[
            "For Microsoft 365. The team registers an app at Microsoft, \
             once, with the permissions IMAP.AccessAsUser.All and SMTP.Send.",
            "Under Authentication, allow public client flows.",
            "Copy the two ids of its overview into the fields above. They go \
             into the team file, so that teammates need none of this.",
        ]),
        make: Some("Open Microsoft's page".to_owned()),
        manifest: None,
        terminal: "hotseat accounts add mail --client-id ID".to_owned(),
    }
}

fn who(known: Known<'_>) -> Vec<AskedField> {
    vec![
        like(
            field("address", "Address that people write to", known),
            "support@example.com",
            "",
        ),
        like(
            field("own", "Your own address", known),
            "ana@example.com",
            "From which you answer. Left empty, it is the same.",
        ),
        like(
            field("name", "Your name", known),
            "Ana Silva",
            "As those who ask see it.",
        ),
        like(
            field("user", "Name for signing in", known),
            "",
            "Left empty, it is your own address.",
        ),
    ]
}

fn servers(known: Known<'_>, hint: &str) -> [AskedField; 2] {
    [
        like(
            field("imap", "Server for reading", known),
            "imap.example.com",
            hint,
        ),
        like(
            field("smtp", "Server for sending", known),
            "smtp.example.com",
            hint,
        ),
    ]
}
