//! The handoff against what is counted by hand.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::world::*;
use crate::{Activity, Duty, Outcome, Seat, Shift, SourceId};

type Came = Vec<(Thread, Judged)>;

/// One request of a user at a source, asked at a time of that Tuesday.
fn asked(
    id: i64,
    (source, user, mail): (&str, &str, Option<&str>),
    (time, words): (&str, &str),
) -> (Thread, Judged) {
    let mut post = post(user, words);
    post.author.email = mail.map(str::to_owned);
    let root = format!("{id}");
    let first: Activity = posted((&root, &root), at(time), post);
    let mut story = Story::begins(first, "support");
    story.thread.id = RequestId(id);
    let mut judged = story.seen_at(time);
    judged.id = RequestId(id);
    story.thread.source = SourceId::new(source);
    (story.thread, judged)
}

fn told(story: &Story, id: i64, time: &str) -> (Thread, Judged) {
    let mut judged = story.seen_at(time);
    judged.id = RequestId(id);
    (story.thread.clone(), judged)
}

fn tuesday() -> Stretch {
    Stretch { from: at("09:00"), to: at("18:00") }
}

fn on_that_day(came: &Came) -> DayUsers {
    let days = users(came, &ferryline(), (tuesday(), at("17:00")));
    assert_eq!(days.len(), 1, "{days:?}");
    days[0]
}

#[test]
fn what_was_answered_in_time_and_late_and_not_at_all_is_counted_apart() {
    let ask = |words| Story::asks("10:00", "dirk", words);
    let came = vec![
        told(&ask("a @dev911").says("10:03", "ana", "Yes."), 1, "12:00"),
        told(&ask("b @dev911").says("10:13", "ana", "Yes."), 2, "12:00"),
        told(&ask("c @dev911"), 3, "12:00"),
        told(&ask("d").marks("10:05", &[(DONE, &["ana"])]), 4, "12:00"),
        told(&ask("e").does("10:05", crate::What::Dismiss), 5, "12:00"),
        told(&Story::asks("10:00", "noor", "f"), 6, "12:00"),
    ];
    let minute = 60_000;
    assert_eq!(
        numbers(&came),
        Numbers {
            requests: 4,
            answered: 2,
            in_time: 1,
            ended: 1,
            waiting: 1,
            p50_ms: Some(3 * minute),
            p90_ms: Some(13 * minute),
            internal: 1,
        }
    );
    let late = late(&came);
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].request, RequestId(2));
    assert_eq!(late[0].late_ms, 3 * minute);
    assert_eq!(late[0].by, Some(key("ana")));
    assert_eq!(numbers(&[]), Numbers::default());
}

#[test]
fn an_address_joins_the_accounts_of_a_person_over_sources() {
    let mail = Some("maya@acme.example");
    let came = vec![
        asked(1, ("slack", "U1", mail), ("10:00", "the export is empty")),
        asked(2, ("github", "maya", Some("Maya@Acme.example")), ("10:10", "b")),
        asked(3, ("slack", "U1", None), ("10:20", "still empty for me")),
    ];
    assert_eq!(on_that_day(&came).users, 1);
    assert!(!on_that_day(&came).at_most);
}

#[test]
fn accounts_that_may_be_one_person_make_it_at_most() {
    let one = |id, source, user| {
        asked(id, (source, user, None), ("10:00", "the export is empty"))
    };
    let same = vec![one(1, "slack", "U1"), one(2, "slack", "U2")];
    assert_eq!(
        (on_that_day(&same).users, on_that_day(&same).at_most),
        (2, false)
    );
    let two = vec![one(1, "slack", "U1"), one(2, "github", "maya")];
    assert_eq!((on_that_day(&two).users, on_that_day(&two).at_most), (2, true));
}

