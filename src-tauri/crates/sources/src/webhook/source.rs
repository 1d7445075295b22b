//! The inbox as a source: who is heard, and that nothing can be written.

use std::net::SocketAddr;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    Abilities, Action, Author, Cursors, Done, Fault, PlaceId, PlaceRules,
    Probe, Receipt, Rules, Sink, Source, SourceId, Teammate, UserId, Vault,
    Way,
};
use secrecy::SecretString;

use super::door::Door;
use super::knock::{Deaf, Inbox, Sender};
use super::table::Table;
use super::{seat, token};

/// Where senders call unless the team file says otherwise.
pub const LISTEN: &str = "127.0.0.1:8787";

/// What programs tell this computer.
pub struct Webhook {
    id: SourceId,
    name: String,
    address: SocketAddr,
    senders: Vec<PlaceRules>,
    roster: Vec<Teammate>,
    vault: Arc<dyn Vault>,
}

impl Webhook {
    /// The source of a team file.
    pub fn new(
        rules: &Rules,
        id: &SourceId,
        vault: Arc<dyn Vault>,
    ) -> Result<Webhook, Fault> {
        let source = rules.source(id).ok_or_else(|| {
            Fault::refused(format!("the team file has no source {id}"))
        })?;
        let listen = source.options.get("listen").map_or(LISTEN, |it| it);
        let address = listen.parse().map_err(|_| {
            Fault::refused(format!(
                "\"{listen}\" is no address to listen at; write one like \
                 \"{LISTEN}\""
            ))
        })?;
        Ok(Webhook {
            id: id.clone(),
            name: source.name.clone(),
            address,
            senders: source.places.clone(),
            roster: rules.roster.clone(),
            vault,
        })
    }

    /// Where senders call.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// The line with which a sender is tried from a shell: its table
    /// understands what is said.
    #[must_use]
    pub fn curl(&self, sender: &PlaceId, token: &SecretString) -> String {
        let rules = self.senders.iter().find(|it| it.id == *sender);
        let table = rules.and_then(|rules| Table::of(&rules.options).ok());
        let body = table.unwrap_or_default().least("Hello");
        token::curl((&self.address(), sender), token, &body)
    }

    /// Who can be heard, and who cannot.
    async fn inbox(&self, from: &Cursors) -> (Inbox, Deaf) {
        let (mut heard, mut deaf) = (Vec::new(), Deaf::new());
        for rules in &self.senders {
            match self.sender(rules).await {
                Ok(sender) => heard.push(sender),
                Err(fault) => deaf.push((rules.id.clone(), fault)),
            }
        }
        (Inbox::new(heard, from), deaf)
    }

    /// This computer, or whoever said that they sit at it: they are found in
    /// the roster by their address.
    async fn me(&self) -> Author {
        let sits = seat::sits(self.vault.as_ref(), &self.id).await;
        let key = sits.ok().flatten();
        let mate = self.roster.iter().find(|it| Some(&it.key) == key.as_ref());
        Author {
            id: UserId::new("this computer"),
            name: mate.map_or("This computer", |mate| &mate.name).to_owned(),
            email: mate.and_then(|mate| mate.email.clone()),
            of: None,
            human: mate.is_some(),
        }
    }

    async fn sender(&self, rules: &PlaceRules) -> Result<Sender, Fault> {
        let table = Table::of(&rules.options)
            .map_err(|words| Fault::refused(words).met_in(&rules.name))?;
        let vault = self.vault.as_ref();
        let token = token::kept(vault, &self.id, &rules.id).await?;
        Ok(Sender { rules: rules.clone(), table, token })
    }
}

#[async_trait]
impl Source for Webhook {
    fn abilities(&self) -> Abilities {
        Abilities {
            kind: "webhook",
            name: self.name.clone(),
            way: Way::Push,
            claim_mark: None,
            close_mark: None,
            closes_each: false,
            issues: false,
            directs: false,
        }
    }

    async fn probe(&self, _now: DateTime<Utc>) -> Result<Probe, Fault> {
        let (inbox, deaf) = self.inbox(&Cursors::new()).await;
        let heard = |sender: &Sender| {
            format!("hear {} at http://{}", sender.rules.name, self.address)
        };
        let mut may_not = vec!["write anything back".to_owned()];
        may_not.extend(deaf.into_iter().map(|(_, fault)| fault.to_string()));
        if !self.address.ip().is_loopback() {
            may_not.push(format!(
                "keep tokens secret on their way: {} can be called from \
                 other computers without encryption",
                self.address
            ));
        }
        Ok(Probe {
            me: self.me().await,
            may: inbox.senders.iter().map(heard).collect(),
            may_not,
            offset_ms: None,
            ends: None,
        })
    }

    async fn listen(&self, from: &Cursors, to: &dyn Sink) -> Fault {
        let (inbox, deaf) = self.inbox(from).await;
        for (place, fault) in &deaf {
            to.trouble(place, fault);
        }
        match Door::open(self.address).await {
            Ok(door) => door.keep(&inbox, to).await,
            Err(fault) => fault,
        }
    }

    async fn perform(&self, _action: &Action) -> Result<Receipt, Fault> {
        Err(Fault::refused(format!(
            "{} cannot be written to: a webhook only tells",
            self.name
        )))
    }

    async fn confirm(&self, _action: &Action) -> Result<Done, Fault> {
        Ok(Done::NotThere)
    }
}
