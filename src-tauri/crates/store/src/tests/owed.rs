//! What is still to go out, and what was told.

use domain::alert::{Alert, AlertKind, Hush};
use domain::picture::Stop;
use domain::{
    Action, ActionId, Chime, Deed, Loudness, Notice, NoticeId, Permit,
    PersonKey, Priority, Reach, Role, Tones, Who, allow,
};

use super::*;
use crate::{Errand, State, Store};

fn errand(id: &str, minute: i64) -> Errand {
    Errand {
        action: Action {
            id: ActionId::new(id),
            request: Some(RequestId(1)),
            source: slack(),
            place: support(),
            root: ext("1"),
            deed: Deed::Reply { text: "Looking into it.".to_owned() },
            asked: at(minute),
        },
        state: State::Queued,
        after: (id != "a").then(|| ActionId::new("a")),
        due: at(minute),
        attempts: 0,
        attempted: None,
        words: String::new(),
        act: 3,
        beside: true,
    }
}

/// What the gate says to somebody on duty.
fn permit() -> Permit {
    gate(Role::Responder, Reach::Source)
}

fn gate(role: Role, reach: Reach) -> Permit {
    let who = Who { person: Some(PersonKey::new("ana")), role };
    allow(&who, reach).unwrap()
}

#[tokio::test]
async fn nothing_goes_out_by_a_permit_that_does_not_cover_it() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    for reach in [Reach::Manner, Reach::Private] {
        let permit = gate(Role::Observer, reach);
        let refused = write.send(&errand("a", 0), permit).await;
        assert!(refused.is_err(), "{reach:?}");
    }
    write.commit().await.unwrap();
    assert!(store.errands().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_action_makes_the_whole_way_and_comes_back_the_same() {
    let store = Store::in_memory().await.unwrap();
    let mut errand = errand("b", 0);
    let mut write = store.write().await.unwrap();
    write.send(&errand, permit()).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(store.errands().await.unwrap(), [errand.clone()]);
    let states = [
        State::Sending,
        State::Unknown,
        State::Held,
        State::Queued,
        State::Refused,
        State::Undone,
        State::Done,
    ];
    for state in states {
        errand.state = state;
        errand.attempts += 1;
        errand.attempted = Some(at(errand.attempts));
        errand.due = at(10 + errand.attempts);
        errand.words = format!("{state:?}");
        let mut write = store.write().await.unwrap();
        write.mark(&errand).await.unwrap();
        let known = write.errand(&errand.action.id).await.unwrap();
        assert_eq!(known.as_ref(), Some(&errand));
        write.commit().await.unwrap();
        let open = store.errands().await.unwrap();
        assert_eq!(!open.is_empty(), state.open(), "{state:?}");
    }
    let all = store.errands_of(RequestId(1)).await.unwrap();
    assert_eq!(all, [errand], "the record stays");
}

#[tokio::test]
async fn actions_go_out_in_the_order_in_which_they_were_asked_for() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    for (id, minute) in [("late", 5), ("a", 1), ("b", 1)] {
        write.send(&errand(id, minute), permit()).await.unwrap();
    }
    write.commit().await.unwrap();
    let open = store.errands().await.unwrap();
    let ids: Vec<&str> = open.iter().map(|e| e.action.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "late"]);
}

#[tokio::test]
async fn an_action_is_put_on_its_way_once() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    write.send(&errand("a", 0), permit()).await.unwrap();
    assert!(write.send(&errand("a", 1), permit()).await.is_err());
}

fn alert(key: &str, request: Option<i64>, hushed: Option<Hush>) -> Alert {
    Alert {
        key: key.to_owned(),
        kind: AlertKind::Overdue,
        request: request.map(RequestId),
        due: at(1),
        notice: Notice {
            id: NoticeId::Digest,
            title: "Overdue".to_owned(),
            body: "Nobody has it.".to_owned(),
            buttons: Vec::new(),
            loudness: Loudness::Critical,
            chime: Chime { priority: Priority::Urgent, tones: Tones::Three },
        },
        hushed,
        repeat: false,
    }
}

