//! The tokens of one account at Microsoft.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Fault, SourceId, Vault};
use secrecy::SecretString;

use super::access::Access;
use super::kept::UserTokens;
use crate::sign_in::renewing::Renewing;

/// The sign-in of one source: hands out a token that holds.
pub struct Tokens {
    user: Renewing<UserTokens>,
}

impl Tokens {
    /// The sign-in that the vault keeps for a source.
    pub fn new(
        vault: Arc<dyn Vault>,
        access: Access,
        source: SourceId,
    ) -> Tokens {
        Tokens { user: Renewing::new(vault, access, source) }
    }

    /// A token that holds for a while; renewed first when it soon would not.
    pub async fn bearer(
        &self,
        now: DateTime<Utc>,
    ) -> Result<SecretString, Fault> {
        self.user.bearer(now).await
    }

    /// Another token than `spent`, which Graph has just refused.
    pub(super) async fn renewed(
        &self,
        spent: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<SecretString, Fault> {
        self.user.renewed(spent, now).await
    }

    /// Whether something was granted.
    pub(super) async fn may(&self, scope: &str) -> Result<bool, Fault> {
        self.user.told(|kept| kept.may(scope)).await
    }

    /// When the sign-in ends if it is not used before.
    pub async fn ends(&self) -> Result<Option<DateTime<Utc>>, Fault> {
        self.user.told(UserTokens::ends).await
    }

    /// A refusal, said of this source.
    pub(super) fn own(&self, fault: Fault) -> Fault {
        self.user.own(fault)
    }

    /// Keeps a new sign-in in the place of the old one.
    pub async fn sign_in(&self, tokens: UserTokens) -> Result<(), Fault> {
        self.user.sign_in(tokens).await
    }

    /// Forgets the sign-in here; says whether there was one.
    pub async fn forget(&self) -> Result<bool, Fault> {
        self.user.forget().await
    }
}
