//! Signing in to Microsoft with a code that is typed on its page.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::text::clean_line;
use domain::{Clock, Fault};

use super::access::{Access, Begun, Word};
use super::kept::UserTokens;
use crate::http;

/// Microsoft wants to be asked no more often, whatever it says.
const LEAST: u64 = 5;
/// No code is waited for longer.
const LONGEST: u64 = 900;

/// A sign-in that waits until somebody has typed its code.
pub struct Asked {
    access: Access,
    client_id: String,
    begun: Begun,
}

impl Asked {
    /// Asks for a code. The client id is that of the team's app in Entra,
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

    /// The code: "WDJBMJHT".
    #[must_use]
    pub fn code(&self) -> String {
        clean_line(&self.begun.user_code)
    }

    /// Waits until they have typed it. What comes of it is to be kept before
    /// it is used.
    pub async fn finish(self, clock: &dyn Clock) -> Result<UserTokens, Fault> {
        let mut pace = self.begun.interval.clamp(LEAST, LONGEST);
        let life = self.begun.expires_in.clamp(LEAST, LONGEST);
        let life = i64::try_from(life).unwrap_or(i64::MAX);
        let until = clock.now() + TimeDelta::seconds(life);
        loop {
            clock.sleep(Duration::from_secs(pace)).await;
            let (id, code) = (&self.client_id, &self.begun.device_code);
            match self.access.ask(id, code, clock.now()).await? {
                Word::Tokens(tokens) => return Ok(tokens),
                Word::Pending => {}
                Word::Slower => pace = (pace + LEAST).min(LONGEST),
            }
            if clock.now() >= until {
                return Err(Fault::refused(
                    "nobody typed the code in time. Begin again: hotseat \
                     accounts add teams",
                ));
            }
        }
    }
}
