//! What the ledger holds when the engine starts.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::Trouble;
use crate::desk::ALARMS;
use crate::drafts::Drafts;
use crate::house::House;
use crate::intake::MATTERS;
use crate::jump::Begun;
use crate::ruling::{JUDGED_BY, Look};
use crate::watch::Memory;

impl House {
    /// Shows what the ledger holds, judged by the rules of a text, which are
    /// in force from now on.
    pub(crate) async fn load(
        self: &Arc<House>,
        ruling: &str,
    ) -> Result<(), Trouble> {
        let living = self.store.living().await?;
        let alerts = self.store.alerts_of_living().await?;
        let errands = self.store.errands().await?;
        let rings = self.store.setting("rings").await?;
        let quiet = self.store.setting("quiet_until").await?;
        let me = self.store.setting("me").await?.map(domain::PersonKey::new);
        let drafts = self.store.drafts().await?;
        let notes = self.store.notes_on_shift().await?;
        let alarms = self.store.setting(ALARMS).await?;
        let since = self.now() - MATTERS;
        let handoffs = self.store.items_since(since).await?;
        {
            let mut board = self.board();
            board.drafts = Drafts::of(drafts);
            board.notes = notes;
            board.handoffs = handoffs;
            board.fill(living, alerts);
            board.errands = errands;
            board.rings = rings.as_deref() != Some("no");
            board.alarms = alarms.as_deref() == Some("yes");
            board.quiet_until =
                quiet.and_then(|at| at.parse::<DateTime<Utc>>().ok());
            board.me = me.filter(|me| board.rules.person(me).is_some());
        }
        let role = self.who().role;
        self.board().role = role;
        let outdated = self.outdated().await?;
        let mut step = self.step().await?;
        step.log_ruling(ruling).await?;
        if outdated {
            step.judge_all().await?;
        }
        step.commit().await?;
        if role != domain::Role::Observer {
            self.put_practice_aside().await?;
        }
        Ok(())
    }

    /// Whether the requests were judged by other rules, or before somebody's
    /// role changed.
    async fn outdated(&self) -> Result<bool, Trouble> {
        let rules = self.rules();
        let judged_by = self.store.setting(JUDGED_BY).await?;
        let now = self.now();
        let last = self.store.last_watch().await?.map(|watch| watch.last);
        let changed = last
            .and_then(|last| rules.next_change_of_duty(last))
            .is_some_and(|at| at <= now);
        Ok(changed || judged_by.as_ref() != Some(&rules.version))
    }

    /// Begins a stretch of watching; a gap since the last one is remembered.
    pub(crate) async fn begin_watch(&self) -> Result<Memory, Trouble> {
        let now = self.now();
        let on_duty = self.who().role.on_duty();
        let last = self.store.last_watch().await?;
        let before = last.filter(|last| last.on_duty).map(|last| last.last);
        let begun = Begun { before, at: now, known: false };
        let mut write = self.store.write().await?;
        if let Some(last) = &last {
            write.leave_blindness(last.last).await?;
        }
        let watch = write.begin_watch(now, on_duty).await?;
        write.commit().await?;
        let had_no_seat =
            |at: DateTime<Utc>| !self.board().who(at).role.on_duty();
        if let Some(last) = last.filter(|last| had_no_seat(last.last)) {
            self.takes_over(last.last, now).await;
        }
        let text = self.store_ruling().await?;
        Ok(Memory {
            wall: self.pulse.now(),
            steady: self.pulse.steady(),
            told: now,
            watch,
            sleep: None,
            beat: now,
            duty_changes: self.rules().next_change_of_duty(now),
            gap: begun.gap(),
            begun: Some(begun),
            file: self.file.as_ref().map(|_| Look::of(&text)),
            texts: None,
            calendars: crate::calendars::Errands::new(),
            backup: now + crate::backup::AFTER_START,
        })
    }

    async fn store_ruling(&self) -> Result<String, Trouble> {
        let mut write = self.store.write().await?;
        let text = write.last_ruled().await?.unwrap_or_default();
        drop(write);
        Ok(text)
    }
}
