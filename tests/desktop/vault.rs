//! Secrets in the real keyring of a desktop.

use std::time::Duration;

use domain::{Vault, VaultError};
use hotseat_shell::vault::Keyring;

use crate::support::keyring::{GnomeKeyring, absent_user};
use crate::support::story::{alone, stopwatch};

fn keyring() -> Keyring {
    Keyring::start("hotseat:test".to_owned())
}

#[test]
fn what_is_kept_is_read_and_what_is_forgotten_is_missing() {
    alone(|bus| async move {
        let _daemon = GnomeKeyring::start(&bus).await;
        let vault = keyring();
        vault.keep("slack", "xoxp-1").await.unwrap();
        vault.keep("slack", "xoxp-2").await.unwrap();
        assert_eq!(vault.read("slack").await.as_deref(), Ok("xoxp-2"));

        vault.forget("slack").await.unwrap();
        let missing = VaultError::Missing("slack".to_owned());
        assert_eq!(vault.read("slack").await, Err(missing));
        assert_eq!(vault.forget("slack").await, Ok(()), "twice is no harm");
    });
}

#[test]
fn a_secret_outlives_the_vault_and_is_seen_by_no_other_service() {
    alone(|bus| async move {
        let _daemon = GnomeKeyring::start(&bus).await;
        keyring().keep("slack", "xoxp-1").await.unwrap();
        assert_eq!(keyring().read("slack").await.as_deref(), Ok("xoxp-1"));
        let other = Keyring::start("hotseat".to_owned());
        assert!(matches!(
            other.read("slack").await,
            Err(VaultError::Missing(_))
        ));
    });
}

#[test]
fn a_keyring_that_comes_up_after_us_is_found() {
    alone(|bus| async move {
        let vault = keyring();
        let absent = vault.read("slack").await;
        assert!(matches!(absent, Err(VaultError::Absent(_))), "{absent:?}");

        let _daemon = GnomeKeyring::start(&bus).await;
        vault.keep("slack", "xoxp-1").await.unwrap();
        assert_eq!(vault.read("slack").await.as_deref(), Ok("xoxp-1"));
    });
}

#[test]
fn a_keyring_that_was_restarted_is_found_again() {
    alone(|bus| async move {
        let vault = keyring();
        let daemon = GnomeKeyring::start(&bus).await;
        vault.keep("slack", "xoxp-1").await.unwrap();
        drop(daemon);
        let absent = vault.read("slack").await;
        assert!(matches!(absent, Err(VaultError::Absent(_))), "{absent:?}");

        let _daemon = GnomeKeyring::start(&bus).await;
        assert_eq!(vault.read("slack").await.as_deref(), Ok("xoxp-1"));
    });
}

#[test]
fn a_locked_keyring_says_so_and_opens_when_the_user_unlocks_it() {
    alone(|bus| async move {
        let daemon = GnomeKeyring::start(&bus).await;
        let vault = keyring();
        vault.keep("slack", "xoxp-1").await.unwrap();
        assert!(vault.is_open().await);
        daemon.lock().await;
        assert!(!vault.is_open().await, "and nobody was asked");
        assert_eq!(vault.read("slack").await, Err(VaultError::Locked));
        assert_eq!(
            vault.keep("github", "ghp-1").await,
            Err(VaultError::Locked),
            "nothing is kept anywhere else"
        );

        daemon.unlock().await;
        let asked = vault.patient();
        assert_eq!(asked.read("slack").await.as_deref(), Ok("xoxp-1"));
    });
}

#[test]
fn a_password_that_nobody_types_holds_nobody_up() {
    alone(|bus| async move {
        let daemon = GnomeKeyring::start(&bus).await;
        let vault = keyring();
        vault.keep("slack", "xoxp-1").await.unwrap();
        let lunch = absent_user(&bus).await;
        daemon.lock().await;

        let begun = stopwatch();
        assert_eq!(vault.read("slack").await, Err(VaultError::Locked));
        assert!(begun.elapsed() < Duration::from_secs(8));

        // The user comes back to a prompt that is still open.
        let asked = vault.patient();
        let (read, ()) = tokio::join!(asked.read("slack"), async {
            daemon.unlock().await;
            drop(lunch);
        });
        assert_eq!(read.as_deref(), Ok("xoxp-1"));
    });
}

#[test]
fn of_two_secrets_under_one_name_one_is_read_and_one_stays() {
    alone(|bus| async move {
        let daemon = GnomeKeyring::start(&bus).await;
        let vault = keyring();
        vault.keep("slack", "xoxp-1").await.unwrap();
        daemon.put_twin("hotseat:test", "slack", "xoxp-1").await;
        assert_eq!(daemon.count("hotseat:test", "slack").await, 2);
        assert_eq!(vault.read("slack").await.as_deref(), Ok("xoxp-1"));

        vault.keep("slack", "xoxp-2").await.unwrap();
        assert_eq!(vault.read("slack").await.as_deref(), Ok("xoxp-2"));
        assert_eq!(daemon.count("hotseat:test", "slack").await, 1);
    });
}
