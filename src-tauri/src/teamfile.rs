//! Writes a team file whole, and never over what somebody else has written.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use contract::{Code, Failure};
use tempfile::NamedTempFile;

/// Writes a file that is not there yet.
pub(crate) fn first(file: &Path, text: &str) -> Result<(), Failure> {
    let draft = draft(file, text).map_err(|e| unwritten(file, &e))?;
    match draft.persist_noclobber(file) {
        Ok(_) => Ok(()),
        Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(changed(file, "has appeared"))
        }
        Err(e) => Err(unwritten(file, &e.error)),
    }
}

/// Writes a file anew, if it still is the version that is replaced.
pub(crate) fn over(
    file: &Path,
    text: &str,
    replaces: &str,
) -> Result<(), Failure> {
    let failed = |e: &io::Error| unwritten(file, e);
    // It may be a link into the team's repository, and stays one.
    let real = fs::canonicalize(file).map_err(|e| failed(&e))?;
    let draft = draft(&real, text).map_err(|e| failed(&e))?;
    let rights = fs::metadata(&real).map_err(|e| failed(&e))?.permissions();
    fs::set_permissions(draft.path(), rights).map_err(|e| failed(&e))?;
    let now = fs::read_to_string(&real).map_err(|e| failed(&e))?;
    if team::version(&now) != replaces {
        return Err(changed(file, "has changed"));
    }
    draft.persist(&real).map_err(|e| failed(&e.error))?;
    Ok(())
}

/// The text in a file beside the one that it becomes.
fn draft(file: &Path, text: &str) -> io::Result<NamedTempFile> {
    let dir = file.parent().unwrap_or_else(|| Path::new("."));
    let mut draft =
        tempfile::Builder::new().prefix(".team").tempfile_in(dir)?;
    draft.write_all(text.as_bytes())?;
    draft.as_file().sync_all()?;
    Ok(draft)
}

fn changed(file: &Path, how: &str) -> Failure {
    Failure::new(
        Code::Refused,
        format!("{} {how} meanwhile; nothing was written.", file.display()),
    )
    .hint("Look at it, and do this again if it is still needed.")
}

fn unwritten(file: &Path, error: &io::Error) -> Failure {
    Failure::new(
        Code::Failed,
        format!("{} cannot be written: {error}.", file.display()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_appeared_is_left_alone() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("team.toml");
        first(&file, "one").expect("written");
        let refused = first(&file, "two").expect_err("it is there");
        assert_eq!(refused.code, Code::Refused);
        assert_eq!(fs::read_to_string(&file).expect("a file"), "one");
        let files = fs::read_dir(dir.path()).expect("a directory").count();
        assert_eq!(files, 1, "no draft is left behind");
    }

    #[test]
    fn a_file_that_changed_is_left_alone() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("team.toml");
        fs::write(&file, "theirs").expect("written");
        let refused = over(&file, "mine", &team::version("before"));
        assert_eq!(refused.expect_err("changed").code, Code::Refused);
        assert_eq!(fs::read_to_string(&file).expect("a file"), "theirs");
        over(&file, "mine", &team::version("theirs")).expect("written");
        assert_eq!(fs::read_to_string(&file).expect("a file"), "mine");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_a_repository_stays_one() {
        let dir = tempfile::tempdir().expect("a directory");
        let (real, link) = (dir.path().join("real"), dir.path().join("link"));
        fs::write(&real, "old").expect("written");
        std::os::unix::fs::symlink(&real, &link).expect("a link");
        over(&link, "new", &team::version("old")).expect("written");
        assert_eq!(fs::read_to_string(&real).expect("a file"), "new");
        assert!(link.is_symlink());
    }
}
