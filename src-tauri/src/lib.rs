//! The shell: tray, notices, window and command line around the engine.
//!
//! It builds every room and joins them (`wiring`), answers whatever a surface
//! asks (`answers`), and holds no rule of the trade.

mod accounts;
mod answers;
mod app;
mod boot;
mod cli;
mod clipboard;
mod computer;
mod connecting;
#[cfg(unix)]
mod crash;
mod doctor;
mod door;
mod links;
mod log;
pub mod notice;
mod opening;
#[cfg(target_os = "linux")]
pub mod resume;
mod ruled;
mod settings;
mod setup;
pub mod sound;
mod teamfile;
pub mod tray;
pub mod vault;
pub mod window;
mod wiring;

use std::process::ExitCode;

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    // Every connection goes through rustls with this provider; a second
    // installation is refused, and the first one stays.
    let _ = rustls::crypto::ring::default_provider().install_default();
    log::begin();
    #[cfg(unix)]
    crash::leaves_no_memory();
    cli::run()
}
