//! Signing in to sources.

mod add;
mod begun;
mod choose;
mod chosen;
mod enter;
mod first;
mod github;
mod kept;
mod mail;
mod more;
mod named;
mod remove;
mod seat;
mod source;
mod teams;
mod webhook;
mod words;

pub(super) use self::add::for_session;
pub(super) use self::first::wanted;
pub(super) use self::more::more;

use contract::{Code, Failure};

use super::Outcome;
use super::args::{Account, Cli};

/// Adds, lists, tries or forgets sign-ins.
pub(super) fn accounts(cli: &Cli, what: Option<&Account>) -> Outcome {
    if cli.demo {
        return Err(Failure::new(Code::Refused, "The demo signs in nowhere.")
            .hint("Leave --demo out."));
    }
    match what.unwrap_or(&Account::List) {
        Account::Add(add) if mail::is_meant(cli, &add.source)? => {
            mail::add(cli, add)
        }
        Account::Add(arguments) => add::add(cli, arguments),
        Account::List => kept::list(cli),
        Account::Test { source } => kept::test(cli, source),
        Account::Remove(arguments) => remove::remove(cli, arguments),
    }
}
