//! Plain words: which of them call a group, and which are addresses.

use domain::GroupId;

/// What a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Nothing but a word.
    Plain,
    /// It calls a group of the team file.
    Group(GroupId),
    /// It is an address.
    Link,
}

/// A word taken apart: punctuation, what it is, punctuation.
pub(super) fn apart(piece: &str) -> (&str, &str, &str) {
    let open = |c: char| matches!(c, '(' | '[' | '<' | '"' | '\'' | '“');
    let shut = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ')' | ']'
                    | '>'
                    | '"'
                    | '\''
                    | '”'
                    | '.'
                    | ','
                    | ';'
                    | ':'
                    | '!'
                    | '?'
            )
    };
    let rest = piece.trim_start_matches(open);
    let core = rest.trim_end_matches(shut);
    let before = piece.strip_suffix(rest).unwrap_or_default();
    let after = rest.strip_prefix(core).unwrap_or_default();
    (before, core, after)
}

/// What a word is.
pub(super) fn kind(core: &str, groups: &[GroupId]) -> Word {
    if core.starts_with("https://") || core.starts_with("http://") {
        return Word::Link;
    }
    if !core.starts_with('@') {
        return Word::Plain;
    }
    let same =
        |group: &&GroupId| group.as_str().to_lowercase() == core.to_lowercase();
    let group = groups.iter().find(same);
    group.map_or(Word::Plain, |group| Word::Group(group.clone()))
}
