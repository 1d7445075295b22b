//! Asks whoever sits at the terminal, or reads what they have piped in.
//!
//! Questions go to standard error: standard output is the answer alone, also
//! where a machine reads it.

use std::io::{BufRead, IsTerminal, Read, Write, stderr, stdin};

use contract::{Code, Failure};
use secrecy::SecretString;

use super::failed;

/// The longest answer that is read, in bytes.
const LONGEST: u64 = 64 * 1024;

/// Tells something on the way to the outcome.
pub(super) fn say(words: &str) {
    // Whoever does not read along gets the outcome all the same.
    let _ = writeln!(stderr(), "{words}");
}

/// The answer to a question; none at the end of what was piped in.
pub(super) fn line(question: &str) -> Result<Option<String>, Failure> {
    let _ = write!(stderr(), "{question} ");
    let _ = stderr().flush();
    let mut answer = String::new();
    let read =
        stdin().lock().take(LONGEST).read_line(&mut answer).map_err(failed)?;
    Ok((read > 0).then(|| answer.trim().to_owned()))
}

/// The answer to a question, or what is offered.
pub(super) fn answer(question: &str, offered: &str) -> Result<String, Failure> {
    let asked = match offered {
        "" => format!("{question}:"),
        offered => format!("{question} [{offered}]:"),
    };
    let answer = line(&asked)?.unwrap_or_default();
    Ok(if answer.is_empty() { offered.to_owned() } else { answer })
}

/// An address that mail goes to, or the one that is offered.
pub(super) fn address(
    question: &str,
    offered: &str,
) -> Result<String, Failure> {
    let typed = answer(question, offered)?;
    sources::mail::address(&typed).ok_or_else(|| {
        Failure::new(Code::Usage, format!("\"{typed}\" is no address."))
            .hint("Nothing has changed.")
    })
}

/// Whether the answer is yes; no answer is none.
pub(super) fn agreed(question: &str) -> Result<bool, Failure> {
    let answer = line(&format!("{question} [y/N]"))?.unwrap_or_default();
    Ok(is_yes(&answer))
}

fn is_yes(answer: &str) -> bool {
    ["y", "yes"].iter().any(|yes| answer.eq_ignore_ascii_case(yes))
}

/// A secret: typed without being shown, or the next line that was piped in.
/// It is never part of a message.
pub(super) fn secret(question: &str) -> Result<SecretString, Failure> {
    let typed = if stdin().is_terminal() {
        rpassword::prompt_password(format!("{question}: ")).map_err(failed)?
    } else {
        line(&format!("{question}:"))?.unwrap_or_default()
    };
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Failure::new(
            Code::Usage,
            format!("{question}: nothing was entered."),
        )
        .hint("Nothing has changed."));
    }
    Ok(SecretString::from(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_is_a_yes() {
        assert!(is_yes("y") && is_yes("Yes"));
        assert!(!is_yes("") && !is_yes("n") && !is_yes("yesterday"));
    }
}
