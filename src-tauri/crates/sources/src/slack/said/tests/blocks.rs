//! Each kind of block and of attachment, from a sample.

use super::super::super::wire::Message;
use super::super::people;
use super::{drawn, said, sample};

#[test]
fn every_kind_of_block_says_what_it_can() {
    let said = sample(include_str!("../../samples/kit.json"));
    assert_eq!(
        drawn(&said),
        [
            "*🚨 Queue is stuck*",
            "*140* jobs wait, see [the \
             graph](https://mon.example/a/7?utm_source=slack)",
            "*Host*\nweb-1",
            "since 10:30",
            "[Silence]",
            "[image: logo]",
            "rule _queue_",
            "[image: a steep graph]",
            "[Open](https://mon.example/a/7)",
            "[Assign to]",
            "[How to](https://mon.example/v)",
            "two minutes",
            "*Reason*",
            "unknown",
            "# plain **words**",
            "host | jobs",
            "web-1 | 140",
            "a thing of tomorrow",
        ]
    );
}

#[test]
fn an_attachment_is_read_a_preview_is_not_and_a_shared_one_is_quoted() {
    let said = sample(include_str!("../../samples/attachments.json"));
    assert_eq!(
        drawn(&said),
        [
            "New conversation",
            "From the website",
            "_Pat Roe_",
            "[Cannot log in](https://desk.example/c/12)",
            "It says *wrong password*",
            "*Plan: *gold",
            "*Trace*",
            "line 1\nline 2",
            "only a fallback, [open](https://desk.example/c/12)",
            "> _Ana_",
            "> please ask {@oncall}",
        ]
    );
    assert_eq!(said.mentions, [], "whom a shared message names is quoted");
}

#[test]
fn what_is_unknown_keeps_the_words_of_the_message() {
    let said = sample(include_str!("../../samples/unknown.json"));
    assert_eq!(drawn(&said), ["what the *app* says of it"]);
}

#[test]
fn an_odd_message_is_read_as_far_as_it_goes() {
    let message: Message =
        serde_json::from_str(include_str!("../../samples/odd.json")).unwrap();
    assert!(message.ts.is_some());
    assert!(message.reactions.iter().all(|mark| mark.users.is_empty()));
    assert!(said(&message).text.is_empty());
}

#[test]
fn people_are_found_wherever_they_are_named() {
    for name in ["rich_text", "mrkdwn"] {
        let json = match name {
            "rich_text" => include_str!("../../samples/rich_text.json"),
            _ => include_str!("../../samples/mrkdwn.json"),
        };
        let ids = people(&serde_json::from_str(json).unwrap());
        assert!(ids.contains(&"U1ANA".to_owned()), "{name}");
        assert!(ids.contains(&"U2JO".to_owned()), "{name}");
    }
}
