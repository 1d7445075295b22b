//! Signs in to a source again, beside everything else.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use contract::{Code, Done, Failure};
use domain::text::clean_line;
use domain::{Rules, SourceId};
use sources::github::Asked;
use sources::slack::SignIn;
use sources::teams;

use super::Clerk;
use super::travel::said;
use crate::accounts::{GITHUB, MAIL, TEAMS, WEBHOOK};
use crate::{accounts, links};

/// The pages at which sources wait for somebody, by source.
#[derive(Default)]
pub(super) struct Away(Mutex<BTreeMap<SourceId, String>>);

impl Away {
    fn pages(&self) -> MutexGuard<'_, BTreeMap<SourceId, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clerk {
    /// Sends the user to a source's page; what comes of it is said at the
    /// foot.
    pub(super) async fn sign_in(
        &self,
        source: &SourceId,
    ) -> Result<Done, Failure> {
        let rules = self.desk.rules();
        let client_id = client_id(&rules, source)?;
        let kind = rules.source(source).map(|it| it.kind.clone());
        if kind.as_deref() == Some(GITHUB) {
            return self.sign_in_by_code(source, &client_id).await;
        }
        if kind.as_deref() == Some(TEAMS) {
            return self.sign_in_to_teams(source, &client_id).await;
        }
        let waiting = self.away.pages().get(source).cloned();
        let page = match waiting {
            // Whoever has lost the page is shown it again.
            Some(page) => page,
            None => self.set_out(source, &client_id).await?,
        };
        let done = said("Waiting for the browser.");
        self.desk.remark(&done.words);
        links::open(&page)?;
        Ok(done)
    }

    async fn set_out(
        &self,
        source: &SourceId,
        client_id: &str,
    ) -> Result<String, Failure> {
        let sign_in = accounts::begin(client_id).await?;
        let page = sign_in.url().to_owned();
        self.away.pages().insert(source.clone(), page.clone());
        let (clerk, source) = (self.clone(), source.clone());
        self.desk.beside(async move {
            match clerk.come_back(&source, sign_in).await {
                Ok(words) => clerk.desk.remark(&words),
                Err(failure) => clerk.say(&failure),
            }
        });
        Ok(page)
    }

    /// Sends the user to a page on which they type a code.
    async fn sign_in_by_code(
        &self,
        source: &SourceId,
        client_id: &str,
    ) -> Result<Done, Failure> {
        let url = accounts::url_of(Some(&self.desk.rules()), source);
        let asked = accounts::ask_code(&url, client_id).await?;
        let done = said(&format!("Type {} on GitHub's page.", asked.code()));
        self.desk.remark(&done.words);
        links::open(asked.page())?;
        let (clerk, source) = (self.clone(), source.clone());
        self.desk.beside(async move {
            match clerk.has_typed(&source, asked).await {
                Ok(words) => clerk.desk.remark(&words),
                Err(failure) => clerk.say(&failure),
            }
        });
        Ok(done)
    }

    /// The same at Microsoft.
    async fn sign_in_to_teams(
        &self,
        source: &SourceId,
        client_id: &str,
    ) -> Result<Done, Failure> {
        let rules = self.desk.rules();
        let app = (None, client_id);
        let at = (Some(rules.as_ref()), source);
        let asked = accounts::teams_by_code(at, app).await?;
        let done = said(&format!("Type {} on Microsoft's page.", asked.code()));
        self.desk.remark(&done.words);
        links::open(asked.page())?;
        let (clerk, source) = (self.clone(), source.clone());
        self.desk.beside(async move {
            match clerk.is_in_teams(&source, asked).await {
                Ok(words) => clerk.desk.remark(&words),
                Err(failure) => clerk.say(&failure),
            }
        });
        Ok(done)
    }

    async fn is_in_teams(
        &self,
        source: &SourceId,
        asked: teams::Asked,
    ) -> Result<String, Failure> {
        let tokens = accounts::typed_teams_code(asked).await?;
        let rules = self.desk.rules();
        let at = (Some(rules.as_ref()), source);
        let vault = &self.doctor.vault;
        accounts::keep_teams(vault, at, tokens).await?;
        self.desk.reconnect().await;
        let probe = self.desk.probe(source).await;
        let me = probe.map_err(|fault| accounts::faulted(&fault))?.me;
        Ok(format!("Signed in to Teams as {}.", clean_line(&me.name)))
    }