#[test]
fn insiders_and_bots_are_no_users_and_a_closed_day_is_left_out() {
    let mut rules = ferryline();
    rules.handoff.insiders = vec!["@Ferryline.example".to_owned()];
    let mail = Some("pia@ferryline.example");
    let came = vec![
        asked(1, ("slack", "pia", mail), ("10:00", "the export is empty")),
        asked(2, ("slack", "noor", None), ("10:00", "the export is empty")),
        asked(3, ("slack", "bugsnag", None), ("10:00", "the export is empty")),
    ];
    // From Saturday to Tuesday noon: Sunday and Saturday are not worked.
    let span = Stretch { from: on("2026-11-14", "00:00"), to: at("18:00") };
    let days = users(&came, &rules, (span, at("12:00")));
    let shown: Vec<_> =
        days.iter().map(|it| (it.day.to_string(), it.users)).collect();
    let monday = ("2026-11-16".to_owned(), 0);
    assert_eq!(shown, [monday, ("2026-11-17".to_owned(), 0)]);
}

#[test]
fn what_comes_again_in_other_numbers_is_the_same() {
    let one = |id, time, words| asked(id, ("slack", "U1", None), (time, words));
    let came = vec![
        one(1, "10:00", "Tour 88340 has two drivers"),
        one(2, "11:00", "tour 88102 has two drivers!"),
        one(3, "12:00", "Tour 88340 will not close"),
        one(4, "12:10", "thanks 1"),
        one(5, "12:20", "thanks 2"),
    ];
    let again = came_back(&came);
    assert_eq!(again.len(), 1, "{again:?}");
    assert_eq!((again[0].request, again[0].times), (RequestId(2), 2));
}

#[test]
fn what_was_closed_and_came_back_came_twice() {
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .says("10:05", "ana", "Fixed.")
        .marks("10:06", &[(DONE, &["ana"])])
        .says("11:00", "dirk", "It is broken again.");
    let again = came_back(&[told(&story, 1, "11:01")]);
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].times, 2);
}

fn seat(name: &str, role: Role) -> Seat {
    Seat { person: key(name), role }
}

fn weekly() -> Rules {
    let mut rules = ferryline();
    let shift = |from: &str, to: &str, seats: &[(&str, Role)]| Shift {
        from: on(from, "09:00"),
        to: on(to, "09:00"),
        seats: seats.iter().map(|(name, role)| seat(name, *role)).collect(),
    };
    let shifts = vec![
        shift("2026-11-11", "2026-11-18", &[("ana", Role::Responder)]),
        shift("2026-11-11", "2026-11-18", &[("lena", Role::Observer)]),
        shift(
            "2026-11-18",
            "2026-11-25",
            &[("mika", Role::Responder), ("ben", Role::Fallback)],
        ),
    ];
    rules.duty = Duty::Shifts { shifts };
    rules
}

#[test]
fn a_shift_is_handed_over_until_the_next_one_runs() {
    let rules = weekly();
    let first = span(&rules, None, at("10:00"));
    assert_eq!(first.to, on("2026-11-18", "09:00"));
    assert_eq!(seated(&rules, first.from), [key("ana")]);
    assert_eq!(seated(&rules, first.to), [key("mika")]);
    let second = span(&rules, None, on("2026-11-18", "09:00"));
    assert_eq!(second.from, first.to);
    assert_eq!(past(&rules, second.from, 9), [first]);
    // Nobody is on after the last one: it is still the one to hand over.
    assert_eq!(span(&rules, None, on("2026-12-24", "09:00")), second);
}

#[test]
fn without_shifts_a_week_is_handed_over_from_monday_to_monday() {
    let rules = ferryline();
    let week = span(&rules, None, at("10:00"));
    assert_eq!(week.from, on("2026-11-16", "00:00"));
    assert_eq!(week.to, on("2026-11-23", "00:00"));
    let before = past(&rules, at("10:00"), 3);
    let from: Vec<_> = before.iter().map(|it| it.from).collect();
    let monday = |day| on(day, "00:00");
    assert_eq!(
        from,
        [monday("2026-11-09"), monday("2026-11-02"), monday("2026-10-26")]
    );
}

