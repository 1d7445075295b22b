//! Whom a message about a request goes to, and what it says.

use super::{Direct, NoDirect, Writer, names};
use crate::world::{Story, at, key, slack};
use crate::{Duty, Role, Rules, Seat, SourceId, UserId};

fn seat(name: &str, role: Role) -> Seat {
    Seat { person: key(name), role }
}

fn seated(seats: &[(&str, Role)]) -> Duty {
    let seats = seats.iter().map(|(name, role)| seat(name, *role)).collect();
    Duty::Always { seats }
}

fn asked(duty: Duty) -> Story {
    let seats = |rules: &mut Rules| rules.duty = duty;
    Story::asks("10:00", "Dirk", "Tour 4711 is stuck").ruled(seats)
}

fn by(story: &Story, me: &str) -> Result<Direct, NoDirect> {
    through(&[slack()], (story, me))
}

fn through(
    lines: &[SourceId],
    (story, me): (&Story, &str),
) -> Result<Direct, NoDirect> {
    let me = key(me);
    let writer =
        Writer { rules: &story.rules, me: Some(&me), lines, now: at("10:05") };
    writer.pair(&story.seen_at("10:05"))
}

fn to(direct: Result<Direct, NoDirect>) -> Vec<String> {
    let to = direct.map(|direct| direct.to).unwrap_or_default();
    to.iter().map(ToString::to_string).collect()
}

const PAIR: &[(&str, Role)] =
    &[("ana", Role::Responder), ("ben", Role::Fallback)];

#[test]
fn whoever_has_it_is_asked() {
    let story = asked(Duty::Everyone).marks("10:02", &[("eyes", &["mika"])]);
    assert_eq!(to(by(&story, "noor")), ["mika"]);
}

#[test]
fn where_nobody_has_it_those_first_in_line_are_asked() {
    assert_eq!(to(by(&asked(seated(PAIR)), "noor")), ["ana"]);
    let backed = &[("ben", Role::Fallback), ("mika", Role::Secondary)];
    assert_eq!(to(by(&asked(seated(backed)), "noor")), ["ben"]);
    let last = &[("mika", Role::Secondary)];
    assert_eq!(to(by(&asked(seated(last)), "noor")), ["mika"]);
}

#[test]
fn nobody_writes_to_themselves() {
    let alone = &[("ana", Role::Responder)];
    let nobody = by(&asked(seated(alone)), "ana");
    assert_eq!(nobody, Err(NoDirect::Nobody));
    assert_eq!(to(by(&asked(seated(PAIR)), "ana")), ["ben"]);
}

#[test]
fn it_says_what_was_asked_where_and_by_whom() {
    let direct = by(&asked(seated(PAIR)), "noor").unwrap();
    assert!(direct.head.starts_with("May I pair with you"), "{direct:?}");
    let asked = "Dirk in #support: \u{201c}Tour 4711 is stuck\u{201d}";
    assert!(direct.head.contains(asked), "{}", direct.head);
}

#[test]
fn whom_no_source_reaches_is_named() {
    let unknown = |rules: &mut Rules| {
        for mate in &mut rules.roster {
            mate.email = None;
            mate.ids = vec![(SourceId::new("github"), UserId::new("1"))];
        }
    };
    let story = asked(seated(PAIR)).ruled(unknown);
    let no = by(&story, "noor").unwrap_err();
    assert_eq!(no, NoDirect::NoWay("Ana".to_owned()));
    assert!(no.words().0.contains("Slack does not reach Ana"));
}

#[test]
fn where_no_source_brings_any_everybody_is_told_to_write_themselves() {
    let no = through(&[], (&asked(seated(PAIR)), "noor")).unwrap_err();
    let (words, _) = no.words();
    assert!(words.ends_with("write to Ana yourself."), "{words}");
}

#[test]
fn several_are_named_in_their_order() {
    let rules = asked(Duty::Everyone).rules;
    let both = [key("ana"), key("ben")];
    assert_eq!(names(&rules, &both), "Ana and Ben");
}
