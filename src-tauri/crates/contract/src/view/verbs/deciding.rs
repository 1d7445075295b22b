//! What the user alone can decide: whether something arrived.

use domain::picture::{Pending, Stage};
use domain::text::shorten;

use super::super::words::{capital, line};
use super::{Desk, WORDS, first, verb};
use crate::{Act, Verb};

impl Desk<'_> {
    /// What the user alone can decide: whether it arrived, whether it is
    /// still to be said. Where several wait, each is named.
    pub(super) fn undecided(&self) -> Vec<Verb> {
        let waits: Vec<&Pending> = self
            .close
            .entry
            .pending
            .iter()
            .filter(|p| matches!(p.stage, Stage::Unknown | Stage::Held))
            .collect();
        let several = waits.len() > 1;
        let verbs = waits.iter().map(|pending| self.deciding(pending, several));
        let mut verbs: Vec<Verb> = verbs.flatten().collect();
        let mut taken: Vec<String> = Vec::new();
        for verb in &mut verbs {
            if taken.contains(&verb.key) {
                verb.key.clear();
                verb.primary = false;
            }
            taken.push(verb.key.clone());
        }
        verbs
    }

    fn deciding(&self, pending: &Pending, several: bool) -> Vec<Verb> {
        let (request, action) = (self.request, Some(pending.id.clone()));
        let what = match (&pending.text, several) {
            (Some(text), true) => {
                format!("\u{201c}{}\u{201d}", shorten(&line(text), WORDS))
            }
            (None, true) => "the mark".to_owned(),
            (_, false) => "it".to_owned(),
        };
        let again = Act::SendAgain { request, action: action.clone() };
        if pending.stage == Stage::Held {
            let label = format!("Send {what} now");
            return vec![verb(again, &label, "Shift R")];
        }
        let there = Act::ItIsThere { request, action };
        let (is, send) = match several {
            true => (format!("{what} is there"), format!("Send {what} again")),
            false => ("It is there".to_owned(), "Send again".to_owned()),
        };
        vec![
            first(verb(there, &capital(&is), "Shift Y")),
            verb(again, &send, "Shift R"),
        ]
    }
}
