//! The first minutes in a mailbox: which folders could be read there.

use domain::Fault;

use super::account::Account;
use super::client::Line;
use super::source::Mail;

/// Folders for these uses hold nothing that somebody asks for.
const NOT_ASKED_IN: &[&str] =
    &["Sent", "Drafts", "Trash", "Junk", "All", "Archive", "NoSelect"];

impl Mail {
    /// The mailboxes that could be read, the one that every account has
    /// first.
    pub async fn mailboxes(
        &self,
        account: &Account,
    ) -> Result<Vec<String>, Fault> {
        let mut line = Line::open(&self.rules.imap, account).await?;
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
    pub async fn kept_mailboxes(&self) -> Result<Vec<String>, Fault> {
        let account = self.account().await?;
        self.mailboxes(&account).await
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