    async fn has_typed(
        &self,
        source: &SourceId,
        asked: Asked,
    ) -> Result<String, Failure> {
        let signed = accounts::typed_code(asked).await?;
        accounts::keep_token(&self.doctor.vault, source, &signed).await?;
        self.desk.reconnect().await;
        let name = clean_line(&signed.identity.name);
        Ok(format!("Signed in to GitHub as {name}."))
    }

    async fn come_back(
        &self,
        source: &SourceId,
        sign_in: SignIn,
    ) -> Result<String, Failure> {
        let entered = accounts::finish(sign_in).await;
        self.away.pages().remove(source);
        let entered = entered?;
        accounts::keep(&self.doctor.vault, source, &entered).await?;
        self.desk.reconnect().await;
        let probe = self.desk.probe(source).await;
        let me = probe.map_err(|fault| accounts::faulted(&fault))?.me;
        let workspace = clean_line(&entered.signed.team);
        Ok(format!("Signed in to {workspace} as {}.", clean_line(&me.name)))
    }
}

/// With what a source is signed in to in the browser; where that cannot be,
/// the sentence says what can.
fn client_id(rules: &Rules, id: &SourceId) -> Result<String, Failure> {
    let source = rules.sources.iter().find(|source| source.id == *id);
    let source = source.ok_or_else(|| {
        let words = format!("The team file names no source {id}.");
        Failure::new(Code::NotFound, words)
    })?;
    let otherwise = match source.kind.as_str() {
        MAIL => Some("is signed in to with a password or a code of its own"),
        WEBHOOK => Some("gives its senders tokens, shown once"),
        TEAMS if !source.options.contains_key("client_id") => {
            Some("needs the app of your team first")
        }
        _ => None,
    };
    if let Some(how) = otherwise {
        let words = format!("{} {how}, not through this button.", source.name);
        return Err(Failure::new(Code::Refused, words).hint(elsewhere(id, "")));
    }
    let pushes = source.options.get("push").is_some_and(|push| push == "true");
    match source.options.get("client_id") {
        Some(client_id) if !pushes => Ok(client_id.clone()),
        Some(_) | None => {
            let push = if pushes { " --push" } else { "" };
            let words = format!(
                "{} is signed in to with tokens of your own here, not \
                 through the browser.",
                source.name
            );
            let tokens = format!(" --token{push}");
            let hint = elsewhere(id, &tokens);
            Err(Failure::new(Code::Refused, words).hint(hint))
        }
    }
}

/// Where somebody signs in who needs more than a browser.
fn elsewhere(id: &SourceId, how: &str) -> String {
    format!(
        "Choose \"Sign in again\" under Settings, Accounts and sources, or \
         run `hotseat accounts add {id}{how}`."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(options: &str) -> Result<String, Failure> {
        let text = format!(
            "team = \"Acme\"\nzone = \"UTC\"\non_duty = [\"bob\"]\n\
             [roster.bob]\nname = \"Bob\"\nslack = \"U0123456789\"\n\
             [sources.slack]\n{options}\n[[sources.slack.channels]]\n\
             id = \"C0123456789\"\nname = \"#support\"\n"
        );
        let rules = crate::wiring::rules(&text, "team.toml".as_ref());
        client_id(&rules.expect("a team file"), &SourceId::new("slack"))
    }

    #[test]
    fn the_browser_needs_the_teams_app() {
        let id = tried("client_id = \"1234567890.1234567890\"")
            .expect("a client id");
        assert_eq!(id, "1234567890.1234567890");
    }

    #[test]
    fn whoever_pasted_tokens_is_told_the_command_for_it() {
        let of = |options| tried(options).expect_err("no browser").hint;
        let hint = of("").expect("a hint");
        assert!(hint.contains("accounts add slack --token`"), "{hint}");
        assert!(hint.contains("Settings, Accounts"), "{hint}");
        let hint = of("push = true").expect("a hint");
        assert!(hint.contains("accounts add slack --token --push`"), "{hint}");
    }
}
