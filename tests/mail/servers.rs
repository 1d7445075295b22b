//! Starts the mail servers of a test, and ends them with it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::talk::Talk;
use crate::support::ports::free_port;

/// The password of everybody. It says nothing that anybody else says, and
/// looks otherwise where it is encoded.
pub(crate) const PASSWORD: &str = "Kelp+7/harbour=Tin&Oar";
/// The address whose mail lies in the inbox.
pub(crate) const SHARED: &str = "support@acme.test";

/// Whom the mailbox asks about tokens.
const TOKENS: &str = "passdb {\ndriver = oauth2\nmechanisms = xoauth2\n\
    args = {ROOT}/tokens.conf\n}\n";

/// How what is said to the servers is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cover {
    /// Not at all.
    Bare,
    /// From the first byte.
    Tls,
    /// After a first word in the clear, at the ports where that is usual.
    StartTls,
}

/// The servers of one test.
pub(crate) struct Servers {
    home: TempDir,
    smtp: Child,
    cover: Cover,
    pub(crate) imap_port: u16,
    pub(crate) smtp_port: u16,
}

impl Servers {
    pub(crate) fn start() -> Servers {
        Servers::behind(Cover::Bare)
    }

    /// Servers that prove who they are by an authority of their own.
    pub(crate) fn behind(cover: Cover) -> Servers {
        Servers::of(cover, None)
    }

    /// Servers that take tokens as well (XOAUTH2), and ask at an address
    /// whose they are.
    pub(crate) fn taking_tokens(door: &str) -> Servers {
        Servers::of(Cover::Bare, Some(door))
    }

    fn of(cover: Cover, door: Option<&str>) -> Servers {
        let home = TempDir::new().unwrap();
        let root = home.path().display().to_string();
        let (user, group) = whose();
        let (imap_port, smtp_port) = match cover {
            Cover::Bare | Cover::Tls => (free_port(), free_port()),
            Cover::StartTls => (143, 2525),
        };
        let conf = std::fs::read_to_string(sheet("dovecot.conf")).unwrap();
        let conf = conf
            .replace("{ROOT}", &root)
            .replace("{USER}", &user)
            .replace("{GROUP}", &group)
            .replace("{PASSWORD}", PASSWORD)
            .replace("{TOKENS}", door.map_or("", |_| " xoauth2"))
            .replace("{PORT}", &imap_port.to_string());
        let conf = conf + covers(cover, &root, imap_port).as_str();
        let conf = conf
            + door.map_or("", |_| TOKENS).replace("{ROOT}", &root).as_str();
        if let Some(door) = door {
            let asks = format!(
                "introspection_url = {door}\nintrospection_mode = auth\n\
                 username_attribute = sub\nactive_attribute = active\n\
                 active_value = true\n"
            );
            std::fs::write(home.path().join("tokens.conf"), asks).unwrap();
        }
        std::fs::write(home.path().join("dovecot.conf"), conf).unwrap();
        if cover != Cover::Bare {
            keys(home.path());
        }
        for part in ["new", "cur", "tmp"] {
            let part = home.path().join("Maildir").join(part);
            std::fs::create_dir_all(part).unwrap();
        }
        let owner = format!("{user}:{group}");
        run(Command::new("chown").arg("-R").arg(owner).arg(home.path()));
        let door = door.unwrap_or_default();
        let smtp = post(home.path(), (&user, door), (cover, smtp_port));
        let servers = Servers { home, smtp, cover, imap_port, smtp_port };
        servers.open();
        servers
    }

