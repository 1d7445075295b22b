//! Where things lie on this computer, and how it is set.

use std::io;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;

/// Where things lie.
#[derive(Clone, Debug)]
pub(crate) struct Paths {
    /// The data directory: ledger, lock, socket.
    pub data: PathBuf,
    /// The team file.
    pub team: PathBuf,
    /// The data directory was named, and is not the usual one.
    pub named: bool,
}

impl Paths {
    /// The data directory that was named, or the usual one of this system.
    /// The team file lies in it unless it was named as well.
    pub(crate) fn find(
        data: Option<PathBuf>,
        team: Option<PathBuf>,
    ) -> io::Result<Paths> {
        let named = data.is_some();
        let data = match data {
            Some(data) => std::path::absolute(data)?,
            None => usual("hotseat")?,
        };
        let team = match team {
            Some(team) => std::path::absolute(team)?,
            None => data.join("team.toml"),
        };
        Ok(Paths { data, team, named })
    }

    /// The demo's own directory. Nothing real is ever in it.
    pub(crate) fn of_demo(data: Option<PathBuf>) -> io::Result<Paths> {
        let named = data.is_some();
        let data = match data {
            Some(data) => std::path::absolute(data)?.join("demo"),
            None => usual("hotseat-demo")?,
        };
        Ok(Paths { team: data.join("team.toml"), data, named })
    }

    /// The ledger.
    #[must_use]
    pub(crate) fn ledger(&self) -> PathBuf {
        self.data.join("hotseat.db")
    }

    /// Makes the data directory, for this user alone.
    pub(crate) fn make(&self) -> io::Result<()> {
        let made = std::fs::create_dir_all(&self.data);
        made.and_then(|()| private(&self.data)).map_err(|error| {
            io::Error::new(
                error.kind(),
                format!(
                    "nothing can be written in {} ({error}); give yourself \
                     the right to write there, or choose another directory \
                     with --data",
                    self.data.display()
                ),
            )
        })
    }
}

#[cfg(unix)]
fn private(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700))
}

/// Elsewhere a user's own directory is private as it is.
#[cfg(not(unix))]
fn private(_dir: &Path) -> io::Result<()> {
    Ok(())
}

fn usual(name: &str) -> io::Result<PathBuf> {
    dirs::data_dir().map(|dir| dir.join(name)).ok_or_else(|| {
        io::Error::other(
            "this user has no home directory; name one with --data",
        )
    })
}

/// The zone in which this computer tells the time; the team's where it does
/// not say.
#[must_use]
pub(crate) fn zone(team: Tz) -> Tz {
    std::env::var("TZ")
        .ok()
        .and_then(|name| name.trim_start_matches(':').parse().ok())
        .or_else(|| iana_time_zone::get_timezone().ok()?.parse().ok())
        .unwrap_or(team)
}
