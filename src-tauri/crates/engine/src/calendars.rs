//! The calendar files that lie beside a team file.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, Datelike, Utc};

/// The longest calendar file that is read, in bytes; the reader of it tells
/// of one that is longer.
const LONGEST: u64 = (1 << 20) + 1;

/// The text of a team file with everything that the calendar files say which
/// it names: what its rules follow from.
#[must_use]
pub fn whole_text(text: &str, file: &Path, now: DateTime<Utc>) -> String {
    team::with_calendars(text, now.year(), |name| {
        if name.contains("://") {
            return Err("it is an address, and only files are read".to_owned());
        }
        read(&beside(file, name)).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => {
                "there is no such file beside the team file".to_owned()
            }
            _ => e.to_string(),
        })
    })
}

/// When a team file or one of its calendar files was changed last.
pub(crate) fn changed(file: &Path, text: &str) -> Vec<Option<SystemTime>> {
    let own = [file.to_owned()];
    let names = team::named_files(text);
    let others = names.iter().map(|name| beside(file, name));
    let changed =
        |file: PathBuf| std::fs::metadata(file).and_then(|m| m.modified()).ok();
    own.into_iter().chain(others).map(changed).collect()
}

fn beside(file: &Path, name: &str) -> PathBuf {
    file.parent().unwrap_or_else(|| Path::new("")).join(name)
}

fn read(file: &Path) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
