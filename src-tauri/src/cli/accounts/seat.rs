//! Asks who sits at this computer, where no source can say so.

use std::fmt::Write;

use contract::{Code, Failure};
use domain::{Rules, Teammate};

use crate::accounts::WEBHOOK;
use crate::cli::args::AddAccount;
use crate::cli::ask;

/// Who of the roster sits here: named by an argument, or asked where nothing
/// but webhooks is read. Nobody, where a source says it or nobody answers.
pub(super) fn asked<'r>(
    rules: &'r Rules,
    add: &AddAccount,
) -> Result<Option<&'r Teammate>, Failure> {
    let silent = rules.sources.iter().all(|it| it.kind == WEBHOOK);
    match (&add.me, silent) {
        (Some(_), false) => Err(Failure::new(
            Code::Usage,
            "--me is for a team that reads nothing but webhooks: here \
             another source says who you are.",
        )
        .hint("Leave --me out.")),
        (None, false) => Ok(None),
        (Some(key), true) => found(rules, key).map(Some),
        (None, true) if add.yes || rules.roster.is_empty() => Ok(None),
        (None, true) => {
            let answer = ask::line(&question(&rules.roster))?;
            match answer.as_deref() {
                None | Some("") => Ok(None),
                Some(word) => found(rules, word).map(Some),
            }
        }
    }
}

fn question(roster: &[Teammate]) -> String {
    let mut question = String::from("Who are you?\n");
    for (number, mate) in (1..).zip(roster) {
        // Writing to a string cannot fail.
        let _ = writeln!(question, "{number:>4}  {}", mate.name);
    }
    question + "Number or name:"
}

/// Whoever is meant, if they can be recognised.
fn found<'r>(rules: &'r Rules, word: &str) -> Result<&'r Teammate, Failure> {
    let named = |mate: &&Teammate| {
        mate.key.as_str().eq_ignore_ascii_case(word)
            || mate.name.eq_ignore_ascii_case(word)
    };
    let by_number = || {
        let place = word.parse::<usize>().ok()?.checked_sub(1)?;
        rules.roster.get(place)
    };
    let mate = rules.roster.iter().find(named).or_else(by_number);
    let mate = mate.ok_or_else(|| {
        let words = format!("The roster knows nobody called {word:?}.");
        Failure::new(Code::NotFound, words)
            .hint("Write the key from the team file: [roster.ana] is ana.")
    })?;
    if mate.email.is_some() {
        return Ok(mate);
    }
    let words = format!("{} has no e-mail address in the roster.", mate.name);
    let key = &mate.key;
    Err(Failure::new(Code::Refused, words).hint(format!(
        "Write email = \"...\" below [roster.{key}]: by it a webhook knows \
         who you are."
    )))
}

#[cfg(test)]
mod tests {
    use domain::PersonKey;

    use super::*;

    fn rules() -> Rules {
        let mate = |key: &str, email: Option<&str>| Teammate {
            key: PersonKey::new(key),
            name: key.to_uppercase(),
            email: email.map(str::to_owned),
            zone: None,
            hours: None,
            observes: None,
            ids: Vec::new(),
        };
        let mut rules = sources::conformance::rules(WEBHOOK, "prom");
        rules.roster =
            vec![mate("ana", Some("ana@example.com")), mate("bo", None)];
        rules
    }

    #[test]
    fn somebody_is_found_by_key_name_or_number() {
        let rules = rules();
        for word in ["ana", "Ana", "1"] {
            let mate = found(&rules, word).expect("she is in the roster");
            assert_eq!(mate.key.as_str(), "ana", "{word}");
        }
        assert!(found(&rules, "0").is_err() && found(&rules, "3").is_err());
    }

    #[test]
    fn who_cannot_be_recognised_is_told_what_is_missing() {
        let rules = rules();
        let no = found(&rules, "bo").expect_err("no address");
        assert!(no.hint.is_some_and(|hint| hint.contains("[roster.bo]")));
    }
}
