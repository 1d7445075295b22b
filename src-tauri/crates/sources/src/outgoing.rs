//! What is said of a write, whichever vendor it went to.

use domain::Fault;

/// After a write, an answer that cannot be read says as little as none.
pub(crate) fn unsure(no: impl Into<Fault>) -> Fault {
    match no.into() {
        Fault::Garbled { words } => Fault::unreachable(format!(
            "{words}; whether it arrived is not known yet"
        )),
        fault => fault,
    }
}
