//! Signing in with the browser of this computer, whichever vendor asks for it.

mod loopback;
mod page;
pub(crate) mod pkce;

pub(crate) use loopback::{Brought, Loopback, PORTS, Vendor};
