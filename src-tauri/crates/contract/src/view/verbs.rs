//! What this user may do with a request now.

mod deciding;
mod issues;
mod pairing;
mod practising;
mod timely;
mod worth;

use domain::picture::{Close, PendingVerb, Picture, Stage};
use domain::{Ball, Life, Reach, Role, What, allow};

use domain::text::shorten;

pub(super) use self::issues::labels;
pub(super) use self::pairing::helped;
use super::owner;
use super::words::{first_name, line};
use crate::{Act, Owner, OwnerKind, Priority, Verb};

/// The most characters of an answer that is offered.
const WORDS: usize = 40;

/// The verbs in the order of their buttons. Who may not write is offered
/// nothing that writes.
pub(super) fn verbs(
    picture: &Picture,
    close: &Close,
    owner: &Owner,
    snoozes: &[Verb],
) -> Vec<Verb> {
    let desk = Desk { picture, close, request: close.entry.judged.id.0 };
    let mut verbs = Vec::new();
    if allow(&picture.who, Reach::Source).is_ok() {
        verbs.extend(desk.undecided());
        verbs.extend(desk.working(owner, snoozes));
        verbs.extend(desk.undo());
        let hands_off =
            picture.hands_off_until.is_some_and(|at| at > picture.now);
        for verb in verbs.iter_mut().filter(|_| hands_off) {
            verb.refused = Some(
                "Your role has just changed. Look before you act.".to_owned(),
            );
        }
    }
    verbs.extend(desk.practising());
    verbs.extend(desk.pairing());
    verbs.extend(desk.privately());
    verbs.extend(desk.guessing());
    let open = Act::Open { request: desk.request, link: None };
    verbs.push(verb(open, &open_label(close, picture), "O"));
    verbs
}

/// "Open in Slack".
pub(super) fn open_label(close: &Close, picture: &Picture) -> String {
    let source = picture.source(&close.entry.judged.source);
    match source {
        Some(source) => {
            format!("Open in {}", line(&source.name))
        }
        None => "Open at the source".to_owned(),
    }
}

/// A verb that can be chosen.
pub(super) fn verb(act: Act, label: &str, key: &str) -> Verb {
    Verb {
        act,
        label: label.to_owned(),
        key: key.to_owned(),
        primary: false,
        refused: None,
    }
}

fn first(verb: Verb) -> Verb {
    Verb { primary: true, ..verb }
}

struct Desk<'a> {
    picture: &'a Picture,
    close: &'a Close,
    request: i64,
}

