//! What comes back long after it was closed.

use chrono::{DateTime, Utc};
use proptest::prelude::*;

use crate::world::*;
use crate::{
    Activity, DueKind, Event, ExternalId, Life, Outcome, RequestId, Rules,
    Thread, judge,
};

/// Everything that stands in one thread, as desktops keep it.
struct Shelf {
    rules: Rules,
    parts: Vec<Thread>,
    next: i64,
}

impl Shelf {
    fn new() -> Shelf {
        let first =
            posted(("1", "1"), at("10:00"), post("dirk", "help @oncall"));
        let mut thread =
            Thread::begin(RequestId(1), slack(), &first, first.at, false);
        thread.apply(&first, first.at);
        Shelf { rules: ferryline(), parts: vec![thread], next: 2 }
    }

    /// Takes a fact in as the ledger does.
    fn hears(&mut self, activity: &Activity, seen: DateTime<Utc>) {
        let last = self.parts.last().unwrap();
        let mut place = self.parts.len() - 1;
        let mut id = last.belongs(activity);
        while let Some(other) = id {
            place = self.parts.iter().position(|it| it.id == other).unwrap();
            id = self.parts[place].belongs(activity);
        }
        if matches!(activity.event, Event::Marks { .. }) {
            for part in &mut self.parts {
                if part.belongs(activity).is_none() {
                    part.apply(activity, seen);
                }
            }
        } else {
            self.parts[place].apply(activity, seen);
        }
        let id = RequestId(self.next);
        self.next += 1;
        while place + 1 < self.parts.len() {
            let mut later = self.parts.remove(place + 1);
            if self.parts[place].parts_again(&mut later, &self.rules) {
                self.parts.insert(place + 1, later);
                place += 1;
            } else {
                self.parts[place].rejoin(later);
            }
        }
        let last = self.parts.last_mut().unwrap();
        let later = last.part(&self.rules, id);
        self.parts.extend(later);
    }

    fn says(&mut self, on: DateTime<Utc>, name: &str, words: &str) {
        let id = format!("{name} {on}");
        self.hears(&posted((&id, "1"), on, post(name, words)), on);
    }

    fn marks(&mut self, on: DateTime<Utc>, marks: &[(&str, &[&str])]) {
        self.hears(&marked("1", on, marks), on);
    }

    fn judged(&self, part: usize, now: DateTime<Utc>) -> crate::Judged {
        judge(&self.parts[part], &self.rules, now)
    }
}

/// Answered and closed on Tuesday at 10:10; three business days later it is
/// Friday at 18:00.
fn closed() -> Shelf {
    let mut shelf = Shelf::new();
    shelf.says(at("10:05"), "ana", "Restart the printer.");
    shelf.marks(at("10:10"), &[(EYES, &["ana"]), (DONE, &["ana"])]);
    shelf
}

const FRIDAY: &str = "2026-11-20";
const MONDAY: &str = "2026-11-23";

#[test]
fn within_three_business_days_it_comes_back() {
    let mut shelf = closed();
    shelf.says(on(FRIDAY, "17:59"), "dirk", "it broke again");
    assert_eq!(shelf.parts.len(), 1);
    let judged = shelf.judged(0, on(FRIDAY, "17:59"));
    assert_eq!((judged.life, judged.follows), (Life::Open, None));
}

#[test]
fn later_it_is_a_new_request_that_is_linked_to_the_old() {
    let mut shelf = closed();
    shelf.says(on(MONDAY, "10:00"), "dirk", "it broke again");
    let now = on(MONDAY, "10:01");
    let (old, new) = (shelf.judged(0, now), shelf.judged(1, now));
    assert!(matches!(old.life, Life::Closed { .. }));
    assert_eq!(old.verdict.unwrap().outcome, Outcome::Met);
    assert_eq!((old.follows, old.followed), (None, Some(new.id)));
    assert_eq!((new.follows, new.followed), (Some(old.id), None));
    assert_eq!((new.life, &*new.gist), (Life::Open, "it broke again"));
    let due = new.deadline.unwrap();
    assert_eq!(due.kind, DueKind::FirstResponse);
    assert_eq!(due.started, on(MONDAY, "10:00"));
    assert_eq!(new.owners, [], "whoever had the old one has not this one");
    assert_eq!(new.root, Some(ExternalId::new("1")), "answers go there");
    let says = |judged: &[crate::Step], words: &str| {
        judged.iter().any(|step| step.words.contains(words))
    };
    assert!(says(&old.steps, "that is request 4."));
    assert!(says(&new.steps, "It follows request 1,"));
}

