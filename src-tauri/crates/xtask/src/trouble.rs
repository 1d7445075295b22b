//! What can go wrong here, in words that name the way out.

use std::{io, path::PathBuf, process::ExitStatus};

/// One reason why a command of this crate stops.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// The command line was not understood.
    #[error("{0}\n\n{help}", help = crate::wish::HELP)]
    Usage(String),
    /// Something is absent that this program cannot or may not install.
    #[error("{what}\n{remedy}")]
    Missing {
        /// The absent thing, as a sentence.
        what: String,
        /// What to do about it, as a sentence.
        remedy: String,
    },
    /// A program could not be started at all.
    #[error("`{program}` could not be started: {error}.")]
    Start {
        /// The program's name.
        program: String,
        /// What the system said.
        error: io::Error,
    },
    /// A program ran and was not content.
    #[error("`{command}` ended with {status}.")]
    Ended {
        /// The whole command line.
        command: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// A file could not be read or written.
    #[error("{path}: {error}.")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A check of our own found a difference.
    #[error("{0}")]
    Stale(String),
    /// A step of a longer run failed; its reason is already on the screen.
    #[error("failed: {0}")]
    Step(&'static str),
}

impl Trouble {
    /// A missing thing with its remedy.
    pub(crate) fn missing(
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self::Missing { what: what.into(), remedy: remedy.into() }
    }

    /// The failure of a file, for `map_err`.
    pub(crate) fn file(
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::File { path, error }
    }

    /// The exit code: 2 for a command line that makes no sense, else 1.
    pub(crate) fn exit_code(&self) -> u8 {
        if matches!(self, Self::Usage(_)) { 2 } else { 1 }
    }
}
