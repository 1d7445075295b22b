//! Which conversation a mail belongs to, and what is remembered of it.

use super::*;
use crate::mail::wire::Person;

fn at(hour: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::hours(hour)
}

fn letter(name: &str, subject: &str, follows: &[&str]) -> Letter {
    Letter {
        name: Some(name.into()),
        subject: subject.into(),
        follows: follows.iter().map(|it| (*it).to_owned()).collect(),
        from: Person { address: "jo@x.test".into(), name: "Jo".into() },
        ..Letter::default()
    }
}

const KNOWN: Known = Known { lies: None, print: 1, ours: false, gone: None };

/// A mailbox in which Jo has begun a conversation about labels.
fn labels() -> Memory {
    let mut memory = Memory::first(at(0));
    let root = letter("root@x", "Labels", &[]);
    memory.begin("root@x", &root, at(1));
    memory.add(("root@x", "root@x"), (&root, at(1)), KNOWN);
    memory.talks.get_mut("root@x").unwrap().joins("jo@x.test");
    memory
}

fn jo(memory: &Memory, letter: &Letter) -> Option<String> {
    memory.talk_of(letter, ("jo@x.test", false, at(2)))
}

#[test]
fn a_mail_belongs_where_the_mails_it_follows_are() {
    let memory = labels();
    let answer = letter("b@x", "something else", &["root@x", "lost@x"]);
    assert_eq!(jo(&memory, &answer).as_deref(), Some("root@x"));
    let new = letter("c@x", "Labels", &[]);
    assert_eq!(jo(&memory, &new), None, "a subject alone says nothing");
}

#[test]
fn an_answer_that_names_no_mail_is_known_by_its_subject_and_author() {
    let memory = labels();
    let answer = letter("b@x", "Re: AW: labels", &[]);
    assert_eq!(jo(&memory, &answer).as_deref(), Some("root@x"));
    let stranger = memory.talk_of(&answer, ("eve@y.test", false, at(2)));
    assert_eq!(stranger, None);
    let to_jo = Letter { to: vec!["jo@x.test".into()], ..answer.clone() };
    let ours = memory.talk_of(&to_jo, ("ana@acme.test", true, at(2)));
    assert_eq!(ours.as_deref(), Some("root@x"));
    let late = at(24 * 20);
    assert_eq!(memory.talk_of(&answer, ("jo@x.test", false, late)), None);
}

#[test]
fn a_first_mail_that_comes_after_its_answer_joins_it() {
    let mut memory = Memory::first(at(0));
    let answer = letter("b@x", "Re: Labels", &["first@x"]);
    memory.begin("b@x", &answer, at(1));
    memory.add(("b@x", "b@x"), (&answer, at(1)), KNOWN);
    memory.talks.get_mut("b@x").unwrap().joins("jo@x.test");
    let first = letter("first@x", "Labels", &[]);
    assert_eq!(jo(&memory, &first).as_deref(), Some("b@x"));
}

#[test]
fn those_who_answer_one_circular_do_not_meet() {
    let mut memory = Memory::first(at(0));
    let jo_answers = letter("b@x", "Re: News", &["circular@acme"]);
    memory.begin("b@x", &jo_answers, at(1));
    memory.add(("b@x", "b@x"), (&jo_answers, at(1)), KNOWN);
    memory.talks.get_mut("b@x").unwrap().joins("jo@x.test");
    let eve = letter("e@y", "Re: News", &["circular@acme"]);
    assert_eq!(memory.talk_of(&eve, ("eve@y.test", false, at(2))), None);
    let again = letter("j@x", "Re: News", &["circular@acme"]);
    assert_eq!(jo(&memory, &again).as_deref(), Some("b@x"));
}

#[test]
fn who_follows_a_mail_that_is_gone_begins_anew_and_is_not_split() {
    let mut memory = labels();
    memory.gone("root@x", at(2));
    let more = letter("more@x", "Re: Labels", &["root@x"]);
    let nameless = letter("bare@x", "Re: Labels", &[]);
    assert_eq!(jo(&memory, &more), None);
    assert_eq!(jo(&memory, &nameless), None);
    memory.begin("more@x", &more, at(3));
    memory.add(("more@x", "more@x"), (&more, at(3)), KNOWN);
    memory.talks.get_mut("more@x").unwrap().joins("jo@x.test");
    let third = letter("third@x", "Re: Labels", &["root@x"]);
    assert_eq!(jo(&memory, &third).as_deref(), Some("more@x"));
    let kept = Memory::of(&memory.cursor()).unwrap();
    assert_eq!(jo(&kept, &third).as_deref(), Some("more@x"));
}

#[test]
fn what_is_gone_does_not_wait_for_the_mail_it_followed() {
    let mut memory = Memory::first(at(0));
    for (name, hour) in [("a@x", 1), ("b@x", 2)] {
        let answer = letter(name, "Re: News", &["circular@acme"]);
        assert_eq!(jo(&memory, &answer), None);
        memory.begin(name, &answer, at(hour));
        memory.add((name, name), (&answer, at(hour)), KNOWN);
        memory.talks.get_mut(name).unwrap().joins("jo@x.test");
        if name == "a@x" {
            memory.gone(name, at(hour));
        }
    }
    let third = letter("c@x", "Re: News", &["circular@acme"]);
    assert_eq!(jo(&memory, &third).as_deref(), Some("b@x"));
    let kept = Memory::of(&memory.cursor()).unwrap();
    assert_eq!(jo(&kept, &third).as_deref(), Some("b@x"));
}

#[test]
fn a_cursor_gives_back_what_was_known() {
    let mut memory = labels();
    memory.filled = true;
    let reach = Reach { validity: 7, next: 9, count: 3, change: Some(44) };
    memory.folders.insert(Folder::Inbox, reach);
    memory.lies("root@x", Some((Folder::Inbox, 8)));
    let back = Memory::of(&memory.cursor()).unwrap();
    assert_eq!(back, memory);
    assert_eq!(back.lying(Folder::Inbox), [(8, "root@x".into())].into());
    assert!(back.known("root@x").is_some());
}

#[test]
fn a_foreign_cursor_is_none() {
    for cursor in ["", "null", "{}", "[1]", r#"{"v":9}"#] {
        assert_eq!(Memory::of(cursor), None, "{cursor}");
    }
}

#[test]
fn what_is_gone_is_remembered_for_as_long_as_it_may_come_back() {
    let mut memory = labels();
    memory.gone("root@x", at(24 * 40));
    memory.forget(at(24 * 60), &[]);
    assert!(memory.known("root@x").is_some(), "it went lately");
    memory.forget(at(24 * 80), &[]);
    assert!(memory.known("root@x").is_none());
}

#[test]
fn what_is_old_and_closed_is_forgotten() {
    let mut memory = labels();
    memory.forget(at(24 * 40), &["root@x".into()]);
    assert!(memory.known("root@x").is_some(), "it is open");
    memory.forget(at(24 * 40), &[]);
    assert!(memory.known("root@x").is_none());
}
