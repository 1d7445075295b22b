//! Brings Node's packages from their lock files; builds the window with them.

use std::{fs, path::Path, process::Command};

use crate::{
    command::{heard, program, root, run},
    trouble::Trouble,
};

/// The window.
pub(crate) const WINDOW: &str = "ui";
/// The loopback servers of the tests.
pub(crate) const SERVERS: &str = "tests/servers";

/// The oldest Node that Vite accepts.
const OLDEST: (u32, u32) = (20, 19);
/// Left inside `node_modules`: the lock file it was installed from.
const STAMP: &str = "node_modules/.installed-from";

/// Installs the packages of some folders, where their locks have changed.
pub(crate) fn provide(folders: &[&str]) -> Result<String, Trouble> {
    let version = check_version(heard("node", &["--version"]).as_deref())?;
    let mut installed = Vec::new();
    for folder in folders {
        if install(folder)? {
            installed.push(*folder);
        }
    }
    let found = match installed.as_slice() {
        [] => "packages as locked".to_owned(),
        some => format!("packages installed in {}", some.join(", ")),
    };
    Ok(format!("Node {version}, {found}"))
}

/// Builds the page that the shell embeds.
pub(crate) fn build_window() -> Result<String, Trouble> {
    run_script(WINDOW, "build")?;
    Ok("built".into())
}

/// The whole of `cargo xtask ui`.
pub(crate) fn build_window_alone() -> Result<u8, Trouble> {
    provide(&[WINDOW])?;
    build_window()?;
    Ok(0)
}

/// Runs one script of a folder's `package.json`.
pub(crate) fn run_script(folder: &str, script: &str) -> Result<(), Trouble> {
    run(npm(folder).args(["run", "--silent", script]))
}

fn npm(folder: &str) -> Command {
    // On Windows npm is a script, which needs its ending spelt out.
    let mut command = program(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(root().join(folder));
    command
}

fn install(folder: &str) -> Result<bool, Trouble> {
    let place = root().join(folder);
    let lock = place.join("package-lock.json");
    for file in [&place.join("package.json"), &lock] {
        if !file.is_file() {
            let what = format!("{} does not exist.", file.display());
            let remedy = "Restore it from the repository.";
            return Err(Trouble::missing(what, remedy));
        }
    }
    let locked = fs::read(&lock).map_err(Trouble::file(&lock))?;
    if is_installed(&place, &locked) {
        return Ok(false);
    }
    run(npm(folder).args(["ci", "--no-audit", "--no-fund"]))?;
    let stamp = place.join(STAMP);
    fs::write(&stamp, locked).map_err(Trouble::file(&stamp))?;
    Ok(true)
}

fn is_installed(place: &Path, locked: &[u8]) -> bool {
    fs::read(place.join(STAMP)).is_ok_and(|stamp| stamp == locked)
}

fn check_version(said: Option<&str>) -> Result<String, Trouble> {
    let (major, minor) = OLDEST;
    let remedy = format!(
        "Install Node {major}.{minor} or newer with its npm, from \
         https://nodejs.org or a version manager, then run this again."
    );
    let Some(said) = said else {
        return Err(Trouble::missing("Node is not installed.", remedy));
    };
    let version = said.trim().trim_start_matches('v');
    if is_new_enough(version) {
        return Ok(version.into());
    }
    Err(Trouble::missing(format!("Node {version} is too old."), remedy))
}

/// Whether Vite accepts this version, written as `20.19.4` or `20.19.4-1`.
pub(crate) fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.split('.').map(str::parse::<u32>);
    let (major, minor) = (numbers.next(), numbers.next());
    matches!((major, minor), (Some(Ok(x)), Some(Ok(y))) if (x, y) >= OLDEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_that_vite_accepts_is_accepted() {
        assert_eq!(check_version(Some("v20.19.0\n")).unwrap(), "20.19.0");
        assert_eq!(check_version(Some("v24.1.0")).unwrap(), "24.1.0");
    }

    #[test]
    fn an_old_or_absent_node_comes_with_a_remedy() {
        for said in [None, Some("v18.20.4"), Some("v20.18.3"), Some("what")] {
            let trouble = check_version(said).unwrap_err().to_string();
            assert!(trouble.contains("nodejs.org"), "{trouble}");
        }
    }

    #[test]
    fn packages_are_installed_again_once_the_lock_changes() {
        let place = tempfile::tempdir().unwrap();
        assert!(!is_installed(place.path(), b"one"), "nothing is there yet");
        fs::create_dir(place.path().join("node_modules")).unwrap();
        fs::write(place.path().join(STAMP), "one").unwrap();
        assert!(is_installed(place.path(), b"one"));
        assert!(!is_installed(place.path(), b"two"));
    }

    #[test]
    fn a_folder_without_a_package_file_is_named() {
        let trouble = install("icons").unwrap_err().to_string();
        assert!(trouble.contains("icons/package.json"), "{trouble}");
    }
}
