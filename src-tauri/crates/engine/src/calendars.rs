//! The calendar files that a team file names.

mod fetching;
mod kept;

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, Datelike, Utc};
use team::Unread;

pub(crate) use self::fetching::Errands;
pub use self::fetching::fetch_missing;
pub use self::kept::Kept;

/// The longest calendar file that is read, in bytes; the reader of it tells
/// of one that is longer.
const LONGEST: u64 = (1 << 20) + 1;

/// The text of a team file with everything that the calendar files say which
/// it names: what its rules follow from. What lies at an address is taken from
/// the copy that is kept in the data directory, if that is known.
#[must_use]
pub fn whole_text(
    text: &str,
    file: &Path,
    data: Option<&Path>,
    now: DateTime<Utc>,
) -> String {
    team::with_calendars(text, now.year(), |name| {
        if is_address(name) {
            return kept(name, data);
        }
        read(&beside(file, name)).map_err(|e| {
            Unread::Unusable(match e.kind() {
                std::io::ErrorKind::NotFound => {
                    "there is no such file beside the team file".to_owned()
                }
                _ => e.to_string(),
            })
        })
    })
}

/// When a team file or one of its calendar files was changed last.
pub(crate) fn changed(
    file: &Path,
    data: Option<&Path>,
    text: &str,
) -> Vec<Option<SystemTime>> {
    let changed =
        |file: PathBuf| std::fs::metadata(file).and_then(|m| m.modified()).ok();
    let others = team::named_files(text).into_iter().map(|name| {
        if is_address(&name) {
            return data.and_then(|data| changed(kept::copy_of(data, &name)));
        }
        changed(beside(file, &name))
    });
    [changed(file.to_owned())].into_iter().chain(others).collect()
}

/// What lies at an address and not beside the team file.
fn is_address(name: &str) -> bool {
    name.contains("://")
}

fn kept(address: &str, data: Option<&Path>) -> Result<String, Unread> {
    if let Some(why) = kept::unfit(address) {
        return Err(Unread::Unusable(why));
    }
    let not_yet = |why: &str| Unread::NotYet(why.to_owned());
    let data = data.ok_or_else(|| {
        not_yet("a Hotseat that runs fetches it, at its start and every day")
    })?;
    read(&kept::copy_of(data, address)).map_err(|_| {
        match Kept::of(data, address).failed {
            Some(why) => Unread::NotYet(why),
            None => not_yet("it was not fetched before"),
        }
    })
}

fn beside(file: &Path, name: &str) -> PathBuf {
    file.parent().unwrap_or_else(|| Path::new("")).join(name)
}

fn read(file: &Path) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
