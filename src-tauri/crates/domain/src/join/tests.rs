//! What a new root is to the requests that its author began shortly before.

use super::*;
use crate::world::*;
use crate::{Event, Judged, PlaceId, Post};

fn root(id: &str, time: &str, name: &str) -> Activity {
    posted((id, id), at(time), post(name, "words"))
}

fn fires(id: &str, time: &str, key: &str) -> Activity {
    let mut activity = posted((id, id), at(time), alert(key, "Queue", false));
    activity.place = PlaceId::new("alerts");
    activity
}

fn thread(id: &str, time: &str) -> Thread {
    Story::begins(root(id, time, "dirk"), "support").thread
}

fn burning(id: &str, time: &str) -> Thread {
    Story::begins(fires(id, time, id), "alerts").thread
}

fn joins(activity: &Activity, recent: &[Thread]) -> Join {
    join(activity, &ferryline(), &slack(), recent)
}

fn starts(activity: &Activity) -> bool {
    begins(activity, &ferryline(), &slack(), at("10:00"))
}

fn in_place(place: &str, post: Post) -> Activity {
    let mut activity = posted(("1", "1"), at("10:00"), post);
    activity.place = PlaceId::new(place);
    activity
}

#[test]
fn whoever_asks_begins_a_request_and_a_reply_does_not() {
    assert!(starts(&root("1", "10:00", "dirk")));
    assert!(!starts(&posted(("2", "1"), at("10:00"), post("dirk", "more"))));
    let gone = told(("1", "1"), at("10:00"), Event::Deleted);
    assert!(!starts(&gone));
}

#[test]
fn a_root_by_somebody_on_duty_begins_one_only_if_it_calls() {
    assert!(!starts(&root("1", "10:00", "ana")));
    let calls = posted(("1", "1"), at("10:00"), post("ana", "help @oncall"));
    assert!(starts(&calls));
    assert!(starts(&root("1", "10:00", "noor")), "off duty, so internal");
}

#[test]
fn bots_begin_requests_as_their_place_says() {
    let fired = || alert("q", "Queue is full", false);
    assert!(starts(&in_place("alerts", fired())));
    assert!(!starts(&in_place("support", fired())));
    assert!(!starts(&in_place("alerts", alert("q", "Resolved", true))));
    let mail =
        || Post { mirrored: Some(author("dirk")), ..post("mailbot", "Hi") };
    assert!(starts(&in_place("mail", mail())));
    assert!(!starts(&in_place("support", mail())));
}

#[test]
fn rapid_messages_of_a_person_are_one_request() {
    let recent = [thread("1", "10:00")];
    assert_eq!(joins(&root("2", "10:05", "dirk"), &recent), Join::Joins(0));
    assert_eq!(joins(&root("2", "10:05:01", "dirk"), &recent), Join::Apart);
}

#[test]
fn each_issue_and_each_mail_is_a_request_of_its_own() {
    for kind in ["github", "mail"] {
        let mut rules = ferryline();
        rules.sources[0].kind = kind.to_owned();
        let second = root("2", "10:01", "dirk");
        let recent = [thread("1", "10:00")];
        let join = join(&second, &rules, &slack(), &recent);
        assert_eq!(join, Join::Apart, "{kind}");
    }
}

#[test]
fn rapid_messages_end_after_a_quarter_of_an_hour() {
    let mut story = Story::asks("10:00", "dirk", "one");
    for (id, time) in [("2", "10:05"), ("3", "10:10")] {
        story = story.hears(&root(id, time, "dirk"), time);
    }
    let recent = [story.thread];
    assert_eq!(joins(&root("4", "10:15", "dirk"), &recent), Join::Joins(0));
    let recent = [{
        let last = root("4", "10:14", "dirk");
        let mut thread = recent[0].clone();
        thread.apply(&last, last.at);
        thread
    }];
    assert_eq!(joins(&root("5", "10:16", "dirk"), &recent), Join::Apart);
}

