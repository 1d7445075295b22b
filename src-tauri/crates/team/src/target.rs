//! A target is read from the words in which a team promises it.

use std::num::NonZeroU32;

use domain::calendar::AfterClosing;
use domain::target::{Target, TargetKind};

use crate::words::quoted;

/// What a target may look like, for messages.
pub(crate) const EXAMPLES: &str = "\"5 min\", \"3 business hours\", \
                                   \"next business day\" or \"2 calendar \
                                   days\"";

/// The longest promise: beyond it, the calendar of a team is a guess.
const LONGEST_DAYS: u32 = 90;

/// Why words are no target: what is wrong, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoTarget {
    /// What is wrong.
    pub(crate) what: String,
    /// What to write.
    pub(crate) remedy: String,
}

/// Reads a target such as "30 business min".
pub(crate) fn target(
    text: &str,
    after_closing: AfterClosing,
) -> Result<Target, NoTarget> {
    let lower = text.to_lowercase();
    let (counted, round_the_clock) = without_round_the_clock(&lower);
    let words = words(counted);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let kind = match words.as_slice() {
        ["next", "business" | "working", "day"] => {
            TargetKind::NextBusinessDay { after_closing }
        }
        [days, "calendar", "day" | "days"] => {
            TargetKind::CalendarDays(days_of(text, days)?)
        }
        [_, "business" | "working", "day" | "days"] => {
            return Err(business_days(text));
        }
        [_, "day" | "days" | "d"] => return Err(bare_days(text)),
        words => span(text, words)?,
    };
    let stands_still = matches!(
        kind,
        TargetKind::BusinessMinutes(_) | TargetKind::NextBusinessDay { .. }
    );
    if round_the_clock && stands_still {
        return Err(NoTarget {
            what: format!(
                "{} counts business time and runs round the clock",
                quoted(text)
            ),
            remedy: "Keep one of the two.".to_owned(),
        });
    }
    Ok(kind.into())
}

/// The rest of a text that ends in "round the clock".
fn without_round_the_clock(text: &str) -> (&str, bool) {
    let text = text.trim();
    ["round the clock", "around the clock", "24/7"]
        .into_iter()
        .find_map(|words| text.strip_suffix(words))
        .map_or((text, false), |rest| (rest.trim_end_matches([',', ' ']), true))
}

/// Numbers and words, also where no space stands between them: "30min".
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let joins = before.is_some_and(|b| {
            !b.is_whitespace() && b.is_ascii_digit() == c.is_ascii_digit()
        });
        match words.last_mut() {
            Some(word) if joins && !c.is_whitespace() => word.push(c),
            _ if c.is_whitespace() => {}
            _ => words.push(c.to_string()),
        }
        before = Some(c);
    }
    words
}

/// "1 hour 30 min", "30 business minutes".
fn span(text: &str, words: &[&str]) -> Result<TargetKind, NoTarget> {
    let mut rest = words;
    let mut minutes: u32 = 0;
    let mut business: Option<bool> = None;
    while let [number, after @ ..] = rest {
        let (now_business, after) = match after {
            ["business" | "working", after @ ..] => (true, after),
            after => (false, after),
        };
        let [unit, after @ ..] = after else { return Err(unreadable(text)) };
        let factor = minutes_in(unit).ok_or_else(|| unreadable(text))?;
        let number: u32 = number.parse().map_err(|_| unreadable(text))?;
        let more = number.checked_mul(factor);
        minutes = more
            .and_then(|more| minutes.checked_add(more))
            .ok_or_else(|| too_long(text))?;
        // "1 business hour 30 min" means business time throughout.
        business = Some(business.unwrap_or(false) || now_business);
        rest = after;
    }
    let business = business.ok_or_else(|| unreadable(text))?;
    if minutes > LONGEST_DAYS * 24 * 60 {
        return Err(too_long(text));
    }
    let minutes = NonZeroU32::new(minutes).ok_or_else(|| nothing(text))?;
    Ok(if business {
        TargetKind::BusinessMinutes(minutes)
    } else {
        TargetKind::Minutes(minutes)
    })
}

