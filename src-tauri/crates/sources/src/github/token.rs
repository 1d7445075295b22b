//! The sign-in of one GitHub account, read from the keyring when it is needed.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Fault, SourceId, Vault};
use secrecy::SecretString;

use super::access::Access;
use super::kept::UserToken;
use crate::sign_in::renewing::{Renewable, Renewing};

/// The sign-in of one source.
pub struct Tokens {
    user: Renewing<UserToken>,
}

impl Tokens {
    /// The sign-in that the vault keeps for a source, to be looked at or
    /// changed.
    pub fn new(vault: Arc<dyn Vault>, source: SourceId) -> Tokens {
        Tokens { user: Renewing::new(vault, None, source) }
    }

    /// The same, to call a GitHub with: it is renewed there.
    pub(crate) fn at(
        access: Access,
        vault: Arc<dyn Vault>,
        source: SourceId,
    ) -> Tokens {
        Tokens { user: Renewing::new(vault, Some(access), source) }
    }

    /// The token that is kept.
    pub async fn bearer(&self) -> Result<SecretString, Fault> {
        self.user.told(|kept| kept.bearer().clone()).await
    }

    /// A token that holds for a while; renewed first when it soon would not.
    pub(super) async fn fresh(
        &self,
        now: DateTime<Utc>,
    ) -> Result<SecretString, Fault> {
        self.user.bearer(now).await
    }

    /// GitHub does not know this token any more: whether the user has signed
    /// in anew since is looked up before the next call.
    pub(super) async fn doubt(&self, spent: &SecretString) {
        self.user.doubt(spent).await;
    }

    /// A refusal, said of this source.
    pub(super) fn own(&self, fault: Fault) -> Fault {
        self.user.own(fault)
    }

    /// Keeps a new sign-in in the place of the old one: a token that was
    /// pasted, or what came of a code.
    pub async fn sign_in(&self, token: &SecretString) -> Result<(), Fault> {
        self.user.sign_in(UserToken::of(token)).await
    }

    /// Forgets the sign-in here; says whether there was one.
    pub async fn forget(&self) -> Result<bool, Fault> {
        self.user.forget().await
    }
}
