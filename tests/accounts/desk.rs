//! Somebody at a terminal, with a keyring and a workspace of their own.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::workspace::Workspace;
use crate::support::bus::Bus;
use crate::support::keyring::GnomeKeyring;

/// Everything around one person.
pub(super) struct Desk {
    pub(super) slack: Workspace,
    pub(super) keyring: Option<GnomeKeyring>,
    bus: Bus,
    data: TempDir,
    more: Vec<(&'static str, String)>,
}

/// How a command ended.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) code: i32,
    pub(super) out: String,
    pub(super) err: String,
}

impl Ended {
    /// What was said to a machine.
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }
}

impl Desk {
    /// A desk with an unlocked keyring.
    pub(super) async fn new() -> Desk {
        let bus = Bus::start();
        let keyring = GnomeKeyring::start(&bus).await;
        Desk { keyring: Some(keyring), ..Desk::on(bus) }
    }

    /// A desk at which no keyring answers.
    pub(super) fn without_keyring() -> Desk {
        Desk::on(Bus::start())
    }

    fn on(bus: Bus) -> Desk {
        let data = tempfile::tempdir().expect("a data directory");
        let (slack, more) = (Workspace::open(), Vec::new());
        Desk { slack, keyring: None, bus, data, more }
    }

    /// Every command from now on has a further variable in its environment.
    pub(super) fn with(&mut self, name: &'static str, value: &Path) {
        self.more.push((name, value.display().to_string()));
    }

    /// A command, in an environment in which no browser can be found.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hotseat"));
        command
            .args(arguments)
            .env_clear()
            .envs(self.bus.env())
            .env("TZ", "Europe/Berlin")
            .env("HOTSEAT_DATA", self.data.path())
            .env("HOTSEAT_SLACK_API", self.slack.has("api"))
            .envs(self.more.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end; what is typed is there from the beginning.
    pub(super) fn runs(&self, arguments: &[&str], typed: &str) -> Ended {
        let mut running = self.starts(arguments);
        running.types(typed);
        running.ends()
    }

    /// Starts a command that is talked with.
    pub(super) fn starts(&self, arguments: &[&str]) -> Running {
        let mut child = self.command(arguments).spawn().expect("hotseat");
        let err = child.stderr.take().expect("its errors");
        Running { child, err: BufReader::new(err), read: String::new() }
    }

    /// Signs in with a token that was pasted; a first team file is declined.
    pub(super) fn pastes(&self, person: &str) -> Ended {
        let token = self.slack.has(&format!("tokens/{person}"));
        let ended = self.runs(&["accounts", "add", "slack", "--token"], token);
        assert_eq!(ended.code, 0, "{ended:?}");
        ended
    }

    /// The team file of this desk.
    pub(super) fn team_file(&self) -> PathBuf {
        self.data.path().join("team.toml")
    }

    /// What stands in the team file.
    pub(super) fn team(&self) -> String {
        std::fs::read_to_string(self.team_file()).expect("a team file")
    }

    /// Puts a team file there.
    pub(super) fn has_team(&self, text: &str) {
        std::fs::write(self.team_file(), text).expect("a team file");
    }

    /// The same words wherever and whenever a test runs.
    pub(super) fn plain(&self, words: &str) -> String {
        let data = self.data.path().display().to_string();
        self.slack.named(&words.replace(&data, "DATA"))
    }

    /// No secret was said, and none lies in a file outside the keyring's own.
    pub(super) async fn keeps_secrets(&self, said: &[&Ended]) {
        let mut secrets = self.slack.secrets().await;
        // What a renewal is asked with is listed nowhere.
        secrets.push("xoxe-1-".to_owned());
        let mut files = Vec::new();
        all_files(self.data.path(), &mut files);
        all_files(self.bus.home(), &mut files);
        let keyrings = self.bus.home().join("data/keyrings");
        files.retain(|file| !file.starts_with(&keyrings));
        for secret in &secrets {
            for ended in said {
                let words = format!("{}{}", ended.out, ended.err);
                assert!(!words.contains(secret), "{secret} in {words}");
            }
            for file in &files {
                let bytes = std::fs::read(file).unwrap_or_default();
                let found = bytes
                    .windows(secret.len())
                    .any(|part| part == secret.as_bytes());
                assert!(!found, "{secret} in {}", file.display());
            }
        }
    }
}

fn all_files(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("a directory") {
        let entry = entry.expect("an entry");
        let kind = entry.file_type().expect("its kind");
        if kind.is_dir() {
            all_files(&entry.path(), files);
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
}

/// A command that has not ended yet.
pub(super) struct Running {
    child: Child,
    err: BufReader<ChildStderr>,
    read: String,
}

impl Running {
    /// Types something.
    pub(super) fn types(&mut self, words: &str) {
        let input = self.child.stdin.as_mut().expect("its input");
        // Whoever has ended already does not read it.
        let _ = input.write_all(words.as_bytes());
        let _ = input.flush();
    }

    /// Reads until something is said, and gives the line up to there.
    pub(super) fn says(&mut self, what: &str) -> String {
        let mut line = Vec::new();
        while !String::from_utf8_lossy(&line).contains(what) {
            let mut byte = [0];
            let read = self.err.read(&mut byte).expect("its errors");
            assert!(read > 0, "never said {what}: {}", self.read);
            self.read.push(char::from(byte[0]));
            if byte[0] == b'\n' {
                line.clear();
            } else {
                line.push(byte[0]);
            }
        }
        String::from_utf8(line).expect("text")
    }

    /// The rest of the line that was read up to somewhere.
    pub(super) fn line(&mut self) -> String {
        let mut line = String::new();
        self.err.read_line(&mut line).expect("its errors");
        self.read.push_str(&line);
        line
    }

    /// Kills it as a crash does.
    pub(super) fn dies(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("its end");
    }

    /// Closes its input and waits for its end.
    pub(super) fn ends(mut self) -> Ended {
        drop(self.child.stdin.take());
        let mut out = String::new();
        let mut stdout = self.child.stdout.take().expect("its output");
        stdout.read_to_string(&mut out).expect("text");
        self.err.read_to_string(&mut self.read).expect("text");
        let status = self.child.wait().expect("its end");
        let code = status.code();
        let code = code.unwrap_or_else(|| panic!("{status}: {}", self.read));
        Ended { code, out, err: std::mem::take(&mut self.read) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
