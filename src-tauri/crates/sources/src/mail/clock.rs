//! How late it is at a mailbox, told by the age that its server gives a mail.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Fault, Sink};

use super::client::Line;

/// What two clocks may differ by without it being worth a closer look: an
/// answer may be on its way for as long. In seconds.
const SAME: i64 = 5;
/// A mail must be so old at the server: one that is dated ahead of its time
/// has no age that says anything.
const OLD_ENOUGH: i64 = 10;
/// The furthest that a clock is followed.
const FURTHEST: i64 = 50 * 366 * 86_400;
/// A clock is compared anew after this.
const EVERY: TimeDelta = TimeDelta::minutes(10);

/// Whether it is time to compare the clocks.
pub(super) fn is_due(
    compared: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> bool {
    compared.is_none_or(|at| now < at || now - at >= EVERY)
}

/// Tells how far the server's clock is before ours. Mail has no time in its
/// answers, but a server that searches by age counts from its own time. One
/// that does not, or has no mail old enough, tells nothing; nor does one that
/// refuses to. Any other failure is one of the line, which says nothing more.
pub(super) async fn compare(
    line: &mut Line,
    sink: &dyn Sink,
) -> Result<(), Fault> {
    if !line.can.within {
        return Ok(());
    }
    match measured(line, sink).await {
        Ok(Some(seconds)) => sink.offset(seconds.saturating_mul(1000)),
        Ok(None) | Err(Fault::Refused { .. } | Fault::Garbled { .. }) => {}
        Err(fault) => return Err(fault),
    }
    Ok(())
}

/// A mail of the folder that is open, and whose time it is held against.
struct Gauge<'a> {
    line: &'a mut Line,
    sink: &'a dyn Sink,
    uid: u32,
    at: DateTime<Utc>,
}

async fn measured(
    line: &mut Line,
    sink: &dyn Sink,
) -> Result<Option<i64>, Fault> {
    let Some((uid, at)) = line.newest().await? else { return Ok(None) };
    let old = format!("UID {uid} OLDER {OLD_ENOUGH}");
    if !line.search(&old).await?.contains(&uid) {
        return Ok(None);
    }
    Gauge { line, sink, uid, at }.offset().await
}

impl Gauge<'_> {
    /// Whether the server's clock is at most so far before ours: then the
    /// mail is no older there than it would be.
    async fn is_at_most(&mut self, offset: i64) -> Result<bool, Fault> {
        let age = (self.sink.now() - self.at).num_seconds();
        let age = age.saturating_add(offset);
        if age < OLD_ENOUGH {
            return Ok(false);
        }
        let uid = self.uid;
        let young = format!("UID {uid} YOUNGER {age}");
        Ok(self.line.search(&young).await?.contains(&uid))
    }

    /// The server's clock minus ours, in seconds.
    async fn offset(&mut self) -> Result<Option<i64>, Fault> {
        let (mut low, mut high) = (-SAME, SAME);
        match (self.is_at_most(high).await?, self.is_at_most(low).await?) {
            (true, false) => return Ok(Some(0)),
            (false, _) => {
                while !self.is_at_most(high).await? {
                    (low, high) = (high, high.saturating_mul(4));
                    if high > FURTHEST {
                        return Ok(None);
                    }
                }
            }
            (true, true) => {
                while self.is_at_most(low).await? {
                    (low, high) = (low.saturating_mul(4), low);
                    if low < -FURTHEST {
                        return Ok(None);
                    }
                }
            }
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            match self.is_at_most(middle).await? {
                true => high = middle,
                false => low = middle,
            }
        }
        Ok(Some(high))
    }
}
