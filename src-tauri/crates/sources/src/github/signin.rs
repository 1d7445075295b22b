//! Signing in to GitHub with a code typed on its page, or a pasted token.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::text::clean_line;
use domain::{Clock, Fault};
use secrecy::{ExposeSecret, SecretString};

use super::access::{Access, Begun, Identity, Word};
use crate::http;

/// GitHub wants to be asked no more often, whatever it says.
const LEAST: u64 = 5;
/// No code is waited for longer.
const LONGEST: u64 = 900;

/// A sign-in that waits until somebody has typed its code.
pub struct Asked {
    access: Access,
    client_id: String,
    begun: Begun,
}

/// A sign-in that has come about; nothing of it is kept yet.
pub struct SignedIn {
    /// The token, to be kept before it is used.
    pub token: SecretString,
    /// Whose it is.
    pub identity: Identity,
}

impl Asked {
    /// Asks for a code. The client id is that of the team's app at GitHub,
    /// which is no secret.
    pub async fn begin(
        access: Access,
        client_id: &str,
        now: DateTime<Utc>,
    ) -> Result<Asked, Fault> {
        let begun = access.begin(client_id, now).await?;
        // A page that somebody else names is not opened.
        http::trusted(&begun.verification_uri)?;
        Ok(Asked { access, client_id: client_id.to_owned(), begun })
    }

    /// The page on which the code is typed.
    #[must_use]
    pub fn page(&self) -> &str {
        &self.begun.verification_uri
    }

    /// The code: "WDJB-MJHT".
    #[must_use]
    pub fn code(&self) -> String {
        clean_line(&self.begun.user_code)
    }

    /// Waits until they have typed it.
    pub async fn finish(self, clock: &dyn Clock) -> Result<SignedIn, Fault> {
        let mut pace = self.begun.interval.clamp(LEAST, LONGEST);
        let life = self.begun.expires_in.clamp(LEAST, LONGEST);
        let life = i64::try_from(life).unwrap_or(i64::MAX);
        let until = clock.now() + TimeDelta::seconds(life);
        loop {
            clock.sleep(Duration::from_secs(pace)).await;
            let now = clock.now();
            let code = &self.begun.device_code;
            match self.access.ask(&self.client_id, code, now).await? {
                Word::Token(token) => {
                    let identity = self.access.whose(&token, now).await?;
                    return Ok(SignedIn { token, identity });
                }
                Word::Pending => {}
                Word::Slower => pace = (pace + LEAST).min(LONGEST),
            }
            if clock.now() >= until {
                return Err(Fault::refused(
                    "nobody typed the code in time. Begin again: hotseat \
                     accounts add github",
                ));
            }
        }
    }
}

/// Tries a token that was pasted.
pub async fn pasted(
    access: &Access,
    token: SecretString,
    now: DateTime<Utc>,
) -> Result<SignedIn, Fault> {
    let words = token.expose_secret();
    if words.is_empty() || words.contains(char::is_whitespace) {
        return Err(Fault::refused(
            "this is no token. GitHub's begin with github_pat_ or ghp_; make \
             one at github.com/settings/personal-access-tokens/new with \
             \"Issues: read and write\" for the repositories",
        ));
    }
    let identity = access.whose(&token, now).await?;
    Ok(SignedIn { token, identity })
}
