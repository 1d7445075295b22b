//! Slack's people and their groups as JSON.

use serde::Deserialize;

use super::lenient;

/// Whose the token is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Whose {
    /// The workspace's address.
    #[serde(deserialize_with = "lenient")]
    pub(crate) url: String,
    /// The workspace's name.
    #[serde(deserialize_with = "lenient")]
    pub(crate) team: String,
    /// The person's login.
    #[serde(deserialize_with = "lenient")]
    pub(crate) user: String,
    /// The person.
    #[serde(deserialize_with = "lenient")]
    pub(crate) user_id: String,
}

/// A person or a bot user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct User {
    /// The id.
    #[serde(deserialize_with = "lenient")]
    pub(crate) id: String,
    /// The login.
    #[serde(deserialize_with = "lenient")]
    pub(crate) name: String,
    /// Whether it is a bot.
    #[serde(deserialize_with = "lenient")]
    pub(crate) is_bot: bool,
    /// More about them.
    #[serde(deserialize_with = "lenient")]
    pub(crate) profile: Profile,
}

/// More about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Profile {
    /// The name they chose.
    #[serde(deserialize_with = "lenient")]
    pub(crate) display_name: String,
    /// Their full name.
    #[serde(deserialize_with = "lenient")]
    pub(crate) real_name: String,
    /// Their address, where the sign-in may read it.
    #[serde(deserialize_with = "lenient")]
    pub(crate) email: Option<String>,
}

/// The answer about one person.
#[derive(Debug, Deserialize)]
pub(crate) struct OneUser {
    /// The person.
    pub(crate) user: User,
}

/// A page of people.
#[derive(Debug, Deserialize)]
pub(crate) struct Users {
    /// The people.
    #[serde(deserialize_with = "lenient")]
    pub(crate) members: Vec<User>,
}

/// A group that can be mentioned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Group {
    /// The id.
    #[serde(deserialize_with = "lenient")]
    pub(crate) id: String,
    /// How it is mentioned, without the @.
    #[serde(deserialize_with = "lenient")]
    pub(crate) handle: String,
}

/// The groups of the workspace.
#[derive(Debug, Deserialize)]
pub(crate) struct Groups {
    /// The groups.
    #[serde(deserialize_with = "lenient")]
    pub(crate) usergroups: Vec<Group>,
}
