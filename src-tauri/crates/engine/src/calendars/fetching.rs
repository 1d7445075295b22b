//! Fetching the calendars that come from addresses: at the start, and daily.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{CalendarCopy, CalendarMark, Fault};

use super::is_address;
use super::kept::{self, Kept};
use crate::house::House;
use crate::watch::Memory;

/// Holidays are known long before.
const DAILY: TimeDelta = TimeDelta::days(1);
/// What did not come is asked for again after this long.
const AGAIN: TimeDelta = TimeDelta::hours(1);

/// When each address is looked at next; one that is not in it was not asked
/// since the start.
pub(crate) type Errands = BTreeMap<String, DateTime<Utc>>;

impl House {
    /// Fetches what is due, beside everything else: no start and no alarm
    /// waits for a server of somebody else's.
    pub(crate) fn fetch_calendars(
        self: &Arc<House>,
        memory: &mut Memory,
        now: DateTime<Utc>,
    ) {
        let Some(data) = self.store.directory() else { return };
        let Some(look) = &memory.file else { return };
        for address in look.names().into_iter().filter(|it| is_address(it)) {
            if memory.calendars.get(&address).is_some_and(|at| now < *at) {
                continue;
            }
            let kept = Kept::of(data, &address);
            let fresh = kept.fetched.map(|at| at + DAILY);
            let asked = memory.calendars.contains_key(&address);
            let next = fresh.filter(|at| asked && now < *at);
            let again = next.unwrap_or(now + AGAIN);
            memory.calendars.insert(address, again);
            if next.is_none() {
                let (house, data) = (Arc::clone(self), data.to_owned());
                self.spawn(self.pulse.bell(), async move {
                    house.fetch(kept, data).await;
                });
            }
        }
    }

    /// Fetches one. What comes is a calendar or leaves the last good copy.
    async fn fetch(self: Arc<House>, mut kept: Kept, data: PathBuf) {
        let came = self.makers.calendar(&kept.address, &kept.mark).await;
        let now = self.now();
        let copy = kept.learn(came, now);
        self.tell_age(&mut kept, now);
        if let Err(error) = kept.keep(&data, copy.as_ref()) {
            tracing::error!(%error, "A calendar was not kept.");
        }
        // A new copy is a new look at the team file.
        self.pulse.ring(self.clock_bell);
    }

    /// Says once a day that the days of a calendar may be wrong by now.
    fn tell_age(&self, kept: &mut Kept, now: DateTime<Utc>) {
        let lately = kept.told.is_some_and(|at| now - at < DAILY);
        if kept.failed.is_none() || !kept.is_old(now) || lately {
            return;
        }
        kept.told = Some(now);
        let (address, words) = (&kept.address, kept.words(now, self.zone));
        self.complain(format!(
            "The calendar at {address} may be out of date: {words}."
        ));
    }
}

/// Fetches the calendars of a team file of which there is no copy yet, where
/// no engine runs that does. What does not come says so in what is read of
/// the team file.
pub async fn fetch_missing(
    text: &str,
    data: &Path,
    now: DateTime<Utc>,
    fetch: impl AsyncFn(&str, &CalendarMark) -> Result<Option<CalendarCopy>, Fault>,
) -> std::io::Result<()> {
    for address in team::named_files(text) {
        let fit = is_address(&address) && kept::unfit(&address).is_none();
        if !fit || kept::copy_of(data, &address).exists() {
            continue;
        }
        let mut kept = Kept::of(data, &address);
        let came = fetch(&address, &CalendarMark::default()).await;
        let copy = kept.learn(came, now);
        kept.keep(data, copy.as_ref())?;
    }
    Ok(())
}
