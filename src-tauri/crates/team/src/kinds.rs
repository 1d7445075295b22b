//! The kinds of sources, as far as a team file speaks of them.
//!
//! A new kind is one entry here: what its places are called, what else may
//! be said of it, and how its ids look to people.

use domain::{Bots, Priority};

/// A kind of source.
pub(crate) struct Kind {
    /// How the team file names it.
    pub(crate) name: &'static str,
    /// What people call it.
    pub(crate) title: &'static str,
    /// The key under which its places stand.
    pub(crate) places: &'static str,
    /// What else it takes.
    pub(crate) settings: &'static [Setting],
    /// What one of its places takes besides.
    pub(crate) of_place: &'static [Setting],
    /// How the posts of programs are read unless a place says otherwise.
    pub(crate) bots: Bots,
    /// Words that mean a priority unless the file says otherwise.
    pub(crate) mentions: &'static [(&'static str, Priority)],
    /// How the id of a place is known.
    pub(crate) place_id: Id,
    /// How the id of a person is known.
    pub(crate) person_id: Id,
}

impl Kind {
    /// The keys of one of its places, with those that any place has.
    pub(crate) fn place_keys(&self, any: &[&'static str]) -> Vec<&'static str> {
        let own = self.of_place.iter().map(|setting| setting.key);
        any.iter().copied().chain(own).collect()
    }
}

/// Something a source is told by the team file.
pub(crate) struct Setting {
    /// Its key.
    pub(crate) key: &'static str,
    /// What it may be.
    pub(crate) form: Form,
}

/// What an option may be.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// A text, such as this one.
    Text(&'static str),
    /// True or false.
    Flag,
}

/// The look of a vendor's ids.
pub(crate) struct Id {
    /// One of these begins it, and capitals and digits follow; no rule where
    /// there are none.
    begins: &'static [char],
    /// An example.
    pub(crate) example: &'static str,
    /// Where people find it.
    pub(crate) remedy: &'static str,
}

impl Id {
    /// Whether a text can be such an id.
    pub(crate) fn fits(&self, text: &str) -> bool {
        if self.begins.is_empty() {
            // "widgets" names no repository: its owner belongs to it.
            let whole = !self.example.contains('/') || text.contains('/');
            return whole && !text.chars().any(char::is_whitespace);
        }
        let mut rest = text.chars();
        rest.next().is_some_and(|first| self.begins.contains(&first))
            && rest.as_str().len() > 1
            && rest.all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    }
}

/// The place that matters most says so beside its name.
pub(crate) const MAIN: &str = "main";

/// Every kind there is.
pub(crate) const KINDS: &[Kind] = &[SLACK, GITHUB, TEAMS, MAIL, WEBHOOK, DEMO];

const SLACK: Kind = Kind {
    name: "slack",
    title: "Slack",
    places: "channels",
    settings: &[
        Setting { key: "client_id", form: Form::Text("1234567890.1234567890") },
        Setting { key: "push", form: Form::Flag },
    ],
    of_place: &[],
    bots: Bots::Ignore,
    mentions: &[],
    place_id: Id {
        begins: &['C', 'G', 'D'],
        example: "C0123456789",
        remedy: "It stands at the end of the channel's details in Slack \
                 (\"Channel ID\"), like \"C0123456789\".",
    },
    person_id: Id {
        begins: &['U', 'W'],
        example: "U0123456789",
        remedy: "It stands in the menu of a person's profile in Slack \
                 (\"Copy member ID\"), like \"U0123456789\".",
    },
};

const GITHUB: Kind = Kind {
    name: "github",
    title: "GitHub",
    places: "repositories",
    settings: &[
        Setting { key: "client_id", form: Form::Text("Ov23liAbCdEf12345678") },
        Setting { key: "url", form: Form::Text("https://github.example.com") },
        Setting { key: "close_label", form: Form::Text("answered") },
        Setting { key: "dismiss_label", form: Form::Text("no request") },
    ],
    of_place: &[
        Setting { key: MAIN, form: Form::Flag },
        Setting { key: "pulls", form: Form::Flag },
    ],
    bots: Bots::Ignore,
    mentions: &[],
    place_id: Id {
        begins: &[],
        example: "acme/widgets",
        remedy: "Write the owner and the name as they stand in the \
                 repository's address, like \"acme/widgets\".",
    },
    person_id: Id {
        begins: &[],
        example: "octocat",
        remedy: "Write the login as it stands in the address of a person's \
                 page, without an @.",
    },
};

const TEAMS: Kind = Kind {
    name: "teams",
    title: "Microsoft Teams",
    places: "channels",
    settings: &[
        Setting {
            key: "client_id",
            form: Form::Text("11111111-2222-3333-4444-555555555555"),
        },
        Setting { key: "tenant", form: Form::Text("example.onmicrosoft.com") },
        Setting {
            key: "login",
            form: Form::Text("https://login.microsoftonline.us"),
        },
        Setting {
            key: "graph",
            form: Form::Text("https://graph.microsoft.us"),
        },
    ],
    of_place: &[],
    bots: Bots::Ignore,
    mentions: &[],
    place_id: Id {
        begins: &[],
        example: "11111111-2222-3333-4444-555555555555/19:abc@thread.tacv2",
        remedy: "Write the id of the team, a slash and the id of the channel. \
                 `hotseat accounts add teams` finds them by name, or from \
                 the address that \"Get link to channel\" copies.",
    },
    person_id: Id {
        begins: &[],
        example: "11111111-2222-3333-4444-555555555555",
        remedy: "Write the person's object id from Entra; where they are \
                 known by their e-mail address, none is needed.",
    },
};

/// A mailbox that people write to; its source is named so in other rooms.
pub(crate) const MAIL: Kind = Kind {
    name: "mail",
    title: "E-mail",
    places: "mailboxes",
    settings: &[
        Setting { key: "address", form: Form::Text("support@example.com") },
        Setting { key: "imap", form: Form::Text("imap.example.com") },
        Setting { key: "smtp", form: Form::Text("smtp.example.com") },
        Setting { key: "sent", form: Form::Text("Sent") },
        Setting { key: "archive", form: Form::Text("Archive") },
        Setting { key: "keeps_sent", form: Form::Flag },
        Setting {
            key: "client_id",
            form: Form::Text("11111111-2222-3333-4444-555555555555"),
        },
        Setting { key: "tenant", form: Form::Text("example.onmicrosoft.com") },
        Setting {
            key: "code_url",
            form: Form::Text("https://login.example.com/device"),
        },
        Setting {
            key: "token_url",
            form: Form::Text("https://login.example.com/token"),
        },
        Setting { key: "scope", form: Form::Text("offline_access imap smtp") },
    ],
    of_place: &[],
    bots: Bots::Ignore,
    mentions: &[],
    place_id: Id {
        begins: &[],
        example: "INBOX",
        remedy: "Write the mailbox's name as the server has it; the one that \
                 every account has is \"INBOX\".",
    },
    person_id: Id {
        begins: &[],
        example: "ana@example.com",
        remedy: "Write the address that the person answers from.",
    },
};

const WEBHOOK: Kind = Kind {
    name: "webhook",
    title: "Webhooks",
    places: "senders",
    settings: &[Setting { key: "listen", form: Form::Text("127.0.0.1:8787") }],
    of_place: &[
        Setting { key: "table", form: Form::Text("alertmanager") },
        Setting { key: "each", form: Form::Text("/alerts") },
        Setting { key: "what", form: Form::Text("/title or /message") },
        Setting { key: "detail", form: Form::Text("/description") },
        Setting { key: "who", form: Form::Text("/user/name") },
        Setting { key: "key", form: Form::Text("/id") },
        Setting { key: "at", form: Form::Text("/time") },
        Setting { key: "link", form: Form::Text("/url") },
        Setting { key: "severity", form: Form::Text("/severity") },
        Setting { key: "resolved", form: Form::Text("/status = resolved") },
    ],
    bots: Bots::Alerts,
    mentions: &[
        ("@emergency", Priority::Emergency),
        ("@urgent", Priority::Urgent),
    ],
    place_id: Id {
        begins: &[],
        example: "grafana",
        remedy: "Choose a short name without spaces or slashes; it ends the \
                 address at which the sender calls.",
    },
    person_id: Id {
        begins: &[],
        example: "Dirk Maas",
        remedy: "Write the name as the sender tells it.",
    },
};

const DEMO: Kind = Kind {
    name: "demo",
    title: "Demo",
    places: "places",
    settings: &[],
    of_place: &[],
    bots: Bots::Ignore,
    mentions: &[],
    place_id: Id {
        begins: &[],
        example: "support",
        remedy: "Write an id without spaces.",
    },
    person_id: Id {
        begins: &[],
        example: "ana",
        remedy: "Write an id without spaces.",
    },
};

/// A kind by the name the team file gives it.
pub(crate) fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}
