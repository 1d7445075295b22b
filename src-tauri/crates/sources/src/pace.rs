//! How long to wait between reads: longer after a refusal, and back again.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Fault, PlaceRules, Sink};

/// Each of these without a refusal takes one doubling back.
const QUIET: TimeDelta = TimeDelta::minutes(1);
/// More doublings than this make no difference.
const MOST: u32 = 10;
/// Nothing is tried again sooner.
const SECOND: TimeDelta = TimeDelta::seconds(1);

/// A read of one place that was refused.
pub(crate) struct Refused<'a> {
    /// Why.
    pub(crate) fault: &'a Fault,
    /// The sign-in lacks the right to this place and to no other.
    pub(crate) alone: bool,
    /// A place in trouble is tried again after this.
    pub(crate) troubled: TimeDelta,
}

/// A pace that doubles when the source asks for it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pace {
    doublings: u32,
    since: Option<DateTime<Utc>>,
    /// The time between two reads, as the engine was told it.
    told: Option<TimeDelta>,
}

/// A wait as the engine's clock knows it; none if it is over.
pub(crate) fn span(wait: TimeDelta) -> Duration {
    wait.to_std().unwrap_or_default()
}

impl Refused<'_> {
    /// Tells the trouble of a place. A wait that the source asks for and that
    /// is no longer than this is none: it hides nothing.
    pub(crate) fn tell(
        &self,
        place: &PlaceRules,
        (wait, hides): (TimeDelta, TimeDelta),
        sink: &dyn Sink,
    ) {
        let asked = matches!(self.fault, Fault::Limited { .. });
        if !asked || wait > hides {
            let fault = self.fault.clone().met_in(&place.name);
            sink.trouble(&place.id, &fault);
        }
    }
}

impl Pace {
    /// What a refused read means: until when the place is left in peace, or
    /// that all is in trouble.
    pub(crate) fn weigh(
        &mut self,
        refused: &Refused<'_>,
        now: DateTime<Utc>,
    ) -> Result<DateTime<Utc>, Fault> {
        match refused.fault {
            Fault::Limited { until, .. } => {
                self.slower(now);
                Ok((*until).max(now + SECOND))
            }
            Fault::Refused { .. } => Ok(now + refused.troubled),
            Fault::Unauthorized { .. } if refused.alone => {
                Ok(now + refused.troubled)
            }
            other => Err(other.clone()),
        }
    }

    /// The source asked us to call less often.
    pub(crate) fn slower(&mut self, now: DateTime<Utc>) {
        self.doublings = (self.left(now) + 1).min(MOST);
        self.since = Some(now);
    }

    /// The time between two reads: never below its own, and never above the
    /// most unless its own is.
    pub(crate) fn interval(
        &self,
        own: TimeDelta,
        most: TimeDelta,
        now: DateTime<Utc>,
    ) -> TimeDelta {
        let slowed = own.checked_mul(1 << self.left(now)).unwrap_or(most);
        slowed.min(most.max(own))
    }

    /// Tells the engine how often each place is read, by which it knows one
    /// that is not read any more: a slower pace at once, a faster one only
    /// when every place was read at it.
    pub(crate) fn tell(
        &mut self,
        interval: TimeDelta,
        mut reads: impl Iterator<Item = Option<DateTime<Utc>>>,
        sink: &dyn Sink,
    ) {
        let now = sink.now();
        let slower = self.told.is_some_and(|told| interval > told);
        let at_it = |read: Option<DateTime<Utc>>| {
            read.is_some_and(|at| now - at <= interval)
        };
        let holds = slower || reads.all(at_it);
        if holds && self.told.replace(interval) != Some(interval) {
            sink.pace(span(interval));
        }
    }

    fn left(&self, now: DateTime<Utc>) -> u32 {
        let Some(since) = self.since else { return 0 };
        let quiet = (now - since).num_seconds() / QUIET.num_seconds();
        let quiet = u32::try_from(quiet.max(0)).unwrap_or(u32::MAX);
        self.doublings.saturating_sub(quiet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: TimeDelta = TimeDelta::seconds(10);
    const MOST: TimeDelta = TimeDelta::seconds(20);
    const WIDE: TimeDelta = TimeDelta::minutes(5);

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(second)
    }

    #[test]
    fn each_refusal_doubles_up_to_the_most() {
        let mut pace = Pace::default();
        assert_eq!(pace.interval(OWN, WIDE, at(0)), OWN);
        pace.slower(at(0));
        assert_eq!(pace.interval(OWN, WIDE, at(1)), OWN * 2);
        pace.slower(at(2));
        assert_eq!(pace.interval(OWN, WIDE, at(3)), OWN * 4);
        assert_eq!(pace.interval(OWN, MOST, at(3)), MOST);
    }

    #[test]
    fn each_quiet_minute_halves_it_back_and_never_below_its_own() {
        let mut pace = Pace::default();
        pace.slower(at(0));
        pace.slower(at(0));
        assert_eq!(pace.interval(OWN, WIDE, at(59)), OWN * 4);
        assert_eq!(pace.interval(OWN, WIDE, at(60)), OWN * 2);
        assert_eq!(pace.interval(OWN, WIDE, at(120)), OWN);
        assert_eq!(pace.interval(OWN, WIDE, at(9_000)), OWN);
    }

    #[test]
    fn an_interval_of_its_own_above_the_most_stays() {
        let pace = Pace::default();
        assert_eq!(pace.interval(WIDE, MOST, at(0)), WIDE);
    }
}
