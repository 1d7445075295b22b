//! Which alerts of a request are due.

use chrono::{DateTime, TimeDelta, Utc};

use super::hush::{Ring, hush};
use super::overdue::{again, overdue};
use super::timely::{self, timely};
use super::words::{self, Scene};
use super::{Alert, AlertKind, Hush, Moment, Told};
use crate::queue::snooze_end;
use crate::{
    Deadline, DueKind, Judged, Life, Loudness, News, NewsKind, Priority, Rules,
};

/// Further messages in an unanswered thread sound at most this often.
const CHATTER: TimeDelta = TimeDelta::minutes(2);
/// What is read later than this, or twice the pace, is told in a digest.
const LATE: TimeDelta = TimeDelta::seconds(60);
/// A claim is as old as its mark, which may be a little older than the bubble
/// that it answers.
const MEANWHILE: TimeDelta = TimeDelta::seconds(10);

/// How the key of the alert begins that says that my claim came second.
pub const LOST: &str = "lost claim:";

/// Whose request it is, as the table of alerts asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Nobody has claimed it.
    Nobodys,
    /// This user has.
    Mine,
    /// Somebody else has.
    Teammates,
}

pub(super) fn whose(judged: &Judged, moment: &Moment<'_>) -> Whose {
    let mine = moment
        .me
        .is_some_and(|me| judged.owners.iter().any(|o| o.person == *me));
    match (mine, judged.owners.is_empty()) {
        (true, _) => Whose::Mine,
        (false, true) => Whose::Nobodys,
        (false, false) => Whose::Teammates,
    }
}

/// Every alert of a request that is due now and has not been decided yet.
#[must_use]
pub fn due(
    judged: &Judged,
    rules: &Rules,
    moment: &Moment<'_>,
    told: &Told,
) -> Vec<Alert> {
    let scene = Scene { judged, rules, moment };
    let mut alerts = Vec::new();
    let open = matches!(judged.life, Life::Open);
    let running = || judged.running().filter(|_| open);
    let targets = || running().filter(|deadline| deadline.kind.is_target());
    alerts.extend(targets().filter_map(|due| warnings(&scene, due, told)));
    if open {
        alerts.extend(taken(&scene, told));
    }
    // The bubble that stays is the last one: what they wrote, and then that
    // it became more urgent.
    let raise = judged.raise.as_ref();
    let message = judged.news.as_ref().filter(|message| {
        raise.is_none_or(|raise| raise.message != message.message)
    });
    for news in message.into_iter().chain(raise) {
        alerts.extend(self::news(&scene, news, told));
    }
    alerts.extend(targets().filter_map(|due| overdue(&scene, due, told)));
    let others = running().filter(|deadline| !deadline.kind.is_target());
    alerts.extend(others.filter_map(|due| timely(&scene, due, told)));
    alerts
}

/// When this request is to be looked at again, if nothing happens before.
#[must_use]
pub fn next(
    judged: &Judged,
    rules: &Rules,
    moment: &Moment<'_>,
    told: &Told,
) -> Option<DateTime<Utc>> {
    let open = matches!(judged.life, Life::Open);
    let scene = Scene { judged, rules, moment };
    let looks = judged.running().flat_map(|deadline| {
        [
            Some(deadline.first_warning),
            Some(deadline.second_warning),
            Some(deadline.imminent),
            Some(deadline.due),
            Some(deadline.due - TimeDelta::hours(1)),
            again(&scene, deadline, told),
            moment.quiet_until,
        ]
    });
    looks
        .flatten()
        .chain(timely::next(judged, rules, moment.now))
        .filter(|_| open)
        .chain(snooze_end(judged, moment.me))
        .filter(|at| *at > moment.now)
        .min()
}

fn news(scene: &Scene<'_>, news: &News, told: &Told) -> Option<Alert> {
    let judged = scene.judged;
    let whose = whose(judged, scene.moment);
    let news = &first_told(news, whose, told);
    let kind = kind(news.kind);
    let key = match news.kind {
        // A message that is edited twice may raise twice, and what was taken
        // back once may be taken back again.
        NewsKind::Raised | NewsKind::Restored => {
            let at = news.at.timestamp_millis();
            format!("{}:{}:{at}", kind.word(), news.message)
        }
        NewsKind::Arrival | NewsKind::Message | NewsKind::Reopened => {
            format!("{}:{}", kind.word(), news.message)
        }
    };
    if told.knows(&key) || knows_message(news, told) {
        return None;
    }
    // A thank-you, or an answer that came before we saw the question.
    let settled = !matches!(judged.life, Life::Open)
        || judged.unanswered.is_none_or(|at| at > news.at);
    let emergency = judged.priority == Priority::Emergency;
    let hushed = if matches!(judged.life, Life::History) {
        Some(Hush::History)
    } else if settled {
        Some(Hush::Answered)
    } else {
        match (whose, news.kind) {
            (Whose::Nobodys, _) => None,
            (Whose::Mine, NewsKind::Arrival) => Some(Hush::Owned),
            (Whose::Mine, _) => None,
            (Whose::Teammates, NewsKind::Raised) if emergency => None,
            (Whose::Teammates, _) => Some(Hush::Owned),
        }
        .or_else(|| {
            let old = late(scene, news);
            hush(scene, &Ring { old, ..Ring::now(scene, whose) })
        })
    };
    let chatter = kind == AlertKind::Message
        && whose == Whose::Nobodys
        && told.sounded.is_some_and(|last| scene.moment.now - last < CHATTER);
    Some(Alert {
        key,
        kind,
        request: Some(judged.id),
        due: news.at,
        notice: words::news(scene, news, loudness(scene, !chatter)),
        hushed,
        repeat: false,
    })
}

