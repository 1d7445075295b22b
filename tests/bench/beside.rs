//! The empty app beside which the product is measured, as a process.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::support::hotseat::{Hotseat, PROGRAM};

/// A running empty app; it ends with this value.
pub(super) struct Empty {
    running: Child,
}

impl Empty {
    /// Starts it on the same computer as the product.
    pub(super) fn start(beside: &Hotseat) -> Empty {
        let programs = Path::new(PROGRAM).parent().expect("a directory");
        let running = Command::new(programs.join("examples/empty"))
            .envs(beside.env().iter().cloned())
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(beside.log_file())
            .spawn()
            .expect("cargo build --example empty has built it");
        Empty { running }
    }

    /// Its process.
    pub(super) fn pid(&self) -> u32 {
        self.running.id()
    }
}

impl Drop for Empty {
    fn drop(&mut self) {
        let _ = self.running.kill();
        let _ = self.running.wait();
    }
}
