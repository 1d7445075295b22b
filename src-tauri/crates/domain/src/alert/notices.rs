//! The words of the notices that are about no single deadline.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::Alert;
use super::words::GIST;
use crate::text::shorten;
use crate::when::clock_time;
use crate::wording::sentence;
use crate::{
    Button, Chime, Fault, Judged, Loudness, Notice, NoticeId, Priority,
    RequestId, Tones,
};

/// So many requests are named in one bubble.
const NAMED: usize = 5;

/// What is about no request of its own sounds like an urgent one.
fn chime(tones: Tones) -> Chime {
    Chime { priority: Priority::Urgent, tones }
}

/// The most urgent sound of those that sound.
#[must_use]
pub fn most_urgent(alerts: &[&Alert]) -> Chime {
    alerts
        .iter()
        .filter(|alert| alert.sounds())
        .map(|alert| alert.notice.chime)
        .reduce(Chime::or)
        .unwrap_or(chime(Tones::One))
}

/// My claim came second.
#[must_use]
pub fn lost_claim_notice(
    id: RequestId,
    gist: &str,
    winner: &str,
    earlier: &str,
) -> Notice {
    Notice {
        id: NoticeId::Request { id },
        title: format!("{winner} has it: {}", shorten(gist, GIST)),
        body: format!("{earlier}Your claim was taken back."),
        buttons: vec![(Button::Open, "Open".to_owned())],
        loudness: Loudness::Sound,
        chime: chime(Tones::One),
    }
}

/// An action did not arrive.
#[must_use]
pub fn failed_notice(about: NoticeId, gist: &str, why: &str) -> Notice {
    Notice {
        id: about,
        title: format!("Not sent: {}", shorten(gist, GIST)),
        body: why.to_owned(),
        buttons: vec![(Button::Open, "Open".to_owned())],
        loudness: Loudness::Bubble,
        chime: chime(Tones::One),
    }
}

/// A source cannot be read.
#[must_use]
pub fn blind_notice(
    key: &str,
    name: &str,
    since: &str,
    fault: Option<&Fault>,
) -> Notice {
    let signed_out = matches!(fault, Some(Fault::Unauthorized { .. }));
    let why = fault.map(|fault| sentence(&fault.to_string()) + " ");
    let why = why.unwrap_or_default();
    let mut buttons = vec![(Button::Visit, format!("Open {name}"))];
    if signed_out {
        buttons.insert(0, (Button::SignIn, "Sign in again".to_owned()));
    }
    Notice {
        id: NoticeId::Source { key: key.to_owned() },
        title: format!("{name} not read since {since}"),
        body: format!("{why}Requests may be waiting there."),
        buttons,
        loudness: Loudness::Sound,
        chime: chime(Tones::Two),
    }
}

/// A source can be read again.
#[must_use]
pub fn seeing_notice(
    key: &str,
    name: &str,
    span: (&str, &str),
    came: &str,
) -> Notice {
    Notice {
        id: NoticeId::Source { key: key.to_owned() },
        title: format!("{name} read again, blind {} to {}", span.0, span.1),
        body: came.to_owned(),
        buttons: vec![(Button::Open, "Open".to_owned())],
        loudness: Loudness::Sound,
        chime: chime(Tones::One),
    }
}

/// A sign-in ends soon: while it holds nothing is missed by renewing it.
#[must_use]
pub fn sign_in_notice(key: &str, name: &str, day: &str) -> Notice {
    Notice {
        id: NoticeId::Source { key: key.to_owned() },
        title: format!("The sign-in to {name} ends on {day}"),
        body: "Nothing is read there from then on. Sign in again before."
            .to_owned(),
        buttons: vec![(Button::SignIn, "Sign in again".to_owned())],
        loudness: Loudness::Bubble,
        chime: chime(Tones::One),
    }
}

/// A source is read with another account than before.
#[must_use]
pub fn other_account_notice(
    key: &str,
    name: &str,
    me: &str,
    before: &str,
) -> Notice {
    Notice {
        id: NoticeId::Source { key: key.to_owned() },
        title: format!("{name} is read as {me} now"),
        body: format!(
            "It was {before} before. Claims and answers go out in the new \
             name; if that is not meant, sign in again."
        ),
        buttons: vec![(Button::SignIn, "Sign in again".to_owned())],
        loudness: Loudness::Bubble,
        chime: chime(Tones::One),
    }
}

