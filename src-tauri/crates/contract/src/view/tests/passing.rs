//! A handoff in its channel, as it is read.

use domain::handoff::{
    Accepted, Arrived, Arriving, Handoff, Item, Numbers, Sent, about,
};
use domain::{ExternalId, Judged, PersonKey, Stretch};

use super::desk::{Desk, at};
use super::team::author;
use crate::view::{handoff_page, row};

/// Pia's request was handed over by Kofi on Friday for Monday.
fn desk() -> Desk {
    let mut desk = Desk::at("20 16:41:25");
    desk.ask("#support", "20 12:40:00", "Pia Lund", "Where are the tours?");
    desk
}

fn pias(desk: &Desk) -> Judged {
    Judged::clone(&desk.picture().entries[0].judged)
}

fn item(judged: &Judged, by: &[&str]) -> Item {
    let accepted =
        |name: &&str| Accepted { by: author(name), at: at("20 16:00:00") };
    Item {
        source: judged.source.clone(),
        place: judged.place.clone(),
        external: ExternalId::new("8"),
        root: ExternalId::new("7"),
        span: Stretch { from: at("16 09:00:00"), to: at("23 09:00:00") },
        by: author("Kofi Addo"),
        at: at("20 15:20:00"),
        about: Some(about(judged)),
        note: Some("She has to sign.".to_owned()),
        accepted: by.iter().map(accepted).collect(),
        seen: at("20 15:20:00"),
        gone: false,
    }
}

fn summary(judged: &Judged) -> Item {
    let external = ExternalId::new("7");
    Item { about: None, external, note: None, ..item(judged, &[]) }
}

fn handoff(sent: Sent, arriving: Option<Arriving>) -> Handoff {
    Handoff {
        span: Stretch { from: at("16 09:00:00"), to: at("23 09:00:00") },
        over: false,
        on: vec![PersonKey::new("kofi")],
        next: vec![PersonKey::new("ana")],
        open: Vec::new(),
        came_back: Vec::new(),
        late: Vec::new(),
        numbers: Numbers::default(),
        users: Vec::new(),
        helped: Vec::new(),
        form: Vec::new(),
        jobs: Vec::new(),
        handed: None,
        sent,
        arriving,
        past: Vec::new(),
    }
}

#[test]
fn what_is_sent_is_shown_where_there_is_a_channel_and_time() {
    let desk = desk();
    let picture = desk.picture();
    let mut handoff = handoff(Sent::default(), None);
    assert!(handoff_page(&picture, &handoff).letter.is_empty());
    handoff.sent.channel = Some("#support".to_owned());
    let letter = handoff_page(&picture, &handoff).letter;
    assert_eq!(letter.len(), 1, "{letter:?}");
    assert!(letter[0].contains("Nothing is open."), "{letter:?}");
    handoff.over = true;
    assert!(handoff_page(&picture, &handoff).letter.is_empty());
}

#[test]
fn it_is_counted_how_many_are_accepted_and_how_many_are_on_their_way() {
    let desk = desk();
    let judged = pias(&desk);
    let told = |items, waiting, with: Option<PersonKey>| {
        let channel = Some("#support".to_owned());
        let sent = Sent { channel, items, waiting, with };
        handoff_page(&desk.picture(), &handoff(sent, None)).sent
    };
    assert_eq!(told(Vec::new(), 0, None), None);
    let way = told(Vec::new(), 2, None);
    assert_eq!(way.as_deref(), Some("2 messages are on their way."));
    let items = vec![summary(&judged), item(&judged, &["Ana Ruiz"])];
    let sent = told(items.clone(), 1, None).expect("it is there");
    assert!(sent.contains(" 15:20, 1 of 1 accepted."), "{sent}");
    assert!(sent.ends_with("1 message is on its way."), "{sent}");
    let sent = told(items, 0, Some(PersonKey::new("kofi")));
    assert!(sent.is_some_and(|it| it.contains(" by Kofi 15:20")));
}

#[test]
fn what_arrives_says_who_has_accepted_it() {
    let desk = desk();
    let judged = pias(&desk);
    let page = |by: &[&str]| {
        let arrived = Arrived {
            item: item(&judged, by),
            judged: Some(judged.clone()),
            sending: false,
        };
        let arriving = Arriving {
            from: PersonKey::new("kofi"),
            at: at("20 15:20:00"),
            until: at("23 09:00:00"),
            items: vec![arrived],
        };
        let handoff = handoff(Sent::default(), Some(arriving));
        handoff_page(&desk.picture(), &handoff).arriving.expect("it is there")
    };
    let waits = page(&[]);
    assert_eq!(waits.title, "Handoff from Kofi");
    assert_eq!((waits.waiting, &waits.items[0].taken), (1, &None));
    assert_eq!(waits.items[0].gist, "Where are the tours?");
    assert_eq!(waits.items[0].note.as_deref(), Some("She has to sign."));
    let anas = page(&["Ana Ruiz"]);
    let taken = anas.items[0].taken.as_deref();
    assert_eq!((anas.waiting, taken), (0, Some("Ana")));
}

#[test]
fn what_nobody_has_accepted_says_so_once_the_next_shift_has_begun() {
    let mut desk = desk();
    let judged = pias(&desk);
    let label = |desk: &Desk| {
        let picture = desk.picture();
        row(&picture, &picture.entries[0]).owner.label
    };
    let mut passed = item(&judged, &[]);
    desk.thread().pass(&passed);
    assert_eq!(label(&desk), "Nobody", "the next shift is to come");
    passed.span.to = at("20 16:00:00");
    desk.thread().pass(&passed);
    assert_eq!(label(&desk), "Not accepted");
}
