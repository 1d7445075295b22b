//! Knows the package managers, and how each calls what is needed.

use std::collections::BTreeSet;

use crate::{command::heard, node};

/// What the packages are wanted for; each set includes the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// Compiling the app and starting it.
    Demo,
    /// A desktop without a screen, and browsers to look at the window.
    Test,
}

/// A package manager that this program can speak to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manager {
    Apt,
    Dnf,
    Pacman,
}

const APT_DEMO: &[&str] = &[
    "build-essential",
    "libasound2-dev",
    "libayatana-appindicator3-1",
    "libdbus-1-dev",
    "libwebkit2gtk-4.1-dev",
    "pkg-config",
];
const APT_TEST: &[&str] = &[
    "chromium",
    "dbus",
    "dovecot-imapd",
    "fonts-inter",
    "fonts-noto-color-emoji",
    "gnome-keyring",
    "libsecret-tools",
    "python3-aiosmtpd",
    "webkit2gtk-driver",
    "xvfb",
];
const DNF_DEMO: &[&str] = &[
    "alsa-lib-devel",
    "dbus-devel",
    "gcc",
    "libayatana-appindicator-gtk3",
    "pkgconf-pkg-config",
    "webkit2gtk4.1-devel",
];
// A path names whichever package owns the file in this release.
const DNF_TEST: &[&str] = &[
    "/usr/bin/WebKitWebDriver",
    "/usr/bin/Xvfb",
    "/usr/bin/dbus-daemon",
    "/usr/bin/secret-tool",
    "chromium",
    "dovecot",
    "gnome-keyring",
    "google-noto-color-emoji-fonts",
    "python3-aiosmtpd",
    "rsms-inter-fonts",
];
const PACMAN_DEMO: &[&str] = &[
    "alsa-lib",
    "base-devel",
    "dbus",
    "libayatana-appindicator",
    "webkit2gtk-4.1",
];
// The driver is built only with the GTK 4 flavour of the engine.
const PACMAN_TEST: &[&str] = &[
    "chromium",
    "dovecot",
    "gnome-keyring",
    "inter-font",
    "libsecret",
    "noto-fonts-emoji",
    "python-aiosmtpd",
    "webkitgtk-6.0",
    "xorg-server-xvfb",
];

impl Manager {
    /// The first manager that this system has.
    pub(crate) fn choose(has: impl Fn(&str) -> bool) -> Option<Self> {
        let known = [
            ("apt-get", Self::Apt),
            ("dnf", Self::Dnf),
            ("pacman", Self::Pacman),
        ];
        known.into_iter().find(|(name, _)| has(name)).map(|(_, one)| one)
    }

    /// What a purpose needs.
    pub(crate) fn wanted(self, purpose: Purpose) -> Vec<&'static str> {
        let (demo, test) = match self {
            Self::Apt => (APT_DEMO, APT_TEST),
            Self::Dnf => (DNF_DEMO, DNF_TEST),
            Self::Pacman => (PACMAN_DEMO, PACMAN_TEST),
        };
        match purpose {
            Purpose::Demo => demo.to_vec(),
            Purpose::Test => [demo, test].concat(),
        }
    }

    /// Node, where this system's own is new enough for the window.
    pub(crate) fn node(self) -> &'static [&'static str] {
        let fits = match self {
            Self::Apt => heard("apt-cache", &["policy", "nodejs"])
                .is_some_and(|said| offers_node(&said)),
            Self::Dnf | Self::Pacman => true,
        };
        if fits { &["nodejs", "npm"] } else { &[] }
    }

    /// Asks the package database once, for all names together.
    pub(crate) fn missing<'n>(self, names: &[&'n str]) -> Vec<&'n str> {
        let (tool, question): (_, &[&str]) = match self {
            Self::Apt => {
                let form = "--showformat=${Package} ${db:Status-Status}\n";
                ("dpkg-query", &["--show", form])
            }
            Self::Dnf => ("rpm", &["--query", "--whatprovides"]),
            Self::Pacman => ("pacman", &["--deptest"]),
        };
        let question = [question, names].concat();
        let answer = heard(tool, &question).unwrap_or_default();
        self.read(names, &answer)
    }

    fn read<'n>(self, names: &[&'n str], answer: &str) -> Vec<&'n str> {
        let lines: BTreeSet<&str> = answer.lines().map(str::trim).collect();
        let is_missing = |name: &str| match self {
            Self::Apt => !lines.contains(format!("{name} installed").as_str()),
            // A path is reported in other words than a name.
            Self::Dnf => lines.iter().any(|line| {
                *line == format!("no package provides {name}")
                    || *line
                        == format!("file {name}: No such file or directory")
                    || line.starts_with("error: ") && line.contains(name)
            }),
            Self::Pacman => lines.contains(name),
        };
        names.iter().copied().filter(|name| is_missing(name)).collect()
    }

    /// The command lines that install these, in order.
    pub(crate) fn commands<'n>(self, names: &[&'n str]) -> Vec<Vec<&'n str>> {
        let install: &[&str] = match self {
            Self::Apt => &[
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                "apt-get",
                "install",
                "--yes",
                "--no-install-recommends",
            ],
            Self::Dnf => &["dnf", "install", "--assumeyes"],
            Self::Pacman => &["pacman", "--sync", "--needed", "--noconfirm"],
        };
        let install = [install, names].concat();
        match self {
            // A fresh machine's lists are empty or name versions long gone.
            Self::Apt => vec![vec!["apt-get", "update"], install],
            Self::Dnf | Self::Pacman => vec![install],
        }
    }
}

