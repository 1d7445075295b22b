//! Examines every part that the product leans on.

use std::path::PathBuf;
use std::sync::Arc;

use contract::Check;
use domain::picture::{Sight, Watched};
use domain::{SourceId, Vault, VaultError};
use engine::Desk;

use crate::notice::{Desktop, Server};
use crate::tray::Host;

/// What is examined.
pub(crate) struct Doctor {
    /// What shows notices, where there is a desktop.
    pub notices: Option<Desktop>,
    /// Where the sign-ins are.
    pub vault: Arc<dyn Vault>,
    /// The data directory.
    pub data: PathBuf,
}

impl Doctor {
    /// Examines every part, the ones that matter most first.
    pub(crate) async fn examine(&self, desk: &Desk) -> Vec<Check> {
        let picture = desk.picture();
        let mut checks = vec![match &picture.who.person {
            Some(key) => Check::well(
                "you",
                format!("You are {} in the roster.", picture.rules.name(key)),
            ),
            None => Check::limited(
                "you",
                "The roster does not know you, so you read along.",
                "Run `hotseat team add-me`.",
            ),
        }];
        for source in &picture.sources {
            checks.push(seen(source));
            checks.extend(self.account(desk, &source.id).await);
            checks.extend(pace(&picture.rules, source, picture.now));
        }
        checks.push(self.notifications().await);
        checks.push(tray().await);
        checks.push(self.keyring().await);
        checks.push(Check::well(
            "database",
            format!("The ledger is in {}.", self.data.display()),
        ));
        for words in picture.warnings {
            checks.push(Check::limited(
                "warning",
                words,
                "See `hotseat team check`.",
            ));
        }
        checks
    }

    /// What the account of a source may and may not do.
    async fn account(&self, desk: &Desk, id: &SourceId) -> Vec<Check> {
        let part = format!("{id} account");
        match desk.probe(id).await {
            Ok(probe) => {
                let may = probe.may.join(", ");
                let words = format!("Signed in as {}: {may}.", probe.me.name);
                let mut checks = vec![Check::well(&part, words)];
                for lack in probe.may_not {
                    checks.push(Check::limited(
                        &part,
                        lack,
                        format!("`hotseat accounts add {id}` signs in again."),
                    ));
                }
                checks
            }
            Err(fault) => vec![Check::broken(
                &part,
                fault.to_string(),
                format!("`hotseat accounts test {id}` tries once more."),
            )],
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
        match notices.server().await {
            Server::There { name, version, abilities } => {
                let can = |what: &str| abilities.iter().any(|a| a == what);
                let words = format!("{name} {version} shows them");
                if can("actions") {
                    Check::well(
                        "notifications",
                        format!(
                            "{words}, with buttons. Emergencies are sent as \
                             critical; whether that breaks through Do Not \
                             Disturb is its decision."
                        ),
                    )
                } else {
                    Check::limited(
                        "notifications",
                        format!("{words}, without buttons."),
                        "Every button is in the tray menu and the window too.",
                    )
                }
            }
            Server::Missing(why) => Check::broken(
                "notifications",
                format!("Nothing shows notifications: {why}."),
                "Start your desktop's notification service; the tray and the \
                 window work without it.",
            ),
        }
    }

    async fn keyring(&self) -> Check {
        match self.vault.read("doctor").await {
            Ok(_) | Err(VaultError::Missing(_)) => {
                Check::well("keyring", "The keyring answers.")
            }
            Err(e @ VaultError::Locked) => Check::broken(
                "keyring",
                format!("{e}."),
                "Unlock it; sign-ins are read as soon as it is open.",
            ),
            Err(e @ VaultError::Absent(_)) => Check::broken(
                "keyring",
                format!("{e}."),
                "Start a keyring such as gnome-keyring or KWallet, or run \
                 with --session-only and sign in at each start.",
            ),
        }
    }
}

async fn tray() -> Check {
    let found = match Host::connect().await {
        Ok(host) => host.takes_icons().await,
        Err(why) => Err(why),
    };
    match found {
        Ok(()) => Check::well("tray", "The desktop shows tray icons."),
        Err(why) => Check::limited(
            "tray",
            why,
            "On GNOME install the AppIndicator extension. Without a tray \
             Hotseat opens a normal window.",
        ),
    }
}

fn seen(source: &Watched) -> Check {
    let part = source.name.as_str();
    let pace = source.pace.num_seconds();
    let fault = source.fault.as_ref().map(ToString::to_string);
    match source.sight {
        Sight::Seeing => Check::well(part, format!("Read every {pace} s.")),
        Sight::CatchingUp => Check::limited(
            part,
            "It is being read for the first time since the start.",
            "Ask again in half a minute.",
        ),
        Sight::Degraded => Check::limited(
            part,
            "Push does not bring everything, so it is asked as well.",
            "See whether another program uses the same app.",
        ),
        Sight::Blind => Check::broken(
            part,
            fault.unwrap_or_else(|| "It has not been read.".to_owned()),
            "It is tried again by itself; keep the channel open meanwhile.",
        ),
        Sight::SignedOut => Check::broken(
            part,
            fault.unwrap_or_else(|| "Nobody is signed in.".to_owned()),
            format!("`hotseat accounts add {}` signs in.", source.id),
        ),
    }
}

/// How often a source can be read within its limits.
fn pace(
    rules: &domain::Rules,
    source: &Watched,
    now: chrono::DateTime<chrono::Utc>,
) -> Option<Check> {
    let polls = rules.source(&source.id).is_some_and(|s| {
        s.kind == "slack"
            && s.options.get("push").is_none_or(|push| push != "true")
    });
    polls.then(|| {
        let budget = sources::slack::budget(rules, &source.id, now);
        Check::well(&format!("{} pace", source.id), budget.words)
    })
}
