//! The first minutes in a mailbox: which folders could be read there.

use chrono::{DateTime, Utc};
use domain::Fault;

use super::account::Account;
use super::oauth::{Door, Tokens};
use super::source::Mail;
use crate::sign_in::typed_code::Asked;

/// Folders for these uses hold nothing that somebody asks for.
const NOT_ASKED_IN: &[&str] =
    &["Sent", "Drafts", "Trash", "Junk", "All", "Archive", "NoSelect"];

impl Mail {
    /// The mailboxes that could be read, the one that every account has
    /// first.
    pub async fn mailboxes(
        &self,
        account: &Account,
        now: DateTime<Utc>,
    ) -> Result<Vec<String>, Fault> {
        let mut line = self.passes.line(&self.rules, account, now).await?;
        let mut found: Vec<String> = line
            .folders()
            .await?
            .into_iter()
            .filter(|(_, uses)| is_asked_in(uses))
            .map(|(name, _)| name)
            .collect();
        found.sort_by_key(|name| !name.eq_ignore_ascii_case("INBOX"));
        Ok(found)
    }

    /// The same with the sign-in that the keyring holds.
    pub async fn kept_mailboxes(
        &self,
        now: DateTime<Utc>,
    ) -> Result<Vec<String>, Fault> {
        let account = self.account().await?;
        self.mailboxes(&account, now).await
    }

    /// Asks for a code that somebody types on the provider's page. The client
    /// id is that of the team's app there, which is no secret.
    pub async fn ask_code(
        &self,
        client_id: &str,
        now: DateTime<Utc>,
    ) -> Result<Asked<Door>, Fault> {
        self.passes.ask(client_id, now).await
    }

    /// Keeps the tokens that came of a code.
    pub async fn keep_tokens(&self, won: Tokens) -> Result<(), Fault> {
        self.passes.keep(won).await
    }
}

fn is_asked_in(uses: &str) -> bool {
    !uses.split_whitespace().any(|it| NOT_ASKED_IN.contains(&it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_for_something_else_is_not_offered() {
        assert!(is_asked_in(""));
        assert!(is_asked_in("HasNoChildren Marked"));
        assert!(!is_asked_in("HasNoChildren Sent"));
        assert!(!is_asked_in("NoSelect HasChildren"));
    }
}
