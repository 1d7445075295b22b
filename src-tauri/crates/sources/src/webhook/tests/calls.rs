//! What a caller is answered.

use chrono::TimeDelta;
use serde_json::json;

use super::world::{Answer, SENDER, Street, TOKEN};
use crate::conformance::Stage;

/// One call, and its answer.
async fn called(head: &str, body: &str) -> Answer {
    let street = Street::new();
    let stage = Stage::set(&street).await;
    street.once(head, body);
    stage.listen(TimeDelta::minutes(1)).await;
    let [answer] = street.answers().try_into().unwrap();
    answer
}

#[tokio::test]
async fn a_stranger_is_turned_away_and_learns_nothing() {
    let other = called("POST /other", "{\"what\":\"x\"}").await;
    assert_eq!(other.status, 401);
    assert!(other.body.contains("No sender here has this name"));
}

#[tokio::test]
async fn what_is_no_news_is_told_to_the_caller() {
    let head = format!("POST /{SENDER}");
    let no_json = called(&head, "{\"what\":").await;
    assert_eq!(no_json.status, 400);
    assert!(no_json.body.contains("This is no JSON"), "{}", no_json.body);
    let empty = called(&head, "{\"message\":\"x\"}").await;
    assert_eq!(empty.status, 400);
    assert!(empty.body.contains("no text at /what, /title, /text"));
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(called(&head, &deep).await.status, 400);
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_before_it_is_read() {
    let long = json!({ "what": "x".repeat(300 << 10) }).to_string();
    let answer = called(&format!("POST /{SENDER}"), &long).await;
    assert_eq!(answer.status, 413);
    assert!(answer.body.contains("256 KB"));
}

#[tokio::test]
async fn another_method_is_told_which_is_meant() {
    let answer = called(&format!("GET /{SENDER}"), "").await;
    assert_eq!(answer.status, 405);
    assert!(answer.head.to_lowercase().contains("allow: post"));
}

#[tokio::test]
async fn sixty_calls_a_minute_are_heard_and_the_next_waits() {
    let street = Street::new();
    let stage = Stage::set(&street).await;
    for n in 0..61 {
        let body = json!({ "what": n.to_string() }).to_string();
        street.once(&format!("POST /{SENDER}"), &body);
    }
    stage.listen(TimeDelta::minutes(1)).await;
    let answers = street.answers();
    assert!(answers.iter().take(60).all(|answer| answer.status == 200));
    assert_eq!(answers[60].status, 429);
    assert!(answers[60].head.to_lowercase().contains("retry-after: "));
    assert_eq!(stage.ledger().came.len(), 60);
}

#[tokio::test]
async fn a_token_may_end_the_address() {
    let head = format!("POST /{SENDER}/{TOKEN}");
    assert_eq!(called(&head, "{\"what\":\"x\"}").await.status, 200);
}

#[tokio::test]
async fn a_wrong_token_is_answered_as_a_strangers() {
    let street = Street::new();
    let stage = Stage::set(&street).await;
    let call = |name: &str, token: &str| {
        format!(
            "POST /{name} HTTP/1.1\r\nHost: here\r\nContent-Length: 12\r\n\
             Authorization: Bearer {token}\r\n\r\n{{\"what\":\"x\"}}"
        )
    };
    street.raw(call(SENDER, "guessed"));
    street.raw(call("other", TOKEN));
    street.raw(call(SENDER, TOKEN));
    stage.listen(TimeDelta::minutes(1)).await;
    // The calls are heard side by side, so any of them may be answered first.
    let mut answers = street.answers();
    answers.sort_by_key(|answer| answer.status);
    let [right, wrong, stranger] = answers.try_into().unwrap();
    assert_eq!(right.status, 200, "{}", right.body);
    assert_eq!([wrong.status, stranger.status], [401, 401]);
    assert_eq!(wrong.body, stranger.body);
    assert_eq!(stage.ledger().came.len(), 1);
}

#[tokio::test]
async fn a_call_that_breaks_off_tells_nothing_and_the_next_is_heard() {
    let street = Street::new();
    let stage = Stage::set(&street).await;
    let head = format!(
        "POST /{SENDER} HTTP/1.1\r\nHost: here\r\n\
         Authorization: Bearer {TOKEN}\r\n"
    );
    street.raw(format!("{head}Content-Length: 100\r\n\r\n{{\"what\":\"x\""));
    let part = format!("10000\r\n{}\r\n", "x".repeat(1 << 16));
    let endless = part.repeat(5);
    street.raw(format!("{head}Transfer-Encoding: chunked\r\n\r\n{endless}"));
    street.once(&format!("POST /{SENDER}"), "{\"what\":\"whole\"}");
    stage.listen(TimeDelta::minutes(1)).await;
    let answers = street.answers();
    let heard = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!((heard, stage.ledger().came.len()), (1, 1), "{answers:?}");
}
