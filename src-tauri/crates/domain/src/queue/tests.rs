//! The order of the list, and where a request stands in it.

use proptest::prelude::*;

use super::*;
use crate::world::*;
use crate::{DueKind, Priority, RequestId, Snooze, What};

fn judged(words: &str) -> Judged {
    Story::asks("10:00", "dirk", words).seen_at("10:00")
}

fn at_time(judged: &Judged, time: &str) -> Section {
    section(judged, Some(&key("you")), false, at(time))
}

#[test]
fn a_request_moves_forward_as_its_deadline_comes_near() {
    let judged = Story::asks("09:30", "dirk", "help @oncall")
        .ruled(|rules| rules.levels[1] = level(Priority::Urgent, business(90)))
        .seen_at("09:30");
    assert_eq!(at_time(&judged, "09:59"), Section::Later);
    assert_eq!(at_time(&judged, "10:00"), Section::Hour);
    assert_eq!(at_time(&judged, "11:00"), Section::Overdue);
}

#[test]
fn what_cannot_be_read_is_unsure() {
    let judged = judged("help @dev911");
    assert_eq!(section(&judged, None, true, at("10:20")), Section::Unsure);
}

#[test]
fn what_is_answered_waits_or_is_closed_is_folded() {
    let ask = || Story::asks("10:00", "dirk", "help @oncall");
    let answered = ask().says("10:05", "ana", "Fixed.");
    assert_eq!(at_time(&answered.seen_at("10:06"), "10:06"), Section::Answered);
    let waits = ask().says("10:05", "ana", "Which one?");
    assert_eq!(at_time(&waits.seen_at("10:06"), "10:06"), Section::Waiting);
    let closed = answered.marks("10:10", &[(DONE, &["ana"])]);
    assert_eq!(at_time(&closed.seen_at("10:11"), "10:11"), Section::Closed);
}

fn snoozed(owner: Option<&str>, asked: &str, until: &str) -> Judged {
    let mut story = Story::asks("10:00", "dirk", "help @oncall");
    if let Some(owner) = owner {
        story = story.marks("10:01", &[(EYES, &[owner])]);
    }
    let until = Some(at(until));
    story.does(asked, What::Snooze { until, regardless: false }).seen_at(asked)
}

fn ends(judged: &Judged) -> DateTime<Utc> {
    snooze_end(judged, Some(&key("you"))).unwrap()
}

#[test]
fn a_snooze_ends_at_the_first_warning_at_the_latest() {
    assert_eq!(ends(&snoozed(None, "10:02", "12:00")), at("10:18"));
    assert_eq!(ends(&snoozed(None, "10:02", "10:10")), at("10:10"));
    assert_eq!(ends(&snoozed(None, "10:20", "12:00")), at("10:24"));
    assert_eq!(ends(&snoozed(None, "10:40", "12:00")), at("12:00"));
}

#[test]
fn of_a_request_of_mine_only_the_last_warning_breaks_a_snooze() {
    assert_eq!(ends(&snoozed(Some("you"), "10:02", "12:00")), at("10:24"));
    assert_eq!(ends(&snoozed(Some("ana"), "10:02", "12:00")), at("10:18"));
}

#[test]
fn a_snoozed_request_comes_back_when_the_snooze_ends() {
    let judged = snoozed(None, "10:02", "12:00");
    assert_eq!(at_time(&judged, "10:17:59"), Section::Snoozed);
    assert_eq!(at_time(&judged, "10:18"), Section::Hour);
}

fn in_order(mut rows: Vec<(Section, Judged)>) -> Vec<i64> {
    rows.sort_by(|a, b| order(&(a.0, &a.1), &(b.0, &b.1)));
    rows.into_iter().map(|row| row.1.id.0).collect()
}

fn numbered(id: i64, words: &str) -> Judged {
    Judged { id: RequestId(id), ..judged(words) }
}

#[test]
fn the_next_deadline_is_on_top_whatever_the_priority() {
    let normal = numbered(1, "question");
    let urgent = numbered(2, "help @oncall");
    let emergency = numbered(3, "help @dev911");
    let none = Judged { deadline: None, ..numbered(4, "no level") };
    let row = |judged: &Judged| (at_time(judged, "10:01"), judged.clone());
    let rows = [none, normal, urgent, emergency];
    assert_eq!(in_order(rows.iter().map(row).collect()), [3, 2, 1, 4]);
}

#[test]
fn of_the_overdue_the_worst_comes_first() {
    let urgent = numbered(1, "help @oncall");
    let mut emergency = numbered(2, "help @dev911");
    emergency.deadline.as_mut().unwrap().due = at("11:00");
    let rows = vec![(Section::Overdue, urgent), (Section::Overdue, emergency)];
    assert_eq!(in_order(rows), [2, 1]);
}

