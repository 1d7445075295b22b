//! Installs the system packages that are missing, if that is agreed.

use std::io::{self, IsTerminal, Write as _};

use crate::{
    command::{heard, is_here, program, run},
    managers::{Manager, Purpose},
    trouble::Trouble,
    wish::Consent,
};

/// Installs what is missing for a purpose; says what it found.
pub(crate) fn provide(
    purpose: Purpose,
    consent: Consent,
) -> Result<String, Trouble> {
    let Some(manager) = Manager::choose(is_here) else {
        return Ok("no apt, dnf or pacman here, so nothing was checked".into());
    };
    let mut wanted = manager.wanted(purpose);
    if !is_here("node") {
        wanted.extend(manager.node());
    }
    let missing = manager.missing(&wanted);
    if missing.is_empty() {
        return Ok("nothing missing".into());
    }
    let prefix = privilege(is_root(), is_here("sudo"))?;
    let commands: Vec<Vec<&str>> = manager
        .commands(&missing)
        .into_iter()
        .map(|words| [prefix, words.as_slice()].concat())
        .collect();
    let said = commands.iter().map(|words| words.join(" "));
    let said = said.collect::<Vec<_>>().join("\n  ");
    eprintln!("Missing: {}\nCommands:\n  {said}", missing.join(" "));
    if consent == Consent::Ask {
        agree(&said)?;
    }
    for words in &commands {
        install(words)?;
    }
    let count = missing.len();
    let left = manager.missing(&missing);
    if left.is_empty() {
        return Ok(format!("{count} installed"));
    }
    Err(Trouble::missing(
        format!("Still missing after installing: {}.", left.join(" ")),
        "Install these by hand, then run the same command again.",
    ))
}

fn is_root() -> bool {
    heard("id", &["-u"]).is_some_and(|id| id.trim() == "0")
}

fn privilege(
    root: bool,
    sudo: bool,
) -> Result<&'static [&'static str], Trouble> {
    match (root, sudo) {
        (true, _) => Ok(&[]),
        (false, true) => Ok(&["sudo"]),
        (false, false) => Err(Trouble::missing(
            "System packages are missing, and there is no sudo.",
            "Run `cargo xtask setup --yes` once as root.",
        )),
    }
}

fn agree(commands: &str) -> Result<(), Trouble> {
    let refused = || {
        Trouble::missing(
            "Nothing was installed.",
            format!("Run this, or add `--yes`:\n  {commands}"),
        )
    };
    if !io::stdin().is_terminal() {
        return Err(refused());
    }
    eprint!("Install them now? [y/N] ");
    let mut answer = String::new();
    let asked = io::stderr().flush();
    let heard = asked.and_then(|()| io::stdin().read_line(&mut answer));
    let word = answer.trim().to_lowercase();
    if heard.is_ok() && matches!(word.as_str(), "y" | "yes") {
        return Ok(());
    }
    Err(refused())
}

fn install(words: &[&str]) -> Result<(), Trouble> {
    let Some((name, rest)) = words.split_first() else { return Ok(()) };
    run(program(name).args(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_needs_no_sudo_and_nobody_is_left_without_a_remedy() {
        assert!(privilege(true, false).unwrap().is_empty());
        assert_eq!(privilege(false, true).unwrap(), ["sudo"]);
        let trouble = privilege(false, false).unwrap_err();
        assert!(trouble.to_string().contains("as root"), "{trouble}");
    }
}
