//! How the people of a workspace are met.

use chrono::TimeDelta;

use super::super::calls::Calls;
use super::super::fake::Fake;
use super::super::source::Slack;
use super::world::world;

/// So many newcomers say something; what it costs to know their names, in
/// calls for one of them and in calls for everybody.
async fn meet(
    (fake, slack): (&Fake, &Slack),
    (from, n): (usize, usize),
) -> (usize, usize) {
    let ids: Vec<String> =
        (from..from + n).map(|n| format!("U7NEW{n}")).collect();
    for id in &ids {
        fake.person(id, &format!("Newcomer {id}"), false);
    }
    let calls = Calls::at_once(&slack.api, fake.now());
    slack.people.meet(&calls, ids.clone()).await.unwrap();
    for id in ids {
        let known = slack.people.author(&id).unwrap();
        assert_eq!(known.name, format!("Newcomer {id}"));
    }
    (fake.called("users.info"), fake.called("users.list"))
}

#[tokio::test]
async fn after_twenty_strangers_everybody_is_asked_for_once_a_day() {
    let office = world().await;
    let slack = office.slack();
    let at = (&office.fake, &slack);
    assert_eq!(meet(at, (0, 20)).await, (20, 0), "one by one");
    assert_eq!(meet(at, (0, 20)).await, (0, 0), "they are known");
    assert_eq!(meet(at, (20, 5)).await, (0, 1), "all of them at once");
    assert_eq!(meet(at, (30, 40)).await, (40, 0), "and not again today");
    let now = office.fake.now();
    slack.people.refresh(now);
    slack.people.refresh(now + TimeDelta::hours(25));
    assert_eq!(meet(at, (100, 21)).await, (0, 1), "but tomorrow");
}
