//! Signs out of a source: forgotten here, and ended there where that can be.

use std::sync::Arc;

use contract::Failure;
use domain::{Clock, Fault, Rules, SourceId, SourceRules, Vault};
use engine::SystemClock;
use sources::mail::Account;
use sources::slack::{Access, Left, Tokens};
use sources::{github, webhook};

use super::{
    GITHUB, MAIL, SLACK, TEAMS, WEBHOOK, faulted, no_keyring, teams_tokens,
    url_of,
};
use crate::wiring;

/// Where somebody ends the sign-in of an app at Microsoft.
const MICROSOFT_APPS: &str = "https://myapps.microsoft.com";

/// What has come of signing out.
#[derive(Default)]
pub(crate) struct Gone {
    /// In sentences.
    pub(crate) lines: Vec<String>,
    /// Whether the source has ended it; nothing where nothing was to be ended.
    pub(crate) revoked: Option<bool>,
    /// Why it could not end it, where it can.
    pub(crate) trouble: Option<String>,
    /// A token of the app was forgotten as well.
    pub(crate) app_token: bool,
    /// The keyring held a sign-in, which is forgotten.
    kept: bool,
}

impl Gone {
    /// What is forgotten here, and what else is to be said of it.
    fn here(name: &str, more: String, revoked: bool) -> Gone {
        let forgotten = forgotten(name);
        let lines = vec![format!("{forgotten} {more}").trim_end().to_owned()];
        let revoked = Some(revoked);
        Gone { lines, revoked, kept: true, ..Gone::default() }
    }

    /// There was nothing to forget.
    fn nothing(name: &str) -> Gone {
        let words = format!("The keyring held no sign-in to {name}.");
        Gone { lines: vec![words], ..Gone::default() }
    }
}

/// A source to sign out of.
pub(crate) struct Leaving<'a> {
    /// The team file, as far as there is one.
    pub(crate) rules: Option<&'a Rules>,
    /// The source's key.
    pub(crate) id: &'a SourceId,
    /// Its kind; nothing where nobody knows it any more.
    pub(crate) kind: &'a str,
}