#[test]
fn a_late_thank_you_begins_nothing() {
    let mut shelf = closed();
    shelf.says(on(MONDAY, "10:00"), "dirk", "thanks!");
    assert_eq!(shelf.parts.len(), 1);
}

#[test]
fn what_is_set_and_said_afterwards_is_about_the_new_one() {
    let mut shelf = closed();
    shelf.says(on(MONDAY, "10:00"), "dirk", "it broke again");
    let now = on(MONDAY, "10:20");
    shelf.marks(now, &[(EYES, &["ana", "mika"]), (DONE, &["ana"])]);
    let new = shelf.judged(1, now);
    let owners: Vec<_> = new.owners.iter().map(|o| o.person.as_str()).collect();
    assert_eq!((new.life, owners), (Life::Open, vec!["mika"]));
    shelf.says(on(MONDAY, "10:21"), "mika", "I replaced it.");
    assert_eq!(shelf.judged(1, now).verdict.unwrap().outcome, Outcome::Met);
    let done = on(MONDAY, "10:30");
    shelf.marks(done, &[(EYES, &["ana"]), (DONE, &["ana", "mika"])]);
    let life = shelf.judged(1, done).life;
    assert!(matches!(life, Life::Closed { at, .. } if at == done));
    assert_eq!(shelf.parts[0].messages.len(), 2, "the old one is as it was");
}

#[test]
fn the_old_one_stays_closed_when_its_mark_is_taken_off() {
    let mut shelf = closed();
    shelf.says(on(MONDAY, "10:00"), "dirk", "it broke again");
    shelf.marks(on(MONDAY, "10:30"), &[]);
    let old = shelf.judged(0, on(MONDAY, "11:00"));
    assert!(matches!(old.life, Life::Closed { .. }));
}

#[test]
fn what_is_learnt_late_may_make_them_one() {
    let mut shelf = closed();
    shelf.says(on(MONDAY, "10:00"), "dirk", "it broke again");
    assert_eq!(shelf.parts.len(), 2);
    let seen = on(MONDAY, "10:30");
    let before = on(FRIDAY, "10:00");
    let reply = posted(("f", "1"), before, post("dirk", "still broken"));
    shelf.hears(&reply, seen);
    assert_eq!(shelf.parts.len(), 1, "it had come back on Friday");
    let one = shelf.judged(0, seen);
    assert_eq!((one.life, one.followed), (Life::Open, None));
    assert_eq!(one.unanswered, Some(before));
}

/// Facts of one thread over two weeks, each with the state it had.
fn facts() -> Vec<Activity> {
    let says = |id: &str, at, who: &str, words: &str| {
        posted((id, "1"), at, post(who, words))
    };
    vec![
        says("a", at("10:05"), "ana", "Restart the printer."),
        marked("1", at("10:10"), &[(DONE, &["ana"])]),
        says("b", on(MONDAY, "10:00"), "dirk", "it broke again"),
        says("c", on(MONDAY, "10:10"), "dirk", "and it smells"),
        says("d", on(MONDAY, "10:20"), "mika", "I replaced it."),
        says("e", on("2026-11-24", "10:00"), "dirk", "thanks!"),
    ]
}

proptest! {
    #[test]
    fn two_desktops_part_it_alike(order in Just(facts()).prop_shuffle()) {
        let seen = on("2026-12-01", "10:00");
        let mut shelf = Shelf::new();
        for fact in &order {
            shelf.hears(fact, seen);
        }
        prop_assert_eq!(shelf.parts.len(), 2);
        let ids = |part: usize| -> Vec<&str> {
            let messages = shelf.parts[part].messages.iter();
            messages.map(|m| m.external.as_str()).collect()
        };
        prop_assert_eq!(ids(0), ["1", "a"]);
        prop_assert_eq!(ids(1), ["b", "c", "d", "e"]);
        let (old, new) = (shelf.judged(0, seen), shelf.judged(1, seen));
        let closed = matches!(old.life, Life::Closed { .. });
        prop_assert!(closed);
        prop_assert_eq!(new.asked, on(MONDAY, "10:00"));
        prop_assert_eq!(new.verdict.unwrap().outcome, Outcome::Met);
        let answered = matches!(new.life, Life::Answered { .. });
        prop_assert!(answered);
    }
}
