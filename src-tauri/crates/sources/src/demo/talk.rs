//! One thread on the stage: what stands on it and who has spoken.

use domain::{Author, Mark, UserId};

use super::script::{Kind, SHRUGS, Scene, THANKS};
use super::troupe::Spot;

/// A thread as it stands now.
pub(super) struct Talk {
    /// Its story.
    pub(super) scene: &'static Scene,
    /// Where it is.
    pub(super) spot: Spot,
    /// The marks on its root.
    pub(super) marks: Vec<Mark>,
    /// Teammates who wrote in it.
    pub(super) spoke: Vec<UserId>,
    /// The user's questions and answers so far.
    asked: usize,
    answered: usize,
}

impl Talk {
    /// A thread that begins.
    pub(super) fn new(scene: &'static Scene, spot: Spot) -> Talk {
        Talk {
            scene,
            spot,
            marks: Vec::new(),
            spoke: Vec::new(),
            asked: 0,
            answered: 0,
        }
    }

    /// Whether a mark of somebody stands.
    pub(super) fn bears(&self, name: &str, by: &UserId) -> bool {
        self.marks
            .iter()
            .any(|m| m.name == name && m.by.iter().any(|a| a.id == *by))
    }

    /// Whether a mark of anybody stands.
    pub(super) fn bears_any(&self, name: &str) -> bool {
        self.marks.iter().any(|m| m.name == name)
    }

    /// Sets a mark; says whether it did not stand yet.
    pub(super) fn mark(&mut self, name: &str, by: Author) -> bool {
        if self.bears(name, &by.id) {
            return false;
        }
        match self.marks.iter_mut().find(|m| m.name == name) {
            Some(mark) => mark.by.push(by),
            None => {
                self.marks.push(Mark { name: name.to_owned(), by: vec![by] });
            }
        }
        true
    }

    /// Takes a mark off; says whether it stood.
    pub(super) fn unmark(&mut self, name: &str, by: &UserId) -> bool {
        if !self.bears(name, by) {
            return false;
        }
        for mark in self.marks.iter_mut().filter(|m| m.name == name) {
            mark.by.retain(|a| a.id != *by);
        }
        self.marks.retain(|m| !m.by.is_empty());
        true
    }

    /// What the requester says to the user's words, if anything: facts to a
    /// question, and to an answer what the story holds, then thanks once.
    pub(super) fn responds_to(&mut self, words: &str) -> Option<&'static str> {
        if self.scene.kind == Kind::Alert {
            return None;
        }
        if words.trim_end().ends_with('?') {
            let said = match self.asked.checked_sub(1) {
                None => Some(self.scene.facts),
                Some(again) => SHRUGS.get(again % SHRUGS.len()).copied(),
            };
            self.asked += 1;
            return said;
        }
        let nth = self.answered;
        self.answered += 1;
        let back = self.scene.back;
        if nth == back.len() {
            let pick = (self.scene.says.len() + self.asked) % THANKS.len();
            return THANKS.get(pick).copied();
        }
        back.get(nth).copied()
    }
}
