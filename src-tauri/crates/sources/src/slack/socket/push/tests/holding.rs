//! Push that is interrupted, and polling in its place.

use super::stage::Stage;
use super::words;

#[tokio::test]
async fn after_a_warning_the_new_connection_opens_before_the_old_one_ends() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut old = stage.connected().await;
            old.goodbye("warning").await;
            let mut new = stage.connects().await;
            old.tell("e1", &stage.message("10.000100", "still here")).await;
            old.acknowledges("e1").await;
            new.hello(2).await;
            old.ends().await;
            new.tell("e2", &stage.message("11.000100", "here now")).await;
            new.acknowledges("e2").await;
            assert_eq!(words(&stage), ["still here", "here now"]);
            assert!(stage.reported().is_empty());
        })
        .await;
}

#[tokio::test]
async fn what_was_written_in_a_gap_is_read_at_once() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let old = stage.connected().await;
            stage.write("10.000100", "in the gap");
            drop(old);
            let mut new = stage.connects().await;
            new.hello(1).await;
            stage.until(|| words(&stage) == ["in the gap"]).await;
            assert!(stage.reported().is_empty(), "nothing was owed");
        })
        .await;
}

#[tokio::test]
async fn a_connection_that_falls_silent_is_pinged_and_replaced() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut silent = stage.connected().await;
            stage.pass(16).await;
            silent.is_pinged().await;
            stage.write("17.000100", "unheard");
            stage.pass(5).await;
            let mut new = stage.connects().await;
            new.hello(2).await;
            stage.until(|| words(&stage) == ["unheard"]).await;
        })
        .await;
}

#[tokio::test]
async fn a_missed_message_has_polling_take_over_until_push_brings_things() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            stage.alive(&mut wire, 20).await;
            stage.write("30.000100", "missed");
            stage.alive(&mut wire, 60).await;
            stage.until(|| stage.reported() == [true]).await;
            assert_eq!(words(&stage), ["missed"]);
            assert!(stage.why_no_push().unwrap().contains("did not bring"));

            let heads = stage.called("conversations.history");
            stage.alive(&mut wire, 30).await;
            let more = stage.called("conversations.history") - heads;
            assert!(more >= 2, "read at the pace of polling: {more}");

            wire.tell("e1", &stage.message("111.000100", "came")).await;
            wire.acknowledges("e1").await;
            stage.alive(&mut wire, 60).await;
            stage.until(|| stage.reported() == [true, false]).await;
            assert_eq!(stage.why_no_push(), None);
        })
        .await;
}

#[tokio::test]
async fn while_push_brings_everything_a_channel_is_read_once_a_minute() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            stage.alive(&mut wire, 70).await;
            wire.tell("e1", &stage.message("75.000100", "help")).await;
            wire.acknowledges("e1").await;
            stage.write("75.000100", "help");
            let heads = stage.called("conversations.history");
            stage.alive(&mut wire, 120).await;
            let more = stage.called("conversations.history") - heads;
            assert!((2..=3).contains(&more), "{more} reads in two minutes");
            assert_eq!(words(&stage), ["help"]);
            assert!(stage.reported().is_empty());
        })
        .await;
}

#[tokio::test]
async fn a_message_does_not_wait_for_a_check_that_hangs() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            let heads = stage.called("conversations.history");
            stage.sticks(true);
            stage.leap(6);
            stage.until(|| stage.called("conversations.history") > heads).await;
            wire.tell("e1", &stage.message("61.000100", "help")).await;
            wire.acknowledges("e1").await;
            assert_eq!(words(&stage), ["help"]);
            stage.sticks(false);
        })
        .await;
}

#[tokio::test]
async fn another_hotseat_on_the_same_app_is_said_and_polling_helps_out() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connects().await;
            wire.hello(2).await;
            wire.beat().await;
            stage.alive(&mut wire, 55).await;
            assert!(stage.reported().is_empty(), "it may be a ghost");
            stage.pass(6).await;
            let mut again = stage.connects().await;
            again.hello(3).await;
            stage.until(|| stage.reported() == [true]).await;
            assert!(stage.why_no_push().unwrap().contains("app of one's own"));
        })
        .await;
}

#[tokio::test]
async fn with_socket_mode_switched_off_polling_takes_over_until_it_is_on() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            wire.goodbye("link_disabled").await;
            wire.ends().await;
            stage.until(|| stage.reported() == [true]).await;
            assert!(stage.why().contains("switched off"), "{}", stage.why());
            stage.write("20.000100", "read all the same");
            stage.pass(21).await;
            stage.until(|| words(&stage) == ["read all the same"]).await;
            stage.pass(300).await;
            stage.connects().await.hello(1).await;
            stage.until(|| stage.reported() == [true, false]).await;
        })
        .await;
}

#[tokio::test]
async fn an_app_that_may_not_be_told_is_polled_and_says_what_to_do() {
    for (code, said) in [
        ("not_allowed_token_type", "xapp-"),
        ("missing_scope", "connections:write"),
        ("link_disabled", "Switch it on again"),
        ("invalid_auth", "app-level token"),
    ] {
        let stage = Stage::set().await;
        stage.refuses_connections(code);
        stage
            .play(async {
                stage.until(|| stage.reported() == [true]).await;
                let why = stage.why();
                assert!(why.starts_with("Push is off: "), "{code}: {why}");
                assert!(why.contains(said), "{code}: {why}");
                stage.write("20.000100", "help");
                stage.pass(21).await;
                stage.until(|| words(&stage) == ["help"]).await;
                let heads = stage.called("conversations.history");
                stage.pass(10).await;
                stage
                    .until(|| stage.called("conversations.history") > heads)
                    .await;
            })
            .await;
    }
}

#[tokio::test]
async fn without_an_app_level_token_a_source_is_polled() {
    let stage = Stage::without_an_app_token().await;
    stage
        .play(async {
            stage.until(|| stage.reported() == [true]).await;
            let why = stage.why();
            assert!(why.contains("has no app-level token"), "{why}");
            assert!(why.contains("hotseat accounts add slack"), "{why}");
            stage.write("20.000100", "help");
            stage.pass(21).await;
            stage.until(|| words(&stage) == ["help"]).await;
            assert_eq!(stage.called("apps.connections.open"), 0);
        })
        .await;
}
