//! The bands of a clock: how good an answer is until when.

use chrono::{DateTime, Utc};
use domain::picture::Picture;
use domain::{BandEnd, Deadline};

use super::words::{capital, line, time};
use crate::{Band, Clock};

/// The bands of what runs.
pub(super) fn running(picture: &Picture, deadline: &Deadline) -> Vec<Band> {
    let calendar = deadline
        .target
        .as_ref()
        .map(|target| (target, picture.rules.calendar_of(target)));
    let after = |until: DateTime<Utc>| match calendar {
        Some((target, calendar)) => {
            target.elapsed(deadline.started, until, calendar)
        }
        None => until - deadline.started,
    };
    let band = |band: &BandEnd| Band {
        name: line(&band.name),
        until: band.until,
        after_ms: Some(after(band.until).num_milliseconds()),
    };
    deadline.bands.iter().map(band).collect()
}

/// The same of what is settled.
pub(super) fn settled(bands: &[BandEnd]) -> Vec<Band> {
    let band = |band: &BandEnd| Band {
        name: line(&band.name),
        until: band.until,
        after_ms: None,
    };
    bands.iter().map(band).collect()
}

/// The band of an answer at an instant.
pub(super) fn now(clock: &Clock, at: DateTime<Utc>) -> Option<&Band> {
    clock.bands.iter().find(|band| at <= band.until)
}

/// "Great until 10:15, okay until 11:00." Of those that are still ahead.
pub(super) fn ahead(picture: &Picture, bands: &[BandEnd]) -> Option<String> {
    let ahead = bands.iter().filter(|band| picture.now <= band.until);
    let words: Vec<String> = ahead.map(|band| until(picture, band)).collect();
    (!words.is_empty()).then(|| format!("{}.", capital(&words.join(", "))))
}

fn until(picture: &Picture, band: &BandEnd) -> String {
    format!("{} until {}", line(&band.name), time(picture, band.until))
}
