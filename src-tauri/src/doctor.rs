//! Examines every part that the product leans on.

mod desktop;
mod disk;
mod ledger;
mod sources;

use std::path::PathBuf;
use std::sync::Arc;

use contract::Check;
use domain::{Vault, VaultError};
use engine::Desk;
use futures_util::future::join_all;

pub(crate) use self::desktop::{shows, tray};
use crate::cli::sentence;
use crate::computer::Computer;
use crate::notice::Desktop;

/// What is examined.
pub(crate) struct Doctor {
    /// What shows notices, where there is a desktop.
    pub notices: Option<Desktop>,
    /// Where the sign-ins are.
    pub vault: Arc<dyn Vault>,
    /// The data directory.
    pub data: PathBuf,
    /// What this computer does beside, where there is a desktop.
    pub computer: Option<Arc<Computer>>,
    /// It watches on once everything is examined.
    pub stays: bool,
}

impl Doctor {
    /// Examines what a shift leans on: who is here, what is read, who is told.
    pub(crate) async fn before_shift(&self, desk: &Desk) -> Vec<Check> {
        let picture = desk.picture();
        let known = picture.who.person.as_ref().map(|key| {
            let name = picture.rules.name(key);
            Check::well("you", format!("You are {name} in the roster."))
        });
        let mut checks: Vec<Check> = known.into_iter().collect();
        if let Some((what, remedy)) = picture.stranger() {
            checks.push(Check::limited("you", what, remedy));
        }
        // Where the network is gone each of them takes its time to say so.
        let all = picture.sources.iter();
        let asked = all.map(|it| sources::source(desk, &picture, it));
        checks.extend(join_all(asked).await.into_iter().flatten());
        let heard = desk.hears_the_time();
        checks.push(sources::clock(desk.clock_flaw().as_deref(), heard));
        checks.push(self.notifications().await);
        if let Some(computer) = &self.computer {
            checks.push(computer.sound_check().await);
        }
        checks.push(self.keyring().await);
        checks
    }

    /// Examines every part, the ones that matter most first.
    pub(crate) async fn examine(&self, desk: &Desk) -> Vec<Check> {
        let idle = (!self.stays).then(|| {
            Check::broken(
                "hotseat",
                "No Hotseat is running, so nothing is watched and nothing \
                 rings; this looked at everything once.",
                "`hotseat run` starts it.",
            )
        });
        let mut checks: Vec<Check> = idle.into_iter().collect();
        checks.extend(self.before_shift(desk).await);
        let picture = desk.picture();
        checks.extend(sources::calendars(desk, &picture));
        checks.push(tray().await);
        if let Some(computer) = &self.computer {
            checks.push(computer.start_check());
            checks.push(computer.keys_check());
        }
        checks.push(ledger::database(desk, &self.data, picture.now).await);
        checks.push(ledger::backup(desk, picture.now).await);
        checks.push(disk::room(&self.data));
        checks.push(self.log());
        let clock = desk.clock_flaw();
        let damage = desk.ledger_flaw();
        let other = |words: &String| clock.as_ref() != Some(words);
        for words in picture.warnings.into_iter().filter(other) {
            let (part, remedy) = match damage.as_ref() == Some(&words) {
                true => ("damage", ledger::DAMAGED),
                false => ("team file", "See `hotseat team check`."),
            };
            checks.push(Check::limited(part, words, remedy));
        }
        checks
    }

    fn log(&self) -> Check {
        let file = self.data.join("hotseat.log");
        if file.exists() {
            let words = format!(
                "It is {}, without texts or tokens; send it along with a \
                 report.",
                file.display()
            );
            Check::well("log", words)
        } else {
            Check::limited(
                "log",
                format!("{} is not there.", file.display()),
                "Look whether you may write to that directory.",
            )
        }
    }

    async fn notifications(&self) -> Check {
        let Some(notices) = &self.notices else {
            return Check::limited(
                "notifications",
                "This engine runs without a desktop and shows none.",
                "`hotseat run` shows them.",
            );
        };
        shows(&notices.server().await)
    }

    async fn keyring(&self) -> Check {
        let open = self.vault.is_open().await;
        match self.vault.read("doctor").await {
            // What is not there is missing from a locked keyring as well.
            Ok(_) | Err(VaultError::Missing(_)) if open => {
                Check::well("keyring", "The keyring answers.")
            }
            Ok(_) | Err(VaultError::Missing(_) | VaultError::Locked) => {
                locked()
            }
            Err(e @ VaultError::Absent(_)) => Check::broken(
                "keyring",
                sentence(&e.to_string()),
                "Start a keyring such as gnome-keyring or KWallet, or run \
                 with --session-only and sign in at each start.",
            ),
        }
    }
}

fn locked() -> Check {
    Check::broken(
        "keyring",
        sentence(&VaultError::Locked.to_string()),
        "Unlock it; sign-ins are read as soon as it is open.",
    )
}
