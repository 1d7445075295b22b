//! Whether a thread may be marked as worth reading for whoever comes new.

use domain::practice::EVERGREEN;
use domain::{Role, SourceRules};

use super::{Desk, verb};
use crate::{Act, Verb};

impl Desk<'_> {
    /// Setting this user's mark where there are reactions, or taking it off.
    pub(super) fn worth(&self) -> Option<Verb> {
        let thread = &self.close.thread;
        let rules = &self.picture.rules;
        let talk =
            rules.source(&thread.source).is_some_and(SourceRules::is_talk);
        if !talk || !self.writes() || self.picture.who.role == Role::Observer {
            return None;
        }
        let me = self.picture.who.person.as_ref();
        let stands = thread.marks.iter().any(|mark| {
            let by = rules.teammate(&thread.source, &mark.by);
            mark.name == EVERGREEN && by.map(|mate| &mate.key) == me
        });
        let act = Act::Evergreen { request: self.request, on: !stands };
        let label = match stands {
            true => "Not worth reading after all",
            false => "Worth reading for newcomers",
        };
        Some(verb(act, label, ". W"))
    }
}
