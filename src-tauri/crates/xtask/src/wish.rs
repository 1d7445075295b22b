//! Reads the command line.

use crate::trouble::Trouble;

/// What `cargo xtask` prints about itself.
pub(crate) const HELP: &str = "\
cargo xtask demo [--yes] [-- ARGS]  install what is missing, build, start the demo
cargo xtask test [--yes]            set up and run every test
cargo xtask setup [--yes]           only install what the tests need
cargo xtask ui                      build the window
cargo xtask icons                   render icons/ from its SVG sources
cargo xtask bench [-- ARGS]         measure the figures
cargo xtask crash [--n N]           kill a running Hotseat N times (100)

--yes installs system packages without asking; CI=true does the same.
";

/// Whether system packages may be installed without a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Consent {
    /// `--yes` or CI: nobody is there to ask.
    Given,
    /// A person sits in front of it.
    Ask,
}

/// One thing this program can be asked to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Say what there is.
    Help,
    /// Install what is missing, build, start the demo.
    Demo { consent: Consent, more: Vec<String> },
    /// Set up and run every test.
    Test { consent: Consent },
    /// Only set up.
    Setup { consent: Consent },
    /// Build the window.
    Window,
    /// Render the icons.
    Icons,
    /// Measure.
    Bench { more: Vec<String> },
    /// Kill a running Hotseat this often.
    Crash { times: u32 },
}

impl Wish {
    /// The demo opens other people's programs, a browser for one, and they
    /// outlive it; whatever a test started ends with the test.
    pub(crate) fn keeps_orphans(&self) -> bool {
        matches!(self, Self::Demo { .. })
    }
}

/// Turns the arguments into one wish.
pub(crate) fn read(arguments: &[String]) -> Result<Wish, Trouble> {
    let (ours, more) = split(arguments);
    let Some((verb, flags)) = ours.split_first() else {
        return Ok(Wish::Help);
    };
    let wish = match verb.as_str() {
        "help" | "--help" | "-h" => Wish::Help,
        "demo" => Wish::Demo { consent: consent(flags)?, more: more.to_vec() },
        "test" => Wish::Test { consent: consent(flags)? },
        "setup" => Wish::Setup { consent: consent(flags)? },
        "ui" => bare(flags, Wish::Window)?,
        "icons" => bare(flags, Wish::Icons)?,
        "bench" => bare(flags, Wish::Bench { more: more.to_vec() })?,
        "crash" => Wish::Crash { times: times(flags)? },
        other => {
            return Err(Trouble::Usage(format!("`{other}` is no command.")));
        }
    };
    let takes_more = matches!(wish, Wish::Demo { .. } | Wish::Bench { .. });
    if !takes_more && !more.is_empty() {
        let words = more.join(" ");
        let say = format!("`{verb}` takes nothing after `--`: {words}");
        return Err(Trouble::Usage(say));
    }
    Ok(wish)
}

fn split(arguments: &[String]) -> (&[String], &[String]) {
    let dashes = arguments.iter().position(|word| word == "--");
    match dashes.and_then(|at| arguments.split_at_checked(at)) {
        Some((ours, rest)) => (ours, rest.get(1..).unwrap_or_default()),
        None => (arguments, &[]),
    }
}

fn consent(flags: &[String]) -> Result<Consent, Trouble> {
    let ci = std::env::var("CI").is_ok_and(|value| is_on(&value));
    match flags {
        [] if ci => Ok(Consent::Given),
        [] => Ok(Consent::Ask),
        [yes] if yes == "--yes" || yes == "-y" => Ok(Consent::Given),
        _ => Err(not_understood(flags)),
    }
}

fn is_on(value: &str) -> bool {
    !matches!(value, "" | "0" | "false")
}

fn bare(flags: &[String], wish: Wish) -> Result<Wish, Trouble> {
    if flags.is_empty() { Ok(wish) } else { Err(not_understood(flags)) }
}

fn times(flags: &[String]) -> Result<u32, Trouble> {
    match flags {
        [] => Ok(100),
        [flag, number] if flag == "--n" => match number.parse() {
            Ok(times) if times > 0 => Ok(times),
            _ => Err(Trouble::Usage(format!(
                "`--n` wants a number from 1 up, not `{number}`."
            ))),
        },
        _ => Err(not_understood(flags)),
    }
}

fn not_understood(flags: &[String]) -> Trouble {
    Trouble::Usage(format!("Not understood: {}", flags.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(String::from).collect()
    }

    fn granted(line: &str) -> Wish {
        read(&words(line)).unwrap()
    }

    fn refused(line: &str) -> String {
        let trouble = read(&words(line)).unwrap_err();
        assert_eq!(trouble.exit_code(), 2, "a usage fault exits with 2");
        trouble.to_string()
    }

    #[test]
    fn nothing_asked_is_answered_with_help() {
        assert_eq!(granted(""), Wish::Help);
    }

    #[test]
    fn yes_gives_consent_and_the_rest_goes_to_the_demo() {
        let wish = granted("demo --yes -- --seed 7 -- --pace 5");
        let more = words("--seed 7 -- --pace 5");
        assert_eq!(wish, Wish::Demo { consent: Consent::Given, more });
    }

    #[test]
    fn a_command_without_further_arguments_refuses_them() {
        assert!(refused("icons -- --big").contains("nothing after `--`"));
        assert!(refused("ui --fast").contains("--fast"));
        assert!(refused("test --yes --yes").contains("--yes --yes"));
    }

    #[test]
    fn the_crash_count_defaults_to_a_hundred() {
        assert_eq!(granted("crash"), Wish::Crash { times: 100 });
        assert_eq!(granted("crash --n 1000"), Wish::Crash { times: 1000 });
    }

    #[test]
    fn a_crash_count_that_is_no_number_is_named() {
        assert!(refused("crash --n many").contains("`many`"));
        assert!(refused("crash --n 0").contains("`0`"));
    }

    #[test]
    fn an_unknown_verb_shows_what_there_is() {
        let said = refused("ship");
        assert!(said.contains("`ship`"), "it names the word: {said}");
        assert!(said.contains("cargo xtask demo"), "and the verbs: {said}");
    }

    #[test]
    fn only_the_demo_leaves_orphans_alone() {
        assert!(granted("demo").keeps_orphans());
        assert!(!granted("test").keeps_orphans());
    }

    #[test]
    fn ci_counts_as_consent_unless_it_is_switched_off() {
        assert!(is_on("true") && is_on("1"));
        assert!(!is_on("") && !is_on("0") && !is_on("false"));
    }
}
