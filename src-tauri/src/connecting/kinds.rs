//! The kinds of sources that can be connected, in words for a newcomer.

use domain::{Rules, SourceId};

use crate::accounts::{GITHUB, MAIL, SLACK, TEAMS, WEBHOOK};

/// A kind of source that can be connected.
pub(super) struct Offered {
    /// How the team file names it.
    pub(super) kind: &'static str,
    /// What people call it.
    pub(super) title: &'static str,
    /// What it reads, and what one has to have for it.
    pub(super) says: &'static str,
    /// What signing in is called, where it is no sign-in by that name.
    pub(super) entry: Option<&'static str>,
    /// What to know before one signs in.
    pub(super) lead: &'static str,
    /// What its places are called.
    pub(super) places: &'static str,
    /// What to choose among them.
    pub(super) choose: &'static str,
    /// What another place is asked for by, where the list may lack it.
    pub(super) another: Option<(&'static str, &'static str)>,
}

/// Every kind, the usual ones first.
pub(super) const KINDS: &[Offered] = &[
    Offered {
        kind: SLACK,
        title: "Slack",
        says: "Channels. Needs an app of the team, made once in two minutes.",
        entry: None,
        lead: "You act as yourself: what you claim and answer is yours, and \
               there is no bot. The sign-in goes into the keyring of this \
               computer and nowhere else.",
        places: "Channels",
        choose: "Choose the channels in which people ask for help, and say \
                 what the mention of a group means.",
        another: None,
    },
    Offered {
        kind: TEAMS,
        title: "Microsoft Teams",
        says: "Channels. An administrator of your tenant has to consent once.",
        entry: None,
        lead: "An administrator of your Microsoft tenant must consent once, \
               for everybody. You act as yourself; the sign-in goes into the \
               keyring of this computer and nowhere else.",
        places: "Channels",
        choose: "Choose the channels in which people ask for help.",
        another: Some((
            "Another channel, by the link that Teams copies",
            "https://teams.microsoft.com/l/channel/…",
        )),
    },
    Offered {
        kind: GITHUB,
        title: "GitHub",
        says: "Issues of repositories. Needs a token of yours, or the code \
               of the team's app.",
        entry: None,
        lead: "You act as yourself: you are assigned, and your answers are \
               your comments. The token goes into the keyring of this \
               computer and nowhere else.",
        places: "Repositories",
        choose: "Choose the repositories in which people write issues.",
        another: Some(("Another repository", "acme/widgets")),
    },
    Offered {
        kind: MAIL,
        title: "E-mail",
        says: "A shared address. Needs its mailbox's name and password, an \
               app password, or the code of the team's app.",
        entry: Some("Sign in to a mailbox"),
        lead: "Mail is read without a trace and answered from your own \
               address. The sign-in goes into the keyring of this computer \
               and nowhere else.",
        places: "Mailboxes",
        choose: "Choose the folders into which people's mail comes.",
        another: Some(("Another mailbox", "INBOX")),
    },
    Offered {
        kind: WEBHOOK,
        title: "Webhooks",
        says: "What programs tell: Alertmanager, Grafana, Sentry, Bugsnag, \
               or a line of curl. Needs nothing.",
        entry: Some("Listen to webhooks"),
        lead: "This computer listens for itself, at an address that nothing \
               outside of it can call unless you change it. Each sender gets \
               a token of its own.",
        places: "Senders",
        choose: "Choose who calls. Each is read by a table that is made for \
                 it; plain takes {\"what\": \"…\"}.",
        another: None,
    },
];

/// A kind by the name that the team file gives it.
pub(super) fn offered(kind: &str) -> Option<&'static Offered> {
    KINDS.iter().find(|offered| offered.kind == kind)
}

/// Where what a way needs is made.
pub(super) fn make_at(kind: &str, way: &str) -> &'static str {
    match (kind, way) {
        (SLACK, _) => "https://api.slack.com/apps?new_app=1",
        (TEAMS, _) | (MAIL, "code") => "https://entra.microsoft.com",
        (GITHUB, "code") => "https://github.com/settings/applications/new",
        (GITHUB, _) => "https://github.com/settings/personal-access-tokens/new",
        _ => "",
    }
}

/// The sources of a team file that somebody has to sign in to.
pub(crate) fn signed_in_to(rules: &Rules) -> Vec<SourceId> {
    let sources = rules.sources.iter();
    sources
        .filter(|source| offered(&source.kind).is_some())
        .map(|source| source.id.clone())
        .collect()
}
