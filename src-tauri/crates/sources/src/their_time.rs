//! What a vendor's answers tell of how late it is there.

use chrono::{DateTime, TimeDelta, Utc};

/// A difference of two clocks that is the network's.
const TOLERATED: TimeDelta = TimeDelta::seconds(2);

/// When a call is made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Moment {
    /// The engine's clock says so.
    Now(DateTime<Utc>),
    /// Nobody has a clock at hand; it is not before this.
    Since(DateTime<Utc>),
}

/// What the answers have told of the time so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TheirTime {
    now: Option<DateTime<Utc>>,
    offset: Option<TimeDelta>,
}

impl TheirTime {
    /// A call was answered with this `Date`, which has whole seconds: half a
    /// second more is the likeliest.
    pub(crate) fn hear(&mut self, date: Option<DateTime<Utc>>, at: Moment) {
        let date = date.map(|date| date + TimeDelta::milliseconds(500));
        match at {
            Moment::Now(now) => {
                self.now = Some(now);
                // Told once: what is heard is added to what is corrected.
                self.offset = date.map(|date| date - now);
            }
            Moment::Since(_) => {
                let offset = self.offset.unwrap_or_default();
                self.now = self.now.max(date.map(|date| date - offset));
            }
        }
    }

    /// The latest time by our clock that was told.
    pub(crate) fn now(&self) -> Option<DateTime<Utc>> {
        self.now
    }

    /// The latest time by our clock that is known without looking at it.
    pub(crate) fn latest(&self, at: Moment) -> DateTime<Utc> {
        match at {
            Moment::Now(now) => now,
            Moment::Since(time) => self.now.map_or(time, |now| now.max(time)),
        }
    }

    /// Their clock minus ours, once a call has told it.
    pub(crate) fn offset(&self) -> Option<TimeDelta> {
        self.offset
    }

    /// An instant by their clock.
    pub(crate) fn theirs(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let off = self.offset.filter(|offset| offset.abs() > TOLERATED);
        now + off.unwrap_or_default()
    }
}
