//! The source that an argument names, as far as the team file knows it.

use contract::{Code, Failure};
use domain::{Rules, SourceId, SourceRules};

use crate::accounts::{GITHUB, MAIL, SLACK, TEAMS, WEBHOOK};
use crate::boot::Paths;
use crate::cli::failed;
use crate::cli::start::unready;
use crate::wiring::{self, Unready};

/// The kinds of sources to which somebody can sign in before a team file has
/// one.
const FIRST: [&str; 5] = [SLACK, GITHUB, TEAMS, MAIL, WEBHOOK];

/// A source to sign in to.
#[derive(Debug)]
pub(super) struct Named {
    /// Its key, also where there is no team file yet.
    pub(super) id: SourceId,
    /// Its kind.
    pub(super) kind: String,
    /// The team file, if there is one.
    pub(super) rules: Option<Rules>,
}

impl Named {
    /// Finds a source by key, or by kind where only one is of that kind.
    pub(super) fn find(paths: &Paths, word: &str) -> Result<Named, Failure> {
        let Some(rules) = rules(paths)? else {
            if FIRST.contains(&word) {
                return Ok(Named::first(word, None));
            }
            return Err(no_file(word));
        };
        let source = source(&rules, word)?;
        let (id, kind) = (source.id.clone(), source.kind.clone());
        Ok(Named { id, kind, rules: Some(rules) })
    }

    /// The same for a source that is about to be added: the team file need
    /// not have one of its kind yet.
    pub(super) fn or_new(paths: &Paths, word: &str) -> Result<Named, Failure> {
        let rules = rules(paths)?;
        let missing = rules.filter(|rules| {
            let mut kinds = rules.sources.iter();
            FIRST.contains(&word)
                && rules.source(&SourceId::new(word)).is_none()
                && kinds.all(|source| source.kind != word)
        });
        match missing {
            Some(rules) => Ok(Named::first(word, Some(rules))),
            None => Named::find(paths, word),
        }
    }

    /// The same for a sign-in that is to go: the team file may not name its
    /// source any more, or be faulty.
    pub(super) fn or_gone(paths: &Paths, word: &str) -> Named {
        Named::find(paths, word).unwrap_or_else(|_| {
            let kind = FIRST.iter().find(|kind| **kind == word);
            Named {
                id: SourceId::new(word),
                kind: kind.copied().unwrap_or_default().to_owned(),
                rules: rules(paths).ok().flatten(),
            }
        })
    }

    fn first(kind: &str, rules: Option<Rules>) -> Named {
        let (id, kind) = (SourceId::new(kind), kind.to_owned());
        Named { id, kind, rules }
    }

    /// Whether the team file has it.
    pub(super) fn is_read(&self) -> bool {
        let rules = self.rules.as_ref();
        rules.is_some_and(|rules| rules.source(&self.id).is_some())
    }

    /// What the team file says of it under a key.
    pub(super) fn option(&self, key: &str) -> Option<&str> {
        let source = self.rules.as_ref()?.source(&self.id)?;
        source.options.get(key).map(String::as_str)
    }
}

/// The team file, or that there is none.
fn rules(paths: &Paths) -> Result<Option<Rules>, Failure> {
    match wiring::team_text(&paths.team) {
        Ok(text) => {
            wiring::rules(&text, &paths.team).map(Some).map_err(unready)
        }
        Err(Unready::NoTeam(_)) => Ok(None),
        Err(other) => Err(unready(other)),
    }
}

