//! Both ways in, at the terminal.

use contract::Failure;
use tokio::runtime::Runtime;

use crate::accounts::{self, Entered};
use crate::cli::ask;
use crate::links;

/// Sends the person to Slack and waits until the browser brings them back.
pub(super) fn by_browser(
    runtime: &Runtime,
    client_id: &str,
) -> Result<Entered, Failure> {
    let sign_in = runtime.block_on(accounts::begin(client_id))?;
    ask::say("Sign in to Slack in the browser. If it does not open, go to");
    ask::say(sign_in.url());
    if links::open(sign_in.url()).is_err() {
        ask::say("No browser could be started here.");
    }
    runtime.block_on(accounts::finish(sign_in))
}

/// Asks for the tokens of an app of one's own, and tries them.
pub(super) fn by_token(
    runtime: &Runtime,
    push: bool,
) -> Result<Entered, Failure> {
    let user = ask::secret("User token (xoxp-…)")?;
    let app = match push {
        true => Some(ask::secret("App-level token (xapp-…)")?),
        false => None,
    };
    runtime.block_on(accounts::pasted_tokens(user, app))
}
