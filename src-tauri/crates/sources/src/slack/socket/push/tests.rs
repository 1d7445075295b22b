mod holding;
mod noted;
mod stage;

use serde_json::json;

use domain::{Event, Post};

use stage::{Stage, Wire};

/// The words of the posts that came in, in their order.
fn words(stage: &Stage) -> Vec<String> {
    let post = |event: &Event| match event {
        Event::Post { post: Post { text, .. } } => Some(text.words()),
        _ => None,
    };
    stage.activity().iter().filter_map(|a| post(&a.event)).collect()
}

#[tokio::test]
async fn a_message_is_committed_before_it_is_acknowledged() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            stage.hold(true);
            wire.tell("e1", &stage.message("10.000100", "help")).await;
            stage.until(|| stage.is_held()).await;
            stage.pass(0).await;
            assert_eq!(wire.acknowledged(), Vec::<String>::new());
            stage.hold(false);
            wire.acknowledges("e1").await;
            assert_eq!(words(&stage), ["help"]);
        })
        .await;
}

#[tokio::test]
async fn what_is_told_twice_is_taken_once_and_acknowledged_twice() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            let message = stage.message("10.000100", "help");
            wire.tell("e1", &message).await;
            wire.acknowledges("e1").await;
            wire.tell("e2", &message).await;
            wire.acknowledges("e2").await;
            assert_eq!(words(&stage), ["help"]);
        })
        .await;
}

#[tokio::test]
async fn answers_edits_and_deletions_come_as_polling_tells_them() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            let root = stage.ts("10.000100");
            wire.tell("e1", &stage.message("10.000100", "help")).await;
            wire.acknowledges("e1").await;
            let mut answer = stage.message("11.000100", "on it");
            answer["thread_ts"] = json!(root);
            wire.tell("e2", &answer).await;
            wire.acknowledges("e2").await;
            let mut after = stage.message("10.000100", "help!");
            after["edited"] = json!({ "ts": stage.ts("12.000000") });
            wire.tell("e3", &stage.changed(after)).await;
            wire.acknowledges("e3").await;
            wire.tell("e4", &stage.deleted("11.000100", "10.000100")).await;
            wire.acknowledges("e4").await;

            assert_eq!(words(&stage), ["help", "on it", "help!"]);
            let activity = stage.activity();
            assert_eq!(activity[1].root.as_str(), root);
            assert_eq!(activity[3].event, Event::Deleted);
            assert_eq!(activity[3].external.as_str(), stage.ts("11.000100"));
        })
        .await;
}

#[tokio::test]
async fn a_mark_leads_to_one_read_of_all_marks_on_the_message() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            wire.tell("e1", &stage.message("10.000100", "help")).await;
            wire.acknowledges("e1").await;
            stage.mark("10.000100", "eyes", &["U2", "U1"]);
            wire.tell("e2", &stage.marked("10.000100", "eyes")).await;
            wire.acknowledges("e2").await;

            let Some(Event::Marks { marks }) =
                stage.activity().last().map(|a| a.event.clone())
            else {
                panic!("the marks are told: {:?}", stage.activity());
            };
            let by: Vec<_> =
                marks[0].by.iter().map(|a| a.id.as_str()).collect();
            assert_eq!(
                (marks[0].name.as_str(), by),
                ("eyes", vec!["U2", "U1"])
            );
            assert_eq!(stage.called("reactions.get"), 1);
        })
        .await;
}

#[tokio::test]
async fn a_mark_on_an_answer_is_read_like_one_on_a_root() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            stage.write("10.000100", "help");
            wire.tell("e1", &stage.message("10.000100", "help")).await;
            let answer = stage.answer("11.000100", "10.000100", "done");
            wire.tell("e2", &answer).await;
            wire.acknowledges("e2").await;
            stage.mark("11.000100", "white_check_mark", &["U2"]);
            let marked = stage.marked("11.000100", "white_check_mark");
            wire.tell("e3", &marked).await;
            wire.acknowledges("e3").await;
            let told = stage.activity().pop().unwrap();
            assert!(matches!(told.event, Event::Marks { .. }), "{told:?}");
            assert_eq!(told.external.as_str(), stage.ts("11.000100"));
            assert_eq!(told.root.as_str(), stage.ts("10.000100"));
        })
        .await;
}

#[tokio::test]
async fn an_answer_that_comes_before_its_root_is_told_with_it() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            let elsewhere = stage.message("12.000100", "something else");
            wire.tell("e1", &elsewhere).await;
            wire.acknowledges("e1").await;
            // The reads of the start are over.
            stage.pass(0).await;
            stage.write("10.000100", "help");
            let answer = stage.answer("11.000100", "10.000100", "anybody?");
            wire.tell("e2", &answer).await;
            wire.acknowledges("e2").await;
            let all = ["something else", "help", "anybody?"];
            assert_eq!(words(&stage), all, "nothing waits");
            wire.tell("e3", &stage.message("10.000100", "help")).await;
            wire.acknowledges("e3").await;
            assert_eq!(words(&stage), all, "and it is told once");
        })
        .await;
}

#[tokio::test]
async fn what_is_not_ours_is_acknowledged_and_forgotten() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            let mut elsewhere = stage.message("10.000100", "lunch?");
            elsewhere["channel"] = json!("C0THER");
            wire.tell("e1", &elsewhere).await;
            wire.acknowledges("e1").await;
            wire.tell("e2", &json!({ "type": "channel_rename" })).await;
            wire.acknowledges("e2").await;
            assert_eq!(stage.activity(), []);
        })
        .await;
}

#[tokio::test]
async fn a_frame_of_rubbish_hurts_nobody() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire: Wire = stage.connected().await;
            wire.say("{\"type\":").await;
            wire.say(&"[".repeat(100_000)).await;
            wire.tell("e1", &stage.message("10.000100", "help")).await;
            wire.acknowledges("e1").await;
            assert_eq!(words(&stage), ["help"]);
        })
        .await;
}
