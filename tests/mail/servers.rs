//! Starts the mail servers of a test, and ends them with it.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// The password of everybody.
pub(crate) const PASSWORD: &str = "secret";
/// The address whose mail lies in the inbox.
pub(crate) const SHARED: &str = "support@acme.test";

/// The servers of one test.
pub(crate) struct Servers {
    home: TempDir,
    smtp: Child,
    pub(crate) imap_port: u16,
    pub(crate) smtp_port: u16,
}

impl Servers {
    pub(crate) fn start() -> Servers {
        let home = TempDir::new().unwrap();
        let root = home.path().display().to_string();
        let (user, group) = whose();
        let (imap_port, smtp_port) = (free_port(), free_port());
        let conf = std::fs::read_to_string(sheet("dovecot.conf")).unwrap();
        let conf = conf
            .replace("{ROOT}", &root)
            .replace("{USER}", &user)
            .replace("{GROUP}", &group)
            .replace("{PASSWORD}", PASSWORD)
            .replace("{PORT}", &imap_port.to_string());
        std::fs::write(home.path().join("dovecot.conf"), conf).unwrap();
        for part in ["new", "cur", "tmp"] {
            let part = home.path().join("Maildir").join(part);
            std::fs::create_dir_all(part).unwrap();
        }
        let owner = format!("{user}:{group}");
        run(Command::new("chown").arg("-R").arg(owner).arg(home.path()));
        let smtp = post(&home.path().join("Maildir"), &user, smtp_port);
        let servers = Servers { home, smtp, imap_port, smtp_port };
        servers.open();
        servers
    }

    fn dovecot(&self) -> Command {
        let mut dovecot = Command::new("/usr/sbin/dovecot");
        dovecot.arg("-c").arg(self.home.path().join("dovecot.conf"));
        dovecot
    }

    /// Has the mailbox answer; it does when this returns.
    pub(crate) fn open(&self) {
        run(&mut self.dovecot());
    }

    /// Ends every connection to the mailbox, and takes no new one.
    pub(crate) fn close(&self) {
        run(self.dovecot().arg("stop"));
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        let _ = self.dovecot().arg("stop").status();
        drop(self.smtp.stdin.take());
        let _ = self.smtp.wait();
    }
}

/// Where the configurations are, seen from the package of this test.
fn sheet(name: &str) -> PathBuf {
    let servers = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers");
    servers.join("mail").join(name)
}

/// Whoever the servers run as: never as the superuser.
fn whose() -> (String, String) {
    let id = |what: &str| {
        let said = Command::new("id").arg(what).output().unwrap().stdout;
        String::from_utf8(said).unwrap().trim().to_owned()
    };
    match id("-u").as_str() {
        "0" => ("nobody".into(), "nogroup".into()),
        _ => (id("-un"), id("-gn")),
    }
}

fn free_port() -> u16 {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    socket.local_addr().unwrap().port()
}

fn post(maildir: &Path, user: &str, port: u16) -> Child {
    // The system's own has the server's package.
    let mut smtp = Command::new("/usr/bin/python3")
        .arg(sheet("smtp.py"))
        .args([SHARED, &maildir.display().to_string(), user, PASSWORD])
        .arg(port.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the servers of the tests are installed");
    let mut line = String::new();
    let out = smtp.stdout.take().unwrap();
    BufReader::new(out).read_line(&mut line).unwrap();
    assert_eq!(line.trim(), "ready");
    smtp
}

fn run(command: &mut Command) {
    let status = command.stderr(Stdio::inherit()).status();
    let status = status.expect("the servers of the tests are installed");
    assert!(status.success(), "{command:?}");
}