impl Desk<'_> {
    fn working(&self, owner: &Owner, snoozes: &[Verb]) -> Vec<Verb> {
        let request = self.request;
        let judged = &self.close.entry.judged;
        match judged.life {
            Life::Dismissed { .. } => {
                let back = Act::BringBack { request };
                return vec![verb(back, "A request after all", "X")];
            }
            Life::Closed { .. } | Life::Withdrawn { .. } | Life::History => {
                let call = self.close.thread.is_call();
                let reply = self.reply().filter(|_| !call).into_iter();
                let rest = self.shutting().into_iter().chain(self.worth());
                return reply.chain(rest).collect();
            }
            Life::Open | Life::Waiting { .. } | Life::Answered { .. } => {}
        }
        let call = self.close.thread.is_call();
        let there = (!call).then_some(owner);
        let mut verbs: Vec<Verb> =
            there.and_then(|owner| self.owning(owner)).into_iter().collect();
        verbs.extend(match call {
            true => self.on_the_phone(),
            false => self.reply(),
        });
        verbs.extend(self.sleep(snoozes));
        let done = verb(Act::Close { request }, "Done", "E");
        match judged.resolved {
            Some(_) => verbs.insert(0, first(done)),
            None => verbs.push(done),
        }
        let answered = judged.verdict.is_some() || judged.unanswered.is_none();
        if judged.ball == Ball::Ours && answered {
            let wait = Act::WaitOnThem { request };
            verbs.push(verb(wait, "Waiting on them", "I"));
        }
        verbs.push(verb(Act::Dismiss { request }, "Not a request", "X"));
        let spoken = there.filter(|_| self.writes());
        verbs.extend(spoken.and_then(|owner| self.quietly(owner)));
        if !judged.thanks.is_empty() {
            let thanks = Act::NotThanks { request };
            verbs.push(verb(thanks, "Not a thank-you", "U"));
        }
        if self.close.thread.roots.len() > 1 {
            verbs.push(verb(Act::Split { request }, "Split", ". S"));
        }
        verbs.extend(self.answering());
        verbs.extend(self.shutting());
        verbs.extend(self.labelling());
        verbs.extend(self.opening());
        verbs.extend(self.worth());
        verbs.extend(self.dating());
        verbs.extend(self.weighing());
        verbs
    }

    /// What never leaves this computer is everybody's.
    fn privately(&self) -> impl Iterator<Item = Verb> {
        let request = self.request;
        let note = Act::Note { request: Some(request), text: String::new() };
        let has_link = self.close.entry.judged.link.is_some();
        // What was practised is copied by the key that copies.
        let key = if self.close.practice.is_empty() { "Y" } else { ". Y" };
        let copy =
            has_link.then(|| verb(Act::CopyLink { request }, "Copy link", key));
        std::iter::once(verb(note, "Note", "N")).chain(copy)
    }

    /// What a teammate posted outside of the thread may be an answer: a person
    /// decides, the newest by one key.
    fn answering(&self) -> Vec<Verb> {
        let offers = &self.close.entry.judged.offers;
        let verb = |(n, offer): (usize, &domain::Offer)| {
            let name = first_name(&self.picture.rules, &offer.by);
            let words = shorten(&line(&offer.gist), WORDS);
            let act = Act::ThisAnswers {
                request: self.request,
                message: Some(offer.message.to_string()),
            };
            let key = if n == 0 { ". A" } else { "" };
            let label = format!("{name} answered: \u{201c}{words}\u{201d}");
            verb(act, &label, key)
        };
        offers.iter().rev().enumerate().map(verb).collect()
    }

    /// Only a person lowers, and only on their own desktop.
    fn weighing(&self) -> impl Iterator<Item = Verb> {
        let request = self.request;
        let now = self.close.entry.judged.priority.into();
        [
            (Priority::Emergency, "Make it an emergency", ". 1"),
            (Priority::Urgent, "Make it urgent", ". 2"),
            (Priority::Normal, "Make it normal", ". 3"),
        ]
        .into_iter()
        .filter(move |(priority, _, _)| *priority != now)
        .map(move |(priority, label, key)| {
            verb(Act::SetPriority { request, priority }, label, key)
        })
    }

    /// Whether its source has a place for marks and answers.
    fn writes(&self) -> bool {
        let source = self.picture.source(&self.close.entry.judged.source);
        !self.close.thread.is_call() && source.is_none_or(|it| it.writes)
    }

    /// The verb of the key C.
    fn owning(&self, owner: &Owner) -> Option<Verb> {
        let request = self.request;
        if self.picture.who.role == Role::OffDuty {
            return Some(self.look(owner));
        }
        let waits = matches!(self.close.entry.judged.life, Life::Open);
        let whose = &owner.label;
        Some(match owner.kind {
            OwnerKind::Nobody => {
                let act = Act::Claim { request, quiet: false, say: None };
                let says = self.picture.rules.claim_verb();
                let says = if self.writes() { says } else { "Claim" };
                let claim = verb(act, says, "C");
                Verb { primary: waits, ..claim }
            }
            OwnerKind::Teammate if owner.stale => {
                let label = format!("Take over from {whose}");
                first(verb(Act::TakeOver { request }, &label, "C"))
            }
            OwnerKind::Teammate => {
                let label = format!("Together with {whose}");
                verb(Act::Together { request }, &label, "C")
            }
            OwnerKind::You | OwnerKind::Together => {
                verb(Act::Release { request }, "Release", "C")
            }
        })
    }

    /// Off duty a mark says that somebody looks, and claims nothing.
    fn look(&self, owner: &Owner) -> Verb {
        let request = self.request;
        let looking = owner::looking(self.picture, &self.close.entry);
        let me = self.picture.who.person.as_ref();
        if looking.iter().any(|key| Some(key) == me) {
            return verb(Act::Release { request }, "Stop looking", "C");
        }
        let act = if owner.kind == OwnerKind::Nobody {
            Act::Claim { request, quiet: true, say: None }
        } else {
            Act::Together { request }
        };
        verb(act, "Look at it", "C")
    }

    /// Where the claim says something, it can also be made without a word.
    fn quietly(&self, owner: &Owner) -> Option<Verb> {
        let says = self.picture.rules.claim_says.is_some();
        let nobodys = owner.kind == OwnerKind::Nobody;
        let on_duty = self.picture.who.role.on_duty();
        (says && nobodys && on_duty).then(|| {
            let request = self.request;
            let act = Act::Claim { request, quiet: true, say: None };
            verb(act, "Claim quietly", "Shift C")
        })
    }

    /// The key S alone is the shortest snooze there is.
    fn sleep(&self, snoozes: &[Verb]) -> Option<Verb> {
        let request = self.request;
        let end = self.close.entry.snooze_end;
        if end.is_some_and(|end| end > self.picture.now) {
            return Some(verb(Act::Wake { request }, "Wake", "S"));
        }
        let shortest = snoozes.first()?;
        Some(verb(shortest.act.clone(), "Snooze", "S"))
    }

    /// What was done last, if it can still be taken back.
    fn undo(&self) -> Option<Verb> {
        let now = self.picture.now;
        let pending = self.close.entry.pending.iter().any(|p| {
            let in_time = p.undo_until.is_some_and(|at| at > now);
            let waits = matches!(p.stage, Stage::Waiting | Stage::Held);
            (in_time || waits) && p.verb != PendingVerb::Unmark
        });
        let acts = &self.close.thread.acts;
        let last = acts.last();
        let did = last.is_some_and(|d| !matches!(d.what, What::Undo { .. }));
        let act = Act::Undo { request: Some(self.request) };
        (pending || did).then(|| verb(act, "Undo", "Z"))
    }
}
