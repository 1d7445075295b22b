//! With what a mailbox's servers are signed in to now.

use std::sync::Arc;

use async_imap::Authenticator;
use chrono::{DateTime, Utc};
use domain::{Fault, Vault};
use secrecy::{ExposeSecret, SecretString};

use super::account::Account;
use super::client::Line;
use super::oauth::{Door, Tokens};
use super::rules::MailRules;
use crate::sign_in::renewing::Renewing;
use crate::sign_in::typed_code::Asked;

/// A name, and what proves it.
pub(super) struct Pass {
    /// The name for signing in.
    pub(super) user: String,
    /// The password or the token.
    pub(super) secret: SecretString,
    /// It is a token.
    pub(super) token: bool,
}

/// Says a token to a server, and takes its reason where it does not like it.
pub(super) struct Bearer {
    words: Option<String>,
}

impl Bearer {
    pub(super) fn of(pass: &Pass) -> Bearer {
        let token = pass.secret.expose_secret();
        let words =
            format!("user={}\x01auth=Bearer {token}\x01\x01", pass.user);
        Bearer { words: Some(words) }
    }
}

impl Authenticator for Bearer {
    type Response = String;

    /// The second question is why it was refused, and wants an empty answer.
    fn process(&mut self, _challenge: &[u8]) -> String {
        self.words.take().unwrap_or_default()
    }
}

/// The tokens of a source that is signed in to with a code.
pub(super) struct Passes {
    tokens: Option<Renewing<Tokens>>,
}

impl Passes {
    /// Those that the vault keeps.
    pub(super) fn new(
        vault: Arc<dyn Vault>,
        rules: &MailRules,
    ) -> Result<Passes, Fault> {
        let door = rules.rules.source(&rules.id).map(Door::of).transpose()?;
        let id = rules.id.clone();
        let tokens = door.map(|door| Renewing::new(vault, door, id));
        Ok(Passes { tokens })
    }

    /// With what an account signs in now.
    pub(super) async fn of(
        &self,
        account: &Account,
        now: DateTime<Utc>,
    ) -> Result<Pass, Fault> {
        let secret = match &self.tokens {
            Some(tokens) if account.token => tokens.bearer(now).await?,
            Some(_) | None => account.password.clone(),
        };
        let user = account.user.clone();
        Ok(Pass { user, secret, token: account.token })
    }

    /// Calls the server for reading and signs in. A token that the server
    /// does not like, whatever its end was said to be, is renewed once.
    pub(super) async fn line(
        &self,
        rules: &MailRules,
        account: &Account,
        now: DateTime<Utc>,
    ) -> Result<Line, Fault> {
        let mut pass = self.of(account, now).await?;
        let first = Line::open(&rules.imap, &pass).await;
        match (first, &self.tokens) {
            (Err(Fault::Unauthorized { .. }), Some(tokens)) if pass.token => {
                pass.secret = tokens.renewed(&pass.secret, now).await?;
                Line::open(&rules.imap, &pass).await
            }
            (first, _) => first,
        }
    }

    /// Asks for a code that somebody types on the provider's page.
    pub(super) async fn ask(
        &self,
        client_id: &str,
        now: DateTime<Utc>,
    ) -> Result<Asked<Door>, Fault> {
        let tokens = self.tokens.as_ref();
        let tokens = tokens.ok_or_else(|| Fault::refused("no such source"))?;
        Asked::begin(tokens.door.clone(), client_id, now).await
    }

    /// Keeps the tokens of a new sign-in.
    pub(super) async fn keep(&self, won: Tokens) -> Result<(), Fault> {
        match &self.tokens {
            Some(tokens) => tokens.sign_in(won).await,
            None => Ok(()),
        }
    }
}
