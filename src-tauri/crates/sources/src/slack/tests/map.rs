//! What becomes of messages, from samples.

use domain::{ActionId, Activity, Bots, Event, GroupId, Mention, Post};
use serde_json::{Value, json};

use super::super::draft::{Standing, Told, standing};
use super::super::fake::ME;
use super::super::groups::GroupNames;
use super::super::map::Scene;
use super::super::people::People;
use super::super::said::Names;
use super::super::stamp::Stamp;
use super::super::wire::people::Profile;
use super::super::wire::{Group, Message, User};
use super::world::noon;

fn sample(json: &str) -> Message {
    serde_json::from_str(json).unwrap()
}

fn user(id: &str, name: &str, is_bot: bool) -> User {
    User {
        id: id.into(),
        name: name.into(),
        is_bot,
        profile: Profile {
            email: Some(format!("{name}@example.com")),
            ..Profile::default()
        },
    }
}

fn with<T>(bots: Bots, then: impl FnOnce(&Scene<'_>) -> T) -> T {
    let people = People::default();
    people.learn(vec![
        user("U1ANA", "ana", false),
        user("U2JO", "jo", false),
        user("U9BOT", "desk", true),
    ]);
    let groups = GroupNames::find(
        &[GroupId::new("@oncall")],
        &[Group { id: "S0ONCALL".into(), handle: "oncall".into() }],
    );
    let channels = Default::default();
    let names = Names { people: &people, groups: &groups, channels: &channels };
    then(&Scene {
        place: &domain::PlaceId::new("C1"),
        bots,
        address: "https://acme.slack.com/",
        me: "U1ANA",
        names: &names,
        read: noon(),
        floor: Stamp::FIRST,
        looked: None,
        swept: None,
    })
}

fn told(bots: Bots, message: Message) -> Activity {
    let root = message.thread_ts.or(message.ts).unwrap();
    let told = Told::Post { message: Box::new(message), root };
    with(bots, |scene| scene.activity(&told))
}

fn post(bots: Bots, message: Message) -> Post {
    match told(bots, message).event {
        Event::Post { post } => post,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_root_becomes_an_activity_with_its_own_time_and_link() {
    let json = include_str!("../samples/rich_text.json");
    let activity = told(Bots::Ignore, sample(json));
    assert!(activity.is_root());
    assert_eq!(activity.external.as_str(), "1772625600.000100");
    assert_eq!(activity.at, Stamp::read("1772625600.000100").unwrap().time());
    let post = post(Bots::Ignore, sample(json));
    assert_eq!(
        post.link.as_deref(),
        Some("https://acme.slack.com/archives/C1/p1772625600000100")
    );
    let oncall = Mention::Group { id: GroupId::new("@oncall") };
    assert!(post.mentions.contains(&oncall));
    assert_eq!(post.author.email.as_deref(), Some("jo@example.com"));
}

#[test]
fn a_person_who_writes_through_an_app_is_a_person() {
    let json = include_str!("../samples/by_api.json");
    let activity = told(Bots::Ignore, sample(json));
    assert!(!activity.is_root());
    assert_eq!(activity.root.as_str(), "1772625600.000100");
    let post = post(Bots::Ignore, sample(json));
    assert!(post.author.human);
    assert_eq!(post.author.name, "ana");
    assert_eq!(post.action, Some(ActionId::new("act-7")));
    assert_eq!(
        post.edited,
        Some(Stamp::read("1772625800.000000").unwrap().time())
    );
    assert_eq!(
        post.link.as_deref(),
        Some(
            "https://acme.slack.com/archives/C1/p1772625700000100\
             ?thread_ts=1772625600.000100&cid=C1"
        )
    );
}

#[test]
fn a_note_of_ours_in_another_hand_settles_nothing() {
    let mut message = sample(include_str!("../samples/by_api.json"));
    message.user = Some("U2JO".into());
    assert_eq!(post(Bots::Ignore, message).action, None);
}

#[test]
fn the_note_of_a_handoff_is_read_from_whoever_wrote_it() {
    let mut message = sample(include_str!("../samples/by_api.json"));
    message.user = Some("U2JO".into());
    let note = message.metadata.as_mut().unwrap();
    let id = "a-1|handoff|1763542800000|1764147600000|slack|C1|1.2";
    note.event_payload = serde_json::json!({ "action": id });
    let action = post(Bots::Ignore, message).action;
    assert_eq!(action, Some(ActionId::new(id)));
}

#[test]
fn a_bot_is_told_by_its_record_or_by_the_kind_of_its_message() {
    let modern = sample(include_str!("../samples/attachments.json"));
    let legacy = sample(include_str!("../samples/kit.json"));
    let tells = |bots, message: &Message| with(bots, |s| s.tells(message));
    for message in [modern, legacy] {
        assert!(!tells(Bots::Ignore, &message));
        assert!(tells(Bots::Alerts, &message));
        assert!(tells(Bots::Mirror, &message));
        assert!(!post(Bots::Alerts, message).author.human);
    }
    let slackbot = Message {
        user: Some("USLACKBOT".into()),
        ..sample(include_str!("../samples/mrkdwn.json"))
    };
    assert!(!tells(Bots::Ignore, &slackbot));
}

#[test]
fn a_mirror_names_who_wrote_and_keeps_the_whole_text() {
    let message = sample(include_str!("../samples/attachments.json"));
    let post = post(Bots::Mirror, message);
    let mirrored = post.mirrored.unwrap();
    assert_eq!(mirrored.name, "Pat Roe");
    assert!(mirrored.human);
    assert!(post.text.words().contains("wrong password"));
}

fn from_bot(text: &str) -> Message {
    let json = json!({
        "user": "U9BOT", "ts": "1772625600.000100", "text": text,
    });
    serde_json::from_value(json).unwrap()
}

#[test]
fn a_mirror_without_an_attachment_names_its_writer_in_the_first_line() {
    for (text, name) in [
        ("New message from *Jo Doe*:\nI cannot log in", "Jo Doe"),
        ("From: Jo Doe <mailto:jo@x.example|jo@x.example>\nhi", "Jo Doe"),
        ("Jo Doe wrote: hello", "Jo Doe"),
        ("Jo Doe via the website\nhello", "Jo Doe"),
    ] {
        let mirrored = post(Bots::Mirror, from_bot(text)).mirrored;
        assert_eq!(mirrored.unwrap().name, name, "{text}");
    }
}

#[test]
fn an_alert_is_known_by_its_link_else_its_title_else_its_post() {
    let key = |message| post(Bots::Alerts, message).alert.unwrap();
    let fired = key(from_bot("<https://mon.example/a/7?utm_source=x#y|Stuck>"));
    let over =
        key(from_bot("Resolved: <https://mon.example/a/7|Queue is stuck>"));
    assert_eq!(fired.key, "https://mon.example/a/7");
    assert_eq!((fired.resolved, over.resolved), (false, true));
    assert_eq!(fired.key, over.key);
    let titled = |title: &str| {
        let mut message = from_bot("x");
        message.attachments = vec![json!({ "title": title })];
        key(message)
    };
    assert_eq!(titled("[Firing] Disk full").key, "Disk full");
    assert_eq!(titled("[Resolved] Disk full").key, "Disk full");
    assert!(titled("[Resolved] Disk full").resolved);
    assert_eq!(key(from_bot("beep")).key, "1772625600.000100");
    let home = key(from_bot("<https://acme.slack.com/archives/C1|here>"));
    assert_eq!(home.key, "1772625600.000100", "a link home is no key");
}

#[test]
fn an_unresolved_alert_is_not_over() {
    let key = |text| post(Bots::Alerts, from_bot(text)).alert.unwrap();
    assert!(!key("Disk full: still unresolved").resolved);
    assert!(key("Disk: recovered").resolved);
}

#[test]
fn a_file_is_known_by_its_outside() {
    let post =
        post(Bots::Ignore, sample(include_str!("../samples/files.json")));
    let files: Vec<_> =
        post.files.iter().map(|f| (f.name.as_str(), f.bytes)).collect();
    assert_eq!(files, [("label.png", Some(48_213)), ("a file", None)]);
}

#[test]
fn what_nobody_wrote_is_nothing() {
    let all: Vec<Value> =
        serde_json::from_str(include_str!("../samples/system.json")).unwrap();
    let stand = |value: &Value| {
        standing(&serde_json::from_value(value.clone()).unwrap())
    };
    let ts = |text| Stamp::read(text).unwrap();
    let all: Vec<Standing> = all.iter().map(stand).collect();
    assert_eq!(
        all,
        [
            Standing::Nothing,
            Standing::Nothing,
            Standing::Tombstone(ts("1772625600.000803")),
            Standing::Reply {
                ts: ts("1772625600.000804"),
                root: ts("1772625600.000100"),
            },
            Standing::Root(ts("1772625600.000805")),
            Standing::Nothing,
        ]
    );
}

#[test]
fn somebody_whom_slack_does_not_show_is_taken_for_a_person() {
    let mut message = sample(include_str!("../samples/mrkdwn.json"));
    message.user = Some("U0FOREIGN".into());
    let author = post(Bots::Ignore, message).author;
    assert!(author.human);
    assert_eq!(author.id.as_str(), "U0FOREIGN");
    assert_ne!(author.id.as_str(), ME);
}
