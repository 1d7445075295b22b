//! A screen that nobody sees.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A virtual X display; it ends with this value.
pub(crate) struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts a display under the first free number.
    pub(crate) fn start() -> Display {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp"])
            .args(["-screen", "0", "1400x1000x24"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed");
        let out = server.stdout.take().expect("its output");
        let mut number = String::new();
        // It prints the number once it takes connections.
        BufReader::new(out).read_line(&mut number).expect("a display");
        let number = number.trim();
        assert!(!number.is_empty(), "Xvfb did not start");
        Display { server, name: format!(":{number}") }
    }

    /// How programs find it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The environment of a program that is to draw on it. There is no
    /// graphics card behind this screen, and a web view that believes in one
    /// stays blank.
    pub(crate) fn env(&self) -> Vec<(&'static str, String)> {
        vec![
            ("DISPLAY", self.name.clone()),
            ("GDK_BACKEND", "x11".to_owned()),
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "1".to_owned()),
            ("WEBKIT_DISABLE_COMPOSITING_MODE", "1".to_owned()),
        ]
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
