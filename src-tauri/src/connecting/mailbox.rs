//! Signing in to a mailbox, whose servers are found by its address where its
//! provider is well known.

use contract::{Code, Failure};
use domain::text::clean_line;
use domain::{Clock, Fault};
use engine::SystemClock;
use sources::mail::{self, Account, Mail, known_servers};

use super::Connecting;
use super::outcome::scratch;
use super::said::Said;
use super::state::Target;
use crate::accounts::faulted;

impl Connecting {
    /// Tries a mailbox on both of its servers, and keeps the sign-in.
    pub(super) async fn enter_mailbox(
        &self,
        target: &Target,
        said: &Said,
        turn: u64,
    ) -> Result<(), Failure> {
        let shared = said.needed(
            "address",
            [
                "The address that people write to is missing.",
                "Something like support@example.com.",
            ],
        )?;
        let shared = sound(&shared)?;
        let own = match said.text("own") {
            own if own.is_empty() => shared.clone(),
            own => sound(&own)?,
        };
        self.find_servers(&shared)?;
        let password = said.secret(
            "password",
            [
                "The password is missing.",
                "Where signing in takes two steps, make an app password at \
                 the provider and paste that.",
            ],
        )?;
        let user = match said.text("user") {
            user if user.is_empty() => own.clone(),
            user => user,
        };
        let name = said.text("name");
        let account =
            Account { user, password, address: own, name, token: false };
        self.say(turn, "Signing in on both servers.");
        let rules = scratch(&self.target()?, &[])?;
        let (vault, id) = (self.vault(), &target.id);
        let tried = async {
            let mail = Mail::new(&rules, id, vault.clone())?;
            mail.try_out(&account, SystemClock::new().now()).await?;
            account.keep(vault.as_ref(), id).await
        };
        tried.await.map_err(|fault: Fault| faulted(&fault))
    }

    /// The servers that were not typed, by the address.
    fn find_servers(&self, shared: &str) -> Result<(), Failure> {
        let mut state = self.state();
        let Some(target) = state.target.as_mut() else { return Ok(()) };
        let says = |target: &Target, key: &str| {
            target.settings.iter().any(|(known, _)| known == key)
        };
        if says(target, "imap") && says(target, "smtp") {
            return Ok(());
        }
        let Some((imap, smtp)) = known_servers(shared) else {
            return Err(Failure::new(
                Code::Usage,
                "Where the mail of this address lies is not known here.",
            )
            .hint(
                "Write its two servers below. The provider's help names them, \
                 as IMAP and SMTP.",
            ));
        };
        for (key, server) in [("imap", imap), ("smtp", smtp)] {
            if !says(target, key) {
                target.settings.push((key.to_owned(), server.to_owned()));
            }
        }
        Ok(())
    }
}

fn sound(text: &str) -> Result<String, Failure> {
    mail::address(text).ok_or_else(|| {
        let what = format!("\"{}\" is no address.", clean_line(text));
        Failure::new(Code::Usage, what).hint("Write it like ana@example.com.")
    })
}
