//! The clock on the wall: what happens because time passes.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Chime, Loudness, Notice, NoticeId, Priority, Role, Tones};
use futures_util::FutureExt;

use domain::picture::Stop;

use crate::Trouble;
use crate::clock::until_look;
use crate::house::{Board, House};
use crate::jump::Begun;

/// Keys are refused for this long after the role has changed under the user.
const HANDS_OFF: TimeDelta = TimeDelta::seconds(2);
/// The shortest wait between two looks.
const LEAST: Duration = Duration::from_millis(1);
/// The shortest wait after a look that failed.
const AFTER_FAILURE: Duration = Duration::from_secs(5);
/// Two breakdowns within this time are one too many.
const TRUST: TimeDelta = TimeDelta::minutes(10);

/// What the clock remembers from one look to the next.
pub(crate) struct Memory {
    pub(crate) wall: DateTime<Utc>,
    pub(crate) steady: TimeDelta,
    /// The time as the sources had corrected it.
    pub(crate) told: DateTime<Utc>,
    pub(crate) watch: i64,
    /// When it began, until a source has said what time it is.
    pub(crate) begun: Option<Begun>,
    /// The last sleep, which may turn out to have been none.
    pub(crate) sleep: Option<(DateTime<Utc>, DateTime<Utc>)>,
    pub(crate) beat: DateTime<Utc>,
    pub(crate) duty_changes: Option<DateTime<Utc>>,
    /// A stretch in which nobody was watching, still to be told.
    pub(crate) gap: Option<(DateTime<Utc>, DateTime<Utc>)>,
    pub(crate) file: Option<crate::ruling::Look>,
    /// The next look at whether there is a backup of today.
    pub(crate) backup: DateTime<Utc>,
    /// When the calendars that come from addresses are looked at next.
    pub(crate) calendars: crate::calendars::Errands,
    /// When old texts were looked for last.
    pub(crate) texts: Option<DateTime<Utc>>,
}

/// Looks at the clock until the engine ends. What breaks down twice within
/// ten minutes is not trusted a third time: an alarm that cannot be relied on
/// has to be seen to be dead.
pub(crate) async fn watch(house: Arc<House>, mut memory: Memory) {
    let mut broke: Option<DateTime<Utc>> = None;
    while !house.stop.is_cancelled() {
        let look = AssertUnwindSafe(look(&house, &mut memory));
        let well = look.catch_unwind().await;
        let now = house.now();
        if well.is_err() {
            tracing::error!("A look at the clock broke down.");
            if broke.is_some_and(|last| now - last < TRUST) {
                _ = house.notifier.show(&stopped()).await;
                house.failed.cancel();
                return;
            }
            broke = Some(now);
        }
        let least =
            if matches!(well, Ok(true)) { LEAST } else { AFTER_FAILURE };
        let next = house.next_instant(&memory, now);
        let look = until_look(now).max(least);
        let pause = next
            .map_or(look, |at| (at - now).to_std().unwrap_or_default())
            .clamp(least, look);
        house.pulse.wait(house.clock_bell, pause).await;
    }
    let end = end(&house, &memory).await;
    house.note("The end of watching was not written down", end);
}

async fn end(house: &House, memory: &Memory) -> Result<(), Trouble> {
    let mut write = house.store.write().await?;
    write.end_watch(memory.watch, house.now(), Stop::Quit).await?;
    Ok(write.commit().await?)
}

