//! The real keyring daemon, on a bus of its own.

use std::io::Write;
use std::process::{Child, Command, Stdio};

use futures_util::StreamExt;
use zbus::fdo::DBusProxy;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue};

use super::bus::Bus;
use super::story::soon;

const NAME: &str = "org.freedesktop.secrets";
const PATH: &str = "/org/freedesktop/secrets";
const PROMPTER: &str = "org.gnome.keyring.SystemPrompter";
const SECRETS: &str = "org.freedesktop.Secret.Service";
/// So the daemon's own tests call it.
const GUILT: &str = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface";
const PASSWORD: &[u8] = b"a password";

/// A running keyring; it ends with this value.
pub(crate) struct GnomeKeyring {
    daemon: Child,
    bus: zbus::Connection,
    env: Vec<(&'static str, String)>,
}

impl GnomeKeyring {
    /// Starts the daemon with an unlocked default keyring and waits until it
    /// can be asked.
    pub(crate) async fn start(bus: &Bus) -> GnomeKeyring {
        let watch = bus.connect().await;
        let names = DBusProxy::new(&watch).await.expect("the bus");
        let taken = [(0, NAME)];
        let mut owners = names
            .receive_name_owner_changed_with_args(&taken)
            .await
            .expect("news of the bus");
        let daemon = start(&bus.env(), &["--foreground", "--unlock"]);
        soon("the keyring", owners.next()).await;
        GnomeKeyring { daemon, bus: watch, env: bus.env() }
    }

    /// Locks everything.
    pub(crate) async fn lock(&self) {
        let keyrings = vec![self.default_keyring().await];
        self.call(SECRETS, "Lock", &(keyrings,)).await;
    }

    /// Unlocks everything, as signing in to the desktop does.
    pub(crate) async fn unlock(&self) {
        let keyring = self.default_keyring().await;
        let plain = ("plain", zbus::zvariant::Value::from(""));
        let opened = self.call(SECRETS, "OpenSession", &plain).await;
        let body = opened.body();
        let (_, session): (OwnedValue, OwnedObjectPath) =
            body.deserialize().expect("a session");
        let none: &[u8] = &[];
        let master = (session, none, PASSWORD, "text/plain");
        self.call(GUILT, "UnlockWithMasterPassword", &(keyring, master)).await;
    }

    /// Puts a second item under the same name, as another program might.
    pub(crate) async fn put_twin(
        &self,
        service: &str,
        name: &str,
        secret: &str,
    ) {
        let made = Command::new("secret-tool")
            .args(["store", "--label", "twin", "service", service])
            .args(["username", name, "kind", "twin"])
            .envs(self.env.clone())
            .stdin(Stdio::piped())
            .spawn();
        let mut made = made.expect("secret-tool is installed");
        let mut input = made.stdin.take().expect("its input");
        input.write_all(secret.as_bytes()).expect("a secret");
        drop(input);
        assert!(made.wait().expect("its end").success());
    }

    /// How many items the keyring has under a name.
    pub(crate) async fn count(&self, service: &str, name: &str) -> usize {
        let wanted = std::collections::HashMap::from([
            ("service", service),
            ("username", name),
        ]);
        let found = self.call(SECRETS, "SearchItems", &(wanted,)).await;
        let (open, locked): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) =
            found.body().deserialize().expect("two lists");
        open.len() + locked.len()
    }

    async fn default_keyring(&self) -> ObjectPath<'static> {
        let alias = self.call(SECRETS, "ReadAlias", &("default",)).await;
        let path: OwnedObjectPath =
            alias.body().deserialize().expect("the default keyring");
        path.into_inner()
    }

    async fn call<B>(
        &self,
        interface: &str,
        method: &str,
        body: &B,
    ) -> zbus::Message
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        self.bus
            .call_method(Some(NAME), PATH, Some(interface), method, body)
            .await
            .expect("the keyring answers")
    }
}

impl Drop for GnomeKeyring {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

fn start(env: &[(&'static str, String)], how: &[&str]) -> Child {
    let mut daemon = Command::new("gnome-keyring-daemon")
        .args(how)
        .arg("--components=secrets")
        .envs(env.iter().cloned())
        .env_remove("DISPLAY")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("gnome-keyring-daemon is installed");
    let mut input = daemon.stdin.take().expect("its input");
    input.write_all(PASSWORD).expect("a password");
    daemon
}

/// Takes the place of the window that asks for a password, and never asks:
/// a user who has gone for lunch.
pub(crate) async fn absent_user(bus: &Bus) -> zbus::Connection {
    // Nobody reads what is sent to this connection, so nobody answers.
    let connection = bus.connect().await;
    connection.request_name(PROMPTER).await.expect("the prompter's name");
    connection
}
