//! Handing a shift over to the next.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::handoff::{
    Answer, Handoff, Left, PastShift, Sent, Written, came_back, is_open, late,
    left, numbers, past, seated, span, users,
};
use domain::{Duty, Judged, PersonKey, Reach, Rules, Stretch, Thread};

use super::{Act, Acted, Desk, Refused};
use crate::Trouble;

/// So many shifts that have gone by are offered.
const PAST: usize = 12;
/// The longest answer to the form, in characters.
const LONGEST: usize = 20_000;

impl Desk {
    /// What the shift of an instant leaves to the next; the one that runs
    /// unless told.
    pub async fn handoff(
        &self,
        at: Option<DateTime<Utc>>,
    ) -> Result<Handoff, Refused> {
        let (rules, now) = (self.house.rules(), self.house.now());
        let (shift, running) = self.shift(at);
        let written = self.written(shift).await?;
        let next = match rules.duty {
            Duty::Shifts { .. } => seated(&rules, shift.to),
            Duty::Everyone | Duty::Always { .. } => Vec::new(),
        };
        let sent = self.sent(shift).await?;
        let by_another = written.handed.is_none();
        let open = if shift == running {
            let mut open = self.still_open((shift, &next), now).await?;
            noted_there(&mut open, &sent);
            open
        } else if by_another {
            self.was_sent(&sent.items).await?
        } else {
            self.was_open(&written.left).await?
        };
        let summary = sent.summary().map(|it| it.at);
        let came = self.came(shift).await?;
        let helped = self.house.board().passed.helped(shift);
        let asked = |question: &String| {
            let answer = written.answers.iter();
            let mut answer = answer.filter(|it| it.question == *question);
            let text = answer.next().and_then(|it| it.text.clone());
            Answer { question: question.clone(), text }
        };
        Ok(Handoff {
            span: shift,
            over: shift != running,
            on: seated(&rules, shift.from),
            next,
            open,
            came_back: came_back(&came),
            late: late(&came),
            numbers: numbers(&came),
            users: users(&came, &rules, (shift, now)),
            helped,
            form: rules.handoff.questions.iter().map(asked).collect(),
            jobs: written.jobs_of(&rules.handoff.jobs),
            handed: written.handed.or(summary.filter(|_| shift != running)),
            sent,
            arriving: self.arriving(),
            past: self.past_shifts(&rules, now).await?,
        })
    }

    /// Answers a question of the team's form.
    pub async fn answer_form(&self, question: &str, text: &str) -> Acted {
        self.pass(Reach::Private)?;
        let known = self.house.rules().handoff.questions.clone();
        if !known.iter().any(|it| it == question) {
            return Err(Refused::No(
                "The team's form does not ask that.".to_owned(),
                "`questions` below [handoff] in the team file lists what it \
                 asks."
                    .to_owned(),
            ));
        }
        let text = text.trim();
        if text.chars().count() > LONGEST {
            return Err(Refused::No(
                format!("The answer is longer than {LONGEST} characters."),
                "Shorten it.".to_owned(),
            ));
        }
        let (shift, _) = self.shift(None);
        self.change(shift, |it| it.answer(question, text)).await?;
        let words = if text.is_empty() { "Not answered." } else { "Answered." };
        Ok(self.said(words))
    }

    /// A job of the shift that runs is done, or is not.
    pub async fn tick_job(&self, job: &str, done: bool) -> Acted {
        self.pass(Reach::Private)?;
        if !self.house.rules().handoff.jobs.iter().any(|it| it == job) {
            return Err(Refused::No(
                "The team file names no such job.".to_owned(),
                "`jobs` below [handoff] in the team file lists them."
                    .to_owned(),
            ));
        }
        let (shift, _) = self.shift(None);
        let when = done.then(|| self.house.now());
        self.change(shift, |it| it.tick(job, when)).await?;
        Ok(self.said(if done { "Done." } else { "Not done yet." }))
    }

    /// Hands the shift that runs over: what is open, with its notes, is kept
    /// as it is now.
    pub async fn hand_over(&self) -> Result<Handoff, Refused> {
        self.pass(Reach::Private)?;
        let mut handoff = self.whole().await?;
        let (open, now) = (handoff.lefts(), self.house.now());
        self.change(handoff.span, |it| it.hand_over(open, now)).await?;
        handoff.handed = Some(now);
        Ok(handoff)
    }

