//! What may be done with issues beside answering them.

use domain::picture::Close;
use domain::text::shorten;
use domain::{CLOSED, IssueDraft, PlaceRules, label_of};

use super::super::words::line;
use super::{Desk, WORDS, verb};
use crate::{Act, Verb};

/// So many labels can be taken off by a verb each.
const MOST: usize = 10;

/// The labels that hang on a request.
pub(in super::super) fn labels(close: &Close) -> impl Iterator<Item = &str> {
    close.thread.marks.iter().filter_map(|mark| label_of(&mark.name))
}

impl Desk<'_> {
    fn is_issue(&self) -> bool {
        let source = self.picture.source(&self.close.entry.judged.source);
        !self.close.thread.is_call() && source.is_some_and(|it| it.issues)
    }

    /// Closing the issue itself, while it is open there.
    pub(super) fn shutting(&self) -> Option<Verb> {
        let mut marks = self.close.thread.marks.iter();
        let open = marks.all(|mark| mark.name != CLOSED);
        let act = Act::CloseIssue { request: self.request };
        (self.is_issue() && open).then(|| verb(act, "Close the issue", ". E"))
    }

    /// Hanging a label on the issue, or taking one off.
    pub(super) fn labelling(&self) -> Vec<Verb> {
        if !self.is_issue() {
            return Vec::new();
        }
        let request = self.request;
        let act = |label: &str, on| Act::Label {
            request,
            label: label.to_owned(),
            on,
        };
        let off = labels(self.close).take(MOST).map(|label| {
            let words = shorten(&line(label), WORDS);
            let says = format!("Take \u{201c}{words}\u{201d} off");
            verb(act(label, false), &says, "")
        });
        std::iter::once(verb(act("", true), "Label", ". L"))
            .chain(off)
            .collect()
    }

    /// Opening an issue for it, the main repository first.
    pub(super) fn opening(&self) -> Vec<Verb> {
        let rules = &self.picture.rules;
        let issues = |id| self.picture.source(id).is_some_and(|it| it.issues);
        let sources = rules.sources.iter().filter(|it| issues(&it.id));
        let mut places: Vec<&PlaceRules> =
            sources.flat_map(|it| &it.places).collect();
        places.sort_by_key(|place| {
            place.options.get("main").is_none_or(|main| main != "true")
        });
        let offered = IssueDraft::of(&self.close.thread, rules);
        let verb = |(n, place): (usize, &&PlaceRules)| {
            let act = Act::OpenIssue {
                request: self.request,
                place: Some(place.id.to_string()),
                title: Some(offered.title.clone()),
                body: Some(offered.body.clone()),
            };
            let name = shorten(&line(place.id.as_str()), WORDS);
            let key = if n == 0 { ". I" } else { "" };
            verb(act, &format!("New issue in {name}"), key)
        };
        places.iter().enumerate().map(verb).collect()
    }
}
