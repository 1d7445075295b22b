//! Telling what becomes of a sign-in: that it ends, that it is another's.

use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::alert::{AlertKind, other_account_notice, sign_in_notice};
use domain::picture::Sight;
use domain::{Author, Probe, Source, SourceId, Teammate, UserId};
use futures_util::FutureExt;

use crate::Trouble;
use crate::house::{Board, House};

/// What was known of a sign-in when it was first used may be out of date: one
/// that renews itself has another end by now. So often the source is asked.
const ASKED: TimeDelta = TimeDelta::hours(6);
/// The clock waits no longer for the answer.
const PATIENCE: TimeDelta = TimeDelta::seconds(3);

impl House {
    /// Tells of each sign-in that ends soon, once: the decision is known by
    /// the sign-in's end, so no later start repeats it.
    pub(crate) async fn sign_ins(&self, now: DateTime<Utc>) {
        let ending = self.board().ending(now);
        for (id, source) in ending {
            let Some(account) = self.account(source.as_ref(), now).await else {
                continue;
            };
            let end = account.ends_soon(now);
            let name = {
                let mut board = self.board();
                let Some(gauge) = board.gauges.get_mut(&id) else { continue };
                gauge.account = Some(account);
                gauge.name.clone()
            };
            let Some(end) = end else { continue };
            let day = end.with_timezone(&self.zone).format("%-d %B");
            let notice = sign_in_notice(id.as_str(), &name, &day.to_string());
            let key = format!("sign-in:{id}:{}", end.timestamp());
            self.tell_notice((key, AlertKind::SignIn), notice, &[]).await;
        }
    }

    /// Who we are at a source now, if it says so soon.
    async fn account(
        &self,
        source: &dyn Source,
        now: DateTime<Utc>,
    ) -> Option<Probe> {
        let mut asked =
            pin!(AssertUnwindSafe(source.probe(now)).catch_unwind());
        let until = self.now() + PATIENCE;
        let mut rung = false;
        let said = loop {
            let left = (until - self.now()).to_std().unwrap_or_default();
            if left.is_zero() {
                break None;
            }
            tokio::select! {
                biased;
                said = &mut asked => break said.ok(),
                () = self.pulse.wait(self.clock_bell, left) => rung = true,
            }
        };
        // Whoever rang meanwhile is heard after this.
        if rung {
            self.pulse.ring(self.clock_bell);
        }
        said?.ok()
    }
}

impl House {
    /// Who signs in as somebody else than before writes in another name, and
    /// may read something else: it is said, whoever did it.
    pub(crate) async fn recognise(
        &self,
        id: &SourceId,
        me: &Author,
    ) -> Result<(), Trouble> {
        let key = format!("account:{id}");
        let before = self.store.setting(&key).await?;
        if before.as_deref() == Some(me.id.as_str()) {
            return Ok(());
        }
        let mut write = self.store.write().await?;
        write.set(&key, me.id.as_str()).await?;
        write.commit().await?;
        let Some(before) = before.map(UserId::new) else { return Ok(()) };
        let (name, before) = {
            let board = self.board();
            let gauge = board.gauges.get(id);
            let is = |mate: &&Teammate| {
                mate.ids.iter().any(|(at, who)| at == id && *who == before)
            };
            let mate = board.rules.roster.iter().find(is);
            let another = || "another account".to_owned();
            let name = gauge.map_or(id.to_string(), |it| it.name.clone());
            (name, mate.map_or_else(another, |mate| mate.name.clone()))
        };
        let notice =
            other_account_notice(id.as_str(), &name, &me.name, &before);
        let key = format!("{key}:{}", self.now().timestamp_millis());
        self.tell_notice((key, AlertKind::SignIn), notice, &[]).await;
        Ok(())
    }
}

impl Board {
    /// The sources whose sign-in seems to end soon, each every few hours.
    fn ending(
        &mut self,
        now: DateTime<Utc>,
    ) -> Vec<(SourceId, Arc<dyn Source>)> {
        let mut ending = Vec::new();
        for (id, gauge) in &mut self.gauges {
            let soon = gauge.account.as_ref().and_then(|a| a.ends_soon(now));
            let again = gauge.end_asked.is_none_or(|at| now - at >= ASKED);
            let reads = gauge.sight(now) < Sight::Blind;
            if let (Some(_), true, true) = (soon, again, reads)
                && let Some(source) = self.sources.get(id)
            {
                gauge.end_asked = Some(now);
                ending.push((id.clone(), Arc::clone(source)));
            }
        }
        ending
    }
}
