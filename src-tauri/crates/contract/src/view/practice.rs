//! What was practised, beside what the team did.

use chrono::{DateTime, Utc};
use domain::picture::{Close, Picture};
use domain::practice::{
    self, Guess, Lesson, Practice, asked_for, revealed, says_when,
};
use domain::text::clean;
use domain::when::duration;
use domain::{Role, Stretch};

use super::count::figure;
use super::words::{first_of, line};
use crate::{
    AnsweredBy, GuessSide, LessonLine, LessonPage, PracticeLine, Tick,
};

/// Every guess on a request, the oldest first.
pub(super) fn lines(picture: &Picture, close: &Close) -> Vec<PracticeLine> {
    let line = |it: &Practice| compared(picture, close, it);
    close.practice.iter().map(line).collect()
}

fn compared(
    picture: &Picture,
    close: &Close,
    practice: &Practice,
) -> PracticeLine {
    let judged = &*close.entry.judged;
    let after = |at: DateTime<Utc>| duration(at - judged.asked);
    let guess = &practice.guess;
    let mine = mine(guess);
    let did = revealed(guess, &close.thread, (judged, &picture.rules));
    let reads = matches!(guess, Guess::Reply { .. });
    PracticeLine {
        title: title(guess).to_owned(),
        yours: GuessSide {
            by: "You".to_owned(),
            at: Some(practice.at),
            after: after(practice.at),
            asks: if reads { asked_for(&mine) } else { Vec::new() },
            says_when: says_when(&mine).filter(|_| reads),
            words: clean(&mine),
        },
        same: did.as_ref().and_then(|did| did.same),
        theirs: did.map(|did| GuessSide {
            by: first_of(&picture.rules, &did.by),
            at: did.at,
            after: did.at.map(after).unwrap_or_default(),
            asks: if reads { asked_for(&did.words) } else { Vec::new() },
            says_when: says_when(&did.words).filter(|_| reads),
            words: clean(&did.words),
        }),
    }
}

fn title(guess: &Guess) -> &'static str {
    match guess {
        Guess::Claim => "Would you have claimed it?",
        Guess::Reply { .. } => "What would you have answered?",
        Guess::Tag { .. } => "How would you have tagged it?",
        Guess::Priority { .. } => "How urgent would you have called it?",
        Guess::FirstStep { .. } => "What would you have done first?",
    }
}

fn mine(guess: &Guess) -> String {
    match guess {
        Guess::Claim => "would have claimed it".to_owned(),
        Guess::Reply { text } | Guess::FirstStep { text } => text.clone(),
        Guess::Tag { tag } => tag.clone(),
        Guess::Priority { priority } => practice::named(*priority).to_owned(),
    }
}

/// Everything practised on a request as words to be talked about.
#[must_use]
pub fn practice_text(picture: &Picture, close: &Close) -> String {
    let gist = line(&close.entry.judged.gist);
    let mut text = vec![gist];
    for it in lines(picture, close) {
        let side = |side: &GuessSide| {
            let after = match side.after.as_str() {
                "" => String::new(),
                after => format!(" ({after})"),
            };
            format!("{}{after}: {}", side.by, side.words)
        };
        text.push(format!("\n{}\n{}", it.title, side(&it.yours)));
        text.push(match &it.theirs {
            Some(theirs) if theirs.by.is_empty() => {
                format!("The team: {}", theirs.words)
            }
            Some(theirs) => side(theirs),
            None => "The team has not done so yet.".to_owned(),
        });
    }
    text.join("\n")
}

/// With whom it can be talked about: who answered, or has it.
pub(super) fn talk_with(picture: &Picture, close: &Close) -> Option<String> {
    let theirs = lines(picture, close).into_iter().rev();
    theirs
        .filter_map(|it| it.theirs)
        .map(|side| side.by)
        .find(|by| !by.is_empty())
}

/// What a day or a week has taught, for people.
#[must_use]
pub fn lesson_page(
    picture: &Picture,
    (week, stretch): (bool, Stretch),
    lesson: &Lesson,
    checklist: Vec<(String, bool)>,
) -> LessonPage {
    let made = |request: domain::RequestId, gist: &str, words: String| {
        LessonLine { request: request.0, gist: line(gist), words }
    };
    LessonPage {
        week,
        from: stretch.from,
        to: stretch.to,
        seen: figure(lesson.seen),
        answered: lesson
            .answered
            .iter()
            .map(|(name, n)| AnsweredBy {
                name: first_of(&picture.rules, name),
                count: figure(*n),
            })
            .collect(),
        in_time: figure(lesson.in_time),
        late: figure(lesson.late),
        unanswered: figure(lesson.unanswered),
        guesses: figure(lesson.guesses),
        differed: lesson
            .differed
            .iter()
            .map(|it| {
                let (yours, theirs) = (line(&it.yours), line(&it.theirs));
                let words = format!("you: {yours}, the team: {theirs}");
                made(it.request, &it.gist, words)
            })
            .collect(),
        slowest: lesson
            .slowest
            .iter()
            .map(|it| {
                let span = |ms| duration(chrono::TimeDelta::milliseconds(ms));
                let late = match it.late_ms {
                    ..=0 => String::new(),
                    late => format!(", {} late", span(late)),
                };
                let by = first_of(&picture.rules, &it.by);
                let words = format!("{by}, after {}{late}", span(it.took_ms));
                made(it.request, &it.gist, words)
            })
            .collect(),
        evergreen: lesson
            .evergreen
            .iter()
            .map(|it| made(it.request, &it.gist, String::new()))
            .collect(),
        checklist: checklist
            .into_iter()
            .map(|(item, done)| Tick { item, done })
            .collect(),
        alarms: picture.alarms && picture.who.role == Role::Observer,
    }
}
