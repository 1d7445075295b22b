//! What the mention of a group means, as it is asked about at each source.

use domain::Priority;
use sources::slack::GroupSeen;

use super::state::State;
use crate::accounts::meant;

/// What was said of the mention of a group; nothing where it means nothing.
pub(crate) type Word = (String, Option<Priority>);

/// What a mention means among those that mean something.
pub(super) fn meaning(
    meant: &[(String, Priority)],
    group: &str,
) -> Option<Priority> {
    let mut meant = meant.iter();
    let (_, priority) =
        meant.find(|(known, _)| known.eq_ignore_ascii_case(group))?;
    Some(*priority)
}

impl State {
    /// Asks about the mentions of groups: what was said of them before stands
    /// there already, and of the others what the preset says.
    pub(super) fn ask_about(&mut self, groups: Vec<GroupSeen>) {
        if let Some(like) = self.like {
            let usual = meant(like, &groups);
            let means = |group: &GroupSeen| {
                let same =
                    |(it, _): &&Word| it.eq_ignore_ascii_case(&group.handle);
                match self.words.iter().find(same) {
                    Some((_, means)) => *means,
                    None => meaning(&usual, &group.handle),
                }
            };
            self.meant = groups
                .iter()
                .filter_map(|it| Some((it.handle.clone(), means(it)?)))
                .collect();
        }
        self.groups = groups;
    }

    /// Takes what is said of them now.
    pub(super) fn mean(&mut self, meant: Vec<(String, Priority)>) {
        for group in self.groups.iter().map(|group| &group.handle) {
            self.words.retain(|(it, _)| !it.eq_ignore_ascii_case(group));
            self.words.push((group.clone(), meaning(&meant, group)));
        }
        self.meant = meant;
    }
}

#[cfg(test)]
mod tests {
    use domain::Priority::{Emergency, Normal, Urgent};
    use team::{PRESETS, Preset};

    use super::*;

    /// A preset in which a mention means something, and that mention.
    fn usual() -> (&'static Preset, String, Priority) {
        let mut all = PRESETS.iter().flat_map(|preset| {
            let mentions = preset.mentions().into_iter();
            mentions.map(move |(group, means)| (preset, group, means))
        });
        all.next().expect("a preset in which a mention means something")
    }

    fn asked(words: Vec<Word>) -> State {
        let (preset, group, _) = usual();
        let mut state = State { like: Some(preset), words, ..State::default() };
        let seen = |handle: &str| GroupSeen {
            handle: handle.to_owned(),
            members: Vec::new(),
        };
        state.ask_about(vec![seen(&group), seen("@others")]);
        state
    }

    #[test]
    fn of_what_nobody_spoke_before_the_preset_speaks() {
        let (_, group, means) = usual();
        assert_eq!(asked(Vec::new()).meant, [(group, means)]);
    }

    #[test]
    fn what_was_said_to_mean_nothing_means_nothing_at_the_next_source() {
        let (_, group, _) = usual();
        let folded = group.to_uppercase();
        assert_eq!(asked(vec![(folded, None)]).meant, []);
        let words = vec![("@others".to_owned(), Some(Normal)), (group, None)];
        assert_eq!(asked(words).meant, [("@others".to_owned(), Normal)]);
    }

    #[test]
    fn an_answer_holds_when_the_question_is_asked_anew() {
        let (_, group, means) = usual();
        let mut state = asked(Vec::new());
        let other = if means == Urgent { Emergency } else { Urgent };
        state.mean(vec![("@others".to_owned(), other)]);
        let groups = state.groups.clone();
        state.ask_about(groups);
        assert_eq!(state.meant, [("@others".to_owned(), other)]);
        state.mean(vec![(group.clone(), other)]);
        let groups = state.groups.clone();
        state.ask_about(groups);
        assert_eq!(state.meant, [(group, other)]);
    }
}
