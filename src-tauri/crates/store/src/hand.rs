//! The hand that writes.

use std::ops::{Deref, DerefMut};

use sqlx::{Sqlite, SqliteConnection, Transaction};
use tokio::sync::OwnedMutexGuard;

use crate::played::Played;

/// Through what is written.
pub(crate) enum Hand<'s> {
    /// A transaction of the ledger.
    Ledger(Transaction<'s, Sqlite>),
    /// The turn to write into what is played. A step of a simulation that
    /// fails ends it, so that nothing needs to be taken back.
    Play(OwnedMutexGuard<Played>),
}

impl Deref for Hand<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        match self {
            Hand::Ledger(tx) => tx,
            Hand::Play(played) => &played.beside,
        }
    }
}

impl DerefMut for Hand<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Hand::Ledger(tx) => tx,
            Hand::Play(played) => &mut played.beside,
        }
    }
}
