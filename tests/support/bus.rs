//! A session bus of a test's own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::loudspeaker;

/// The bus names nothing that could be started on it: who is not here is not
/// here, whatever is installed on this computer.
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=DIR</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// A bus with a home directory around it; both end with this value.
pub(crate) struct Bus {
    address: String,
    home: Home,
    daemon: Option<Child>,
}

/// A home that is ours, or the one we were given.
enum Home {
    Own(TempDir),
    Given(String),
}

impl Bus {
    /// Starts a bus that nobody else knows.
    pub(crate) fn start() -> Bus {
        let home = tempfile::tempdir().expect("a directory for the bus");
        let dir = home.path();
        let config = dir.join("bus.conf");
        let text = CONFIG.replace("DIR", &dir.display().to_string());
        std::fs::write(&config, text).expect("the bus configuration");
        for name in ["run", "config", "data", "cache"] {
            private_dir(&dir.join(name));
        }
        loudspeaker::into_nothing(dir);
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            // It complains when it may not raise the limit of open files.
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is installed");
        let out = daemon.stdout.take().expect("its output");
        let mut address = String::new();
        // The daemon prints its address once it listens.
        BufReader::new(out).read_line(&mut address).expect("an address");
        let address = address.trim().to_owned();
        assert!(!address.is_empty(), "dbus-daemon did not start");
        Bus { address, home: Home::Own(home), daemon: Some(daemon) }
    }

    /// The bus in whose environment this process runs.
    pub(crate) fn given() -> Bus {
        let var = |name| std::env::var(name).expect("a given bus");
        Bus {
            address: var("DBUS_SESSION_BUS_ADDRESS"),
            home: Home::Given(var("HOME")),
            daemon: None,
        }
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The home directory of everybody on this bus.
    pub(crate) fn home(&self) -> &Path {
        match &self.home {
            Home::Own(dir) => dir.path(),
            Home::Given(dir) => Path::new(dir),
        }
    }

    /// The environment of a process that is to live on this bus.
    pub(crate) fn env(&self) -> Vec<(&'static str, String)> {
        let home = self.home().display();
        vec![
            ("DBUS_SESSION_BUS_ADDRESS", self.address.clone()),
            // Nobody here hears this computer's own system.
            ("DBUS_SYSTEM_BUS_ADDRESS", self.address.clone()),
            ("HOME", home.to_string()),
            ("XDG_RUNTIME_DIR", format!("{home}/run")),
            ("XDG_CONFIG_HOME", format!("{home}/config")),
            ("XDG_DATA_HOME", format!("{home}/data")),
            ("XDG_CACHE_HOME", format!("{home}/cache")),
            ("ALSA_CONFIG_PATH", format!("{home}/asound.conf")),
            ("XDG_DATA_DIRS", "/usr/local/share:/usr/share".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
            // The settings of a desktop are a file below this home.
            ("GSETTINGS_BACKEND", "keyfile".to_owned()),
            ("GTK_A11Y", "none".to_owned()),
        ]
    }

    /// A connection to it.
    pub(crate) async fn connect(&self) -> zbus::Connection {
        zbus::connection::Builder::address(self.address.as_str())
            .expect("a bus address")
            .build()
            .await
            .expect("a connection to the bus")
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        if let Some(daemon) = &mut self.daemon {
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
    }
}

fn private_dir(dir: &Path) {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().mode(0o700).create(dir).expect("a directory");
}
