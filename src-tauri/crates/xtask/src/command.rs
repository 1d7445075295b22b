//! Starts other programs in the repository.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

use crate::trouble::Trouble;

/// The repository's top folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_path_buf()
}

/// A program that works in the top folder and is never asked anything.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// The cargo that runs this program.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = program(cargo);
    command.args(arguments);
    command
}

/// Runs to the end; anything but success is trouble.
pub(crate) fn run(command: &mut Command) -> Result<(), Trouble> {
    let status = status(command)?;
    if status.success() {
        return Ok(());
    }
    Err(Trouble::Ended { command: spoken(command), status })
}

/// Runs to the end and says how it ended.
pub(crate) fn status(command: &mut Command) -> Result<ExitStatus, Trouble> {
    command.status().map_err(|error| Trouble::Start {
        program: command.get_program().to_string_lossy().into_owned(),
        error,
    })
}

/// What a program prints, whatever its exit status; `None` if it is absent.
pub(crate) fn heard(name: &str, arguments: &[&str]) -> Option<String> {
    let output = program(name)
        .args(arguments)
        .env("LC_ALL", "C")
        .stderr(Stdio::null())
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether the search path holds this program.
pub(crate) fn is_here(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// The command line as a person would type it.
pub(crate) fn spoken(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(name).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_folder_holds_the_configuration_of_the_app() {
        assert!(root().join("tauri.conf.json").is_file());
    }

    #[test]
    fn a_failing_program_is_named_with_all_it_was_told() {
        let trouble = run(program("false").arg("--loud")).unwrap_err();
        assert!(trouble.to_string().contains("`false --loud`"), "{trouble}");
    }

    #[test]
    fn an_absent_program_is_trouble_of_its_own() {
        let trouble = run(&mut program("no-such-program")).unwrap_err();
        assert!(matches!(trouble, Trouble::Start { .. }), "{trouble}");
        assert_eq!(heard("no-such-program", &[]), None);
        assert!(!is_here("no-such-program"));
    }
}
