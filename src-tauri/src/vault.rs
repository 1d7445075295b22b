//! Keeps secrets in the keyring of the desktop, and nowhere else.
//!
//! A keyring answers when it likes: a locked one waits until somebody types a
//! password, perhaps for ever. So one thread owns it ([`keeper`]), nobody
//! joins that thread, and everybody who asks it waits with a limit, unless
//! the user asked and sees that it is their turn.

mod keeper;
#[cfg(target_os = "linux")]
mod lock;
mod parts;
mod session;
mod store;

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use domain::{Vault, VaultError};
use secrecy::SecretString;
use tokio::sync::{mpsc, oneshot};

use keeper::{Errand, Reply, Wanted};
pub use session::SessionVault;

/// How long somebody waits who was not asked by the user.
const LIMIT: Duration = Duration::from_secs(5);

/// How many errands wait for the keyring before it counts as locked.
const QUEUE: usize = 32;

/// The keyring of the desktop.
#[derive(Clone, Debug)]
pub struct Keyring {
    errands: mpsc::Sender<Errand>,
    limit: Option<Duration>,
}

impl Keyring {
    /// Starts the thread that owns the keyring. The service is the name under
    /// which all of this product's secrets stand there: see [`service`].
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "a locked keyring blocks for as long as a person likes"
    )]
    pub fn start(service: String) -> Keyring {
        let (errands, queue) = mpsc::channel(QUEUE);
        let keyring = Keyring { errands, limit: Some(LIMIT) };
        let thread = std::thread::Builder::new().name("keyring".to_owned());
        if let Err(error) = thread.spawn(|| keeper::keep_house(service, queue))
        {
            // Without its thread the queue is closed, and everybody who asks
            // is told that no keyring answers.
            tracing::error!(%error, "the keyring's thread could not start");
        }
        keyring
    }

    /// The same keyring for a user who has just asked for something and may
    /// take as long as they like to unlock it.
    #[must_use]
    pub fn patient(&self) -> Keyring {
        Keyring { errands: self.errands.clone(), limit: None }
    }

    async fn ask(&self, wanted: Wanted) -> Reply {
        let (reply, answer) = oneshot::channel();
        let errand = Errand { wanted, patient: self.limit.is_none(), reply };
        let asked = async {
            if self.errands.send(errand).await.is_err() {
                return Err(gone());
            }
            answer.await.unwrap_or_else(|_| Err(gone()))
        };
        match self.limit {
            None => asked.await,
            Some(limit) => tokio::time::timeout(limit, asked)
                .await
                .unwrap_or(Err(VaultError::Locked)),
        }
    }
}

fn gone() -> VaultError {
    VaultError::Absent("its thread has ended; start Hotseat again".to_owned())
}

/// The name under which secrets are kept: one for the usual data directory,
/// one of its own for any other, so that a trial never touches real tokens.
#[must_use]
pub fn service(data: Option<&Path>) -> String {
    match data {
        None => "hotseat".to_owned(),
        Some(data) => format!("hotseat:{}", data.display()),
    }
}

#[async_trait]
impl Vault for Keyring {
    #[cfg(target_os = "linux")]
    async fn is_open(&self) -> bool {
        let locked = tokio::time::timeout(LIMIT, lock::is_locked()).await;
        // Who does not say has no lock to speak of.
        !matches!(locked, Ok(Ok(true)))
    }

    async fn read(&self, name: &str) -> Result<String, VaultError> {
        let found = self.ask(Wanted::Read(name.to_owned())).await?;
        found.ok_or_else(|| VaultError::Missing(name.to_owned()))
    }

    async fn keep(&self, name: &str, secret: &str) -> Result<(), VaultError> {
        let secret = SecretString::from(secret);
        self.ask(Wanted::Keep(name.to_owned(), secret)).await.map(drop)
    }

    async fn forget(&self, name: &str) -> Result<(), VaultError> {
        self.ask(Wanted::Forget(name.to_owned())).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_data_directory_has_secrets_of_its_own() {
        assert_eq!(service(None), "hotseat");
        assert_eq!(service(Some(Path::new("/tmp/a"))), "hotseat:/tmp/a");
    }

    #[tokio::test]
    async fn a_keyring_that_never_answers_counts_as_locked() {
        let (errands, _never_read) = mpsc::channel(1);
        let limit = Some(Duration::from_millis(1));
        let keyring = Keyring { errands, limit };
        assert_eq!(keyring.read("slack").await, Err(VaultError::Locked));
        assert_eq!(
            keyring.keep("slack", "token").await,
            Err(VaultError::Locked),
            "a full queue is no longer waited for either"
        );
    }

    #[tokio::test]
    async fn a_thread_that_has_ended_is_told_at_once() {
        let (errands, queue) = mpsc::channel(1);
        drop(queue);
        let keyring = Keyring { errands, limit: None };
        assert!(matches!(
            keyring.read("slack").await,
            Err(VaultError::Absent(_))
        ));
    }
}
