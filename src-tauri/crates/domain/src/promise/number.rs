//! Lengths of time as people say them: figures, words, halves and quarters.

use super::cursor::Cursor;

/// Minutes of a day; from here on days are counted on the calendar.
pub(super) const DAY: u32 = 24 * 60;

/// What is counted, in minutes.
pub(super) const UNITS: &[(&str, u32)] = &[
    ("minutes", 1),
    ("minute", 1),
    ("mins", 1),
    ("min", 1),
    ("m", 1),
    ("hours", 60),
    ("hour", 60),
    ("hrs", 60),
    ("hr", 60),
    ("h", 60),
    ("days", DAY),
    ("day", DAY),
    ("weeks", 7 * DAY),
    ("week", 7 * DAY),
];

/// Amounts in sixtieths, so that halves and quarters stay whole.
pub(super) const AMOUNTS: &[(&str, u32)] = &[
    ("three quarters of an", 45),
    ("a quarter of an", 15),
    ("quarter of an", 15),
    ("half of an", 30),
    ("half an", 30),
    ("half a", 30),
    ("one", 60),
    ("two", 120),
    ("three", 180),
    ("four", 240),
    ("five", 300),
    ("six", 360),
    ("seven", 420),
    ("eight", 480),
    ("nine", 540),
    ("ten", 600),
    ("twelve", 720),
    ("fifteen", 900),
    ("twenty five", 1500),
    ("twenty", 1200),
    ("thirty", 1800),
    ("forty five", 2700),
    ("forty", 2400),
    ("fifty", 3000),
    ("sixty", 3600),
    ("ninety", 5400),
];

/// Lengths that are no figure. How much "a few" is depends on what of. "A
/// minute" and "a moment" are no lengths at all.
pub(super) const LENGTHS: &[(&str, u32)] = &[
    ("an hour", 60),
    ("half hour", 30),
    ("hour", 60),
    ("a day", DAY),
    ("a week", 7 * DAY),
    ("few minutes", 10),
    ("few more minutes", 10),
    ("few mins", 10),
    ("few min", 10),
    ("few hours", 180),
    ("few more hours", 180),
    ("few days", 3 * DAY),
    ("couple of minutes", 5),
    ("couple of mins", 5),
    ("couple of min", 5),
    ("couple more minutes", 5),
    ("couple minutes", 5),
    ("couple of hours", 120),
    ("couple more hours", 120),
    ("couple hours", 120),
    ("couple of days", 2 * DAY),
    ("couple days", 2 * DAY),
];

/// A length of time in minutes, and whether "more" stands in it.
pub(super) fn length(at: &mut Cursor<'_>) -> Option<(u32, bool)> {
    let mut here = *at;
    let another = here.eat("another");
    let said = listed(&mut here)
        .or_else(|| counted(&mut here))
        .or_else(|| another.then(|| here.look_up(UNITS))?)?;
    let more = another || has_more(*at, here) || here.eat("more");
    *at = here;
    Some((said, more))
}

fn has_more(from: Cursor<'_>, to: Cursor<'_>) -> bool {
    let within = to.since(from);
    from.words.iter().take(within).any(|word| word.low == "more")
}

fn listed(at: &mut Cursor<'_>) -> Option<u32> {
    let mut here = *at;
    if let Some(minutes) = here.look_up(LENGTHS) {
        *at = here;
        return Some(tail(at, minutes, 60));
    }
    let minutes = here.eat("a").then(|| here.look_up(LENGTHS))??;
    *at = here;
    Some(minutes)
}

/// "30 min", "1.5 hours", "two and a half hours", "1 h 30".
fn counted(at: &mut Cursor<'_>) -> Option<u32> {
    let mut here = *at;
    let mut sixtieths = amount(&mut here)?;
    if here.eat_any(&["to", "or"]) {
        // Of two figures the later is the promise.
        sixtieths = sixtieths.max(amount(&mut here)?);
    }
    if here.eat("1/2") || here.eat("½") || here.eat("and a half") {
        sixtieths = sixtieths.checked_add(30)?;
    }
    _ = here.eat_any(&["more", "full", "good", "short", "extra"]);
    let (unit, rest) = unit(&mut here)?;
    let minutes = sixtieths.checked_mul(unit)?.div_euclid(60);
    *at = here;
    Some(tail(at, minutes.checked_add(rest)?, unit))
}

/// A figure or a word for one, in sixtieths.
fn amount(at: &mut Cursor<'_>) -> Option<u32> {
    if let Some(amount) = at.look_up(AMOUNTS) {
        return Some(amount);
    }
    let mut here = *at;
    let word = here.next()?;
    let last = word.low.rsplit('-').next()?;
    let (whole, part) = match last.split_once(['.', ',']) {
        Some((whole, part)) => (whole, Some(part)),
        None => (last, None),
    };
    let whole: u32 = whole.parse().ok().filter(|n| *n < 10_000)?;
    let part = match part {
        None => 0,
        Some("5") => 30,
        Some("25") => 15,
        Some("75") => 45,
        Some(_) => return None,
    };
    *at = here;
    Some(whole * 60 + part)
}

/// A unit, and the minutes that are written onto it: "1h30".
fn unit(at: &mut Cursor<'_>) -> Option<(u32, u32)> {
    if let Some(unit) = at.look_up(UNITS) {
        return Some((unit, 0));
    }
    let mut here = *at;
    let minutes = here.next()?.low.strip_prefix('h')?.parse().ok()?;
    *at = here;
    (minutes < 60).then_some((60, minutes))
}

/// "An hour and a half", "2 hours 30 min", "an hour and ten minutes".
fn tail(at: &mut Cursor<'_>, minutes: u32, unit: u32) -> u32 {
    if at.eat("and a half") {
        return minutes.saturating_add(unit / 2);
    }
    let mut here = *at;
    _ = here.eat("and");
    let more = amount(&mut here).filter(|_| unit == 60);
    let named = here.eat_any(&["minutes", "mins", "min", "m"]);
    match more {
        Some(sixtieths) if named => {
            *at = here;
            minutes.saturating_add(sixtieths / 60)
        }
        Some(_) | None => minutes,
    }
}

/// A bare figure of minutes: "in 20".
pub(super) fn bare(at: &mut Cursor<'_>) -> Option<u32> {
    let mut here = *at;
    let minutes = amount(&mut here)? / 60;
    *at = here;
    (1..=90).contains(&minutes).then_some(minutes)
}
