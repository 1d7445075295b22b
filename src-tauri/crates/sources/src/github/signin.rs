//! Signing in to GitHub with a code typed on its page, or a pasted token.

use chrono::{DateTime, Utc};
use domain::Fault;
use secrecy::{ExposeSecret, SecretString};

use super::access::{Access, Identity};
use crate::sign_in::typed_code;

/// A sign-in that waits until somebody has typed its code.
pub type Asked = typed_code::Asked<Access>;

/// A sign-in that has come about; nothing of it is kept yet.
pub struct SignedIn {
    /// What the keyring is to keep before it is used: the token, and how it
    /// is renewed where it ends.
    pub token: SecretString,
    /// Whose it is.
    pub identity: Identity,
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
