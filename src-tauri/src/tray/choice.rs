//! What a press in the menu means, also when the menu has just changed.

use std::collections::HashMap;

use chrono::TimeDelta;
use contract::{Aim, Command};

use super::Line;

/// How long a hand needs to see that a place has become another request's.
const SEEN: TimeDelta = TimeDelta::milliseconds(300);

/// The lines as they are shown, and the places that have just changed hands.
#[derive(Debug, Default)]
pub(super) struct Choices {
    lines: Vec<Line>,
    changed: HashMap<String, TimeDelta>,
}

impl Choices {
    /// The menu shows other lines from now on.
    pub(super) fn show(&mut self, lines: Vec<Line>, now: TimeDelta) {
        self.changed.retain(|_, at| now - *at < SEEN);
        for (id, request) in lines.iter().filter_map(place) {
            let before = self.lines.iter().filter_map(place);
            let mut before = before.filter(|(old, _)| *old == id);
            if before.any(|(_, old)| old != request) {
                self.changed.insert(id.to_owned(), now);
            }
        }
        self.lines = lines;
    }

    /// What a press means. On a place that became another request's under
    /// the hand it only shows what is there now: a claim is seen by others.
    pub(super) fn choose(&self, id: &str, now: TimeDelta) -> Option<Command> {
        let command = Line::command(&self.lines, id)?;
        let moved = self.lines.iter().filter_map(place).find(|(place, _)| {
            let inside = id.strip_prefix(place);
            let inside = inside.is_some_and(|rest| rest.starts_with('.'));
            let changed = self.changed.get(*place);
            inside && changed.is_some_and(|at| now - *at < SEEN)
        });
        Some(match moved {
            Some((_, request)) => Command::Raise(Aim::at(Some(request))),
            None => command,
        })
    }
}

/// The place of a request, and which it is.
fn place(line: &Line) -> Option<(&str, i64)> {
    match line {
        Line::Menu { id, request: Some(request), .. } => Some((id, *request)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::view::press;
    use super::*;

    fn menu(request: i64) -> Vec<Line> {
        let command = Command::Show { request };
        let lines = vec![press("request.1.claim", "Claim", command)];
        vec![Line::menu("request.1", "Labels", lines).about(request)]
    }

    #[test]
    fn a_press_means_what_the_line_says() {
        let now = TimeDelta::zero();
        let mut choices = Choices::default();
        choices.show(menu(7), now);
        let means = choices.choose("request.1.claim", now);
        assert_eq!(means, Some(Command::Show { request: 7 }));
        assert_eq!(choices.choose("gone", now), None);
    }

    #[test]
    fn a_place_that_changed_hands_under_the_pointer_only_shows() {
        let now = TimeDelta::zero();
        let mut choices = Choices::default();
        choices.show(menu(7), now);
        choices.show(menu(8), now);
        let soon = now + TimeDelta::milliseconds(100);
        let means = choices.choose("request.1.claim", soon);
        assert_eq!(means, Some(Command::Raise(Aim::at(Some(8)))));

        let later = now + TimeDelta::milliseconds(400);
        let means = choices.choose("request.1.claim", later);
        assert_eq!(means, Some(Command::Show { request: 8 }));
    }

    #[test]
    fn new_words_for_the_same_request_are_no_change_of_hands() {
        let now = TimeDelta::zero();
        let mut choices = Choices::default();
        choices.show(menu(7), now);
        choices.show(menu(7), now);
        let means = choices.choose("request.1.claim", now);
        assert_eq!(means, Some(Command::Show { request: 7 }));
    }
}
