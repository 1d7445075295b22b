//! What the sign-ins of all vendors have in common.

pub(crate) mod command;
pub(crate) mod drawer;
#[cfg(test)]
pub(crate) mod hands;
pub(crate) mod renewing;
pub(crate) mod stored;
pub(crate) mod typed_code;
