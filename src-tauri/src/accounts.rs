//! Signing in to a source, whichever surface asks for it.

mod enter;
mod first;
mod github;
mod leave;
mod once;
mod teams;
mod trial;

pub(crate) use self::enter::{
    Entered, begin, finish, keep, no_app, pasted_tokens,
};
pub(crate) use self::first::{SLACK, channel, house, meant, newcomer};
pub(crate) use self::github::{
    GITHUB, ask_code, keep_token, pasted_token, typed_code, url_of,
};
pub(crate) use self::leave::Leaving;
pub(crate) use self::once::token_once;
pub(crate) use self::teams::{
    TEAMS, back_in_teams, consent_page, keep_teams, look_around,
    teams_by_browser, teams_by_code, teams_tokens, typed_teams_code,
};
pub(crate) use self::trial::{keyring, no_keyring};

use contract::{Code, Failure};
use domain::Fault;

use crate::cli::failed;

/// The kind of a mailbox.
pub(crate) const MAIL: &str = "mail";
/// The kind of what programs tell.
pub(crate) const WEBHOOK: &str = "webhook";

/// A fault of a source, as it is told to people.
pub(crate) fn faulted(fault: &Fault) -> Failure {
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
