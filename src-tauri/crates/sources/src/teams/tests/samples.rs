//! A message as Graph's documentation shows them, with all that can be in it.

use chrono::DateTime;
use domain::{
    Event, GroupId, Mention, PlaceId, Priority, Raise, SourceId, UserId,
};

use super::super::compare::Draft;
use super::super::map::Scene;
use super::super::memory::Memory;
use super::super::people::People;
use super::super::wire::Message;
use crate::conformance::rules;

fn told() -> (domain::Activity, Vec<domain::Mark>) {
    let message = include_str!("../samples/message.json");
    let message: Message = serde_json::from_str(message).unwrap();
    let mut rules = rules("teams", "t/c");
    rules.raises.push(Raise {
        source: SourceId::new("teams"),
        group: GroupId::new("@OnCall"),
        priority: Priority::Urgent,
    });
    let scene = Scene {
        rules: &rules,
        source: &SourceId::new("teams"),
        place: &PlaceId::new("t/c"),
        groups: &[GroupId::new("@oncall")],
        people: &People::default(),
        read: DateTime::UNIX_EPOCH,
        looked: None,
    };
    (scene.post(&message, &message.id), scene.marks(&message))
}

#[test]
fn what_a_message_says_is_told_piece_by_piece() {
    let (told, _) = told();
    let Event::Post { post } = told.event else { panic!("a post") };
    let said = post.text.words();
    assert_eq!(
        said,
        "Scanner down\nHi @On call @Ana, it says stop at the till 🙂\n\
         said @Bo\nfirst\nsecond\nlet x = 1;\n@oncall\nTill 4 is offline"
    );
    assert_eq!(post.author.name, "Robin Kline");
    assert_eq!(post.files[0].name, "log.txt");
    assert!(post.edited.is_some());
    assert_eq!(told.at.to_rfc3339(), "2021-03-29T03:53:52.035+00:00");
}

#[test]
fn a_tag_is_the_group_of_the_team_file_and_a_quotation_calls_nobody() {
    let (told, _) = told();
    let Event::Post { post } = told.event else { panic!("a post") };
    let group = Mention::Group { id: GroupId::new("@oncall") };
    let ana = Mention::Person { id: UserId::new("ana-1") };
    assert_eq!(post.mentions, [group, ana]);
}

#[test]
fn a_deletion_that_is_taken_back_brings_the_words_back() {
    let samples = include_str!("../samples/undone.json");
    let read: Vec<Message> = serde_json::from_str(samples).unwrap();
    let rules = rules("teams", "t/c");
    let (source, place) = (SourceId::new("teams"), PlaceId::new("t/c"));
    let people = People::default();
    let scene = |read: &str| Scene {
        rules: &rules,
        source: &source,
        place: &place,
        groups: &[],
        people: &people,
        read: read.parse().unwrap(),
        looked: None,
    };
    let mut draft = Draft::new(&Memory::first(DateTime::UNIX_EPOCH));
    let times = [
        "2026-03-04T12:01:00Z",
        "2026-03-04T12:02:00Z",
        "2026-03-04T12:03:00Z",
        "2026-03-04T12:04:00Z",
    ];
    for (message, time) in read.iter().zip(times) {
        draft.thread(message, None, &scene(time));
    }
    let told: Vec<_> = draft
        .told
        .iter()
        .map(|it| match &it.event {
            Event::Post { post } => (post.text.words(), post.restored),
            Event::Deleted => ("deleted".to_owned(), Some(it.at)),
            Event::Marks { .. } => ("marks".to_owned(), None),
        })
        .collect();
    let said = || "The till is dead".to_owned();
    let at = |time: &str| Some(time.parse().unwrap());
    let expected = [
        (said(), None),
        ("deleted".to_owned(), at("2026-03-04T12:01:30.5Z")),
        (said(), at("2026-03-04T12:03:00Z")),
    ];
    assert_eq!(told, expected, "and the fourth read tells nothing");
}

#[test]
fn whoever_was_first_stands_first_on_a_mark() {
    let (_, marks) = told();
    let eyes = marks.iter().find(|mark| mark.name == "eyes").unwrap();
    let who: Vec<&str> = eyes.by.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(who, ["u2", "u3"]);
    assert!(marks.iter().any(|mark| mark.name == "+1"));
}
