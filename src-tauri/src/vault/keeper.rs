//! The thread that owns the keyring and runs one errand after the other.

use std::fmt;

use chrono::TimeDelta;
use domain::VaultError;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{mpsc, oneshot};

use super::parts;
use super::store::Store;

/// How long nobody but the user is let near a keyring that the user has just
/// refused to unlock: every attempt would open the same question again.
const REFUSED: TimeDelta = TimeDelta::seconds(30);

/// What an errand brings back: a secret, where one was wanted and is there.
pub(super) type Reply = Result<Option<String>, VaultError>;

/// What is wanted of the keyring.
pub(super) enum Wanted {
    Read(String),
    Keep(String, SecretString),
    Forget(String),
}

/// Something to do in the keyring, and who waits for it.
pub(super) struct Errand {
    pub(super) wanted: Wanted,
    /// The user asked, and may be asked back.
    pub(super) patient: bool,
    pub(super) reply: oneshot::Sender<Reply>,
}

impl fmt::Debug for Errand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Errand").finish_non_exhaustive()
    }
}

/// Runs errands until nobody can bring any more.
pub(super) fn keep_house(service: String, mut queue: mpsc::Receiver<Errand>) {
    let mut store = Store::new(service);
    let clock = engine::system();
    let mut refused: Option<TimeDelta> = None;
    while let Some(errand) = queue.blocking_recv() {
        // While the keyring was waiting for its password, others have given
        // up; what they wanted is theirs to want again.
        if errand.reply.is_closed() {
            continue;
        }
        let still = refused.is_some_and(|at| clock.steady() - at < REFUSED);
        if still && !errand.patient {
            let _ = errand.reply.send(Err(VaultError::Locked));
            continue;
        }
        let outcome = run(&mut store, errand.wanted);
        refused = match outcome {
            Err(VaultError::Locked) => Some(clock.steady()),
            _ => None,
        };
        let _ = errand.reply.send(outcome);
    }
}

fn run(store: &mut Store, wanted: Wanted) -> Reply {
    match wanted {
        Wanted::Read(name) => parts::read(store, &name),
        Wanted::Keep(name, secret) => {
            parts::keep(store, &name, secret.expose_secret()).map(|()| None)
        }
        Wanted::Forget(name) => parts::forget(store, &name).map(|()| None),
    }
}