#[test]
fn a_reply_or_a_mark_in_between_keeps_them_apart() {
    let ask = || Story::asks("10:00", "dirk", "one");
    let next = root("2", "10:02", "dirk");
    let replied = ask().says("10:01", "ana", "Hello.").thread;
    assert_eq!(joins(&next, &[replied]), Join::Apart);
    let marked = ask().marks("10:01", &[(EYES, &["ana"])]).thread;
    assert_eq!(joins(&next, &[marked]), Join::Apart);
}

#[test]
fn what_automation_adds_keeps_nothing_apart() {
    let thread = Story::asks("10:00", "dirk", "one")
        .says("10:00:01", "bugsnag", "Thanks for posting!")
        .thread;
    let next = root("2", "10:02", "dirk");
    assert_eq!(joins(&next, &[thread]), Join::Joins(0));
}

#[test]
fn messages_join_in_whatever_order_they_are_read() {
    let later = [thread("2", "10:04")];
    assert_eq!(joins(&root("1", "10:00", "dirk"), &later), Join::Joins(0));
    let around = [thread("1", "10:00"), thread("3", "10:08")];
    assert_eq!(
        joins(&root("2", "10:04", "dirk"), &around),
        Join::Burst(vec![0, 1]),
        "the one between makes them one"
    );
}

#[test]
fn the_posts_of_a_bot_join_by_their_key_alone() {
    let recent = [burning("a", "10:00"), burning("b", "10:00")];
    assert_eq!(joins(&fires("9", "10:20", "a"), &recent), Join::Joins(0));
    assert_eq!(joins(&fires("9", "10:00:30", "c"), &recent), Join::Apart);
}

#[test]
fn an_alert_that_fires_again_after_three_business_days_is_a_new_one() {
    let again = |day| {
        let mut again = fires("9", "10:00", "a");
        again.at = on(day, "10:00");
        joins(&again, &[burning("a", "10:00")])
    };
    // Tuesday; Friday is the third business day, Monday the fourth.
    assert_eq!(again("2026-11-20"), Join::Joins(0));
    assert_eq!(again("2026-11-23"), Join::Apart);
}

#[test]
fn the_sixth_root_within_two_minutes_makes_a_burst() {
    let ids = ["1", "2", "3", "4", "5"];
    let recent: Vec<Thread> =
        ids.iter().map(|id| burning(id, "10:00")).collect();
    let all = Join::Burst(vec![0, 1, 2, 3, 4]);
    assert_eq!(joins(&fires("6", "10:01:59", "6"), &recent), all);
    assert_eq!(joins(&fires("6", "10:02:01", "6"), &recent), Join::Apart);
    assert_eq!(joins(&fires("6", "10:01", "6"), &recent[1..]), Join::Apart);
}

#[test]
fn a_burst_goes_on_until_two_quiet_minutes() {
    let mut burst = Story::begins(fires("1", "10:00", "1"), "alerts");
    for id in ["2", "3", "4", "5", "6"] {
        burst = burst.hears(&fires(id, "10:00:30", id), "10:00:30");
    }
    let claimed = burst.clone().marks("10:01", &[(EYES, &["ana"])]).thread;
    let burst = [burst.thread];
    assert_eq!(joins(&fires("7", "10:02:29", "7"), &burst), Join::Joins(0));
    assert_eq!(joins(&fires("7", "10:02:30", "7"), &burst), Join::Apart);
    assert_eq!(
        joins(&fires("7", "10:02", "7"), &[claimed]),
        Join::Joins(0),
        "claimed or not"
    );
}

#[test]
fn what_somebody_has_claimed_is_not_swallowed_by_a_burst() {
    let ids = ["1", "2", "3", "4", "5"];
    let mut recent: Vec<Thread> =
        ids.iter().map(|id| burning(id, "10:00")).collect();
    let claim = marked("2", at("10:00:30"), &[(EYES, &["ana"])]);
    recent[1].apply(&claim, at("10:00:30"));
    assert_eq!(
        joins(&fires("6", "10:01", "6"), &recent),
        Join::Burst(vec![0, 2, 3, 4])
    );
}

#[test]
fn old_firings_of_one_alert_are_no_burst() {
    let mut story = Story::begins(fires("1", "09:00", "a"), "alerts");
    for (id, time) in
        [("2", "09:10"), ("3", "09:20"), ("4", "09:30"), ("5", "10:00")]
    {
        story = story.hears(&fires(id, time, "a"), time);
    }
    let other = fires("6", "10:01", "b");
    assert_eq!(joins(&other, &[story.thread]), Join::Apart);
}

