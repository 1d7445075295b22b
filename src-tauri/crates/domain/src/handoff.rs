//! What one shift leaves to the next, written from the ledger.

mod came_back;
mod edges;
mod item;
mod jobs;
mod letter;
mod numbers;
mod span;
mod tag;
mod users;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use self::came_back::{CameBack, came_back};
pub use self::edges::{begins, reminded_from, told_from};
pub use self::item::{Accepted, Item, words_of_note};
pub use self::jobs::Job;
pub use self::letter::{Letter, Reply, about, letter};
pub use self::numbers::{Late, Numbers, late, numbers};
pub use self::span::{past, span};
pub use self::tag::{About, Tag};
pub use self::users::{DayUsers, users};

use crate::{
    DueKind, Judged, Life, Note, PersonKey, RequestId, Role, Rules, Stretch,
    Thread,
};

/// The note of somebody who has nothing to say of a request.
pub const NOTHING: &str = "Nothing to add.";

/// A request that is left to the next shift.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Left {
    /// Which.
    pub request: RequestId,
    /// What is due, and when.
    pub due: Option<(DueKind, DateTime<Utc>)>,
    /// To whom it goes.
    pub to: Vec<PersonKey>,
    /// What the next one has to know.
    pub note: Option<String>,
    /// Which note that is.
    #[serde(default)]
    pub note_id: Option<i64>,
    /// What was noted before this shift, where it has not been noted since.
    #[serde(default)]
    pub before: Option<String>,
}

/// A question of the team's form, with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What is asked.
    pub question: String,
    /// What was answered.
    pub text: Option<String>,
}

/// What this user wrote into a handoff: the answers to the team's form, and
/// what was open when it was handed over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Written {
    /// The answers.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// The jobs that are done.
    #[serde(default)]
    pub jobs: Vec<Job>,
    /// When it was handed over last.
    #[serde(default)]
    pub handed: Option<DateTime<Utc>>,
    /// What was open then.
    #[serde(default)]
    pub left: Vec<Left>,
    /// The same of the times before, the last one last: taking it back
    /// returns there.
    #[serde(default)]
    pub before: Vec<(Option<DateTime<Utc>>, Vec<Left>)>,
}

impl Written {
    /// Answers a question; an empty answer takes it back.
    pub fn answer(&mut self, question: &str, text: &str) {
        self.answers.retain(|it| it.question != question);
        if !text.is_empty() {
            let text = Some(text.to_owned());
            self.answers.push(Answer { question: question.to_owned(), text });
        }
    }

    /// Hands it over with what is open.
    pub fn hand_over(&mut self, open: Vec<Left>, now: DateTime<Utc>) {
        let left = std::mem::replace(&mut self.left, open);
        self.before.push((self.handed.replace(now), left));
    }

    /// As if it had not been handed over the last time.
    pub fn take_back(&mut self) {
        if let Some((handed, left)) = self.before.pop() {
            (self.handed, self.left) = (handed, left);
        }
    }
}

/// How a handoff stands in its channel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sent {
    /// The channel, if the team has one for it.
    pub channel: Option<String>,
    /// Its messages there, whoever sent them.
    pub items: Vec<Item>,
    /// How many of this user's are on their way.
    pub waiting: usize,
    /// The colleague who has begun its thread.
    pub with: Option<PersonKey>,
}

impl Sent {
    /// The message that began its thread: of two the older one.
    #[must_use]
    pub fn summary(&self) -> Option<&Item> {
        let all = self.items.iter().filter(|item| item.about.is_none());
        all.min_by_key(|item| (item.at, &item.external))
    }
}

/// A request that somebody hands over.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrived {
    /// The message that passes it on.
    pub item: Item,
    /// The request, if it is in the queue here.
    pub judged: Option<Judged>,
    /// This user's mark on the message is on its way.
    pub sending: bool,
}

/// What somebody else hands over.
#[derive(Clone, Debug, PartialEq)]
pub struct Arriving {
    /// Who.
    pub from: PersonKey,
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// When the next shift begins.
    pub until: DateTime<Utc>,
    /// Request by request.
    pub items: Vec<Arrived>,
}

/// A shift that has gone by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastShift {
    /// From when to when.
    pub span: Stretch,
    /// Who was on.
    pub on: Vec<PersonKey>,
    /// When it was handed over.
    pub handed: Option<DateTime<Utc>>,
}

