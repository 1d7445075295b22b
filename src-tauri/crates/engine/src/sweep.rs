//! What was left lying is named once a day.

use chrono::{DateTime, Utc};
use domain::Judged;
use domain::alert::{AlertKind, sweep_notice};
use domain::sweep::{Swept, swept};

use crate::Trouble;
use crate::house::{Board, House};

/// Under which the day of the last sweep is kept.
const SWEPT: &str = "swept";

impl House {
    /// Names what was never answered or never closed, once a business day,
    /// as soon as whoever is first in line is there to hear it.
    pub(crate) async fn sweep_daily(
        &self,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        let rules = self.rules();
        let calendar = &rules.calendar;
        if !calendar.is_open(now) || !self.board().hears_sweep(now) {
            return Ok(());
        }
        let today = calendar.date_of(now).to_string();
        if self.board().swept.as_deref() == Some(today.as_str()) {
            return Ok(());
        }
        self.board().swept = Some(today.clone());
        let last = self.store.setting(SWEPT).await?;
        if last.as_deref() == Some(today.as_str()) {
            return Ok(());
        }
        let mut write = self.store.write().await?;
        write.set(SWEPT, &today).await?;
        write.commit().await?;
        // The first day of all is told of by the first read.
        if last.is_none() {
            return Ok(());
        }
        let left = self.board().left_lying(now);
        let Some((_, oldest)) = left.iter().min_by_key(|(_, j)| j.last) else {
            return Ok(());
        };
        let of = |why| left.iter().filter(|(w, _)| *w == why).count();
        let counts =
            [Swept::Unanswered, Swept::Unclosed, Swept::Silent].map(of);
        let notice = sweep_notice(counts, &oldest.gist);
        let key = format!("sweep:{today}");
        self.tell_notice((key, AlertKind::Sweep), notice, &[]).await;
        Ok(())
    }
}

impl Board {
    /// It is for whoever is first in line and for nobody behind them.
    fn hears_sweep(&self, now: DateTime<Utc>) -> bool {
        let leads = |me| self.rules.leads(me, now);
        !self.cannot_be_told(now) && self.me.as_ref().is_some_and(leads)
    }

    fn left_lying(&self, now: DateTime<Utc>) -> Vec<(Swept, Judged)> {
        self.cards
            .values()
            .filter_map(|card| {
                let why = swept(&card.judged, &self.rules, now)?;
                Some((why, Judged::clone(&card.judged)))
            })
            .collect()
    }
}
