//! The first service level that fits wins, and only what it asks for counts.

use crate::calendar::samples::every_day;
use crate::world::*;
use crate::{
    Asking, Duty, GroupId, Internal, Level, PlaceId, Priority, Role, Rules,
    Seat, When,
};

/// A level for what a condition says, before those of Ferryline.
fn first(change: impl FnOnce(&mut When)) -> Rules {
    let mut rules = ferryline();
    let mut level = Level { name: "special".to_owned(), ..Level::default() };
    change(&mut level.when);
    rules.levels.insert(0, level);
    rules
        .calendars
        .insert("night".to_owned(), every_day("22:00-06:00").checked());
    rules
}

fn asking() -> Asking<'static> {
    Asking::of(Priority::Normal, at("10:00"))
}

fn chosen(rules: &Rules, asking: &Asking<'_>) -> String {
    rules.level(asking).map(|level| level.name.clone()).unwrap_or_default()
}

#[test]
fn without_a_condition_it_fits_every_request_of_the_other_side() {
    let rules = first(|_| {});
    assert_eq!(chosen(&rules, &asking()), "special");
    let ours = Asking { internal: true, ..asking() };
    assert_eq!(chosen(&rules, &ours), "", "teammates are clocked nowhere");
}

#[test]
fn what_teammates_ask_is_clocked_where_a_level_says_so() {
    let ours = Asking { internal: true, ..asking() };
    let also = first(|when| when.internal = Internal::Also);
    assert_eq!(chosen(&also, &ours), "special");
    assert_eq!(chosen(&also, &asking()), "special");
    let only = first(|when| when.internal = Internal::Only);
    assert_eq!(chosen(&only, &ours), "special");
    assert_eq!(chosen(&only, &asking()), "Normal");
}

#[test]
fn a_place_or_a_source_is_where_it_came_in() {
    let (slack, support) = (slack(), PlaceId::new("support"));
    let there = Asking { place: Some((&slack, &support)), ..asking() };
    let by_place =
        first(|when| when.places.push((slack.clone(), support.clone())));
    let by_source = first(|when| when.sources.push(slack.clone()));
    for rules in [by_place, by_source] {
        assert_eq!(chosen(&rules, &there), "special");
        assert_eq!(chosen(&rules, &asking()), "Normal");
    }
}

#[test]
fn one_word_of_a_condition_is_enough_and_every_condition_is_needed() {
    let rules = first(|when| {
        when.priorities = vec![Priority::Emergency, Priority::Urgent];
        when.tiers = vec!["Gold".to_owned()];
    });
    let of =
        |priority, tier| Asking { tier, ..Asking::of(priority, at("10:00")) };
    assert_eq!(chosen(&rules, &of(Priority::Urgent, Some("gold"))), "special");
    assert_eq!(chosen(&rules, &of(Priority::Urgent, None)), "Urgent");
    assert_eq!(chosen(&rules, &of(Priority::Normal, Some("gold"))), "Normal");
}

#[test]
fn who_asks_is_told_by_id_address_or_domain_and_never_by_name() {
    let mut dirk = author("dirk");
    dirk.email = Some("dirk@customer.example".to_owned());
    let asks = Asking { requester: Some(&dirk), ..asking() };
    for who in ["dirk", "Dirk@Customer.example", "@customer.example"] {
        let rules = first(|when| when.requesters.push(who.to_owned()));
        assert_eq!(chosen(&rules, &asks), "special", "{who}");
    }
    for who in ["Dirk", "@example", "customer.example", "dirk@other.example"] {
        let rules = first(|when| when.requesters.push(who.to_owned()));
        assert_eq!(chosen(&rules, &asks), "Normal", "{who}");
    }
}

#[test]
fn the_hours_are_those_in_which_the_clock_starts() {
    let rules = first(|when| when.hours.push("night".to_owned()));
    let late = Asking::of(Priority::Normal, at("23:30"));
    assert_eq!(chosen(&rules, &late), "special");
    assert_eq!(chosen(&rules, &asking()), "Normal");
}

#[test]
fn a_field_that_nobody_fills_yet_fits_nothing() {
    let rules = first(|when| when.categories.push("billing".to_owned()));
    assert_eq!(chosen(&rules, &asking()), "Normal");
    let told = Asking { category: Some("billing"), ..asking() };
    assert_eq!(chosen(&rules, &told), "special");
}

#[test]
fn responders_lead_and_a_fallback_only_where_there_is_none() {
    let mut rules = ferryline();
    let leading = |rules: &Rules| -> Vec<String> {
        let keys = rules.roster.iter().map(|mate| mate.key.clone());
        let leads = keys.filter(|it| rules.leads(it, at("10:00")));
        leads.map(|it| it.to_string()).collect()
    };
    assert_eq!(leading(&rules), ["ana", "mika", "you"]);
    let Duty::Always { seats } = &mut rules.duty else { panic!() };
    seats.retain(|seat| seat.role != Role::Responder);
    seats.push(Seat { person: key("noor"), role: Role::Secondary });
    assert_eq!(leading(&rules), ["ben"]);
}

#[test]
fn what_fitted_is_told_for_each_condition() {
    let called = [GroupId::new("@help")];
    let rules = first(|when| {
        when.mentions = called.to_vec();
        when.priorities = vec![Priority::Urgent, Priority::Normal];
    });
    let asking = Asking { mentions: &called, ..asking() };
    let level = rules.level(&asking).unwrap();
    let told: Vec<String> = level
        .when
        .fitted(&asking, &rules)
        .into_iter()
        .map(|it| format!("{} {}", it.condition, it.by))
        .collect();
    assert_eq!(told, ["mention @help", "priority normal"]);
}

#[test]
fn a_group_that_raises_nothing_may_choose_the_level() {
    let mut rules = first(|when| when.mentions.push(GroupId::new("@ops")));
    rules.levels[0].first_response = Some(minutes(7).into());
    let mut ops = rules.raises[0].clone();
    ops.group = GroupId::new("@ops");
    ops.priority = Priority::Normal;
    rules.raises.push(ops);
    let story = Story::asks("10:00", "dirk", "labels do not print")
        .ruled(|theirs| *theirs = rules);
    assert_eq!(story.seen_at("10:01").level.as_deref(), Some("Normal"));
    let called = story.says("10:20", "dirk", "@ops please");
    let judged = called.seen_at("10:21");
    assert_eq!(judged.level.as_deref(), Some("special"));
    assert_eq!(judged.priority, Priority::Normal);
    assert_eq!(judged.deadline.unwrap().due, at("10:27"), "from the mention");
}
