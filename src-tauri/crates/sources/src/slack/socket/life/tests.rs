use super::*;

fn at(second: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(second)
}

/// A life whose first connection stands.
fn standing() -> Life {
    let mut life = Life::default();
    assert_eq!(life.start(at(0)), [Act::Open(1)]);
    assert_eq!(life.hello(1, 1, at(1)), [Act::CatchUp]);
    life
}

/// Lets seconds pass in which a connection goes on speaking.
fn speaking(life: &mut Life, id: Id, seconds: std::ops::Range<i64>) {
    for second in seconds {
        life.heard(id, at(second));
        assert_eq!(life.tick(at(second)), [], "second {second}");
    }
}

fn unreachable() -> Fault {
    Fault::unreachable("no network")
}

#[test]
fn the_first_connection_reads_what_was_missed_before_it() {
    let mut life = Life::default();
    assert!(!life.stands());
    assert_eq!(life.start(at(0)), [Act::Open(1)]);
    assert_eq!(life.hello(1, 1, at(1)), [Act::CatchUp]);
    assert!(life.stands());
    assert_eq!(life.trouble(), None);
}

#[test]
fn after_a_warning_the_new_one_stands_before_the_old_one_ends() {
    let mut life = standing();
    assert_eq!(life.goodbye(1, Goodbye::Warning, at(5)), [Act::Open(2)]);
    assert!(life.stands(), "the old one still brings events");
    let refresh = life.goodbye(1, Goodbye::Refresh, at(6));
    assert_eq!(refresh, [], "the new one is on its way already");
    assert_eq!(life.hello(2, 2, at(7)), [Act::Close(1)]);
    assert_eq!(life.gone(1, at(8)), [], "it was let go");
    assert_eq!(life.trouble(), None, "both connections were ours");
}

#[test]
fn an_old_one_that_ends_too_early_leaves_a_gap_to_be_read() {
    let mut life = standing();
    assert_eq!(life.goodbye(1, Goodbye::Refresh, at(5)), [Act::Open(2)]);
    assert_eq!(life.gone(1, at(6)), []);
    assert!(!life.stands());
    assert_eq!(life.hello(2, 1, at(7)), [Act::CatchUp]);
}

#[test]
fn a_connection_that_ends_without_a_word_is_replaced_at_once() {
    let mut life = standing();
    assert_eq!(life.gone(1, at(5)), [Act::Open(2)]);
    assert_eq!(life.hello(2, 1, at(6)), [Act::CatchUp]);
}

#[test]
fn a_silent_connection_is_pinged_and_replaced_without_a_pong() {
    let mut life = standing();
    assert_eq!(life.tick(at(15)), []);
    assert_eq!(life.tick(at(16)), [Act::Ping(1)]);
    assert_eq!(life.tick(at(20)), []);
    assert_eq!(life.tick(at(21)), [Act::Close(1), Act::Open(2)]);
    assert_eq!(life.hello(2, 1, at(22)), [Act::CatchUp]);
}

#[test]
fn a_pong_in_time_keeps_it() {
    let mut life = standing();
    assert_eq!(life.tick(at(16)), [Act::Ping(1)]);
    life.heard(1, at(20));
    assert_eq!(life.tick(at(34)), []);
    assert_eq!(life.tick(at(35)), [Act::Ping(1)]);
}

#[test]
fn after_a_closed_lid_the_connection_is_not_believed() {
    let mut life = standing();
    let hours_later = at(7200);
    assert_eq!(life.tick(hours_later), [Act::Close(1), Act::Open(2)]);
}

#[test]
fn a_hello_that_never_comes_is_tried_again() {
    let mut life = Life::default();
    life.start(at(0));
    assert_eq!(life.tick(at(19)), []);
    assert_eq!(life.tick(at(20)), [Act::Close(1), Act::Open(2)]);
}

