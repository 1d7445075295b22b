//! Signing in to sources.

mod add;
mod choose;
mod enter;
mod first;
mod kept;
mod named;
mod trial;
mod words;

pub(super) use self::add::for_session;

use contract::{Code, Failure};
use domain::Fault;

use super::args::{Account, Cli};
use super::{Outcome, failed};

/// Adds, lists, tries or forgets sign-ins.
pub(super) fn accounts(cli: &Cli, what: &Account) -> Outcome {
    if cli.demo {
        return Err(Failure::new(Code::Refused, "The demo signs in nowhere.")
            .hint("Leave --demo out."));
    }
    match what {
        Account::Add(arguments) => add::add(cli, arguments),
        Account::List => kept::list(cli),
        Account::Test { source } => kept::test(cli, source),
        Account::Remove { source } => kept::remove(cli, source),
    }
}

/// A fault of a source, as it leaves the command line.
pub(super) fn faulted(fault: &Fault) -> Failure {
    let code = match fault {
        Fault::Unauthorized { .. }
        | Fault::Refused { .. }
        | Fault::Conflict { .. } => Code::Refused,
        Fault::Limited { .. }
        | Fault::Unreachable { .. }
        | Fault::Garbled { .. } => Code::Unreachable,
    };
    Failure { code, ..failed(fault) }
}