#[test]
fn what_has_passed_without_being_late_stands_at_its_time() {
    let held = Story::asks("10:00", "dirk", "help @oncall").says(
        "10:05",
        "ana",
        "Looking into it.",
    );
    let held = Judged { id: RequestId(1), ..held.seen_at("10:06") };
    let row = |judged: &Judged| (at_time(judged, "11:20"), judged.clone());
    assert_eq!(row(&held).0, Section::Hour, "due 11:05, and not overdue");
    let soon = Story::asks("10:55", "dirk", "help @oncall");
    let soon = Judged { id: RequestId(2), ..soon.seen_at("10:55") };
    let late = numbered(3, "help @dev911");
    let rows = [row(&soon), row(&held), row(&late)];
    assert_eq!(in_order(rows.to_vec()), [3, 1, 2]);
}

#[test]
fn without_a_deadline_priority_then_tier_then_age_decide() {
    let row = |id, words: &str, tier: Option<&str>, asked| {
        let mut story = Story::asks(asked, "dirk", words).ruled(|rules| {
            rules.tiers = ["gold", "silver"].map(str::to_owned).to_vec();
            rules.levels.clear();
        });
        let of = tier.map(str::to_owned);
        story.thread.messages[0].author.of = of;
        let judged = story.seen_at("11:00");
        assert_eq!(judged.deadline, None);
        (Section::Later, Judged { id: RequestId(id), ..judged })
    };
    let rows = vec![
        row(1, "nobody knows them", None, "10:00"),
        row(2, "of a tier without a place", Some("Iron"), "10:00"),
        row(3, "the second tier", Some("silver"), "10:00"),
        row(4, "later", Some("gold"), "10:20"),
        row(5, "earlier", Some(" Gold "), "10:10"),
        row(6, "worse @oncall", None, "10:30"),
    ];
    assert_eq!(in_order(rows), [6, 5, 4, 3, 2, 1]);
}

/// A row with few values in each field, so that ties are common.
fn a_row() -> impl Strategy<Value = (Section, Judged)> {
    let section = prop_oneof![
        Just(Section::Overdue),
        Just(Section::Unsure),
        Just(Section::Hour),
        Just(Section::Later),
        Just(Section::Waiting),
        Just(Section::Snoozed),
        Just(Section::Answered),
        Just(Section::Closed),
    ];
    let words = prop::sample::select(vec!["a", "@oncall", "@dev911"]);
    let fields = (0..3_i64, 0..3_i64, 0..3_i64, 0..3_usize, any::<bool>());
    let words = words.prop_map(judged);
    let update = proptest::option::of(0..3_i64);
    (section, words, fields, 0..4_i64, update).prop_map(
        |(section, judged, (due, asked, last, tier, dated), id, update)| {
            let mut judged = Judged { id: RequestId(id), ..judged };
            if let Some(deadline) = judged.deadline.as_mut() {
                deadline.due = at("11:00") + mins(due);
            }
            judged.deadline = judged.deadline.filter(|_| dated);
            if let (Some(due), Some(first)) = (update, &judged.deadline) {
                let update = Deadline {
                    kind: DueKind::Update,
                    due: at("11:00") + mins(due),
                    ..first.clone()
                };
                judged.others.push(update);
                judged.others.extend(judged.deadline.take());
                judged.others.sort_by_key(|deadline| deadline.due);
                judged.deadline = Some(judged.others.remove(0));
            }
            judged.asked = at("09:00") + mins(asked);
            judged.last = at("09:30") + mins(last);
            judged.tier_place = tier;
            judged.snooze = None::<Snooze>;
            (section, judged)
        },
    )
}

proptest! {
    #[test]
    fn the_order_is_total(rows in proptest::array::uniform3(a_row())) {
        let [a, b, c] = &rows;
        let cmp = |x: &(Section, Judged), y: &(Section, Judged)| {
            order(&(x.0, &x.1), &(y.0, &y.1))
        };
        prop_assert_eq!(cmp(a, b), cmp(b, a).reverse());
        let late = [a, b].iter().any(|row| row.0 == Section::Overdue);
        let bare = [a, b].iter().all(|row| row.1.deadline.is_none());
        if bare && !late && a.0.in_front() && a.0 == b.0 {
            let harm = |row: &(Section, Judged)| {
                let judged = &row.1;
                (judged.priority, judged.tier_place, judged.asked, judged.id)
            };
            prop_assert_eq!(cmp(a, b), harm(a).cmp(&harm(b)));
        }
        if cmp(a, b).is_le() && cmp(b, c).is_le() {
            prop_assert!(cmp(a, c).is_le());
        }
        if cmp(a, b).is_eq() {
            prop_assert_eq!(cmp(a, c), cmp(b, c));
            prop_assert_eq!(a.1.id, b.1.id, "the number makes it total");
        }
    }
}
