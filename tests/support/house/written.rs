//! What one person's writes leave in the world.

use domain::{Action, Clock, Deed, ExternalId, Receipt, Text};

use super::lines::Line;
use super::said::Said;
use super::source::FakeSource;

impl FakeSource {
    pub(super) fn write(&self, action: &Action) {
        let now = self.world.clock.now();
        let mut state = self.world.state();
        state.writes += 1;
        match &action.deed {
            Deed::Mark { name } => {
                state.set_mark(&action.root, (name, &self.me), now);
            }
            Deed::Unmark { name } => {
                state.take_mark(&action.root, (name, &self.me), now);
            }
            Deed::Reply { text } => {
                let root = state.lines[&action.root].clone();
                let mut post = root.post.clone();
                post.author = self.me.clone();
                post.text = Text::plain(text);
                post.mentions = Vec::new();
                post.action = Some(action.id.clone());
                let marks = Vec::new();
                state.answer(Line { at: now, post, marks, ..root });
            }
            Deed::Open { title, body } => {
                let issue = (action.id.clone(), title.clone(), body.clone());
                state.issues.push(issue);
            }
            Deed::Post { text } => {
                let said = Said::by("", action.place.as_str(), text);
                let mut post = said.into_post();
                post.author = self.me.clone();
                post.action = Some(action.id.clone());
                state.begin(post, (action.place.clone(), now));
            }
            Deed::Direct { .. } => {
                state.directs.push((self.key(), action.clone()));
            }
            Deed::Retract => {
                drop(state);
                self.world.deletes(&action.root);
            }
        }
    }

    /// Those who claim at the same instant wait for each other.
    pub(super) async fn cross(&self, action: &Action) {
        let crossing = self.world.crossing.lock().expect("a lock").clone();
        if let (Deed::Mark { .. }, Some(crossing)) = (&action.deed, crossing) {
            crossing.wait().await;
        }
    }

    pub(super) fn receipt(&self, action: &Action) -> Receipt {
        let state = self.world.state();
        let sent = state.lines.iter().find(|(_, line)| self.sent(line, action));
        if let Deed::Open { .. } = action.deed {
            return Receipt {
                external: Some(ExternalId::new("7")),
                link: Some("https://chat.example/issues/7".to_owned()),
                ..Receipt::default()
            };
        }
        Receipt {
            external: sent.map(|(id, _)| id.clone()),
            at: sent.map(|(_, line)| line.at),
            marks: Some(state.marks_of(&action.root)),
            link: None,
        }
    }

    pub(super) fn stands(&self, action: &Action) -> bool {
        let state = self.world.state();
        let marks = state.marks_of(&action.root);
        let mine = |name: &str| {
            marks
                .iter()
                .filter(|mark| mark.name == name)
                .any(|mark| mark.by.iter().any(|by| by.id == self.me.id))
        };
        match &action.deed {
            Deed::Mark { name } => mine(name),
            Deed::Unmark { name } => !mine(name),
            Deed::Open { .. } => {
                state.issues.iter().any(|(id, _, _)| *id == action.id)
            }
            Deed::Direct { .. } => {
                state.directs.iter().any(|(_, it)| it.id == action.id)
            }
            Deed::Reply { .. } | Deed::Post { .. } => {
                state.lines.values().any(|line| self.sent(line, action))
            }
            Deed::Retract => state.lines[&action.root].gone,
        }
    }

    /// What an action carries anybody may have put on a message of theirs.
    fn sent(&self, line: &Line, action: &Action) -> bool {
        line.post.action.as_ref() == Some(&action.id)
            && line.post.author.id == self.me.id
    }
}
