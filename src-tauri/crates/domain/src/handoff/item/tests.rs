//! What a desktop reads of a handoff, and what it does not.

use chrono::TimeDelta;

use super::*;
use crate::world::*;
use crate::{ActionId, HandoffChannel};

fn rules() -> Rules {
    let mut rules = ferryline();
    rules.handoff.channel = Some(HandoffChannel {
        source: slack(),
        place: PlaceId::new("support"),
        apart: false,
    });
    rules
}

fn tag(about: Option<&str>) -> ActionId {
    let about = about.map(|root| About {
        source: slack(),
        place: PlaceId::new("support"),
        root: ExternalId::new(root),
    });
    let span = Stretch { from: at("09:00"), to: at("18:00") };
    Tag { span, about }.put_on(&ActionId::new("a-1"))
}

fn message(
    ids: (&str, &str),
    (who, action): (&str, Option<ActionId>),
) -> Activity {
    let post = crate::Post { action, ..post(who, "Handoff") };
    posted(ids, at("17:00"), post)
}

fn read(activity: &Activity) -> Option<Item> {
    Item::read(activity, (&rules(), &slack()), at("17:00"))
}

fn reply() -> Item {
    let reply = message(("8", "7"), ("ana", Some(tag(Some("1")))));
    read(&reply).expect("a reply of a handoff")
}

fn marks(names: &[&str]) -> Vec<Mark> {
    let by = names.iter().map(|name| author(name)).collect();
    vec![Mark { name: DONE.to_owned(), by }]
}

#[test]
fn the_summary_and_the_replies_are_known_by_what_they_carry() {
    let summary = message(("7", "7"), ("ana", Some(tag(None))));
    let summary = read(&summary).expect("a summary");
    assert_eq!((summary.about, summary.root.as_str()), (None, "7"));
    let reply = reply();
    assert_eq!(reply.about.as_ref().expect("a request").root.as_str(), "1");
    assert_eq!(reply.from(&rules()), Some(&key("ana")));
}

#[test]
fn what_only_looks_like_a_handoff_is_none() {
    let whole = Some(tag(None));
    let one = Some(tag(Some("1")));
    for (what, activity) in [
        ("untagged", message(("7", "7"), ("ana", None))),
        ("an answer of ours", {
            let action = Some(ActionId::new("a-1"));
            message(("8", "7"), ("ana", action))
        }),
        ("a customer", message(("7", "7"), ("dirk", whole.clone()))),
        ("a summary as a reply", message(("8", "7"), ("ana", whole.clone()))),
        ("a reply as a root", message(("7", "7"), ("ana", one))),
        ("elsewhere", {
            let elsewhere = message(("7", "7"), ("ana", whole));
            Activity { place: PlaceId::new("alerts"), ..elsewhere }
        }),
    ] {
        assert_eq!(read(&activity), None, "{what}");
    }
}

#[test]
fn the_first_who_answers_at_all_has_accepted() {
    let rules = rules();
    let mut item = reply();
    let mut shows = |names: &[&str], time| {
        item.mark((&marks(names), at(time)), &rules, at(time));
        item.taken(&rules).map(|(who, at)| (who.to_string(), at))
    };
    assert_eq!(shows(&["dirk", "lena"], "17:05"), None, "neither answers");
    let noor = Some(("noor".to_owned(), at("17:06")));
    assert_eq!(shows(&["dirk", "noor"], "17:06"), noor);
    assert_eq!(shows(&["noor", "mika"], "17:20"), noor, "and stays it");
    let mika = Some(("mika".to_owned(), at("17:20")));
    assert_eq!(shows(&["mika"], "17:30"), mika);
    assert_eq!(shows(&[], "17:40"), None);
}

#[test]
fn a_mark_that_was_there_before_us_counts_from_its_message() {
    let reply = message(("8", "7"), ("ana", Some(tag(Some("1")))));
    let rules = rules();
    let seen = at("19:00");
    let item = Item::read(&reply, (&rules, &slack()), seen);
    let mut item = item.expect("a reply of a handoff");
    item.mark((&marks(&["mika"]), seen), &rules, seen);
    assert_eq!(item.taken(&rules), Some((&key("mika"), at("17:00"))));
}

#[test]
fn a_deleted_reply_passes_nothing_on() {
    let rules = rules();
    let mut item = reply();
    item.mark((&marks(&["mika"]), at("17:05")), &rules, at("17:05"));
    item.gone = true;
    assert_eq!(item.taken(&rules), None);
}

#[test]
fn of_two_summaries_the_older_one_counts_wherever_it_is_listed() {
    let read = |id| read(&message((id, id), ("ana", Some(tag(None)))));
    let mut whole = read("8").expect("a summary");
    let mut later = read("7").expect("a summary");
    whole.at = at("17:00");
    later.at = at("17:00") + TimeDelta::milliseconds(500);
    let items = vec![later, whole];
    let sent = crate::handoff::Sent { items, ..Default::default() };
    let summary = sent.summary().expect("there are two");
    assert_eq!(summary.external.as_str(), "8");
}