fn source<'r>(
    rules: &'r Rules,
    word: &str,
) -> Result<&'r SourceRules, Failure> {
    if let Some(source) = rules.source(&SourceId::new(word)) {
        return Ok(source);
    }
    let of_kind: Vec<&SourceRules> =
        rules.sources.iter().filter(|source| source.kind == word).collect();
    let keys = |sources: &mut dyn Iterator<Item = &SourceRules>| -> String {
        let keys: Vec<&str> = sources.map(|it| it.id.as_str()).collect();
        keys.join(", ")
    };
    match of_kind.as_slice() {
        [only] => Ok(only),
        [] => {
            let known = keys(&mut rules.sources.iter());
            let hint = match known.as_str() {
                _ if FIRST.contains(&word) => {
                    format!("`hotseat accounts add {word}` writes one into it.")
                }
                "" => "`hotseat accounts add slack` writes one into it, as it \
                       does with teams, github, mail or webhook."
                    .to_owned(),
                known => format!("It has: {known}."),
            };
            let what = format!("The team file has no source {word}.");
            Err(Failure::new(Code::NotFound, what).hint(hint))
        }
        several => {
            let known = keys(&mut several.iter().copied());
            let what = format!("Several sources are of the kind {word}.");
            let hint = format!("Say which: {known}.");
            Err(Failure::new(Code::Usage, what).hint(hint))
        }
    }
}

/// The key under which a sign-in may be kept, also of a source that the team
/// file does not name any more, or while it is faulty.
pub(super) fn key(paths: &Paths, word: &str) -> SourceId {
    let rules = rules(paths).ok().flatten();
    let found = rules.as_ref().and_then(|rules| source(rules, word).ok());
    found.map_or_else(|| SourceId::new(word), |source| source.id.clone())
}

/// A source that nobody knows, for want of a team file.
pub(super) fn no_file(word: &str) -> Failure {
    let failure = failed(format!(
        "there is no team file yet, so nothing is known of {word}"
    ));
    Failure { code: Code::NotFound, ..failure }.hint(
        "`hotseat accounts add slack` writes a first one, as it does with \
         teams, github, mail or webhook.",
    )
}

/// A source of a kind into which nobody signs in.
pub(super) fn no_kind(kind: &str) -> Failure {
    let failure =
        failed(format!("a source of the kind {kind} takes no sign-in"));
    Failure { code: Code::NotFound, ..failure }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "team = \"T\"\nzone = \"UTC\"\n\
        [sources.acme]\nkind = \"slack\"\n\
        [sources.beta]\nkind = \"slack\"\nclient_id = \"1.2\"\n";

    fn in_dir(team: Option<&str>, word: &str) -> Result<Named, Failure> {
        let dir = tempfile::tempdir().expect("a directory");
        let data = Some(dir.path().to_owned());
        let paths = Paths::find(data, None).expect("paths");
        if let Some(team) = team {
            std::fs::write(&paths.team, team).expect("a team file");
        }
        Named::find(&paths, word)
    }

    #[test]
    fn without_a_team_file_slack_can_be_signed_in_to() {
        let named = in_dir(None, "slack").expect("found");
        assert_eq!(named.id, SourceId::new("slack"));
        let failure = in_dir(None, "fax").expect_err("unknown");
        assert_eq!(failure.code, Code::NotFound);
    }

    #[test]
    fn what_the_team_file_does_not_have_is_added_by_its_kind() {
        let failure = in_dir(Some(TWO), "mail").expect_err("not in it");
        let hint = failure.hint.expect("a hint");
        assert!(hint.contains("accounts add mail"), "{hint}");
        let failure = in_dir(Some(TWO), "fax").expect_err("not in it");
        assert_eq!(failure.hint.as_deref(), Some("It has: acme, beta."));
    }

    #[test]
    fn a_source_is_found_by_its_key() {
        let named = in_dir(Some(TWO), "beta").expect("found");
        assert_eq!(named.option("client_id"), Some("1.2"));
    }

    #[test]
    fn a_kind_of_which_there_are_two_is_not_guessed() {
        let failure = in_dir(Some(TWO), "slack").expect_err("unclear");
        assert_eq!(failure.code, Code::Usage);
        assert_eq!(failure.hint.as_deref(), Some("Say which: acme, beta."));
    }

    #[test]
    fn a_kind_of_which_there_is_one_names_it() {
        let one = TWO
            .replace(
                "[sources.beta]\nkind = \"slack\"\n",
                "[sources.x]\nkind = \"demo\"\n",
            )
            .replace("client_id = \"1.2\"\n", "");
        let named = in_dir(Some(&one), "slack").expect("found");
        assert_eq!(named.id, SourceId::new("acme"));
    }
}