fn minutes_in(unit: &str) -> Option<u32> {
    match unit {
        "min" | "mins" | "minute" | "minutes" => Some(1),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(60),
        _ => None,
    }
}

fn days_of(text: &str, days: &str) -> Result<NonZeroU32, NoTarget> {
    let days: u32 = days.parse().map_err(|_| unreadable(text))?;
    if days > LONGEST_DAYS {
        return Err(too_long(text));
    }
    NonZeroU32::new(days).ok_or_else(|| nothing(text))
}

fn unreadable(text: &str) -> NoTarget {
    NoTarget {
        what: format!("{} is not a target", quoted(text)),
        remedy: format!("Write {EXAMPLES}."),
    }
}

fn nothing(text: &str) -> NoTarget {
    NoTarget {
        what: format!("{} leaves no time to answer", quoted(text)),
        remedy: "Give it at least one minute; a level without a target \
                 leaves first_response out."
            .to_owned(),
    }
}

fn too_long(text: &str) -> NoTarget {
    NoTarget {
        what: format!("{} is longer than a target can be", quoted(text)),
        remedy: format!("Give it at most {LONGEST_DAYS} days."),
    }
}

fn business_days(text: &str) -> NoTarget {
    NoTarget {
        what: format!("{} is not a target", quoted(text)),
        remedy: "Write \"next business day\", or count hours: \"16 business \
                 hours\"."
            .to_owned(),
    }
}

fn bare_days(text: &str) -> NoTarget {
    NoTarget {
        what: format!("{} does not say which days", quoted(text)),
        remedy: "Write \"next business day\" or \"2 calendar days\"."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> TargetKind {
        target(text, AfterClosing::SameDay)
            .unwrap_or_else(|no| panic!("{text}: {}", no.what))
            .kind
    }

    fn n(number: u32) -> NonZeroU32 {
        NonZeroU32::new(number).expect("a test counts from one")
    }

    #[test]
    fn the_promises_of_five_teams_are_understood() {
        assert_eq!(kind("5 min"), TargetKind::Minutes(n(5)));
        assert_eq!(kind("30min"), TargetKind::Minutes(n(30)));
        assert_eq!(kind("1 h 30 min"), TargetKind::Minutes(n(90)));
        assert_eq!(kind("30 min round the clock"), TargetKind::Minutes(n(30)));
        assert_eq!(kind("30 Minutes, 24/7"), TargetKind::Minutes(n(30)));
        assert_eq!(kind("30 business min"), TargetKind::BusinessMinutes(n(30)));
        assert_eq!(
            kind("3 business hours"),
            TargetKind::BusinessMinutes(n(180))
        );
        assert_eq!(
            kind("1 business hour 30 min"),
            TargetKind::BusinessMinutes(n(90))
        );
        assert_eq!(kind("3 calendar days"), TargetKind::CalendarDays(n(3)));
        assert_eq!(
            kind("next business day"),
            TargetKind::NextBusinessDay {
                after_closing: AfterClosing::SameDay
            }
        );
    }

    #[test]
    fn the_full_words_of_a_target_are_a_target_again() {
        for text in [
            "5 min",
            "2 h",
            "30 business minutes",
            "3 business hours",
            "next business day",
            "1 calendar day",
        ] {
            let read = target(text, AfterClosing::SameDay).expect(text);
            assert_eq!(read.full_words(), text);
        }
    }

    #[test]
    fn what_cannot_be_meant_says_what_could() {
        let no = |text| {
            let no = target(text, AfterClosing::SameDay).expect_err(text);
            format!("{}. {}", no.what, no.remedy)
        };
        let all = [
            "soon",
            "5",
            "min 5",
            "5 mins business",
            "0 min",
            "2 days",
            "2 business days",
            "99999999999 min",
            "4000 hours",
            "91 calendar days",
            "1 business hour round the clock",
        ]
        .map(no)
        .join("\n");
        insta::assert_snapshot!(all);
    }
}
