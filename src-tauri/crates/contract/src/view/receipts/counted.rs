//! How a deadline was counted, line by line.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::BandEnd;
use domain::picture::Picture;
use domain::target::TargetKind;
use domain::when::exact_duration;

use super::exactly::{at, day, days, span};
use crate::view::words::line;
use crate::{
    CalendarTold, DeadlineTold, IntervalTold, LevelTold, PauseTold, Receipt,
};

/// So many closed days are looked for at most.
const MOST: usize = 400;

/// All of it: the level, what counted and what did not, and the result.
pub(super) fn lines(
    picture: &Picture,
    told: &DeadlineTold,
    (rules, past): (&str, bool),
) -> Vec<Receipt> {
    let (be, what) = (if past { "was" } else { "is" }, told.kind.words());
    let due = at(picture, told.due);
    let so = format!("So the {what} {be} due {due}.");
    let (Some(kind), Some(calendar)) = (told.measured, &told.calendar) else {
        return named(told, so);
    };
    let mut words = Vec::new();
    words.extend(told.level.as_ref().map(|level| promised_by(level, rules)));
    words.extend(measured(picture, told, (kind, calendar)));
    let open = counts_open(kind, calendar);
    let pause = |it| paused(picture, it, open.then_some(&*told.intervals));
    words.extend(told.pauses.iter().map(pause));
    words.extend(told.held_until.map(|until| {
        format!("A promise holds it until {}.", at(picture, until))
    }));
    words.extend(told.at_least.map(|until| {
        format!("Set by hand, it leaves time until {}.", at(picture, until))
    }));
    words.push(so);
    words.extend(banded(picture, &told.bands));
    let receipt = |words| Receipt { at: told.started, words };
    words.into_iter().map(receipt).collect()
}

/// A time that a person named.
fn named(told: &DeadlineTold, so: String) -> Vec<Receipt> {
    let said = told.named.as_ref().map_or(told.started, |named| named.said);
    vec![Receipt { at: said, words: so }]
}

/// The level that promises it, by which rules, and what of the request it
/// fitted.
fn promised_by(level: &LevelTold, rules: &str) -> String {
    let name = line(&level.name);
    let version: String = rules.chars().take(7).collect();
    let fitted: Vec<String> = level
        .matched
        .iter()
        .map(|it| format!("{} {}", it.condition, line(&it.by)))
        .collect();
    if fitted.is_empty() {
        format!("Service level {name} of rules {version} is for everything.")
    } else {
        let fitted = fitted.join(", ");
        format!("Service level {name} of rules {version}: {fitted}.")
    }
}

/// How good an answer is until when.
fn banded(picture: &Picture, bands: &[BandEnd]) -> Option<String> {
    let until = |band: &BandEnd| {
        let name = line(&band.name);
        format!("{name} until {}", at(picture, band.until))
    };
    let words: Vec<String> = bands.iter().map(until).collect();
    let all = words.join(", ");
    let told = format!("An answer is {all}; only after that is it missed.");
    (!words.is_empty()).then_some(told)
}

/// Whether only open time counts.
fn counts_open(kind: TargetKind, calendar: &CalendarTold) -> bool {
    let open = matches!(
        kind,
        TargetKind::BusinessMinutes(_) | TargetKind::NextBusinessDay { .. }
    );
    open && !calendar.round_the_clock
}

