//! The openings of a calendar as instants, month by month: a queue asks for
//! those of the same days again and again.

use std::fmt;
use std::sync::{Arc, OnceLock};

use chrono::{Datelike, NaiveDate};

use super::Opening;

/// The first year of which they are kept.
const FIRST: i32 = 2020;
/// So many months are kept; those of other times are counted each time.
const MONTHS: usize = 20 * 12;

/// The openings of each day of a month.
type Month = Vec<Vec<Opening>>;

/// What was counted of a calendar by now.
#[derive(Clone)]
pub(super) struct Known(Arc<[OnceLock<Month>]>);

impl Known {
    /// What begins on a date; nothing if that is not kept.
    pub(super) fn on(
        &self,
        date: NaiveDate,
        count: impl Fn(NaiveDate) -> Vec<Opening>,
    ) -> Option<&[Opening]> {
        let years = usize::try_from(date.year().checked_sub(FIRST)?).ok()?;
        let month = usize::try_from(date.month0()).ok()?;
        let month = self.0.get(years.checked_mul(12)? + month)?;
        let days = month.get_or_init(|| {
            let day = |day| date.with_day(day).map_or_else(Vec::new, &count);
            (1..=31).map(day).collect()
        });
        days.get(usize::try_from(date.day0()).ok()?).map(Vec::as_slice)
    }
}

impl Default for Known {
    fn default() -> Known {
        Known(std::iter::repeat_with(OnceLock::new).take(MONTHS).collect())
    }
}

/// It follows from the rest of a calendar.
impl PartialEq for Known {
    fn eq(&self, _other: &Known) -> bool {
        true
    }
}

impl Eq for Known {}

impl fmt::Debug for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Known")
    }
}
