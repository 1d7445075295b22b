//! A message as Graph's documentation shows them, with all that can be in it.

use chrono::DateTime;
use domain::{
    Event, GroupId, Mention, PlaceId, Priority, Raise, SourceId, UserId,
};

use super::super::map::Scene;
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
fn whoever_was_first_stands_first_on_a_mark() {
    let (_, marks) = told();
    let eyes = marks.iter().find(|mark| mark.name == "eyes").unwrap();
    let who: Vec<&str> = eyes.by.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(who, ["u2", "u3"]);
    assert!(marks.iter().any(|mark| mark.name == "+1"));
}
