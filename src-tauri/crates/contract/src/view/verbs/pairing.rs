//! What is offered to be written to those who answer alone.

use domain::direct::{NoDirect, Writer, names};
use domain::picture::{Pending, PendingVerb, Picture};
use domain::{Judged, Role, SourceId};

use super::super::words::first_name;
use super::{Desk, verb};
use crate::{Act, Verb};

/// To whom an answer goes where this user only helps; nothing where the
/// answer is theirs to give.
pub(in super::super) fn helped(
    picture: &Picture,
    judged: &Judged,
) -> Option<Result<String, NoDirect>> {
    let lines = lines(picture);
    let help = || writer(picture, &lines).help(judged);
    let named = |it: domain::direct::Direct| names(&picture.rules, &it.to);
    let helps = picture.rules.helps(picture.who.role);
    helps.then(|| help().map(named))
}

/// Who writes at this desktop, and what may bring it.
fn writer<'a>(picture: &'a Picture, lines: &'a [SourceId]) -> Writer<'a> {
    Writer {
        rules: &picture.rules,
        me: picture.who.person.as_ref(),
        lines,
        now: picture.now,
    }
}

/// The sources that bring direct messages.
fn lines(picture: &Picture) -> Vec<SourceId> {
    let brings = picture.sources.iter().filter(|source| source.directs);
    brings.map(|source| source.id.clone()).collect()
}

impl Desk<'_> {
    /// Who only helps passes an answer on, wherever it was asked.
    pub(super) fn reply(&self) -> Option<Verb> {
        let request = self.request;
        let act = Act::Reply { request, text: String::new(), sure: false };
        match helped(self.picture, &self.close.entry.judged) {
            None => self.writes().then(|| verb(act, "Reply", "R")),
            Some(to) => {
                let refused = to.err().map(|no| no.words().0);
                let pass = verb(act, "Pass an answer on", "R");
                Some(Verb { refused, ..pass })
            }
        }
    }

    /// What somebody who reads along may ask of those who answer.
    pub(super) fn pairing(&self) -> Vec<Verb> {
        let who = &self.picture.who;
        if who.role != Role::Observer || who.person.is_none() {
            return Vec::new();
        }
        let pending = &self.close.entry.pending;
        let asked = |it: &&Pending| matches!(it.verb, PendingVerb::Direct);
        let request = self.request;
        if let Some(asked) = pending.iter().find(asked) {
            let in_time =
                asked.undo_until.is_some_and(|at| at > self.picture.now);
            let undo = Act::Undo { request: Some(request) };
            let undo = in_time.then(|| verb(undo, "Undo", "Z"));
            return self.undecided().into_iter().chain(undo).collect();
        }
        let lines = lines(self.picture);
        let direct =
            writer(self.picture, &lines).pair(&self.close.entry.judged);
        let rules = &self.picture.rules;
        let (act, label, refused) = match direct {
            Ok(direct) => {
                let label = match direct.to.as_slice() {
                    [one] => format!("Ask {} to pair", first_name(rules, one)),
                    _ => "Ask to pair".to_owned(),
                };
                let to = Some(names(rules, &direct.to));
                let words = Some(direct.head);
                (Act::Pair { request, to, words }, label, None)
            }
            Err(no) => {
                let act = Act::Pair { request, to: None, words: None };
                (act, "Ask to pair".to_owned(), Some(no.words().0))
            }
        };
        vec![Verb { refused, ..verb(act, &label, "P") }]
    }
}