    /// The shift that runs as it would be handed over now, unless something
    /// is missing.
    pub(super) async fn whole(&self) -> Result<Handoff, Refused> {
        let handoff = self.handoff(None).await?;
        let (notes, answers) =
            (handoff.notes_missing(), handoff.answers_missing());
        if notes + answers > 0 {
            return Err(Refused::No(
                waits_for(notes, answers),
                "Write them, or say that there is nothing to add.".to_owned(),
            ));
        }
        Ok(handoff)
    }

    fn said(&self, words: &str) -> Act {
        self.house.remark(words.to_owned(), None);
        Act { request: None, words: words.to_owned(), queued: false }
    }

    /// The shift of an instant, and the one that runs.
    fn shift(&self, at: Option<DateTime<Utc>>) -> (Stretch, Stretch) {
        let (rules, me) = (self.house.rules(), self.house.who().person);
        let of = |at| span(&rules, me.as_ref(), at);
        let running = of(self.house.now());
        (at.map_or(running, of), running)
    }

    async fn written(&self, shift: Stretch) -> Result<Written, Refused> {
        let written = self.house.store.handoff(shift).await;
        Ok(written.map_err(Trouble::from)?)
    }

    async fn change(
        &self,
        shift: Stretch,
        how: impl FnOnce(&mut Written),
    ) -> Result<(), Refused> {
        let mut write =
            self.house.store.write().await.map_err(Trouble::from)?;
        write.change_handoff(shift, how).await.map_err(Trouble::from)?;
        Ok(write.commit().await.map_err(Trouble::from)?)
    }

    async fn still_open(
        &self,
        (shift, next): (Stretch, &[PersonKey]),
        now: DateTime<Utc>,
    ) -> Result<Vec<(Left, Judged)>, Refused> {
        let entries = self.picture().entries.into_iter();
        let open: Vec<_> = entries
            .map(|entry| entry.judged)
            .filter(|judged| is_open(judged))
            .collect();
        let ids: Vec<_> = open.iter().map(|judged| judged.id).collect();
        let notes = self.house.store.notes_of_many(&ids).await;
        let mut by_request: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for note in notes.map_err(Trouble::from)? {
            by_request.entry(note.request).or_default().push(note);
        }
        let of = |judged: &Judged| {
            let notes = by_request.get(&Some(judged.id));
            let notes = notes.map_or(&[][..], Vec::as_slice);
            (left(judged, notes, (shift, next), now), judged.clone())
        };
        Ok(open.iter().map(|judged| of(judged)).collect())
    }

    /// What was open when it was handed over; what it was about is in the
    /// ledger for as long as that keeps it.
    async fn was_open(
        &self,
        left: &[Left],
    ) -> Result<Vec<(Left, Judged)>, Refused> {
        let mut open = Vec::new();
        for left in left {
            let stored = self.house.store.request(left.request).await;
            if let Some(stored) = stored.map_err(Trouble::from)? {
                open.push((left.clone(), stored.judged));
            }
        }
        Ok(open)
    }

    async fn came(
        &self,
        shift: Stretch,
    ) -> Result<Vec<(Thread, Judged)>, Refused> {
        let between = (shift.from, shift.to);
        let came = self.house.store.asked_between(between).await;
        let pair = |it: store::Stored| (it.thread, it.judged);
        Ok(came.map_err(Trouble::from)?.into_iter().map(pair).collect())
    }

    async fn past_shifts(
        &self,
        rules: &Rules,
        now: DateTime<Utc>,
    ) -> Result<Vec<PastShift>, Refused> {
        let mut gone = Vec::new();
        for span in past(rules, now, PAST) {
            let handed = self.written(span).await?.handed;
            let on = seated(rules, span.from);
            gone.push(PastShift { span, on, handed });
        }
        Ok(gone)
    }
}

/// What a colleague has noted on a request in the channel needs no second
/// note.
fn noted_there(open: &mut [(Left, Judged)], sent: &Sent) {
    for (left, judged) in open.iter_mut().filter(|(it, _)| it.note.is_none()) {
        let mut there = sent.items.iter();
        let item = there.rfind(|item| item.is_about(judged));
        left.note = item.and_then(|item| item.note.clone());
    }
}

/// "It waits for 2 notes and an answer."
fn waits_for(notes: usize, answers: usize) -> String {
    let counted = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(one.to_owned()),
        n => Some(format!("{n} {many}")),
    };
    let parts = [
        counted(notes, "a note", "notes"),
        counted(answers, "an answer", "answers"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("It waits for {}.", parts.join(" and "))
}