/// A request of Dirk's that stands in the list.
fn lives(id: &str, time: &str) -> (Thread, Judged) {
    let mut ask = root(id, time, "dirk");
    if let Event::Post { post } = &mut ask.event {
        post.link = Some(format!("https://f.example/p{id}?thread_ts=1"));
    }
    stands(Story::begins(ask, "support"))
}

fn stands(story: Story) -> (Thread, Judged) {
    let judged = story.seen_at("10:10");
    (story.thread, judged)
}

fn naming(author: &str, whom: &str) -> Activity {
    let mut post = post(author, "Try again.");
    let id = crate::UserId::new(whom);
    post.mentions = vec![crate::Mention::Person { id }];
    posted(("9", "9"), at("10:05"), post)
}

fn linking(url: &str) -> Activity {
    let mut post = post("ana", "");
    let link = crate::Inline::Link { text: "this".into(), url: url.into() };
    let inlines = vec![link];
    post.text.blocks = vec![crate::Block::Paragraph { inlines }];
    posted(("9", "9"), at("10:05"), post)
}

fn meant(activity: &Activity, living: &[(Thread, Judged)]) -> Aside {
    answers(activity, &ferryline(), &slack(), living)
}

#[test]
fn a_message_that_names_the_requester_answers_their_only_request() {
    let one = [lives("1", "10:00")];
    assert_eq!(meant(&naming("ana", "dirk"), &one), Aside::Answers(0));
    assert_eq!(meant(&naming("noor", "dirk"), &one), Aside::Answers(0));
    assert_eq!(meant(&naming("ana", "maya"), &one), Aside::Nothing);
    let stranger = meant(&naming("maya", "dirk"), &one);
    assert_eq!(stranger, Aside::Nothing, "no teammate");
    let later = [lives("1", "10:06")];
    assert_eq!(meant(&naming("ana", "dirk"), &later), Aside::Nothing);
}

#[test]
fn what_may_answer_two_of_them_is_offered_for_both() {
    let two = [lives("1", "10:00"), lives("2", "09:00")];
    let both = Aside::Offered(vec![0, 1]);
    assert_eq!(meant(&naming("ana", "dirk"), &two), both, "which one?");
    let linked = meant(&linking("https://f.example/p1"), &two);
    assert_eq!(linked, Aside::Offered(vec![0]), "for a person");
}

#[test]
fn what_was_answered_before_is_not_meant() {
    let old = Story::asks("09:00", "dirk", "one").says("09:05", "ana", "Yes.");
    let two = [stands(old), lives("2", "10:00")];
    assert_eq!(meant(&naming("ana", "dirk"), &two), Aside::Answers(1));
}

#[test]
fn a_message_that_links_the_request_answers_it() {
    let one = [lives("1", "10:00")];
    let right = meant(&linking("https://f.example/p1"), &one);
    assert_eq!(right, Aside::Answers(0));
    let other = meant(&linking("https://f.example/p12"), &one);
    assert_eq!(other, Aside::Nothing);
}

#[test]
fn what_points_to_nobody_is_offered_for_the_newest_that_waits() {
    let loose = posted(("9", "9"), at("10:05"), post("ana", "Try again."));
    let two = [lives("1", "09:00"), lives("2", "10:00")];
    assert_eq!(meant(&loose, &two), Aside::Offered(vec![1]));
    let done = Story::asks("10:00", "dirk", "one").says("10:01", "ana", "Yes.");
    assert_eq!(meant(&loose, &[stands(done)]), Aside::Nothing);
}

#[test]
fn what_was_split_is_not_made_one_again_by_the_next_message() {
    let mut story = Story::begins(root("1", "10:00", "dirk"), "support")
        .hears(&root("2", "10:01", "dirk"), "10:01");
    let apart = story.thread.split_off(crate::RequestId(2)).unwrap();
    let kept = story.does("10:02", What::Split).thread;
    let next = root("3", "10:03", "dirk");
    assert_eq!(joins(&next, &[kept, apart]), Join::Joins(1));
}
