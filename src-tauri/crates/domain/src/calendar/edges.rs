//! Wall-clock times become instants here.

use chrono::offset::MappedLocalTime;
use chrono::{
    DateTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta,
};
use chrono::{TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

use super::{Calendar, CivilInterval, Opening};

/// The instant at which the wall clock in `zone` first shows `civil`, or the
/// first instant after the gap that swallows it.
///
/// Nothing only at the ends of what a calendar date can express.
pub fn instant_of(zone: Tz, civil: NaiveDateTime) -> Option<DateTime<Utc>> {
    let shown = match zone.from_local_datetime(&civil) {
        MappedLocalTime::Single(shown) => Some(shown),
        MappedLocalTime::Ambiguous(first, _second) => Some(first),
        MappedLocalTime::None => GapInfo::new(&civil, &zone)?.end,
    };
    shown.map(|shown| shown.to_utc())
}

/// What the wall clock in `zone` shows at `instant`.
pub(crate) fn civil_of(zone: Tz, instant: DateTime<Utc>) -> NaiveDateTime {
    let utc = instant.naive_utc();
    let offset = zone.offset_from_utc_datetime(&utc).fix();
    // Only in the first and last hours of all time has an offset no room.
    utc.checked_add_offset(offset).unwrap_or(utc)
}

impl Calendar {
    /// What begins on `date` as instants, in order; an interval that a gap
    /// swallows whole is left out.
    pub(super) fn openings_on(
        &self,
        date: NaiveDate,
    ) -> impl DoubleEndedIterator<Item = Opening> + '_ {
        let (zone, mut united, mut known) = (self.zone(), Vec::new(), None);
        match self {
            Self::Union(union) => united = union.openings_on(date),
            Self::Business(hours) => {
                known = hours.known.on(date, |date| {
                    let all = hours.intervals_on(date).iter();
                    all.filter_map(|it| opening(zone, date, *it)).collect()
                });
            }
            Self::Always(_) => {}
        }
        let counted: &[CivilInterval] = match known {
            Some(_) => &[],
            None => self.intervals_on(date),
        };
        let known = known.unwrap_or_default().iter().copied();
        known
            .chain(
                counted.iter().filter_map(move |it| opening(zone, date, *it)),
            )
            .chain(united)
    }
}

fn opening(
    zone: Tz,
    date: NaiveDate,
    interval: CivilInterval,
) -> Option<Opening> {
    let edge = |minute: u16| {
        let midnight = date.and_time(NaiveTime::MIN);
        let after = TimeDelta::minutes(i64::from(minute));
        instant_of(zone, midnight.checked_add_signed(after)?)
    };
    let opens = edge(interval.start())?;
    let closes = edge(interval.end())?;
    (opens < closes).then_some(Opening { opens, closes })
}
