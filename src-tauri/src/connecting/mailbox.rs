//! Signing in to a mailbox, whose servers are found by its address where its
//! provider is well known.

use contract::{Code, Failure, Waiting};
use domain::Clock;
use domain::text::clean_line;
use engine::SystemClock;
use secrecy::SecretString;
use sources::mail::{self, Account, MICROSOFT, Mail, known_servers};

use super::Connecting;
use super::enter::stopped;
use super::outcome::scratch;
use super::said::Said;
use super::state::Target;
use crate::accounts::faulted;

const NO_PASSWORD: [&str; 2] = [
    "The password is missing.",
    "Where signing in takes two steps, make an app password at the provider \
     and paste that.",
];
const NO_APP: [&str; 2] = [
    "The client id of the team's app is missing.",
    "It stands on the overview of the app at Microsoft.",
];

impl Connecting {
    /// Tries a mailbox on both of its servers, and keeps the sign-in.
    pub(super) async fn enter_mailbox(
        &self,
        (target, way): (&Target, &str),
        said: &Said,
        turn: u64,
    ) -> Result<(), Failure> {
        let token = way == "code";
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
        self.find_servers(&shared, token)?;
        let password = match token {
            true => SecretString::default(),
            false => said.secret("password", NO_PASSWORD)?,
        };
        let user = match said.text("user") {
            user if user.is_empty() => own.clone(),
            user => user,
        };
        let name = said.text("name");
        let account = Account { user, password, address: own, name, token };
        let rules = scratch(&self.target()?, &[])?;
        let (vault, id) = (self.vault(), &target.id);
        let mail = Mail::new(&rules, id, vault.clone());
        let mail = mail.map_err(|fault| faulted(&fault))?;
        if token {
            self.type_code(&mail, said, turn).await?;
        }
        self.say(turn, "Signing in on both servers.");
        let tried = async {
            mail.try_out(&account, SystemClock::new().now()).await?;
            account.keep(vault.as_ref(), id).await
        };
        tried.await.map_err(|fault| faulted(&fault))
    }

    /// Has a code typed on the provider's page, and keeps what comes of it.
    async fn type_code(
        &self,
        mail: &Mail,
        said: &Said,
        turn: u64,
    ) -> Result<(), Failure> {
        let app = said.needed("client_id", NO_APP)?;
        let clock = SystemClock::new();
        let asked = mail.ask_code(&app, clock.now()).await;
        let asked = asked.map_err(|fault| faulted(&fault))?;
        let (address, code) = (asked.page().to_owned(), asked.code());
        let enough = self.enough.notified();
        self.send_away(Waiting { address, code: Some(code) }, turn);
        let won = tokio::select! {
            won = asked.finish(&clock) => won,
            () = enough => return Err(stopped()),
        };
        let kept = match won {
            Ok(won) => mail.keep_tokens(won).await,
            Err(fault) => Err(fault),
        };
        kept.map_err(|fault| faulted(&fault))
    }

    /// The servers that were not typed: by the address, else those of the
    /// provider whose codes are typed.
    fn find_servers(&self, shared: &str, code: bool) -> Result<(), Failure> {
        let mut state = self.state();
        let Some(target) = state.target.as_mut() else { return Ok(()) };
        let says = |target: &Target, key: &str| {
            target.settings.iter().any(|(known, _)| known == key)
        };
        if says(target, "imap") && says(target, "smtp") {
            return Ok(());
        }
        let codes = code && !says(target, "code_url");
        let known = known_servers(shared).or(codes.then_some(MICROSOFT));
        let Some((imap, smtp)) = known else {
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
