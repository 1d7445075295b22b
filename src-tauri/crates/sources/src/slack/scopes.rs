//! What Hotseat asks Slack to be allowed, and why.

/// One permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Slack's name for it.
    pub name: &'static str,
    /// What Hotseat does with it.
    pub why: &'static str,
    /// Whether Hotseat is of use without it.
    pub optional: bool,
}

const fn needed(name: &'static str, why: &'static str) -> Scope {
    Scope { name, why, optional: false }
}

const fn optional(name: &'static str, why: &'static str) -> Scope {
    Scope { name, why, optional: true }
}

/// All of them, those of which later versions make use included: a scope that
/// is added makes everybody sign in again.
pub const SCOPES: &[Scope] = &[
    needed(
        "channels:history",
        "Reads requests and answers in the public channels of the team file.",
    ),
    needed("channels:read", "Finds public channels and their names."),
    needed(
        "groups:history",
        "Reads requests and answers in the private channels of the team \
         file that you are in.",
    ),
    needed("groups:read", "Finds private channels and their names."),
    needed(
        "users:read",
        "Shows names instead of ids, and tells people from bots.",
    ),
    needed(
        "users:read.email",
        "Knows that a person in Slack is the same person in your other \
         channels.",
    ),
    needed("usergroups:read", "Knows which mentions call whoever is on duty."),
    needed(
        "reactions:read",
        "Sees who has put eyes on a request, with or without Hotseat.",
    ),
    needed(
        "reactions:write",
        "Puts your eyes on a request that you claim, and your check mark on \
         one that you close.",
    ),
    needed(
        "chat:write",
        "Posts as you what you wrote or chose, and nothing else.",
    ),
    needed("team:read", "Shows the name of the workspace."),
    optional(
        "im:write",
        "Opens a direct message to a teammate: to pair, or to pass on an \
         answer.",
    ),
    optional(
        "im:read",
        "Finds the direct messages in which teammates pass on an answer to \
         you.",
    ),
    optional(
        "im:history",
        "Offers as a draft what a teammate passed on to you by direct \
         message.",
    ),
    optional(
        "files:read",
        "Shows the names and sizes of files that hang on a message, never \
         what is in them.",
    ),
    optional(
        "search:read",
        "Looks for similar requests further back than Hotseat has read.",
    ),
];

/// Those of our scopes that were not granted.
#[must_use]
pub(super) fn missing(granted: &[String]) -> Vec<&'static Scope> {
    SCOPES
        .iter()
        .filter(|scope| granted.iter().all(|name| name != scope.name))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_was_not_granted_is_named() {
        let granted: Vec<String> = SCOPES
            .iter()
            .map(|scope| scope.name.to_owned())
            .filter(|name| name != "reactions:write")
            .collect();
        let names: Vec<&str> =
            missing(&granted).iter().map(|scope| scope.name).collect();
        assert_eq!(names, ["reactions:write"]);
    }

    #[test]
    fn each_scope_stands_once_with_one_sentence() {
        let names: BTreeSet<&str> = SCOPES.iter().map(|s| s.name).collect();
        assert_eq!(names.len(), SCOPES.len());
        for scope in SCOPES {
            assert!(scope.why.ends_with('.'), "{}", scope.name);
            assert_eq!(scope.why.matches(". ").count(), 0, "{}", scope.name);
        }
    }
}