#[test]
fn attempts_that_fail_grow_rarer_up_to_a_minute() {
    let mut life = Life::default();
    let mut now = at(0);
    let mut id = 1;
    let mut waits = Vec::new();
    assert_eq!(life.start(now), [Act::Open(1)]);
    for _ in 0..9 {
        life.failed(id, &unreachable(), now);
        assert_eq!(life.trouble(), Some("no network"));
        let wait = life.idle(now);
        waits.push(wait.num_seconds());
        assert_eq!(life.tick(now + wait - TimeDelta::seconds(1)), []);
        now += wait;
        id += 1;
        assert_eq!(life.tick(now), [Act::Open(id)]);
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    assert_eq!(life.hello(id, 1, now), [Act::CatchUp]);
    assert_eq!(life.trouble(), None);
}

#[test]
fn switched_off_is_said_and_tried_again_now_and_then() {
    let mut life = standing();
    assert_eq!(life.goodbye(1, Goodbye::Disabled, at(5)), [Act::Close(1)]);
    assert!(life.trouble().unwrap().contains("switched off"));
    assert!(!life.stands());
    assert_eq!(life.tick(at(304)), []);
    assert_eq!(life.tick(at(305)), [Act::Open(2)]);
    assert!(life.trouble().is_some(), "nothing is mended yet");
    assert_eq!(life.hello(2, 1, at(306)), [Act::CatchUp]);
    assert_eq!(life.trouble(), None);
}

#[test]
fn a_token_that_is_refused_is_said_and_tried_again_now_and_then() {
    let mut life = Life::default();
    life.start(at(0));
    life.failed(1, &Fault::unauthorized("it is revoked."), at(1));
    assert_eq!(life.trouble(), Some("Push is off: it is revoked."));
    assert_eq!(life.tick(at(300)), []);
    assert_eq!(life.tick(at(301)), [Act::Open(2)]);
}

#[test]
fn too_many_connections_are_said_and_tried_again_after_a_minute() {
    let mut life = Life::default();
    life.start(at(0));
    assert_eq!(life.goodbye(1, Goodbye::TooMany, at(1)), [Act::Close(1)]);
    assert!(life.trouble().unwrap().contains("more than ten"));
    assert_eq!(life.tick(at(60)), []);
    assert_eq!(life.tick(at(61)), [Act::Open(2)]);
}

#[test]
fn too_many_on_a_change_of_connections_leaves_the_old_one_in_use() {
    let mut life = standing();
    assert_eq!(life.goodbye(1, Goodbye::Warning, at(5)), [Act::Open(2)]);
    assert_eq!(life.goodbye(2, Goodbye::TooMany, at(6)), [Act::Close(2)]);
    assert!(life.stands());
}

#[test]
fn a_second_hotseat_is_said_only_after_a_second_look() {
    let mut life = Life::default();
    life.start(at(0));
    life.hello(1, 2, at(1));
    assert_eq!(life.trouble(), None, "it may be the ghost of our last one");
    speaking(&mut life, 1, 2..61);
    assert_eq!(life.tick(at(61)), [Act::Open(2)]);
    assert_eq!(life.hello(2, 3, at(62)), [Act::Close(1)]);
    assert!(life.trouble().unwrap().contains("Another Hotseat"));
}

#[test]
fn a_ghost_is_gone_at_the_second_look() {
    let mut life = Life::default();
    life.start(at(0));
    life.hello(1, 2, at(1));
    speaking(&mut life, 1, 2..61);
    assert_eq!(life.tick(at(61)), [Act::Open(2)]);
    assert_eq!(life.hello(2, 2, at(62)), [Act::Close(1)]);
    assert_eq!(life.trouble(), None, "both were ours");
    speaking(&mut life, 2, 63..200);
}

#[test]
fn a_second_hotseat_that_leaves_is_noticed() {
    let mut life = Life::default();
    life.start(at(0));
    life.hello(1, 2, at(1));
    speaking(&mut life, 1, 2..61);
    life.tick(at(61));
    life.hello(2, 3, at(62));
    speaking(&mut life, 2, 63..662);
    assert_eq!(life.tick(at(662)), [Act::Open(3)]);
    assert_eq!(life.hello(3, 2, at(663)), [Act::Close(2)]);
    assert_eq!(life.trouble(), None);
}
