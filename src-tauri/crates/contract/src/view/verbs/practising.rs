//! What somebody who reads along is offered instead: all of it private.

use domain::Role;
use domain::practice::Guess as Made;

use super::{Desk, verb};
use crate::view::practice;
use crate::{Act, Guess, Priority, Verb};

impl Desk<'_> {
    /// The verbs of practice, in the order of their buttons.
    pub(super) fn practising(&self) -> Vec<Verb> {
        if self.picture.who.role != Role::Observer {
            return Vec::new();
        }
        let request = self.request;
        let guess = |guess| Act::Practise { request, guess };
        let made = &self.close.practice;
        let claimed = made.iter().any(|it| it.guess == Made::Claim);
        let mut verbs = Vec::new();
        if !claimed {
            let claim = guess(Guess::Claim);
            verbs.push(verb(claim, "Practise a claim", "C"));
        }
        let reply = guess(Guess::Reply { text: String::new() });
        verbs.push(verb(reply, "Practise a reply", "R"));
        verbs
    }

    /// The guesses that have no button of their own, and what is done with
    /// those that were made.
    pub(super) fn guessing(&self) -> Vec<Verb> {
        let request = self.request;
        let mut verbs = Vec::new();
        if self.picture.who.role == Role::Observer {
            let guess = |guess| Act::Practise { request, guess };
            let step = guess(Guess::FirstStep { text: String::new() });
            let tag = guess(Guess::Tag { tag: String::new() });
            verbs.push(verb(step, "Keep it as the first step", ". F"));
            verbs.push(verb(tag, "Keep it as the tag", ". T"));
            for (priority, label, key) in [
                (Priority::Emergency, "Guess: an emergency", ". 1"),
                (Priority::Urgent, "Guess: urgent", ". 2"),
                (Priority::Normal, "Guess: normal", ". 3"),
            ] {
                let weigh = guess(Guess::Priority { priority });
                verbs.push(verb(weigh, label, key));
            }
        }
        if !self.close.practice.is_empty() {
            let whom = practice::talk_with(self.picture, self.close);
            let label = match whom {
                Some(name) => format!("Copy for the talk with {name}"),
                None => "Copy what you practised".to_owned(),
            };
            verbs.push(verb(Act::CopyPractice { request }, &label, "Y"));
            let discard = Act::DiscardPractice { request };
            verbs.push(verb(discard, "Discard", "Backspace"));
        }
        verbs
    }
}
