//! Answers on the way to a source, where a team file and an engine are there.

use contract::{Code, ConnectAct, Connecting, Failure, TeamChange};
use domain::{PlaceId, SourceId};
use sources::webhook::{Webhook, mint, sit};

use super::Clerk;
use crate::accounts::{Leaving, faulted, no_keyring, token_once};
use crate::connecting::Outcome;
use crate::settings;

impl Clerk {
    /// Takes an answer, and asks what is to be asked next.
    pub(super) async fn connect(
        &self,
        act: ConnectAct,
    ) -> Result<Connecting, Failure> {
        let rules = self.desk.rules();
        let way = &self.connecting;
        match act {
            ConnectAct::Look => {}
            ConnectAct::Open => {
                settings::may_change(&self.desk)?;
                let keys = rules.sources.iter().map(|it| it.id.clone());
                way.open(keys.collect());
            }
            ConnectAct::Again { source } => {
                let id = self.known(&source)?;
                way.open_known((&rules, &id), false).await;
            }
            ConnectAct::More { source } => {
                settings::may_change(&self.desk)?;
                let id = self.known(&source)?;
                way.open_known((&rules, &id), true).await;
            }
            ConnectAct::Renew { source, place } => {
                self.renew(&self.known(&source)?, &place).await?;
            }
            ConnectAct::SignOut { source } => {
                let id = self.known(&source)?;
                let kind = rules.source(&id).map_or("", |it| &it.kind);
                let leaving = Leaving { rules: Some(&rules), id: &id, kind };
                let gone = leaving.leave(&self.doctor.vault).await?;
                self.desk.reconnect().await;
                way.end_with(&gone.lines.join(" "));
            }
            ConnectAct::Write => self.write()?,
            act => way.answer(act).await,
        }
        if let Some(outcome) = way.outcome() {
            self.has_connected(outcome).await?;
        }
        Ok(way.page())
    }

    fn known(&self, source: &str) -> Result<SourceId, Failure> {
        let id = SourceId::new(source);
        match self.desk.rules().source(&id) {
            Some(_) => Ok(id),
            None => Err(Failure::new(
                Code::NotFound,
                format!("The team file names no source {id}."),
            )),
        }
    }

    /// A sign-in holds from now on; what is read besides is shown as a change
    /// of the team file first.
    async fn has_connected(&self, outcome: Outcome) -> Result<(), Failure> {
        let words = outcome.words();
        if let (None, Some(me)) =
            (outcome.named(), self.desk.picture().who.person)
        {
            let kept = sit(self.doctor.vault.as_ref(), &outcome.id, &me);
            kept.await.map_err(|error| no_keyring(&error))?;
        }
        self.desk.reconnect().await;
        match self.change(&outcome, None) {
            Ok(change)
                if change.diff.is_empty() && change.faults.is_empty() =>
            {
                self.connecting.end_with(&words);
            }
            Ok(change) => self.connecting.offer(outcome, change),
            // A sign-in alone changes no file.
            Err(_) if !outcome.is_new => self.connecting.end_with(&words),
            Err(failure) => return Err(failure),
        }
        Ok(())
    }

    fn change(
        &self,
        outcome: &Outcome,
        agreed: Option<&str>,
    ) -> Result<TeamChange, Failure> {
        let picture = self.desk.picture();
        let rules = &picture.rules;
        let me = outcome
            .me()
            .filter(|me| rules.teammate(&outcome.id, me).is_none())
            .and(picture.who.person.as_ref());
        let me = me.map(domain::PersonKey::as_str);
        settings::connect(&self.desk, &outcome.connection(me), agreed)
    }

    /// Writes the change that was shown.
    fn write(&self) -> Result<(), Failure> {
        let Some((outcome, shown)) = self.connecting.offered() else {
            return Ok(());
        };
        let change = self.change(&outcome, Some(&shown.replaces))?;
        self.connecting.end_with(&change.words);
        Ok(())
    }

    /// A sender gets a new token, which is shown once.
    async fn renew(&self, id: &SourceId, place: &str) -> Result<(), Failure> {
        let rules = self.desk.rules();
        let vault = &self.doctor.vault;
        let source = rules.source(id);
        let sender = source.and_then(|source| {
            source.places.iter().find(|it| it.id.as_str() == place)
        });
        let Some(sender) = sender else {
            let words = format!("The team file names no sender {place}.");
            return Err(Failure::new(Code::NotFound, words));
        };
        let inbox = Webhook::new(&rules, id, std::sync::Arc::clone(vault))
            .map_err(|fault| faulted(&fault))?;
        let token = mint(vault.as_ref(), id, &PlaceId::new(place)).await;
        let token = token.map_err(|error| no_keyring(&error))?;
        self.desk.reconnect().await;
        let sender = (&sender.id, sender.name.as_str());
        self.connecting.show_once(token_once(&inbox, sender, &token));
        Ok(())
    }
}
