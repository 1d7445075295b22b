//! Hands over to the shell.

// A console window has no place behind a tray application.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    hotseat_shell::run()
}
