//! GitHub's JSON as it is.

use chrono::{DateTime, Utc};
use serde::Deserialize;

/// Somebody with an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct User {
    /// What they are called in addresses and mentions.
    pub(crate) login: String,
    /// "User", "Bot", "Organization", "Mannequin".
    #[serde(default, rename = "type")]
    pub(crate) kind: String,
    /// Their name, where GitHub shows the whole person.
    #[serde(default)]
    pub(crate) name: Option<String>,
    /// Their public address.
    #[serde(default)]
    pub(crate) email: Option<String>,
}

/// A label: older servers tell only its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Label {
    /// Its name alone.
    Name(String),
    /// The label.
    Whole {
        /// Its name.
        #[serde(default)]
        name: Option<String>,
    },
}

impl Label {
    /// Its name.
    pub(crate) fn name(&self) -> &str {
        match self {
            Label::Name(name) => name,
            Label::Whole { name } => name.as_deref().unwrap_or_default(),
        }
    }
}

/// How many stand on each reaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Rollup {
    /// On the eyes.
    #[serde(default)]
    pub(crate) eyes: u32,
    /// On the thumb that is up.
    #[serde(default, rename = "+1")]
    pub(crate) thumbs: u32,
}

/// An issue, or the pull request behind one.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Issue {
    /// Its number in the repository.
    pub(crate) number: u64,
    /// Its title.
    #[serde(default)]
    pub(crate) title: String,
    /// What its author wrote.
    #[serde(default)]
    pub(crate) body: Option<String>,
    /// Who wrote it; nobody, where the account is gone.
    #[serde(default)]
    pub(crate) user: Option<User>,
    /// Its labels.
    #[serde(default)]
    pub(crate) labels: Vec<Label>,
    /// Who works on it.
    #[serde(default)]
    pub(crate) assignees: Option<Vec<User>>,
    /// "open" or "closed".
    #[serde(default)]
    pub(crate) state: String,
    /// How many have commented.
    #[serde(default)]
    pub(crate) comments: u64,
    /// It is a pull request.
    #[serde(default)]
    pub(crate) pull_request: Option<serde::de::IgnoredAny>,
    /// When it was closed.
    #[serde(default)]
    pub(crate) closed_at: Option<DateTime<Utc>>,
    /// Who closed it; told only where one issue is asked for.
    #[serde(default)]
    pub(crate) closed_by: Option<User>,
    /// When it was written.
    pub(crate) created_at: DateTime<Utc>,
    /// When anything about it changed.
    pub(crate) updated_at: DateTime<Utc>,
    /// Where people read it.
    #[serde(default)]
    pub(crate) html_url: String,
    /// What its author is to the repository.
    #[serde(default)]
    pub(crate) author_association: String,
    /// How many stand on its reactions.
    #[serde(default)]
    pub(crate) reactions: Option<Rollup>,
}

impl Issue {
    /// Whether it is closed.
    pub(crate) fn is_closed(&self) -> bool {
        self.state == "closed"
    }

    /// Whether a label of a name hangs on it.
    pub(crate) fn has(&self, label: &str) -> bool {
        self.labels.iter().any(|it| it.name().eq_ignore_ascii_case(label))
    }

    /// How many look at it.
    pub(crate) fn eyes(&self) -> u32 {
        self.reactions.unwrap_or_default().eyes
    }

    /// How many want it.
    pub(crate) fn thumbs(&self) -> u32 {
        self.reactions.unwrap_or_default().thumbs
    }

    /// Who works on it.
    pub(crate) fn assigned(&self) -> &[User] {
        self.assignees.as_deref().unwrap_or_default()
    }
}

/// A comment below an issue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Comment {
    /// Its id.
    pub(crate) id: u64,
    /// What it says.
    #[serde(default)]
    pub(crate) body: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    pub(crate) user: Option<User>,
    /// When.
    pub(crate) created_at: DateTime<Utc>,
    /// When it was edited last, or when it was written.
    pub(crate) updated_at: DateTime<Utc>,
    /// Where people read it.
    #[serde(default)]
    pub(crate) html_url: String,
    /// What its author is to the repository.
    #[serde(default)]
    pub(crate) author_association: String,
}

/// Somebody's reaction.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Reaction {
    /// Its id, by which it is taken off.
    pub(crate) id: u64,
    /// Whose it is.
    #[serde(default)]
    pub(crate) user: Option<User>,
    /// Which it is: "eyes".
    #[serde(default)]
    pub(crate) content: String,
}

/// Something that happened to an issue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Happening {
    /// What: "labeled", "closed".
    #[serde(default)]
    pub(crate) event: String,
    /// Who did it.
    #[serde(default)]
    pub(crate) actor: Option<User>,
    /// With which label.
    #[serde(default)]
    pub(crate) label: Option<Label>,
}

/// What an account may do in a repository.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Permissions {
    /// Change its files.
    #[serde(default)]
    pub(crate) push: bool,
    /// Sort its issues.
    #[serde(default)]
    pub(crate) triage: bool,
}

/// A repository.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Repository {
    /// "acme/widgets".
    pub(crate) full_name: String,
    /// Nobody outside of it can read it.
    #[serde(default)]
    pub(crate) private: bool,
    /// Nothing is written in it any more.
    #[serde(default)]
    pub(crate) archived: bool,
    /// Issues are switched on; they are, where nothing is said.
    #[serde(default = "yes")]
    pub(crate) has_issues: bool,
    /// What we may do.
    #[serde(default)]
    pub(crate) permissions: Permissions,
}

fn yes() -> bool {
    true
}

/// Why GitHub says no.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Refusal {
    /// In its own words.
    #[serde(default)]
    pub(crate) message: String,
}
