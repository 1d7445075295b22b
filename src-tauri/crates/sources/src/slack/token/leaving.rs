//! Signing out: at Slack, and out of the keyring.

use chrono::{DateTime, Utc};
use domain::Fault;

use super::Tokens;

/// What is left at Slack of a sign-in that is forgotten here.
#[derive(Debug, PartialEq, Eq)]
pub enum Left {
    /// Slack has ended it.
    Ended,
    /// It had ended before.
    NothingLeft,
    /// None was kept.
    NotKept,
    /// It could not be ended there and still holds: why.
    Holds(Fault),
}

impl Tokens {
    /// Ends the sign-in at Slack as far as Slack can be reached, and forgets
    /// all tokens of the source in any case.
    pub async fn sign_out(&self, now: DateTime<Utc>) -> Result<Left, Fault> {
        let ended = match self.bearer(now).await {
            Ok(token) => self.user.door.revoke(&token, now).await,
            Err(fault) => Err(fault),
        };
        let kept = self.user.forget().await?;
        self.app_drawer().forget().await?;
        Ok(match ended {
            Ok(()) => Left::Ended,
            Err(Fault::Unauthorized { .. }) if kept => Left::NothingLeft,
            Err(Fault::Unauthorized { .. }) => Left::NotKept,
            Err(fault) => Left::Holds(fault),
        })
    }
}