/// Reads what `apt-cache policy` would install.
fn offers_node(policy: &str) -> bool {
    let mut lines = policy.lines().map(str::trim);
    lines
        .find_map(|line| line.strip_prefix("Candidate: "))
        .is_some_and(node::is_new_enough)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &["xvfb", "dbus", "chromium"];

    fn on(names: &'static [&'static str]) -> impl Fn(&str) -> bool {
        |name| names.contains(&name)
    }

    #[test]
    fn each_family_of_systems_has_its_manager() {
        assert_eq!(Manager::choose(on(&["apt-get"])), Some(Manager::Apt));
        assert_eq!(Manager::choose(on(&["dnf"])), Some(Manager::Dnf));
        assert_eq!(Manager::choose(on(&["pacman"])), Some(Manager::Pacman));
        assert_eq!(Manager::choose(on(&["brew"])), None);
    }

    #[test]
    fn the_demo_needs_less_than_the_tests() {
        for manager in [Manager::Apt, Manager::Dnf, Manager::Pacman] {
            let demo = manager.wanted(Purpose::Demo);
            let test = manager.wanted(Purpose::Test);
            assert!(demo.iter().all(|name| test.contains(name)));
            assert!(demo.len() < test.len());
            assert!(!demo.contains(&"chromium"), "no browser to compile");
        }
    }

    #[test]
    fn a_package_that_was_removed_but_not_purged_is_missing() {
        let answer = "dbus installed\nxvfb config-files\n";
        let missing = Manager::Apt.read(NAMES, answer);
        assert_eq!(missing, ["xvfb", "chromium"]);
    }

    #[test]
    fn rpm_names_what_nobody_provides() {
        let answer = "no package provides xvfb\ndbus-1.14.10-3.fc41.x86_64\n\
                      chromium-131.0.6778.85-1.fc41.x86_64\n";
        assert_eq!(Manager::Dnf.read(NAMES, answer), ["xvfb"]);
        let path = ["/usr/bin/Xvfb"];
        let answer = "error: file /usr/bin/Xvfb: No such file or directory\n";
        assert_eq!(Manager::Dnf.read(&path, answer), path);
    }

    #[test]
    fn pacman_lists_only_what_is_absent() {
        assert_eq!(Manager::Pacman.read(NAMES, "dbus\n"), ["dbus"]);
        assert!(Manager::Pacman.read(NAMES, "").is_empty());
    }

    #[test]
    fn apt_refreshes_its_lists_first_and_never_asks() {
        let commands = Manager::Apt.commands(&["xvfb"]);
        let said: Vec<String> =
            commands.iter().map(|words| words.join(" ")).collect();
        assert_eq!(
            said,
            [
                "apt-get update",
                "env DEBIAN_FRONTEND=noninteractive apt-get install --yes \
                 --no-install-recommends xvfb",
            ]
        );
    }

    #[test]
    fn a_node_too_old_for_the_window_is_not_installed() {
        let offer = |version: &str| {
            format!("nodejs:\n  Installed: (none)\n  Candidate: {version}\n")
        };
        assert!(offers_node(&offer("20.19.2+dfsg-1")));
        assert!(!offers_node(&offer("18.20.4+dfsg-1~deb12u1")));
        assert!(!offers_node(&offer("(none)")));
        assert!(!offers_node(""));
    }
}
