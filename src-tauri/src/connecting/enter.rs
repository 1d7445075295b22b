//! Signing in to a source, in one of the ways of its kind.

use contract::{Code, ConnectStep, Failure, Typed, Waiting};
use domain::VaultError;
use sources::slack::Scope;
use sources::webhook::Webhook;

use super::Connecting;
use super::outcome::scratch;
use super::said::Said;
use super::state::{Goal, Target};
use crate::accounts::{
    self, GITHUB, MAIL, SLACK, TEAMS, WEBHOOK, ask_code, faulted, keep,
    keep_token, keyring, no_keyring, pasted_token, typed_code,
};
use crate::links;

/// What a vault in memory means.
const IN_MEMORY: &str = "No keyring answers on this computer, so nothing can \
    be kept over the end of Hotseat. Start one such as gnome-keyring or \
    KWallet and try again, or sign in for this time alone: at the next start \
    you sign in anew.";

impl Connecting {
    /// Signs in, keeps the sign-in, and looks round.
    pub(super) async fn enter(
        &self,
        way: &str,
        said: Vec<Typed>,
        turn: u64,
    ) -> Result<(), Failure> {
        let target = self.target()?;
        let said = Said(said);
        self.remember(&target, &said);
        self.try_keyring(turn).await?;
        match (target.kind, way) {
            (SLACK, _) => self.enter_slack(&target, &said, turn).await?,
            (GITHUB, _) => {
                self.enter_github((&target, way), &said, turn).await?;
            }
            (TEAMS, _) => {
                self.enter_teams((&target.id, way), &said, turn).await?;
            }
            (MAIL, _) => {
                self.enter_mailbox((&target, way), &said, turn).await?;
            }
            (WEBHOOK, _) => self.enter_inbox()?,
            _ => {}
        }
        match target.goal {
            Goal::Again => self.arrive_again(turn).await,
            Goal::New | Goal::More => self.look_round(turn).await,
        }
    }

    /// What was typed stands there again, should it lead nowhere; secrets are
    /// typed anew.
    fn remember(&self, target: &Target, said: &Said) {
        let mut state = self.state();
        let secret = ["token", "password"];
        for typed in &said.0 {
            if secret.contains(&typed.key.as_str()) {
                continue;
            }
            state.typed.retain(|(key, _)| *key != typed.key);
            let text = typed.text.0.trim().to_owned();
            state.typed.push((typed.key.clone(), text));
        }
        let tells = super::ways::told_by_team_file(target.kind);
        let typed = state.typed.clone();
        if let Some(target) = state.target.as_mut() {
            for (key, text) in typed {
                if !tells.contains(&key.as_str()) {
                    continue;
                }
                target.settings.retain(|(known, _)| *known != key);
                if !text.is_empty() {
                    target.settings.push((key, text));
                }
            }
        }
    }

    async fn try_keyring(&self, turn: u64) -> Result<(), Failure> {
        let vault = self.vault();
        self.say(turn, "Asking the keyring.");
        let asks_back = || {
            self.say(turn, "The keyring is locked. Unlock it in its window.");
        };
        let tried = tokio::select! {
            tried = keyring(vault.as_ref(), asks_back) => tried,
            () = self.enough.notified() => return Err(stopped()),
        };
        tried.map_err(|error| {
            if matches!(error, VaultError::Absent(_)) {
                self.state().no_keyring = Some(IN_MEMORY.to_owned());
            }
            no_keyring(&error)
        })
    }

    async fn enter_slack(
        &self,
        target: &Target,
        said: &Said,
        turn: u64,
    ) -> Result<(), Failure> {
        let client_id = said.needed(
            "client_id",
            [
                "The client id of the team's app is missing.",
                "It stands on the app's page at Slack, under Basic \
                 Information.",
            ],
        )?;
        let sign_in = accounts::begin(&client_id).await?;
        let page = sign_in.url().to_owned();
        self.send_away(Waiting { address: page, code: None }, turn);
        let entered = tokio::select! {
            entered = accounts::finish(sign_in) => entered?,
            () = self.enough.notified() => return Err(stopped()),
        };
        keep(&self.vault(), &target.id, &entered).await?;
        let mut state = self.state();
        state.workspace = entered.signed.team;
        let lacks = entered.signed.missing.iter().map(|lack| missing(lack));
        state.remarks = lacks.collect();
        Ok(())
    }

    async fn enter_github(
        &self,
        (target, way): (&Target, &str),
        said: &Said,
        turn: u64,
    ) -> Result<(), Failure> {
        let url = said.text("url");
        let signed = if way == "code" {
            let client_id = said.needed(
                "client_id",
                [
                    "The client id of the team's app is missing.",
                    "It stands on the app's page at GitHub, under Developer \
                     settings, OAuth Apps.",
                ],
            )?;
            let asked = ask_code(&url, &client_id).await?;
            let (address, code) = (asked.page().to_owned(), asked.code());
            let waiting = Waiting { address, code: Some(code) };
            self.send_away(waiting, turn);
            tokio::select! {
                signed = typed_code(asked) => signed?,
                () = self.enough.notified() => return Err(stopped()),
            }
        } else {
            let token = said.secret(
                "token",
                ["The token is missing.", "Paste the one that GitHub shows."],
            )?;
            self.say(turn, "Trying the token.");
            pasted_token(&url, token).await?
        };
        keep_token(&self.vault(), &target.id, &signed).await
    }

    /// An inbox takes no sign-in, only an address that can be listened at.
    fn enter_inbox(&self) -> Result<(), Failure> {
        let target = self.target()?;
        let rules = scratch(&target, &[])?;
        let made = Webhook::new(&rules, &target.id, self.vault());
        made.map(drop).map_err(|fault| faulted(&fault))
    }

    /// Sends the person to a page, if they still want to go.
    pub(super) fn send_away(&self, waiting: Waiting, turn: u64) {
        let mut state = self.state();
        if state.turn != turn {
            return;
        }
        state.busy = Some(match &waiting.code {
            Some(_) => "Waiting until the code is typed.".to_owned(),
            None => "Waiting for the browser.".to_owned(),
        });
        if links::open(&waiting.address).is_err() {
            state.remarks = vec![
                "No browser could be started here. Open the address below \
                 in one."
                    .to_owned(),
            ];
        }
        state.waiting = Some(waiting);
    }

    /// The sign-in is what was wanted; nothing more is asked.
    async fn arrive_again(&self, turn: u64) -> Result<(), Failure> {
        let target = self.target()?;
        let tokens = self.mint(&target, &target.read).await?;
        let outcome = self.examine(&target, target.read.clone(), turn).await?;
        let mut state = self.state();
        if state.turn != turn {
            return Ok(());
        }
        state.remarks.insert(0, outcome.words());
        state.outcome = Some(outcome);
        state.step = match tokens.is_empty() {
            true => ConnectStep::Done,
            false => ConnectStep::Tokens,
        };
        state.tokens = tokens;
        Ok(())
    }
}

/// What comes of an answer that was taken back; nobody sees it.
pub(super) fn stopped() -> Failure {
    Failure::new(Code::Refused, "The sign-in was stopped.")
}

fn missing(lack: &Scope) -> String {
    let kind = if lack.optional { "optional scope" } else { "scope" };
    format!("The {kind} {} is missing: {}", lack.name, lack.why)
}
