//! Signing in from the window, and looking round in the workspace.

use std::sync::{Arc, PoisonError};

use contract::{Code, Failure, MentionMeans, SetupStep};
use domain::{Clock, SourceId, VaultError};
use engine::SystemClock;
use sources::slack::{Scope, Welcome, manifest_yaml};

use super::FirstRun;
use super::state::Signed;
use crate::accounts::{
    self, Entered, SLACK, faulted, keep, keyring, meant, no_keyring,
};
use crate::vault::SessionVault;
use crate::{links, wiring};

/// What a vault in memory means.
const IN_MEMORY: &str = "No keyring answers on this computer, so nothing can \
    be kept over the end of Hotseat. Start one such as gnome-keyring or \
    KWallet and try again, or sign in for this time alone: at the next start \
    you sign in anew.";

impl FirstRun {
    /// Sign-ins are kept in memory from now on.
    pub(super) fn remember_only(&self) {
        let mut vault =
            self.vault.lock().unwrap_or_else(PoisonError::into_inner);
        *vault = Arc::new(SessionVault::default());
        let mut state = self.state();
        state.session_only = true;
        state.no_keyring = None;
    }

    /// Puts what the app is made from into the clipboard.
    pub(super) fn copy_manifest(&self) -> Result<(), Failure> {
        let manifest = manifest_yaml();
        self.rooms.copy(&manifest).map_err(|why| {
            Failure::new(Code::Failed, why)
                .hint("`hotseat slack-manifest` prints it.")
        })?;
        self.state().remarks = vec!["Copied.".to_owned()];
        Ok(())
    }

    /// Opens the address once more.
    pub(super) fn open_browser(&self) -> Result<(), Failure> {
        let address = self.state().browser.clone();
        address.map_or(Ok(()), |address| links::open(&address))
    }

    /// Signs in with the browser.
    pub(super) async fn sign_in(
        &self,
        client_id: &str,
        turn: u64,
    ) -> Result<(), Failure> {
        self.state().client_id = client_id.to_owned();
        if client_id.is_empty() {
            return Err(Failure::new(
                Code::Usage,
                "The client id of the team's app is missing.",
            )
            .hint(
                "It stands on the app's page at Slack, under Basic \
                 Information.",
            ));
        }
        self.try_keyring(turn).await?;
        let entered = self.by_browser(client_id, turn).await?;
        let source = self.source();
        keep(&self.vault(), &source, &entered).await?;
        self.look_round(source, &entered, turn).await
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

    async fn by_browser(
        &self,
        client_id: &str,
        turn: u64,
    ) -> Result<Entered, Failure> {
        let sign_in = accounts::begin(client_id).await?;
        self.say(turn, "Waiting for the browser.");
        self.send_away(sign_in.url(), turn);
        tokio::select! {
            entered = accounts::finish(sign_in) => entered,
            () = self.enough.notified() => Err(stopped()),
        }
    }

    /// Sends the person to Slack, if they still want to go.
    fn send_away(&self, address: &str, turn: u64) {
        let mut state = self.state();
        if state.turn != turn {
            return;
        }
        state.browser = Some(address.to_owned());
        if links::open(address).is_err() {
            state.remarks = vec![
                "No browser could be started here. Open the address below \
                 in one on this computer."
                    .to_owned(),
            ];
        }
    }

    /// The source that is signed in to.
    fn source(&self) -> SourceId {
        let state = self.state();
        let joined = state.joined.as_ref();
        let waiting = joined.and_then(|joined| joined.waiting.first().cloned());
        waiting.unwrap_or_else(|| SourceId::new(SLACK))
    }

    /// Who I am there, and what could be read.
    async fn look_round(
        &self,
        source: SourceId,
        entered: &Entered,
        turn: u64,
    ) -> Result<(), Failure> {
        self.say(turn, "Looking round in the workspace.");
        let welcome = self.welcome(&source)?;
        let me = welcome.me().await.map_err(|fault| faulted(&fault))?;
        let signed =
            Signed { source, workspace: entered.signed.team.clone(), me };
        let mut remarks = vec![format!(
            "Signed in to {} as {}.",
            domain::text::clean_line(&signed.workspace),
            signed.me.name
        )];
        remarks.extend(entered.signed.missing.iter().map(|lack| missing(lack)));
        if self.state().joined.is_some() {
            return self.arrive_in(signed, remarks).await;
        }
        let channels = welcome.channels().await;
        let channels = channels.map_err(|fault| faulted(&fault))?;
        // Without that scope there are channels all the same.
        let groups = welcome.groups().await.unwrap_or_default();
        let mut state = self.state();
        if state.turn != turn {
            return Ok(());
        }
        if let Some(preset) = state.preset {
            state.mentions = meant(preset, &groups);
        }
        state.channels.retain(|id| channels.iter().any(|it| it.id == *id));
        state.seen = channels;
        state.groups = groups;
        state.remarks = remarks;
        state.signed = Some(signed);
        state.step = SetupStep::Channels;
        Ok(())
    }

    /// What is read, and what mentions mean.
    pub(super) async fn read(
        &self,
        (channels, mentions): (Vec<String>, Vec<MentionMeans>),
        turn: u64,
    ) -> Result<(), Failure> {
        let (me, source, ids) = {
            let mut state = self.state();
            state.channels = channels;
            let seen: Vec<String> =
                state.seen.iter().map(|it| it.id.clone()).collect();
            state.channels.retain(|id| seen.contains(id));
            state.mentions = mentions
                .into_iter()
                .map(|it| (it.group, it.priority.into()))
                .collect();
            if state.channels.is_empty() {
                return Err(Failure::new(
                    Code::Usage,
                    "No channel is chosen, so nothing would be read.",
                )
                .hint("Choose the one in which people ask for help."));
            }
            let Some(signed) = &state.signed else { return Ok(()) };
            (signed.me.clone(), signed.source.clone(), state.members())
        };
        self.say(turn, "Asking who is in these groups.");
        let people = self.welcome(&source)?.people(&ids).await;
        let people = people.map_err(|fault| faulted(&fault))?;
        let mut state = self.state();
        if state.turn == turn {
            state.meet(me, people);
            state.step = SetupStep::People;
        }
        Ok(())
    }

    fn welcome(&self, source: &SourceId) -> Result<Welcome, Failure> {
        let now = SystemClock::new().now();
        Welcome::new(self.vault(), source, &wiring::slack_api(), now)
            .map_err(|fault| faulted(&fault))
    }

    /// Says what is being done, if it still is.
    pub(super) fn say(&self, turn: u64, words: &str) {
        let mut state = self.state();
        if state.turn == turn {
            state.busy = Some(words.to_owned());
        }
    }
}

/// What comes of an answer that was taken back; nobody sees it.
fn stopped() -> Failure {
    Failure::new(Code::Refused, "The sign-in was stopped.")
}

fn missing(lack: &Scope) -> String {
    let kind = if lack.optional { "optional scope" } else { "scope" };
    format!("The {kind} {} is missing: {}", lack.name, lack.why)
}
