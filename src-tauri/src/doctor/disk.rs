//! Examines how much room is left where the data lies.

use std::path::Path;

use contract::Check;

/// Below this the next backup may not find its place.
const LITTLE: u64 = 500 << 20;
/// Below this nothing can be relied on.
const NOTHING: u64 = 20 << 20;

/// The room on the disk of the data directory.
pub(super) fn room(data: &Path) -> Check {
    match free(data) {
        Ok(free) => judged(free),
        Err(error) => Check::limited(
            "disk",
            format!("How much room is left is not known: {error}."),
            "Look at it yourself: a full disk stops the reading.",
        ),
    }
}

#[cfg(unix)]
fn free(data: &Path) -> std::io::Result<u64> {
    let disk = rustix::fs::statvfs(data)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_data: &Path) -> std::io::Result<u64> {
    Err(std::io::Error::other("this system does not say"))
}

fn judged(free: u64) -> Check {
    let words = format!("{} are free.", size(free));
    let remedy = "Make room: on a full disk alarms still ring, but nothing \
                  new is read and no claim is kept.";
    if free < NOTHING {
        Check::broken("disk", words, remedy)
    } else if free < LITTLE {
        Check::limited("disk", words, remedy)
    } else {
        Check::well("disk", words)
    }
}

/// "3.2 GB", "14 MB".
pub(super) fn size(bytes: u64) -> String {
    let megabytes = bytes >> 20;
    if megabytes >= 1000 {
        format!("{}.{} GB", megabytes >> 10, ((megabytes & 1023) * 10) >> 10)
    } else if megabytes >= 1 {
        format!("{megabytes} MB")
    } else {
        format!("{} kB", bytes >> 10)
    }
}

#[cfg(test)]
mod tests {
    use contract::Health;

    use super::*;

    #[test]
    fn the_less_room_the_worse() {
        assert_eq!(judged(10 << 30).health, Health::Well);
        assert_eq!(judged(100 << 20).health, Health::Limited);
        let none = judged(0);
        assert_eq!(none.health, Health::Broken);
        assert!(none.remedy.is_some_and(|words| words.contains("Make room")));
    }

    #[test]
    fn a_size_is_said_as_people_say_it() {
        assert_eq!(size(3_400_000_000), "3.1 GB");
        assert_eq!(size(1000 << 20), "0.9 GB");
        assert_eq!(size(14 << 20), "14 MB");
        assert_eq!(size(70_000), "68 kB");
    }

    #[test]
    fn the_room_of_this_disk_is_known() {
        let dir = tempfile::tempdir().unwrap();
        assert!(room(dir.path()).words.contains("are free"));
    }
}
