//! What of a list a filter lets through.

use domain::SourceId;
use domain::picture::{Entry, Picture};
use domain::queue::Section;
use domain::search::Query;

use super::{count, owner, row};
use crate::{Filter, Hidden, Whose};

/// A filter, read once for a whole list.
pub(super) struct Sieve<'a> {
    filter: &'a Filter,
    source: Option<SourceId>,
    words: Query,
}

impl<'a> Sieve<'a> {
    pub(super) fn of(filter: &'a Filter) -> Sieve<'a> {
        Sieve {
            filter,
            source: filter.source.as_deref().map(SourceId::new),
            words: Query::read(&filter.words),
        }
    }

    /// What is shown of a list, and what is not.
    pub(super) fn part<'e>(
        &self,
        picture: &Picture,
        list: impl Iterator<Item = &'e Entry>,
    ) -> (Vec<&'e Entry>, Hidden) {
        let (shown, hidden): (Vec<_>, Vec<_>) =
            list.partition(|entry| self.lets(picture, entry));
        let overdue = hidden.iter().filter(|e| e.section == Section::Overdue);
        let hidden = Hidden {
            overdue: count::figure(overdue.count()),
            requests: count::figure(hidden.len()),
        };
        (shown, hidden)
    }

    fn lets(&self, picture: &Picture, entry: &Entry) -> bool {
        let judged = &entry.judged;
        let priority = self.filter.priority;
        self.source.as_ref().is_none_or(|it| *it == judged.source)
            && priority.is_none_or(|it| it == judged.priority.into())
            && self.is_whose(picture, entry)
            && self.says(picture, entry)
    }

    fn is_whose(&self, picture: &Picture, entry: &Entry) -> bool {
        let owners = owner::owners(picture, entry);
        match self.filter.whose {
            None => true,
            Some(Whose::Nobodys) => owners.is_empty(),
            Some(Whose::Mine) => {
                !owners.is_empty() && owner::is_for_me(picture, &owners)
            }
        }
    }

    /// Whether the line of a request holds every word.
    fn says(&self, picture: &Picture, entry: &Entry) -> bool {
        if self.words.terms.is_empty() {
            return true;
        }
        let judged = &entry.judged;
        let owners = owner::owners(picture, entry);
        let line = [
            judged.gist.as_str(),
            &judged.requester,
            judged.tier.as_deref().unwrap_or_default(),
            &row::source(picture, judged).1,
            &row::place(picture, judged),
            &owner::label(picture, &owners),
        ]
        .join("\n");
        self.words.found_in(&line) == self.words.terms.len()
    }
}
