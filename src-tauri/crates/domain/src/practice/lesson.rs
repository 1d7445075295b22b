//! What a stretch of watching taught, in counts and lists: nothing is scored
//! and nothing invented.

use std::collections::BTreeMap;

use super::{Guess, Practice, is_evergreen, named, ours, revealed};
use crate::{Judged, Life, Outcome, RequestId, Rules, Thread};

/// The most lines of a list.
const MOST: usize = 5;
/// The most threads on the reading list.
const READING: usize = 20;

/// A guess beside what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differed {
    /// The request.
    pub request: RequestId,
    /// What it is about.
    pub gist: String,
    /// What was guessed: "tag bug".
    pub yours: String,
    /// What the team did: "question".
    pub theirs: String,
}

/// An answer that took long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slow {
    /// The request.
    pub request: RequestId,
    /// What it is about.
    pub gist: String,
    /// How long, milliseconds of the target's own time.
    pub took_ms: i64,
    /// How late, milliseconds.
    pub late_ms: i64,
    /// Who answered.
    pub by: String,
}

/// A thread that a teammate has marked as worth reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// The request.
    pub request: RequestId,
    /// What it is about.
    pub gist: String,
}

/// What a stretch of watching taught.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lesson {
    /// How many requests came.
    pub seen: usize,
    /// Who answered how many, the most first.
    pub answered: Vec<(String, usize)>,
    /// How many were answered in time.
    pub in_time: usize,
    /// How many were answered late.
    pub late: usize,
    /// How many nobody has answered.
    pub unanswered: usize,
    /// How many guesses were made.
    pub guesses: usize,
    /// The guesses that differed.
    pub differed: Vec<Differed>,
    /// The slowest answers, the slowest first.
    pub slowest: Vec<Slow>,
    /// What is worth reading, the newest first.
    pub evergreen: Vec<Worth>,
}

/// What the requests of a stretch and the guesses made in it come to.
#[must_use]
pub fn lesson(
    requests: &[(Thread, Judged)],
    practice: &[Practice],
    marked: &[(Thread, Judged)],
    rules: &Rules,
) -> Lesson {
    let counts = |judged: &Judged| {
        !judged.history && !matches!(judged.life, Life::Dismissed { .. })
    };
    let came: Vec<_> =
        requests.iter().filter(|(_, judged)| counts(judged)).collect();
    let mut answered: BTreeMap<&str, usize> = BTreeMap::new();
    for (thread, _) in &came {
        if let Some((by, _)) = ours(thread, rules).next() {
            *answered.entry(by).or_default() += 1;
        }
    }
    let all: usize = answered.values().sum();
    let mut answered: Vec<(String, usize)> =
        answered.into_iter().map(|(by, n)| (by.to_owned(), n)).collect();
    answered.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let with = |outcome: Outcome| {
        let is = |it: &&&(Thread, Judged)| {
            it.1.verdict.as_ref().is_some_and(|v| v.outcome == outcome)
        };
        came.iter().filter(is).count()
    };
    Lesson {
        seen: came.len(),
        answered,
        in_time: with(Outcome::Met),
        late: with(Outcome::Missed),
        unanswered: came.len() - all,
        guesses: practice.len(),
        differed: differed(requests, practice, rules),
        slowest: slowest(&came, rules),
        evergreen: evergreen(marked, rules),
    }
}

fn differed(
    requests: &[(Thread, Judged)],
    practice: &[Practice],
    rules: &Rules,
) -> Vec<Differed> {
    let mut lines = Vec::new();
    for it in practice {
        let about = requests.iter().find(|(_, j)| j.id == it.request);
        let Some((thread, judged)) = about else { continue };
        let did = revealed(&it.guess, thread, (judged, rules));
        if let Some(did) = did.filter(|did| did.same == Some(false)) {
            lines.push(Differed {
                request: judged.id,
                gist: judged.gist.clone(),
                yours: guessed(&it.guess),
                theirs: did.words,
            });
        }
    }
    lines
}

fn guessed(guess: &Guess) -> String {
    match guess {
        Guess::Claim => "claim".to_owned(),
        Guess::Reply { text } | Guess::FirstStep { text } => text.clone(),
        Guess::Tag { tag } => tag.clone(),
        Guess::Priority { priority } => named(*priority).to_owned(),
    }
}

fn slowest(came: &[&(Thread, Judged)], rules: &Rules) -> Vec<Slow> {
    let mut slow: Vec<Slow> = came
        .iter()
        .filter_map(|(_, judged)| {
            let verdict = judged.verdict.as_ref()?;
            let by = verdict.by.as_ref()?;
            Some(Slow {
                request: judged.id,
                gist: judged.gist.clone(),
                took_ms: verdict.took_ms,
                late_ms: verdict.late_ms,
                by: rules.name(by).to_owned(),
            })
        })
        .collect();
    slow.sort_by_key(|it| std::cmp::Reverse(it.took_ms));
    slow.truncate(MOST);
    slow
}

fn evergreen(marked: &[(Thread, Judged)], rules: &Rules) -> Vec<Worth> {
    marked
        .iter()
        .filter(|(thread, _)| is_evergreen(thread, rules))
        .take(READING)
        .map(|(_, judged)| Worth {
            request: judged.id,
            gist: judged.gist.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Priority;
    use crate::world::*;

    fn told(story: &Story, id: i64) -> (Thread, Judged) {
        let mut judged = story.seen_at("12:00");
        judged.id = RequestId(id);
        (story.thread.clone(), judged)
    }

    #[test]
    fn a_day_is_counted_and_what_differed_is_listed() {
        let rules = ferryline();
        let asks = |text| Story::asks("10:00", "dirk", text);
        let ana = asks("Labels @oncall").says("10:05", "ana", "Which depot?");
        let late = asks("Tours @oncall").says("10:50", "mika", "Mended.");
        let waits = asks("Reports @oncall");
        let requests = [told(&ana, 1), told(&late, 2), told(&waits, 3)];
        let guess = |request, priority| Practice {
            request: RequestId(request),
            at: at("10:01"),
            guess: Guess::Priority { priority },
        };
        let practice = [guess(1, Priority::Urgent), guess(2, Priority::Normal)];
        let lesson = lesson(&requests, &practice, &[], &rules);
        assert_eq!((lesson.seen, lesson.unanswered), (3, 1));
        assert_eq!((lesson.in_time, lesson.late), (1, 1));
        let by = |name: &str| (name.to_owned(), 1);
        assert_eq!(lesson.answered, [by("Ana"), by("Mika")]);
        let differed: Vec<_> = lesson
            .differed
            .iter()
            .map(|it| (it.request.0, it.yours.as_str(), it.theirs.as_str()))
            .collect();
        assert_eq!(differed, [(2, "normal", "urgent")]);
        let slow: Vec<_> =
            lesson.slowest.iter().map(|it| it.request.0).collect();
        assert_eq!(slow, [2, 1], "the slowest first, and no unanswered");
        assert_eq!(lesson.guesses, 2);
    }
}