/// What one shift leaves to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Handoff {
    /// From when to when.
    pub span: Stretch,
    /// It has ended.
    pub over: bool,
    /// Who is on.
    pub on: Vec<PersonKey>,
    /// Who is on next, where shifts say so.
    pub next: Vec<PersonKey>,
    /// What is open, or was when it was handed over.
    pub open: Vec<(Left, Judged)>,
    /// What came back more than once, the most first.
    pub came_back: Vec<CameBack>,
    /// What was answered late, the latest first.
    pub late: Vec<Late>,
    /// The shift in numbers.
    pub numbers: Numbers,
    /// How many from outside asked on each day.
    pub users: Vec<DayUsers>,
    /// Who passed answers on, and how many, the most first.
    pub helped: Vec<(PersonKey, usize)>,
    /// The team's form.
    pub form: Vec<Answer>,
    /// The shift's jobs.
    pub jobs: Vec<Job>,
    /// When it was handed over.
    pub handed: Option<DateTime<Utc>>,
    /// How it stands in its channel.
    pub sent: Sent,
    /// What somebody else hands over now.
    pub arriving: Option<Arriving>,
    /// The shifts before it, the newest first.
    pub past: Vec<PastShift>,
}

impl Handoff {
    /// What is left, request by request.
    #[must_use]
    pub fn lefts(&self) -> Vec<Left> {
        self.open.iter().map(|(left, _)| left.clone()).collect()
    }

    /// How many requests have no note.
    #[must_use]
    pub fn notes_missing(&self) -> usize {
        self.open.iter().filter(|(left, _)| left.note.is_none()).count()
    }

    /// How many questions have no answer. They are asked once in a shift: who
    /// begins its thread answers them.
    #[must_use]
    pub fn answers_missing(&self) -> usize {
        let missing = self.form.iter().filter(|it| it.text.is_none());
        if self.sent.with.is_some() { 0 } else { missing.count() }
    }

    /// How many jobs are not done.
    #[must_use]
    pub fn jobs_undone(&self) -> usize {
        self.jobs.iter().filter(|it| it.done.is_none()).count()
    }
}

/// Whether a request is handed over: somebody waits in it, for us or for
/// them.
#[must_use]
pub fn is_open(judged: &Judged) -> bool {
    matches!(judged.life, Life::Open | Life::Waiting { .. })
}

/// What is left of an open request, with its notes.
#[must_use]
pub fn left(
    judged: &Judged,
    notes: &[Note],
    (span, next): (Stretch, &[PersonKey]),
    now: DateTime<Utc>,
) -> Left {
    let newest = notes
        .iter()
        .filter(|note| note.request == Some(judged.id))
        .max_by_key(|note| (note.edited.unwrap_or(note.written), note.id));
    let fresh = newest
        .is_some_and(|note| span.from <= note.edited.unwrap_or(note.written));
    let text = newest.map(|note| note.text.clone());
    let (note, before) = if fresh { (text, None) } else { (None, text) };
    let owners = judged.owners.iter().map(|owner| owner.person.clone());
    let owners: Vec<PersonKey> = owners.collect();
    let stays = owners.iter().filter(|it| next.contains(it));
    let stays: Vec<PersonKey> = stays.cloned().collect();
    let to = match (next.is_empty(), stays.is_empty()) {
        (true, _) => owners,
        (false, true) => next.to_vec(),
        (false, false) => stays,
    };
    Left {
        request: judged.id,
        due: judged.stands_by(now).map(|due| (due.kind, due.due)),
        to,
        note_id: newest.filter(|_| fresh).map(|note| note.id),
        note,
        before,
    }
}

/// Who answers at an instant: responders, or whoever sits in their place.
#[must_use]
pub fn seated(rules: &Rules, at: DateTime<Utc>) -> Vec<PersonKey> {
    let seats = rules.seats(at);
    let first = seats.iter().any(|seat| seat.role == Role::Responder);
    let mut people: Vec<PersonKey> = Vec::new();
    for seat in seats.iter().filter(|seat| seat.role.on_duty()) {
        let counts = !first || seat.role == Role::Responder;
        if counts && !people.contains(&seat.person) {
            people.push(seat.person.clone());
        }
    }
    people
}

/// Whether a request counts: it came while we read, and it was one.
fn counts(judged: &Judged) -> bool {
    let settled = matches!(judged.life, Life::Dismissed { .. } | Life::History);
    !judged.history && !settled
}

/// Whether it came from outside of the team, and counts.
fn outside((_, judged): &&(Thread, Judged)) -> bool {
    counts(judged) && !judged.internal
}

#[cfg(test)]
mod tests;
