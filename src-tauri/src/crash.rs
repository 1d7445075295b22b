//! Asks that the memory of a process that crashes is not written to the disk:
//! the sign-ins are in it. A collector of crashes that is set up to disregard
//! this limit can still take it.

use rustix::process::{Resource, getrlimit, setrlimit};

/// Lowers what may be written of this process, and of those it starts, to
/// nothing; whoever hunts a crash may raise it again.
pub(crate) fn leaves_no_memory() {
    let mut limit = getrlimit(Resource::Core);
    limit.current = Some(0);
    if let Err(error) = setrlimit(Resource::Core, limit) {
        tracing::warn!(%error, "A crash may write its memory to the disk.");
    }
}