    /// Where they are.
    pub(crate) fn host(&self) -> &'static str {
        host(self.cover)
    }

    /// A mail comes, also while nobody can ask for it.
    pub(crate) fn deliver(&self, name: &str, mail: &str) {
        let waiting = self.home.path().join(name);
        std::fs::write(&waiting, mail).unwrap();
        let (user, group) = whose();
        run(Command::new("chown").arg(format!("{user}:{group}")).arg(&waiting));
        let new = self.home.path().join("Maildir/new").join(name);
        std::fs::rename(waiting, new).unwrap();
    }

    /// What stands on the mails of the inbox.
    pub(crate) fn flags(&self) -> Vec<String> {
        let inbox = Talk::open(self.imap_port).all("INBOX");
        inbox.into_iter().flat_map(|mail| mail.flags).collect()
    }

    /// The certificate of their authority.
    pub(crate) fn authority(&self) -> PathBuf {
        self.home.path().join("ca.pem")
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

    /// A mail comes to the shared address.
    #[expect(clippy::disallowed_methods, reason = "the servers' own time")]
    pub(crate) fn bring(&self, from: &str, subject: &str) {
        let date = chrono::Utc::now().to_rfc2822();
        let mail = format!(
            "From: {from}\r\nTo: {SHARED}\r\nSubject: {subject}\r\nDate: \
             {date}\r\nMessage-ID: <{}@customer.test>\r\n\r\nWhy?\r\n",
            subject.len()
        );
        self.deliver("1.a.customer", &mail);
    }

    /// Ends every connection to the mailbox, and takes no new one.
    pub(crate) fn close(&self) {
        let master = self.home.path().join("run/master.pid");
        let master = std::fs::read_to_string(master).unwrap();
        run(self.dovecot().arg("stop"));
        // It waits no longer than 3 s for the server to end.
        while runs(master.trim()) {
            std::thread::yield_now();
        }
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        let _ = self.dovecot().arg("stop").status();
        drop(self.smtp.stdin.take());
        let _ = self.smtp.wait();
    }
}

/// Whether a process has not come to its end.
fn runs(pid: &str) -> bool {
    let stat = Path::new("/proc").join(pid).join("stat");
    std::fs::read_to_string(stat).is_ok_and(|stat| !stat.contains(") Z "))
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

/// What is to be kept secret goes to an address that is not this computer's
/// usual one, to which words in the clear are sent.
fn host(cover: Cover) -> &'static str {
    if cover == Cover::Bare { "127.0.0.1" } else { "127.0.0.2" }
}

/// What the mailbox is told of it.
fn covers(cover: Cover, root: &str, port: u16) -> String {
    let listener = match cover {
        Cover::Bare => return String::new(),
        Cover::Tls => {
            format!(
                "imap {{\nport = 0\n}}\ninet_listener imaps {{\nport = {port}\nssl = yes\n}}"
            )
        }
        Cover::StartTls => format!("imap {{\nport = {port}\n}}"),
    };
    format!(
        "listen = {}\nssl = required\nssl_cert = <{root}/server.pem\n\
         ssl_key = <{root}/server.key\n\
         service imap-login {{\ninet_listener {listener}\n}}\n",
        host(cover)
    )
}

/// An authority, and what it has signed for the servers.
fn keys(home: &Path) {
    std::fs::write(home.join("names"), "subjectAltName=IP:127.0.0.2").unwrap();
    let new = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=Authority \
               -keyout ca.key -out ca.pem";
    let ask = "req -newkey rsa:2048 -nodes -subj /CN=Mail -keyout server.key \
               -out server.csr";
    let sign = "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -days 2 \
                -CAcreateserial -extfile names -out server.pem";
    for words in [new, ask, sign] {
        let mut openssl = Command::new("openssl");
        let quiet = openssl.args(words.split_whitespace()).current_dir(home);
        let done = quiet.output().expect("openssl comes with dovecot");
        assert!(done.status.success(), "{done:?}");
    }
}

fn post(
    home: &Path,
    (user, door): (&str, &str),
    (cover, port): (Cover, u16),
) -> Child {
    let maildir = home.join("Maildir").display().to_string();
    let word = match cover {
        Cover::Bare => "bare",
        Cover::Tls => "tls",
        Cover::StartTls => "starttls",
    };
    // The system's own has the server's package.
    let mut smtp = Command::new("/usr/bin/python3")
        .arg(sheet("smtp.py"))
        .args([SHARED, &maildir, user, PASSWORD, &port.to_string()])
        .args([host(cover), word])
        .arg(home)
        .arg(door)
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