#[tokio::test]
async fn an_alert_is_decided_once() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    let rings = alert("k", Some(1), None);
    let ids = write.decide(&[(&rings, false)], at(2)).await.unwrap();
    let id = ids[0].unwrap();
    let other = alert("k", Some(2), None);
    let source = alert("k", None, None);
    let all = [(&rings, false), (&other, false), (&source, true)];
    let ids = write.decide(&all, at(3)).await.unwrap();
    let made: Vec<bool> = ids.iter().map(Option::is_some).collect();
    assert_eq!(made, [false, true, true]);
    let again = write.decide(&[(&source, true)], at(4)).await.unwrap();
    assert_eq!(again, [None]);
    write.shown(&[id], at(5)).await.unwrap();
    write.commit().await.unwrap();
    let rows = store.alerts_of(RequestId(1)).await.unwrap();
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!((row.due, row.decided), (at(1), at(2)));
    assert_eq!(row.shown, Some(at(5)));
    assert_eq!(row.loudness, "critical");
    assert_eq!((row.kind.as_str(), row.hushed.as_str()), ("overdue", ""));
}

#[tokio::test]
async fn a_digest_owes_what_is_told_later_until_it_is_paid() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    let hushes =
        [None, Some(Hush::Closed), Some(Hush::NotMine), Some(Hush::Quiet)];
    for (n, hush) in hushes.into_iter().enumerate() {
        let alert = alert(&n.to_string(), Some(1), hush);
        write.decide(&[(&alert, false)], at(2)).await.unwrap();
    }
    write.commit().await.unwrap();
    let owed = store.owed().await.unwrap();
    let why: Vec<&str> = owed.iter().map(|row| row.hushed.as_str()).collect();
    assert_eq!(why, [Hush::Closed.words(), Hush::Quiet.words()]);
    let mut write = store.write().await.unwrap();
    write.pay(&[owed[0].id]).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(store.owed().await.unwrap(), owed[1..]);
}

#[tokio::test]
async fn the_record_of_the_queue_is_that_of_what_lives() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    let living = stored(1, "1", 0);
    write.save(&[living]).await.unwrap();
    for request in [1, 2] {
        let alert = alert("k", Some(request), None);
        write.decide(&[(&alert, false)], at(2)).await.unwrap();
    }
    write.commit().await.unwrap();
    let rows = store.alerts_of_living().await.unwrap();
    let of: Vec<_> = rows.iter().map(|row| row.request).collect();
    assert_eq!(of, [Some(RequestId(1))]);
}

#[tokio::test]
async fn a_stretch_of_watching_grows_by_its_heartbeats() {
    let store = Store::in_memory().await.unwrap();
    assert_eq!(store.last_watch().await.unwrap(), None);
    let mut write = store.write().await.unwrap();
    let watch = write.begin_watch(at(0), false).await.unwrap();
    write.beat(watch, at(1), true).await.unwrap();
    write.commit().await.unwrap();
    let last = store.last_watch().await.unwrap().unwrap();
    assert_eq!((last.began, last.last), (at(0), at(1)));
    assert!(last.on_duty && !last.ended);
    let mut write = store.write().await.unwrap();
    write.end_watch(watch, at(2), Stop::Quit).await.unwrap();
    write.commit().await.unwrap();
    assert!(store.last_watch().await.unwrap().unwrap().ended);
}

#[tokio::test]
async fn what_lies_between_two_stretches_on_duty_is_a_pause() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    let stretches = [
        (0, 10, true, Some(Stop::Quit)),
        (100, 110, true, None),
        (200, 210, true, Some(Stop::Slept)),
        (230, 240, false, None),
        (900, 910, true, None),
    ];
    for (from, to, on_duty, stop) in stretches {
        let watch = write.begin_watch(at(from), on_duty).await.unwrap();
        match stop {
            Some(stop) => write.end_watch(watch, at(to), stop).await,
            None => write.beat(watch, at(to), on_duty).await,
        }
        .unwrap();
    }
    write.commit().await.unwrap();
    let hour = TimeDelta::hours(1);
    let pauses = store.pauses(hour, 9).await.unwrap();
    let found: Vec<_> = pauses.iter().map(|p| (p.from, p.to, p.stop)).collect();
    assert_eq!(
        found,
        [(at(110), at(200), Stop::Broke), (at(10), at(100), Stop::Quit)],
        "neither a short one nor one off duty"
    );
}

#[tokio::test]
async fn a_blindness_begins_and_ends() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    write.begin_blindness(&slack(), at(0), "no answer").await.unwrap();
    write.end_blindness(&slack(), at(3)).await.unwrap();
    write.begin_blindness(&slack(), at(5), "").await.unwrap();
    write.commit().await.unwrap();
    let spans = store.blindness(&slack(), 9).await.unwrap();
    let short: Vec<_> = spans.iter().map(|b| (b.since, b.until)).collect();
    assert_eq!(short, [(at(5), None), (at(0), Some(at(3)))]);
}
