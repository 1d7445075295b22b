//! Whether the desktop starts Hotseat when its user signs in.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use contract::Autostart;

use super::entry;
use crate::boot::Paths;

/// The file in the folder of what a desktop starts.
const FILE: &str = "dev.hotseat.desktop.desktop";

/// How the desktop is told to start Hotseat.
pub(crate) struct Start {
    way: Result<Way, &'static str>,
}

struct Way {
    file: PathBuf,
    command: Vec<OsString>,
}

impl Start {
    /// Starts what watches these directories.
    pub(crate) fn of(paths: &Paths) -> Start {
        if cfg!(not(target_os = "linux")) {
            return Start {
                way: Err("Hotseat cannot set that on this system yet; add \
                          it to what the system starts at sign-in."),
            };
        }
        let way = dirs::config_dir().zip(command(paths).ok());
        let way = way.map(|(dir, command)| Way {
            file: dir.join("autostart").join(FILE),
            command,
        });
        Start { way: way.ok_or("There is no folder for it on this computer.") }
    }

    /// The demo never starts by itself.
    #[must_use]
    pub(crate) fn never() -> Start {
        Start { way: Err("The demo never starts by itself.") }
    }

    /// Whether it starts, and the same in a sentence.
    #[must_use]
    pub(crate) fn stands(&self) -> (Autostart, String) {
        match &self.way {
            Err(why) => (Autostart::NotHere, (*why).to_owned()),
            Ok(way) if way.started().is_some() => (
                Autostart::On,
                "Hotseat starts when you sign in to this computer.".to_owned(),
            ),
            Ok(_) => (
                Autostart::Off,
                "Hotseat does not start by itself when you sign in.".to_owned(),
            ),
        }
    }

    /// What the desktop starts instead of this program.
    #[must_use]
    pub(crate) fn stray(&self) -> Option<String> {
        let way = self.way.as_ref().ok()?;
        let ours = entry::read(&entry::write(&way.command).ok()?)?;
        way.started().filter(|started| *started != ours)
    }

    /// Starts with the desktop from now on, or not any more.
    pub(crate) fn set(&self, on: bool) -> Result<(), String> {
        let way = self.way.as_ref().map_err(|why| (*why).to_owned())?;
        let done = if on {
            let text = entry::write(&way.command)?;
            put(&way.file, &text)
        } else {
            match fs::remove_file(&way.file) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
                other => other,
            }
        };
        done.map_err(|e| {
            format!("{} cannot be written: {e}", way.file.display())
        })
    }
}

impl Way {
    fn started(&self) -> Option<String> {
        entry::read(&fs::read_to_string(&self.file).ok()?)
    }
}

/// This program, watching the same directories again.
fn command(paths: &Paths) -> io::Result<Vec<OsString>> {
    let mut command = vec![std::env::current_exe()?.into_os_string()];
    if paths.named {
        command.extend(["--data".into(), paths.data.clone().into()]);
    }
    if paths.team != paths.data.join("team.toml") {
        command.extend(["--team".into(), paths.team.clone().into()]);
    }
    command.push("run".into());
    Ok(command)
}

/// Writes a file as a whole or not at all.
fn put(file: &Path, text: &str) -> io::Result<()> {
    let dir = file.parent().ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(dir)?;
    let mut fresh = tempfile::NamedTempFile::new_in(dir)?;
    fresh.write_all(text.as_bytes())?;
    fresh.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(dir: &Path) -> Start {
        let file = dir.join("autostart").join(FILE);
        Start { way: Ok(Way { file, command: vec!["/opt/hotseat".into()] }) }
    }

    #[test]
    fn it_is_off_until_it_is_switched_on_and_off_again_after() {
        let dir = tempfile::tempdir().expect("a directory");
        let start = start(dir.path());
        assert_eq!(start.stands().0, Autostart::Off);
        start.set(true).expect("on");
        assert_eq!(start.stands().0, Autostart::On);
        assert_eq!(start.stray(), None);
        start.set(false).expect("off");
        start.set(false).expect("off already");
        assert_eq!(start.stands().0, Autostart::Off);
    }

    #[test]
    fn a_hotseat_of_another_place_is_noticed_and_replaced() {
        let dir = tempfile::tempdir().expect("a directory");
        let start = start(dir.path());
        let file = dir.path().join("autostart").join(FILE);
        put(&file, &entry::write(&["/old/hotseat".into()]).expect("written"))
            .expect("put");
        assert_eq!(start.stray().as_deref(), Some("\"/old/hotseat\""));
        start.set(true).expect("on");
        assert_eq!(start.stray(), None);
    }

    #[test]
    fn the_demo_refuses() {
        let demo = Start::never();
        assert_eq!(demo.stands().0, Autostart::NotHere);
        assert!(demo.set(true).is_err());
    }

    #[test]
    fn a_data_directory_that_was_named_is_named_again() {
        let paths = Paths {
            data: "/data".into(),
            team: "/team/file.toml".into(),
            named: true,
        };
        let command = command(&paths).expect("a command");
        let rest: Vec<_> = command.iter().skip(1).collect();
        assert_eq!(
            rest,
            ["--data", "/data", "--team", "/team/file.toml", "run"]
        );
    }
}