impl Leaving<'_> {
    /// Forgets the sign-in, and has the source end it where it can end this
    /// one alone; of the others it is said where their owner ends them.
    pub(crate) async fn leave(
        &self,
        vault: &Arc<dyn Vault>,
    ) -> Result<Gone, Failure> {
        if self.kind == WEBHOOK {
            return self.hang_up(vault.as_ref()).await;
        }
        let left = match self.kind {
            GITHUB => self.leave_github(vault).await,
            TEAMS => self.leave_teams(vault).await,
            MAIL => self.leave_mailbox(vault.as_ref()).await,
            SLACK => self.leave_slack(vault).await,
            _ => self.leave_whatever_it_was(vault).await,
        };
        left.map_err(|fault| faulted(&fault))
    }

    fn source(&self) -> Option<&SourceRules> {
        self.rules?.source(self.id)
    }

    fn name(&self) -> &str {
        self.source().map_or(self.id.as_str(), |source| &source.name)
    }

    /// The team file does not name it any more: what is kept under its key is
    /// found by trying. The tokens of a webhook's senders are not, since only
    /// the team file names them.
    async fn leave_whatever_it_was(
        &self,
        vault: &Arc<dyn Vault>,
    ) -> Result<Gone, Fault> {
        let slack = self.leave_slack(vault).await?;
        if slack.kept {
            return Ok(slack);
        }
        let github = self.leave_github(vault).await?;
        if github.kept {
            return Ok(github);
        }
        let teams = self.leave_teams(vault).await?;
        if teams.kept {
            return Ok(teams);
        }
        self.leave_mailbox(vault.as_ref()).await
    }

    async fn leave_slack(&self, vault: &Arc<dyn Vault>) -> Result<Gone, Fault> {
        let access = Access::at(&wiring::slack_api())?;
        let tokens = Tokens::new(Arc::clone(vault), access, self.id.clone());
        let app_token = tokens.app().await.is_ok();
        let left = tokens.sign_out(SystemClock::new().now()).await?;
        let name = self.name();
        let mut gone = match left {
            Left::Ended => {
                Gone::here(name, "Slack has ended it.".to_owned(), true)
            }
            Left::NothingLeft => Gone {
                lines: vec![format!(
                    "{} At Slack there was nothing to end any more.",
                    forgotten(name)
                )],
                kept: true,
                ..Gone::default()
            },
            Left::NotKept => Gone::nothing(name),
            Left::Holds(fault) => {
                let words = format!(
                    "Slack could not be told to end it: {fault}. It holds \
                     there until you remove the app under Apps, Manage."
                );
                let gone = Gone::here(name, words, false);
                Gone { trouble: Some(fault.to_string()), ..gone }
            }
        };
        if app_token {
            gone.app_token = true;
            gone.lines.push(
                "The app-level token is forgotten here. Slack ends it only \
                 on the app's page, under Basic Information."
                    .to_owned(),
            );
        }
        Ok(gone)
    }

    /// GitHub ends a sign-in for whoever has the secret of its app, and a
    /// token that was pasted for nobody but its owner.
    async fn leave_github(
        &self,
        vault: &Arc<dyn Vault>,
    ) -> Result<Gone, Fault> {
        let tokens = github::Tokens::new(Arc::clone(vault), self.id.clone());
        let url = url_of(self.rules, self.id);
        let page = tokens.bearer().await;
        let page = page.map(|token| github::ends_at(&url, &token)).ok();
        let known = tokens.forget().await?;
        let Some(page) = page.filter(|_| known) else {
            return Ok(Gone::nothing(self.name()));
        };
        let more = format!("It holds at GitHub until you end it at {page}");
        Ok(Gone::here(self.name(), more, false))
    }

    /// Microsoft's only call for it ends every sign-in of a person, with
    /// every app and on every device.
    async fn leave_teams(&self, vault: &Arc<dyn Vault>) -> Result<Gone, Fault> {
        let tokens = teams_tokens(vault, (self.rules, self.id))
            .map_err(|failure| Fault::refused(failure.message))?;
        if !tokens.forget().await? {
            return Ok(Gone::nothing(self.name()));
        }
        Ok(Gone::here(self.name(), at_microsoft(), false))
    }

    async fn leave_mailbox(&self, vault: &dyn Vault) -> Result<Gone, Fault> {
        let by_code = match Account::kept(vault, self.id).await {
            Ok(account) => account.token,
            Err(_) => false,
        };
        if !Account::forget(vault, self.id).await? {
            return Ok(Gone::nothing(self.name()));
        }
        let source = self.source();
        let own = source.is_some_and(|it| it.options.contains_key("code_url"));
        let more = match (by_code, own) {
            (true, false) => at_microsoft(),
            (true, true) => "At the provider it holds until you end it there, \
                             among the apps that may read your mail."
                .to_owned(),
            (false, _) => "An app password holds until you delete it at the \
                           provider."
                .to_owned(),
        };
        Ok(Gone::here(self.name(), more, false))
    }

    /// The tokens of senders are ours: what is forgotten is ended.
    async fn hang_up(&self, vault: &dyn Vault) -> Result<Gone, Failure> {
        let Some(source) = self.source() else {
            let words = format!(
                "The team file names no senders of {}, so their tokens stay \
                 in the keyring.",
                self.id
            );
            return Ok(Gone { lines: vec![words], ..Gone::default() });
        };
        let taken = async {
            for sender in &source.places {
                webhook::forget(vault, self.id, &sender.id).await?;
            }
            webhook::stand_up(vault, self.id).await
        };
        taken.await.map_err(|error| no_keyring(&error))?;
        let name = self.name();
        let lines = vec![format!("The senders of {name} are heard no more.")];
        Ok(Gone { lines, revoked: Some(true), ..Gone::default() })
    }
}

fn forgotten(name: &str) -> String {
    format!("This computer has forgotten the sign-in to {name}.")
}

fn at_microsoft() -> String {
    format!("It holds at Microsoft until you end it at {MICROSOFT_APPS}")
}
