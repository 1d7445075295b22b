//! A file that never grows beyond a size, and the one before it.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// So large a file may become; with the one before it that is twice as much.
const MOST: u64 = 5 << 20;

/// A log that is kept.
pub(super) struct LogFile {
    path: PathBuf,
    file: File,
    size: u64,
    most: u64,
}

impl LogFile {
    /// Goes on with the log of a data directory.
    pub(super) fn open(data: &Path) -> io::Result<LogFile> {
        LogFile::at(data.join("hotseat.log"), MOST)
    }

    fn at(path: PathBuf, most: u64) -> io::Result<LogFile> {
        let file = appending(&path)?;
        let size = file.metadata()?.len();
        Ok(LogFile { path, file, size, most })
    }

    /// Writes a line whole; the file begins anew before it would be too
    /// large.
    pub(super) fn write(&mut self, line: &[u8]) -> io::Result<()> {
        let length = u64::try_from(line.len()).unwrap_or(u64::MAX);
        if self.size > 0 && self.size.saturating_add(length) > self.most {
            std::fs::rename(&self.path, self.path.with_extension("log.1"))?;
            self.file = appending(&self.path)?;
            self.size = 0;
        }
        self.file.write_all(line)?;
        self.size = self.size.saturating_add(length);
        Ok(())
    }
}

/// Nobody else on this computer reads it.
fn appending(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_grows_beyond_its_size_and_keeps_the_latest() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("hotseat.log");
        let mut log = LogFile::at(path.clone(), 100).unwrap();
        for n in 0..40 {
            log.write(format!("line {n:04}\n").as_bytes()).unwrap();
        }
        let now = std::fs::read_to_string(&path).unwrap();
        let before =
            std::fs::read_to_string(path.with_extension("log.1")).unwrap();
        assert!(now.len() <= 100 && before.len() <= 100);
        assert!(now.ends_with("line 0039\n"), "{now}");
        assert!(before.ends_with("line 0029\n"), "whole lines: {before}");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_start_goes_on_where_the_last_one_ended() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("hotseat.log");
        for words in ["one\n", "two\n"] {
            let mut log = LogFile::at(path.clone(), 6).unwrap();
            log.write(words.as_bytes()).unwrap();
        }
        let before = path.with_extension("log.1");
        assert_eq!(std::fs::read_to_string(before).unwrap(), "one\n");
        assert_eq!(std::fs::read_to_string(path).unwrap(), "two\n");
    }

    #[cfg(unix)]
    #[test]
    fn it_is_nobody_elses() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        LogFile::open(dir.path()).unwrap();
        let file = dir.path().join("hotseat.log");
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
