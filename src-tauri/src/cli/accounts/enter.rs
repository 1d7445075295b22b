//! The two ways in: through the browser, or with a token that is pasted.

use std::time::Duration;

use contract::{Code, Failure};
use domain::Clock;
use engine::SystemClock;
use secrecy::SecretString;
use sources::slack::{Access, SignIn, SignedIn, pasted, pasted_app};
use tokio::runtime::Runtime;

use super::faulted;
use crate::cli::ask;
use crate::links;

/// How long the browser is waited for.
const BROWSER: Duration = Duration::from_secs(300);

/// Somebody who has come in; nothing is kept yet.
pub(super) struct Entered {
    pub(super) signed: SignedIn,
    pub(super) app: Option<SecretString>,
}

/// Sends the person to Slack and waits until the browser brings them back.
pub(super) fn by_browser(
    runtime: &Runtime,
    access: Access,
    client_id: &str,
) -> Result<Entered, Failure> {
    let begun = SignIn::begin(access, client_id, None);
    let sign_in = runtime.block_on(begun).map_err(|f| faulted(&f))?;
    ask::say("Sign in to Slack in the browser. If it does not open, go to");
    ask::say(sign_in.url());
    if links::open(sign_in.url()).is_err() {
        ask::say("No browser could be started here.");
    }
    let signed = runtime
        .block_on(sign_in.finish(&SystemClock::new(), BROWSER))
        .map_err(|f| faulted(&f))?;
    Ok(Entered { signed, app: None })
}

/// Asks for the tokens of an app of one's own, and tries them.
pub(super) fn by_token(
    runtime: &Runtime,
    access: &Access,
    push: bool,
) -> Result<Entered, Failure> {
    let user = ask::secret("User token (xoxp-…)")?;
    let app = match push {
        true => Some(ask::secret("App-level token (xapp-…)")?),
        false => None,
    };
    let now = SystemClock::new().now();
    runtime
        .block_on(async {
            let signed = pasted(access, user, now).await?;
            if let Some(app) = &app {
                pasted_app(access, app, now).await?;
            }
            Ok(Entered { signed, app })
        })
        .map_err(|fault| faulted(&fault))
}

/// What to do first where nobody has made the team's app yet.
pub(super) fn no_app() -> Failure {
    Failure::new(
        Code::Usage,
        "The team has no app at Slack yet, or its client id is not known \
         here.",
    )
    .hint(
        "1. Run `hotseat slack-manifest`, and make an app from what it prints \
         at https://api.slack.com/apps (Create New App, From a manifest).\n\
         2. Copy the client id from the app's page, under Basic \
         Information.\n\
         3. Run `hotseat accounts add slack --client-id ID`. It goes into the \
         team file, so that teammates need none of this.",
    )
}