#[test]
fn a_note_of_this_shift_counts_and_an_older_one_is_shown() {
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .marks("10:05", &[(EYES, &["mika"])]);
    let judged = story.seen_at("12:00");
    let note = |id, written: &str, text: &str| Note {
        id,
        request: Some(judged.id),
        written: at(written),
        edited: None,
        text: text.to_owned(),
    };
    let span = tuesday();
    let next = [key("mika"), key("ana")];
    let of = |notes: &[Note]| left(&judged, notes, (span, &next), at("12:00"));
    assert_eq!(of(&[]).note, None);
    // She stays on, so it stays hers.
    assert_eq!(of(&[]).to, [key("mika")]);
    let before = of(&[note(1, "08:00", "old")]);
    assert_eq!((before.note, before.before), (None, Some("old".to_owned())));
    let fresh = of(&[note(1, "08:00", "old"), note(2, "11:00", "new")]);
    assert_eq!((fresh.note, fresh.before), (Some("new".to_owned()), None));
    let ana = [key("ana")];
    let gone = left(&judged, &[], (span, &ana), at("12:00"));
    assert_eq!(gone.to, ana);
}

fn someone() -> impl Strategy<Value = (usize, usize, bool)> {
    (0..2_usize, 0..4_usize, any::<bool>())
}

proptest! {
    /// Joined by hand: two accounts are one person where their addresses are
    /// equal, and might be one where they are at two sources and either has
    /// none.
    #[test]
    fn users_are_counted_as_by_hand(asks in prop::collection::vec(someone(), 1..12)) {
        let sources = ["slack", "github"];
        // Who has an address has the same one at both sources.
        let mail = |user: usize, has: bool| {
            has.then(|| format!("u{user}@acme.example"))
        };
        let came: Came = (1..).zip(&asks).map(|(id, (source, user, has))| {
            let (name, mail) = (format!("u{user}"), mail(*user, *has));
            let who = (sources[*source], name.as_str(), mail.as_deref());
            asked(id, who, ("10:00", "the export is empty"))
        }).collect();
        let accounts: BTreeSet<_> =
            asks.iter().map(|(source, user, _)| (*source, *user)).collect();
        let mailed = |it: &(usize, usize)| {
            asks.iter().any(|(s, u, has)| (*s, *u) == *it && *has)
        };
        let people: BTreeSet<_> =
            accounts.iter().filter(|it| mailed(it)).map(|it| it.1).collect();
        let nameless = accounts.iter().filter(|it| !mailed(it)).count();
        let both = (0..2).all(|s| accounts.iter().any(|it| it.0 == s));
        let counted = on_that_day(&came);
        prop_assert_eq!(counted.users, people.len() + nameless);
        prop_assert_eq!(counted.at_most, both && nameless > 0);
    }

    /// Half of all took no longer than the median, and of the smaller ones
    /// that is no more true.
    #[test]
    fn percentiles_are_as_by_hand(took in prop::collection::vec(1..600_i64, 1..40)) {
        let story = Story::asks("10:00", "dirk", "a @dev911")
            .says("10:03", "ana", "Yes.");
        let came: Came = (1..).zip(&took).map(|(id, ms)| {
            let (thread, mut judged) = told(&story, id, "12:00");
            let verdict = judged.verdict.as_mut().unwrap();
            verdict.took_ms = *ms;
            verdict.outcome =
                if *ms < 300 { Outcome::Met } else { Outcome::Missed };
            (thread, judged)
        }).collect();
        let numbers = numbers(&came);
        let within = |ms: i64| took.iter().filter(|it| **it <= ms).count() * 100;
        for (found, percent) in [(numbers.p50_ms, 50), (numbers.p90_ms, 90)] {
            let found = found.unwrap();
            prop_assert!(took.contains(&found));
            prop_assert!(within(found) >= took.len() * percent);
            let fewer = took.iter().filter(|it| **it < found).max();
            prop_assert!(fewer.is_none_or(|it| within(*it) < took.len() * percent));
        }
        prop_assert_eq!(numbers.in_time, took.iter().filter(|it| **it < 300).count());
        prop_assert_eq!(late(&came).len(), took.len() - numbers.in_time);
    }
}

#[test]
fn an_answer_to_the_form_takes_the_place_of_the_one_before() {
    let mut written = Written::default();
    written.answer("Risks?", "None.");
    written.answer("Risks?", "The deploy.");
    assert_eq!(written.answers.len(), 1);
    assert_eq!(written.answers[0].text.as_deref(), Some("The deploy."));
    written.answer("Risks?", "");
    assert_eq!(written.answers, []);
}
