//! The two ways in: through the browser, or with a token that is pasted.

use std::sync::Arc;
use std::time::Duration;

use contract::{Code, Failure};
use domain::{Clock, SourceId, Vault};
use engine::SystemClock;
use secrecy::SecretString;
use sources::slack::{Access, SignIn, SignedIn, Tokens, pasted, pasted_app};

use super::faulted;
use crate::wiring;

/// How long the browser is waited for.
const BROWSER: Duration = Duration::from_secs(300);

/// Somebody who has come in; nothing is kept yet.
pub(crate) struct Entered {
    pub(crate) signed: SignedIn,
    pub(crate) app: Option<SecretString>,
}

/// Where Slack gives sign-ins.
fn access() -> Result<Access, Failure> {
    Access::at(&wiring::slack_api()).map_err(|fault| faulted(&fault))
}

/// A sign-in whose address can be opened in the browser.
pub(crate) async fn begin(client_id: &str) -> Result<SignIn, Failure> {
    let begun = SignIn::begin(access()?, client_id, None).await;
    begun.map_err(|fault| faulted(&fault))
}

/// Waits until the browser brings the person back.
pub(crate) async fn finish(sign_in: SignIn) -> Result<Entered, Failure> {
    let signed = sign_in
        .finish(&SystemClock::new(), BROWSER)
        .await
        .map_err(|fault| faulted(&fault))?;
    Ok(Entered { signed, app: None })
}

/// Tries the tokens of an app of one's own.
pub(crate) async fn pasted_tokens(
    user: SecretString,
    app: Option<SecretString>,
) -> Result<Entered, Failure> {
    let access = access()?;
    let now = SystemClock::new().now();
    let tried = async {
        let signed = pasted(&access, user, now).await?;
        if let Some(app) = &app {
            pasted_app(&access, app, now).await?;
        }
        Ok(Entered { signed, app })
    };
    tried.await.map_err(|fault| faulted(&fault))
}

/// Keeps a sign-in. Nothing is called with a new token before the vault has
/// it.
pub(crate) async fn keep(
    vault: &Arc<dyn Vault>,
    id: &SourceId,
    entered: &Entered,
) -> Result<(), Failure> {
    let tokens = Tokens::new(Arc::clone(vault), access()?, id.clone());
    let kept = async {
        tokens.sign_in(entered.signed.tokens.clone()).await?;
        match &entered.app {
            Some(app) => tokens.keep_app(app).await,
            None => Ok(()),
        }
    };
    kept.await.map_err(|fault| faulted(&fault))
}

/// What to do first where nobody has made the team's app yet.
pub(crate) fn no_app() -> Failure {
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