/// What several requests are about, in lines of their own; a bubble that
/// tells of more says how many it leaves out.
#[must_use]
pub fn named(gists: &[&str]) -> String {
    let mut lines: Vec<String> =
        gists.iter().take(NAMED).map(|gist| shorten(gist, GIST)).collect();
    let more = gists.len().saturating_sub(NAMED);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines.join("\n")
}

/// What was missed while nobody was watching, in one bubble.
#[must_use]
pub fn caught_up_notice(title: String, body: String) -> Notice {
    Notice {
        id: NoticeId::Digest,
        title,
        body,
        buttons: vec![(Button::Open, "Open".to_owned())],
        loudness: Loudness::Sound,
        chime: chime(Tones::One),
    }
}

/// What was never answered or never closed, once a day.
#[must_use]
pub fn sweep_notice(counts: [usize; 3], oldest: &str) -> Notice {
    let [unanswered, unclosed, silent] = counts;
    let words: Vec<String> = [
        (unanswered, "not answered"),
        (unclosed, "not closed"),
        (silent, "silent on their side"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, what)| format!("{n} {what}"))
    .collect();
    Notice {
        title: format!("Left lying: {}", words.join(", ")),
        body: format!("The oldest: {}", shorten(oldest, GIST)),
        loudness: Loudness::Bubble,
        ..caught_up_notice(String::new(), String::new())
    }
}

/// The ledger was damaged, and a backup of `since` took its place; without
/// one it begins anew.
#[must_use]
pub fn mended_notice(since: Option<&str>, aside: &str) -> Notice {
    let body = match since {
        Some(at) => format!(
            "The backup of {at} took its place. The channels are read again \
             from there; notes and snoozes made since are in the damaged \
             file, {aside}."
        ),
        None => format!(
            "There was no backup, so it begins anew and reads the channels \
             again. Notes and snoozes are in the damaged file, {aside}."
        ),
    };
    Notice {
        id: NoticeId::Ledger,
        title: "The database was damaged".to_owned(),
        body,
        buttons: vec![(Button::Open, "Open".to_owned())],
        loudness: Loudness::Bubble,
        chime: chime(Tones::One),
    }
}

/// Several alerts in one bubble.
#[must_use]
pub fn digest_notice(alerts: &[&Alert], loudness: Loudness) -> Notice {
    let body: Vec<&str> =
        alerts.iter().rev().take(3).map(|a| a.notice.title.as_str()).collect();
    Notice {
        id: NoticeId::Digest,
        title: format!("{} alerts in a minute", alerts.len()),
        body: body.join("\n"),
        buttons: vec![(Button::Open, "Open".to_owned())],
        loudness,
        chime: most_urgent(alerts),
    }
}

/// Several requests that came together: when the first is due, and how many
/// of them came from where.
#[must_use]
pub fn arrivals_notice(
    alerts: &[&Alert],
    first_due: Option<&str>,
    from: &[(String, usize)],
    loudness: Loudness,
) -> Notice {
    let due =
        first_due.map_or_else(String::new, |at| format!(", first due {at}"));
    let new: usize = from.iter().map(|(_, n)| n).sum();
    let from: Vec<String> =
        from.iter().map(|(name, n)| format!("{name} {n}")).collect();
    Notice {
        title: format!("{new} new{due}"),
        body: format!("{}.", from.join(", ")),
        ..digest_notice(alerts, loudness)
    }
}

/// The repeats of all overdue requests together.
#[must_use]
pub fn repeats_notice(
    oldest: &Judged,
    count: usize,
    now: DateTime<Utc>,
    zone: Tz,
) -> Notice {
    let due = oldest.deadline.as_ref().map_or(oldest.asked, |d| d.due);
    Notice {
        id: NoticeId::Digest,
        title: format!(
            "{count} overdue, the oldest since {}",
            clock_time(due, now, zone)
        ),
        body: shorten(&oldest.gist, GIST),
        buttons: vec![(Button::Open, "Open".to_owned())],
        loudness: Loudness::Sound,
        chime: Chime { priority: oldest.priority, tones: Tones::Three },
    }
}
