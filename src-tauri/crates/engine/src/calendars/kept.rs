//! The last good copy of a calendar that comes from an address.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::when::clock_time;
use domain::{CalendarCopy, CalendarMark, Fault};
use serde::{Deserialize, Serialize};

/// The directory of the copies, in the data directory.
const DIRECTORY: &str = "calendars";
/// A copy that is older is spoken of.
const OLD: TimeDelta = TimeDelta::days(7);

/// What is known of a calendar that comes from an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// Where it comes from.
    pub address: String,
    /// When its copy was seen to be that of its server last.
    pub fetched: Option<DateTime<Utc>>,
    /// Why the last try failed, if it did.
    pub failed: Option<String>,
    /// When the user was told of its age last.
    pub(super) told: Option<DateTime<Utc>>,
    /// What its server said of the copy.
    pub(super) mark: CalendarMark,
}

impl Kept {
    /// What is known of an address; nothing of one that was never asked.
    #[must_use]
    pub fn of(data: &Path, address: &str) -> Kept {
        let known = std::fs::read_to_string(known_of(data, address));
        let known = known.ok().and_then(|it| serde_json::from_str(&it).ok());
        Kept { address: address.to_owned(), ..known.unwrap_or_default() }
    }

    /// Whether its days may be wrong by now, or it has none.
    #[must_use]
    pub fn is_old(&self, now: DateTime<Utc>) -> bool {
        self.fetched.is_none_or(|at| OLD < now - at)
    }

    /// How old it is, and why no newer one came.
    #[must_use]
    pub fn words(&self, now: DateTime<Utc>, zone: Tz) -> String {
        let fetched = self.fetched.map(|at| clock_time(at, now, zone));
        let why = self.failed.as_deref();
        match (fetched, why) {
            (Some(at), None) => format!("fetched {at}"),
            (Some(at), Some(why)) => {
                format!("fetched {at}, and not since: {why}")
            }
            (None, Some(why)) => format!("not fetched yet: {why}"),
            (None, None) => "not fetched yet".to_owned(),
        }
    }

    /// Takes in what came. What is no calendar leaves the last good copy.
    pub(super) fn learn(
        &mut self,
        came: Result<Option<CalendarCopy>, Fault>,
        now: DateTime<Utc>,
    ) -> Option<CalendarCopy> {
        match came.and_then(sound) {
            Ok(copy) => {
                (self.fetched, self.failed) = (Some(now), None);
                let mark = copy.as_ref().map(|copy| copy.mark.clone());
                self.mark = mark.unwrap_or_else(|| self.mark.clone());
                copy
            }
            Err(fault) => {
                tracing::info!(%fault, "A calendar was not fetched.");
                self.failed = Some(fault.to_string());
                None
            }
        }
    }

    /// Keeps what is known, and the copy where there is a new one.
    pub(super) fn keep(
        &self,
        data: &Path,
        copy: Option<&CalendarCopy>,
    ) -> io::Result<()> {
        std::fs::create_dir_all(data.join(DIRECTORY))?;
        if let Some(copy) = copy {
            put(&copy_of(data, &self.address), &copy.text)?;
        }
        let known = serde_json::to_string(self)?;
        put(&known_of(data, &self.address), &known)
    }
}

/// A page that asks for a sign-in is no calendar.
fn sound(came: Option<CalendarCopy>) -> Result<Option<CalendarCopy>, Fault> {
    if let Some(copy) = &came {
        team::is_calendar(&copy.text).map_err(Fault::garbled)?;
    }
    Ok(came)
}

/// Where the copy of an address lies.
pub(super) fn copy_of(data: &Path, address: &str) -> PathBuf {
    named(data, address, "ics")
}

/// Why an address is never asked: what comes unencrypted may be anybody's.
pub(super) fn unfit(address: &str) -> Option<String> {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([':', '/']);
    let here = ["http://127.0.0.1", "http://localhost", "http://[::1]"]
        .iter()
        .any(|it| address.strip_prefix(it).is_some_and(ends));
    let fit = here || address.starts_with("https://");
    (!fit).then(|| "it is not encrypted".to_owned())
}

fn known_of(data: &Path, address: &str) -> PathBuf {
    named(data, address, "json")
}

fn named(data: &Path, address: &str, ending: &str) -> PathBuf {
    let name = format!("{}.{ending}", team::version(address));
    data.join(DIRECTORY).join(name)
}

/// Writes a file whole or not at all.
fn put(file: &Path, text: &str) -> io::Result<()> {
    let draft = file.with_extension("new");
    std::fs::write(&draft, text)?;
    std::fs::rename(draft, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_encrypted_or_on_this_computer_is_asked() {
        for fit in ["https://example.com/a.ics", "http://127.0.0.1:4/a.ics"] {
            assert_eq!(unfit(fit), None, "{fit}");
        }
        for unfit_one in [
            "http://example.com/a.ics",
            "http://127.0.0.1.evil.example/a.ics",
            "file:///etc/passwd",
            "webcal://example.com/a.ics",
        ] {
            assert!(unfit(unfit_one).is_some(), "{unfit_one}");
        }
    }

    #[test]
    fn what_is_known_is_read_as_it_was_kept() {
        let data = tempfile::tempdir().expect("a directory");
        let address = "https://example.com/a.ics";
        let nothing = Kept::of(data.path(), address);
        assert_eq!((nothing.fetched, &nothing.failed), (None, &None));
        let now = "2026-11-20T14:00:00Z".parse().expect("a time");
        let kept = Kept {
            fetched: Some(now),
            failed: Some("it is down".to_owned()),
            ..nothing
        };
        kept.keep(data.path(), None).expect("written");
        assert_eq!(Kept::of(data.path(), address), kept);
        assert!(!kept.is_old(now + TimeDelta::days(7)));
        assert!(kept.is_old(now + TimeDelta::days(8)));
        let words = kept.words(now, Tz::UTC);
        assert_eq!(words, "fetched 14:00, and not since: it is down");
    }
}