/// One look. What fails keeps nothing else from being done; says whether all
/// of it went well.
async fn look(house: &Arc<House>, memory: &mut Memory) -> bool {
    let jumped = house.discontinuity(memory).await;
    let now = house.now();
    let pause = house.pause_watch(memory, jumped, now).await;
    let beat = house.heartbeat(memory, now).await;
    let file = house.look_at_file(memory).await;
    house.fetch_calendars(memory, now);
    house.read_passed_on(now);
    let duty = house.duty(memory, now).await;
    let races = house.settle_races(now).await;
    let quiet = house.quiet_ends(now).await;
    let [sight, digest] = house.announce(memory, now).await;
    house.sign_ins(now).await;
    let swept = house.sweep_daily(now).await;
    let shift = house.shift_edges(now).await;
    let texts = house.forget_daily(memory, now).await;
    let backup = house.back_up_daily(memory, now).await;
    let mut well = true;
    for (what, result) in [
        ("A pause in watching was not written down", pause),
        ("The heartbeat was not written down", beat),
        ("The team file was not looked at", file),
        ("A change of duty was not taken in", duty),
        ("A race was not settled", races),
        ("The end of the quiet was not written down", quiet),
        ("A blindness was not written down", sight),
        ("What was missed was not told", digest),
        ("What was left lying was not named", swept),
        ("The shift's beginning or end was not told", shift),
        ("Old texts were not forgotten", texts),
        ("The backups were not looked at", backup),
    ] {
        well &= house.note(what, result);
    }
    well
}

fn stopped() -> Notice {
    Notice {
        id: NoticeId::Digest,
        title: "Hotseat has stopped watching".to_owned(),
        body: "It failed twice within ten minutes and ends now. Start it \
               again, and report this with the log."
            .to_owned(),
        buttons: Vec::new(),
        loudness: Loudness::Critical,
        chime: Chime { priority: Priority::Emergency, tones: Tones::Three },
    }
}

impl House {
    fn next_instant(
        &self,
        memory: &Memory,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let board = self.board();
        let blind = board
            .gauges
            .values()
            .filter(|g| g.told_blind.is_none())
            .filter_map(crate::health::Gauge::blind_at)
            .filter(|at| *at >= now)
            .min();
        [
            board.next_look(now),
            board.reunion(now),
            board.races.values().min().copied(),
            self.opening(&board, now),
            blind.map(|at| at + TimeDelta::milliseconds(1)),
            memory.duty_changes,
            board.quiet_until,
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// What was hushed outside the hours is told when they begin.
    fn opening(
        &self,
        board: &Board,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        board.rules.calendar.open_from(now).filter(|at| *at > now)
    }

    /// Somebody's role changes: who has what is judged anew.
    async fn duty(
        self: &Arc<House>,
        memory: &mut Memory,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        if memory.duty_changes.is_some_and(|at| at <= now) {
            self.rejudge_all().await?;
        }
        memory.duty_changes = self.rules().next_change_of_duty(now);
        let role = self.who().role;
        let before = std::mem::replace(&mut self.board().role, role);
        if before == role {
            return Ok(());
        }
        {
            let mut board = self.board();
            board.hands_off_until = Some(now + HANDS_OFF);
            board.look_at_all();
        }
        self.takes_over(now, now).await;
        self.pulse.ring(self.clock_bell);
        if before == Role::Observer {
            self.put_practice_aside().await?;
        }
        if before != Role::Observer || role != Role::Responder {
            self.remark(role_words(role).to_owned(), None);
        }
        self.announce_change();
        Ok(())
    }

    /// Two claims that have stood beside each other for long enough are
    /// together.
    async fn settle_races(&self, now: DateTime<Utc>) -> Result<(), Trouble> {
        let racing: Vec<_> = {
            let mut board = self.board();
            let over: Vec<_> =
                board.races.extract_if(.., |_, at| *at <= now).collect();
            over.into_iter().map(|(id, _)| id).collect()
        };
        if racing.is_empty() {
            return Ok(());
        }
        let mut step = self.step().await?;
        step.rejudge(&racing).await?;
        step.commit().await
    }

    async fn quiet_ends(&self, now: DateTime<Utc>) -> Result<(), Trouble> {
        let ended = {
            let mut board = self.board();
            let ended = board.quiet_until.is_some_and(|until| until <= now);
            if ended {
                board.quiet_until = None;
                board.look_at_all();
            }
            ended
        };
        if ended {
            let mut write = self.store.write().await?;
            write.set("quiet_until", "").await?;
            write.commit().await?;
            self.announce_change();
        }
        Ok(())
    }
}

fn role_words(role: Role) -> &'static str {
    match role {
        Role::Responder => "You are on support now.",
        Role::Fallback => "You are the fallback now.",
        Role::Secondary => "You are secondary now.",
        Role::Observer => "You are observing now.",
        Role::OffDuty => "You are off support now.",
    }
}
