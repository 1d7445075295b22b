//! A copy of the ledger every day, and what is said when the ledger itself
//! was damaged.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::alert::{AlertKind, mended_notice};
use domain::when::clock_time;
use domain::wording::sentence;
use store::{Mended, StoreError};

use crate::Trouble;
use crate::house::House;
use crate::watch::Memory;

/// Whoever has just started has better things to do.
pub(crate) const AFTER_START: TimeDelta = TimeDelta::minutes(10);
const DAILY: TimeDelta = TimeDelta::days(1);
/// What could not be copied is tried again after this long.
const AGAIN: TimeDelta = TimeDelta::hours(1);
/// The ledger is read through at the next start.
const DAMAGED: &str = "damaged";

impl House {
    /// Copies the ledger once a day, beside everything else: a copy takes
    /// long, and no alarm waits for it.
    pub(crate) async fn back_up_daily(
        self: &Arc<House>,
        memory: &mut Memory,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        if self.demo || now < memory.backup {
            return Ok(());
        }
        let newest = self.store.backups().await?.first().map(|b| b.at);
        let due = newest.map_or(now, |at| at + DAILY);
        if now < due {
            memory.backup = due;
            return Ok(());
        }
        memory.backup = now + AGAIN;
        let house = Arc::clone(self);
        self.spawn(self.pulse.bell(), async move {
            let copied = house.store.back_up(now).await.map(drop);
            if let Err(StoreError::Damaged(why)) = &copied {
                let marked = house.read_through_at_next_start(why).await;
                house.note("The damage was not written down", marked);
            }
            let copied = copied.map_err(Trouble::from);
            house.note("The daily backup was not made", copied);
        });
        Ok(())
    }

    async fn read_through_at_next_start(
        &self,
        why: &str,
    ) -> Result<(), Trouble> {
        let words = StoreError::Damaged(why.to_owned()).to_string();
        self.board().ledger_flaw = Some(sentence(&words));
        self.announce_change();
        let mut write = self.store.write().await?;
        write.set(DAMAGED, why).await?;
        Ok(write.commit().await?)
    }

    /// Tells that the ledger had to be mended.
    pub(crate) async fn tell_mended(&self, mended: &Mended) {
        let now = self.now();
        let since = mended.from.map(|at| clock_time(at, now, self.zone));
        let aside = mended.aside.display().to_string();
        let notice = mended_notice(since.as_deref(), &aside);
        tracing::error!(why = mended.why, aside, "The ledger was damaged.");
        self.board().ledger_flaw =
            Some(format!("{}. {}", notice.title, notice.body));
        let key = format!("mended:{}", now.timestamp_millis());
        self.tell_notice((key, AlertKind::Mended), notice, &[]).await;
    }
}