/// What the target comes to without what was added to it.
fn measured(
    picture: &Picture,
    told: &DeadlineTold,
    (kind, calendar): (TargetKind, &CalendarTold),
) -> Vec<String> {
    let target = told.target.as_deref().unwrap_or_default();
    let from = at(picture, told.started);
    let hours = format!("“{}” ({})", line(&calendar.name), calendar.zone);
    let arrival = told.arrival_day.map(day).unwrap_or_default();
    match kind {
        TargetKind::Minutes(_) | TargetKind::BusinessMinutes(_)
            if !counts_open(kind, calendar) =>
        {
            vec![format!("It counts {target} round the clock from {from}.")]
        }
        TargetKind::Minutes(_) | TargetKind::BusinessMinutes(_) => {
            let mut words = vec![format!("It counts {target} of {hours}.")];
            words.extend(
                told.intervals.iter().map(|it| stretch(picture, told, it)),
            );
            words.extend(closed(picture, told, calendar));
            words
        }
        TargetKind::NextBusinessDay { .. } if calendar.round_the_clock => {
            vec![format!(
                "It counts as {arrival}: the day after it ends at midnight, \
                 {}.",
                calendar.zone
            )]
        }
        TargetKind::NextBusinessDay { .. } => {
            let mut words = vec![format!(
                "It counts as {arrival}: until the next business day of \
                 {hours} closes."
            )];
            words.extend(closed(picture, told, calendar));
            words.extend(due_day(picture, told, calendar));
            words
        }
        TargetKind::CalendarDays(_) => vec![format!(
            "It counts {target} from {from}, to the same time on the wall of \
             {}.",
            calendar.zone
        )],
    }
}

fn stretch(
    picture: &Picture,
    told: &DeadlineTold,
    interval: &IntervalTold,
) -> String {
    let from = interval.opens.max(told.started);
    let to = interval.closes.min(told.due);
    let counted = TimeDelta::seconds(interval.counted_s);
    let counted = exact_duration(counted);
    format!("Counted {}, {counted}.", span(picture, (from, to)))
}

/// The business day that it is due on.
fn due_day(
    picture: &Picture,
    told: &DeadlineTold,
    calendar: &CalendarTold,
) -> Option<String> {
    let zone: Tz = calendar.zone.parse().ok()?;
    let date = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let after = |it: &&IntervalTold| Some(date(it.opens)) > told.arrival_day;
    let first = told.intervals.iter().find(after)?;
    let of_day = told.intervals.iter().filter(after);
    let closes = of_day
        .filter(|it| date(it.opens) == date(first.opens))
        .map(|it| it.closes)
        .max()?;
    let hours = span(picture, (first.opens, closes));
    Some(format!("The next business day is open {hours}."))
}

/// From when to when it is not open at all: before it first opens, and whole
/// days after that.
fn closed(
    picture: &Picture,
    told: &DeadlineTold,
    calendar: &CalendarTold,
) -> Option<String> {
    let zone: Tz = calendar.zone.parse().ok()?;
    let date = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let open = |day: NaiveDate| {
        let mut all = told.intervals.iter();
        all.any(|it| date(it.opens) <= day && day <= date(it.closes))
    };
    let last = date(told.due);
    let all = std::iter::successors(Some(date(told.runs_from)), |day| {
        day.checked_add_days(Days::new(1)).filter(|day| *day <= last)
    });
    let mut runs: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in all.take(MOST).filter(|day| !open(*day)) {
        match runs.last_mut() {
            Some((_, to)) if to.succ_opt() == Some(day) => *to = day,
            Some(_) | None => runs.push((day, day)),
        }
    }
    let waits = told.runs_from > told.started;
    let until = format!("until {}", at(picture, told.runs_from));
    let runs = runs.into_iter().map(|(from, to)| days(from, to));
    let all: Vec<String> =
        waits.then_some(until).into_iter().chain(runs).collect();
    (!all.is_empty()).then(|| format!("Closed {}.", all.join(", ")))
}

/// A stretch in which it was their turn; of open time what lies in it.
fn paused(
    picture: &Picture,
    pause: &PauseTold,
    open: Option<&[IntervalTold]>,
) -> String {
    let whole = |from: DateTime<Utc>, to: DateTime<Utc>| {
        (pause.to.min(to) - pause.from.max(from)).max(TimeDelta::zero())
    };
    let took = match open {
        Some(all) => all.iter().map(|it| whole(it.opens, it.closes)).sum(),
        None => pause.to - pause.from,
    };
    let took = exact_duration(took);
    let turn = span(picture, (pause.from, pause.to));
    format!("It was their turn {turn}: {took} are not counted.")
}
