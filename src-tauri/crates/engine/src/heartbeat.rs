//! Writing down that somebody was watching.

use chrono::{DateTime, TimeDelta, Utc};
use domain::picture::Stop;

use crate::Trouble;
use crate::house::House;
use crate::jump::Jump;
use crate::watch::Memory;

/// Between two heartbeats lie two looks at the clock, of which the second may
/// come a moment early.
const BEAT: TimeDelta = TimeDelta::seconds(59);

impl House {
    /// A sleep lies between two stretches of watching, until it turns out to
    /// have been none.
    pub(crate) async fn pause_watch(
        &self,
        memory: &mut Memory,
        jumped: Option<Jump>,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        let Some(jumped) = jumped else { return Ok(()) };
        let on_duty = self.who().role.on_duty();
        let mut write = self.store.write().await?;
        let from = match jumped {
            Jump::Slept(from) => from,
            Jump::Woke => {
                write.join_watches(memory.watch).await?;
                return Ok(write.commit().await?);
            }
            Jump::Began(at) => {
                write.date_watch(memory.watch, at).await?;
                return Ok(write.commit().await?);
            }
        };
        write.beat(memory.watch, from, on_duty).await?;
        write.end_watch(memory.watch, from, Stop::Slept).await?;
        let watch = write.begin_watch(now, on_duty).await?;
        write.commit().await?;
        memory.watch = watch;
        Ok(())
    }

    pub(crate) async fn heartbeat(
        &self,
        memory: &mut Memory,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        if (now - memory.beat).abs() < BEAT {
            return Ok(());
        }
        memory.beat = now;
        if self.store.played() {
            return Ok(());
        }
        let on_duty = self.who().role.on_duty();
        let reads = self.board().reads();
        let mut write = self.store.write().await?;
        write.beat(memory.watch, now, on_duty).await?;
        for (source, place, at) in reads {
            write.read(&source, &place, at).await?;
        }
        Ok(write.commit().await?)
    }
}
