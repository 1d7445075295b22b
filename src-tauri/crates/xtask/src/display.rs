//! A screen that nobody sees, for the journeys through the real window.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use crate::{command::program, trouble::Trouble};

/// A running Xvfb; it ends when this is dropped.
pub(crate) struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts one under whichever number is free.
    pub(crate) fn start() -> Result<Self, Trouble> {
        let mut command = program("Xvfb");
        command
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24"])
            .args(["-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut server = command.spawn().map_err(|error| Trouble::Start {
            program: "Xvfb".into(),
            error,
        })?;
        // Xvfb writes its number once it accepts clients, and closes the pipe
        // without a line if it cannot.
        let mut line = String::new();
        if let Some(output) = server.stdout.take() {
            let read = BufReader::new(output).read_line(&mut line);
            read.map_err(Trouble::file("Xvfb"))?;
        }
        let name = format!(":{}", line.trim());
        let display = Self { server, name };
        if line.trim().is_empty() {
            return Err(Trouble::missing(
                "Xvfb ended before it had a screen.",
                "Run `Xvfb -displayfd 1` to read its reason.",
            ));
        }
        Ok(display)
    }

    /// Its name, as `DISPLAY` has it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its process, which is spared when leftovers are ended.
    pub(crate) fn process(&self) -> u32 {
        self.server.id()
    }

    /// Shows it to a program, and hides the desktop of whoever runs this.
    pub(crate) fn lend(&self, command: &mut Command) {
        command
            .env("DISPLAY", &self.name)
            .env("HOTSEAT_TEST_DISPLAY", &self.name)
            .env("GDK_BACKEND", "x11")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("XAUTHORITY");
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Both fail only if it has ended already, which is what is wanted.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
