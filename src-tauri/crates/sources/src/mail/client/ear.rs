//! Lets a server tell by itself, and takes the line back.

use async_imap::extensions::idle::Handle;
use domain::Fault;

use super::super::dial::{Allowance, Stream};
use super::super::heard::heard;
use super::{Can, Line, MOST_ANSWER};

/// A connection on which the server tells by itself.
pub(in crate::mail) struct Ear {
    /// The waiting connection.
    pub(in crate::mail) handle: Handle<Stream>,
    allowance: Allowance,
    host: String,
    can: Can,
}

impl Line {
    /// Lets the server tell by itself.
    pub(in crate::mail) async fn listen(mut self) -> Result<Ear, Fault> {
        self.ask(MOST_ANSWER);
        let Line { session, allowance, host, can } = self;
        let mut handle = session.idle();
        heard(&host, handle.init()).await?;
        Ok(Ear { handle, allowance, host, can })
    }
}

impl Ear {
    /// Speaks again.
    pub(in crate::mail) async fn done(self) -> Result<Line, Fault> {
        let Ear { handle, allowance, host, can } = self;
        allowance.renew(MOST_ANSWER);
        let session = heard(&host, handle.done()).await?;
        Ok(Line { session, allowance, host, can })
    }
}
