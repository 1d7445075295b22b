//! What mentions mean, by the last word on each.

use domain::Priority;

use crate::connecting::{Outcome, Word};

/// What was said of the groups whose mention was asked about, in the order in
/// which they were asked about first. That one means nothing is a word too.
pub(super) fn words(connected: &[Outcome]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (group, means) in connected.iter().flat_map(Outcome::words_on_groups) {
        let known = |(known, _): &&mut Word| known.eq_ignore_ascii_case(&group);
        match words.iter_mut().find(known) {
            Some((_, before)) => *before = means,
            None => words.push((group, means)),
        }
    }
    words
}

/// Those that mean something.
pub(super) fn meant(connected: &[Outcome]) -> Vec<(String, Priority)> {
    let words = words(connected).into_iter();
    words.filter_map(|(group, means)| Some((group, means?))).collect()
}

#[cfg(test)]
mod tests {
    use domain::Priority::{Normal, Urgent};
    use sources::slack::GroupSeen;

    use super::*;
    use crate::setup::candidates::tests::{person, source};

    /// A source at which it was asked what the mentions of groups mean.
    fn asked(
        kind: &'static str,
        words: &[(&str, Option<Priority>)],
    ) -> Outcome {
        let seen = |(group, _): &(&str, _)| GroupSeen {
            handle: (*group).to_owned(),
            members: Vec::new(),
        };
        let means = |(group, means): &(&str, Option<Priority>)| {
            Some(((*group).to_owned(), (*means)?))
        };
        let mut outcome = source(kind, person("A1", "Ana", None), Vec::new());
        outcome.groups = words.iter().map(seen).collect();
        outcome.meant = words.iter().filter_map(means).collect();
        outcome
    }

    #[test]
    fn what_means_nothing_in_one_source_does_not_come_back_in_the_next() {
        let slack = asked("slack", &[("@oncall", None), ("@team", None)]);
        let known = words(std::slice::from_ref(&slack));
        assert_eq!(
            known,
            [("@oncall".to_owned(), None), ("@team".to_owned(), None)]
        );
        assert_eq!(meant(&[slack]), []);
    }

    #[test]
    fn the_last_word_on_a_mention_counts() {
        let slack = asked("slack", &[("@OnCall", Some(Normal))]);
        let teams = asked("teams", &[("@oncall", Some(Urgent)), ("@a", None)]);
        let github = asked("github", &[("@a", Some(Normal))]);
        let all = [slack.clone(), teams.clone(), github];
        assert_eq!(
            meant(&all),
            [("@OnCall".to_owned(), Urgent), ("@a".to_owned(), Normal)]
        );
        let nothing = asked("github", &[("@oncall", None)]);
        assert_eq!(meant(&[slack, teams, nothing]), []);
    }
}