fn kind(news: NewsKind) -> AlertKind {
    match news {
        NewsKind::Arrival => AlertKind::Arrival,
        NewsKind::Message => AlertKind::Message,
        NewsKind::Raised => AlertKind::Raised,
        NewsKind::Reopened | NewsKind::Restored => AlertKind::Reopened,
    }
}

/// Several messages that are read in one go arrive together: the first that
/// is told of a request nobody has is its arrival.
fn first_told(news: &News, whose: Whose, told: &Told) -> News {
    let new = [AlertKind::Arrival, AlertKind::Raised]
        .iter()
        .all(|kind| !told.knows_any(&format!("{}:", kind.word())));
    let arrives =
        new && whose == Whose::Nobodys && news.kind == NewsKind::Message;
    let kind = if arrives { NewsKind::Arrival } else { news.kind };
    News { kind, ..news.clone() }
}

/// Whether a message was told of before, whatever it was taken for then.
fn knows_message(news: &News, told: &Told) -> bool {
    !matches!(news.kind, NewsKind::Raised | NewsKind::Restored)
        && [AlertKind::Arrival, AlertKind::Message, AlertKind::Reopened]
            .iter()
            .any(|k| told.knows(&format!("{}:{}", k.word(), news.message)))
}

/// What was read late: long after it was written, or while catching up.
fn late(scene: &Scene<'_>, news: &News) -> Option<Hush> {
    let moment = scene.moment;
    let tolerated = (moment.pace * 2).max(LATE);
    let late = moment.catching_up || news.seen - news.at > tolerated;
    match (scene.judged.history, late) {
        (true, _) => Some(Hush::History),
        (false, true) => Some(Hush::Late),
        (false, false) => None,
    }
}

/// "Ana has it", to somebody who was alerted before.
fn taken(scene: &Scene<'_>, told: &Told) -> Option<Alert> {
    let judged = scene.judged;
    let owner = judged.owners.first()?;
    if whose(judged, scene.moment) != Whose::Teammates {
        return None;
    }
    let before = told
        .first_shown
        .or(told.shown)
        .is_some_and(|shown| shown <= owner.since + MEANWHILE);
    let key = format!("taken:{}:{}", owner.person, owner.since.timestamp());
    let lost = told.decided.keys().any(|key| key.starts_with(LOST));
    if !before || told.knows(&key) || lost {
        return None;
    }
    Some(Alert {
        key,
        kind: AlertKind::Taken,
        request: Some(judged.id),
        due: owner.since,
        notice: words::taken(scene, owner),
        hushed: hush(scene, &Ring::now(scene, Whose::Nobodys)),
        repeat: false,
    })
}

fn warnings(
    scene: &Scene<'_>,
    deadline: &Deadline,
    told: &Told,
) -> Option<Alert> {
    let now = scene.moment.now;
    if now >= deadline.due {
        return None;
    }
    let (kind, at) = if now >= deadline.second_warning {
        (AlertKind::SecondWarning, deadline.second_warning)
    } else if now >= deadline.first_warning {
        (AlertKind::FirstWarning, deadline.first_warning)
    } else {
        return None;
    };
    let key = format!("{}:{}", kind.word(), stamp(deadline));
    if told.knows(&key) || deadline.silenced(at) {
        return None;
    }
    let whose = whose(scene.judged, scene.moment);
    let hushed = (whose == Whose::Teammates)
        .then_some(Hush::Owned)
        .or_else(|| hush(scene, &Ring::now(scene, whose)));
    let sound = kind == AlertKind::SecondWarning;
    Some(Alert {
        key,
        kind,
        request: Some(scene.judged.id),
        due: at,
        notice: words::warning(scene, deadline, loudness(scene, sound)),
        hushed,
        repeat: false,
    })
}

/// What tells the alerts of a deadline from those of another.
pub(super) fn stamp(deadline: &Deadline) -> String {
    let due = deadline.due.timestamp_millis();
    match deadline.kind {
        DueKind::FirstResponse | DueKind::NextResponse => due.to_string(),
        DueKind::Resolution
        | DueKind::Promise
        | DueKind::Update
        | DueKind::Reminder => format!("{}:{due}", deadline.kind.words()),
    }
}

/// How loud it is; one step louder while most requests come.
pub(super) fn loudness(scene: &Scene<'_>, sound: bool) -> Loudness {
    let usual = match (scene.judged.priority, sound) {
        (Priority::Emergency, true) => Loudness::Critical,
        (Priority::Urgent | Priority::Normal, true) => Loudness::Sound,
        (_, false) => Loudness::Bubble,
    };
    match usual {
        Loudness::Bubble if scene.rules.peak(scene.moment.now) => {
            Loudness::Sound
        }
        Loudness::Sound if scene.rules.peak(scene.moment.now) => {
            Loudness::Critical
        }
        Loudness::Bubble | Loudness::Sound | Loudness::Critical => usual,
    }
}
