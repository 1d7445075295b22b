//! Why the engine could not do something.

use thiserror::Error;

/// Why the engine could not do something.
#[derive(Debug, Error)]
pub enum Trouble {
    /// The ledger said no.
    #[error("{0}")]
    Ledger(#[from] store::StoreError),
    /// A fact cannot be written or read.
    #[error("a fact cannot be understood: {0}")]
    Fact(#[from] serde_json::Error),
    /// The team file has faults.
    #[error("{0}")]
    Rules(String),
    /// The socket, or a file, said no.
    #[error("{0}")]
    File(#[from] std::io::Error),
}
