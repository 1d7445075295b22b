//! The notes on messages, of which push brings no more than the kind.

use domain::{ActionId, Event};
use serde_json::json;

use super::stage::Stage;
use super::words;

const SUMMARY: &str = "a-1|handoff|1700000000000|1700600000000";
const REPLY: &str = "a-2|handoff|1700000000000|1700600000000|slack|C1|9.1";

/// The notes of the posts that came in, in their order.
fn notes(stage: &Stage) -> Vec<Option<ActionId>> {
    let post = |event: &Event| match event {
        Event::Post { post } => Some(post.action.clone()),
        _ => None,
    };
    stage.activity().iter().filter_map(|a| post(&a.event)).collect()
}

fn note(text: &str) -> Option<ActionId> {
    Some(ActionId::new(text))
}

#[tokio::test]
async fn a_handoff_is_told_once_and_with_its_notes() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            let root = stage.message("10.000100", "Handoff from Bo.");
            let root = stage.noted(root, SUMMARY);
            wire.tell("e1", &root).await;
            wire.acknowledges("e1").await;
            assert_eq!(notes(&stage), [note(SUMMARY)]);
            assert_eq!(stage.called("conversations.replies"), 1);

            let mut below = stage.message("11.000100", "Note: it is hers.");
            below["thread_ts"] = json!(stage.ts("10.000100"));
            let below = stage.noted(below, REPLY);
            wire.tell("e2", &below).await;
            wire.acknowledges("e2").await;
            assert_eq!(notes(&stage), [note(SUMMARY), note(REPLY)]);
            assert_eq!(stage.called("conversations.replies"), 2);

            wire.tell("e3", &below).await;
            wire.acknowledges("e3").await;
            stage.alive(&mut wire, 120).await;
            assert_eq!(notes(&stage).len(), 2, "nothing is told twice");
            assert!(stage.reported().is_empty(), "push has brought it");
        })
        .await;
}

#[tokio::test]
async fn the_note_is_read_where_push_does_not_even_say_that_there_is_one() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            let root = stage.message("10.000100", "Handoff from Bo.");
            let mut root = stage.noted(root, SUMMARY);
            root["metadata"] = json!(null);
            wire.tell("e1", &root).await;
            wire.acknowledges("e1").await;
            assert_eq!(notes(&stage), [note(SUMMARY)]);
        })
        .await;
}

#[tokio::test]
async fn what_people_write_by_hand_is_told_as_push_brings_it() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            wire.tell("e1", &stage.message("10.000100", "help")).await;
            wire.acknowledges("e1").await;
            let mut answer = stage.message("11.000100", "on it");
            answer["thread_ts"] = json!(stage.ts("10.000100"));
            wire.tell("e2", &answer).await;
            wire.acknowledges("e2").await;
            assert_eq!(words(&stage), ["help", "on it"]);
            assert_eq!(stage.called("conversations.replies"), 0);
        })
        .await;
}

#[tokio::test]
async fn what_turns_out_to_carry_no_note_is_told_as_well() {
    let stage = Stage::set().await;
    stage
        .play(async {
            let mut wire = stage.connected().await;
            stage.write("10.000100", "posted by some program");
            let mut root = stage.message("10.000100", "posted by some program");
            root["bot_id"] = json!("B7");
            wire.tell("e1", &root).await;
            wire.acknowledges("e1").await;
            assert_eq!(words(&stage), ["posted by some program"]);
            assert_eq!(notes(&stage), [None]);
        })
        .await;
}
