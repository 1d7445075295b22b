//! Ports of this computer that nobody else takes before they are used.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicU16, Ordering};

/// They lie below those that a system gives to whoever asks for any, so that
/// none of them is given away between being found and being used.
const FIRST: u16 = 12_000;
const COUNT: u16 = 20_000;

/// How many were looked at so far.
static LOOKED_AT: AtomicU16 = AtomicU16::new(0);

/// A port that nobody has, and that no other test is told of.
pub(crate) fn free_port() -> u16 {
    // Another run of the tests begins its search elsewhere.
    let begin = std::process::id().wrapping_mul(89) % u32::from(COUNT);
    let begin = u16::try_from(begin).expect("it is below the count");
    let free =
        |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let ports = std::iter::repeat_with(|| {
        let looked_at = LOOKED_AT.fetch_add(1, Ordering::Relaxed) % COUNT;
        FIRST + (begin + looked_at) % COUNT
    });
    ports.take(usize::from(COUNT)).find(free).expect("a free port")
}
