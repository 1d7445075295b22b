//! Every act can be taken back, or says why not.

use contract::{Act, Priority, SnoozeUntil};
use domain::RequestId;
use domain::picture::Entry;

use crate::support::house::{Desktop, House, seconds};

/// What becomes of an act when it is taken back.
enum Back {
    /// Everything is as before.
    AsBefore,
    /// A story of its own tells it.
    ToldIn(&'static str),
    /// It cannot be taken back, because.
    Not(&'static str),
}

/// A new act does not compile until somebody has said how it is taken back.
fn back(act: &Act) -> Back {
    use Back::{AsBefore, Not, ToldIn};
    match act {
        Act::Claim { .. }
        | Act::Close { .. }
        | Act::Dismiss { .. }
        | Act::Snooze { .. }
        | Act::SetPriority { .. }
        | Act::Note { .. } => AsBefore,
        Act::Reply { .. } => ToldIn("undo: a reply waits five seconds"),
        Act::Release { .. } | Act::Together { .. } | Act::TakeOver { .. } => {
            ToldIn("undo: a claim that is undone is released")
        }
        Act::BringBack { .. } | Act::Wake { .. } | Act::WaitOnThem { .. } => {
            ToldIn("undo: what is only here is taken back without a trace")
        }
        Act::NotThanks { .. } | Act::Split { .. } | Act::ThisAnswers { .. } => {
            ToldIn("the layer's own stories")
        }
        Act::EditNote { .. } | Act::DeleteNote { .. } => {
            ToldIn("private: a note is written changed deleted")
        }
        Act::SendAgain { .. } => Not("what is sent may be read at once"),
        Act::ItIsThere { .. } => Not("the next read of the source decides"),
        Act::Undo { .. } => Not("the act can be done again"),
        Act::Quiet { .. } | Act::Ring { .. } => Not("it is its own opposite"),
        Act::Open { .. }
        | Act::OpenNote { .. }
        | Act::CopyLink { .. }
        | Act::SearchElsewhere
        | Act::ReadNow => Not("it changes nothing"),
    }
}

fn acts(request: i64) -> Vec<Act> {
    let until = SnoozeUntil::Minutes { minutes: 1 };
    let priority = Priority::Emergency;
    vec![
        Act::Claim { request, quiet: true, say: None },
        Act::Close { request },
        Act::Dismiss { request },
        Act::Snooze { request, until, regardless: false, claim: false },
        Act::SetPriority { request, priority },
        Act::Note { request: Some(request), text: "Hub 9".to_owned() },
    ]
}

async fn does(you: &Desktop, id: RequestId, act: &Act) {
    let desk = &you.desk;
    let done = match act {
        Act::Claim { quiet, .. } => desk.claim(id, *quiet, None).await,
        Act::Close { .. } => desk.close(id, false).await,
        Act::Dismiss { .. } => desk.dismiss(id, false).await,
        Act::Snooze { .. } => {
            let until = engine::SnoozeUntil::After(seconds(60));
            desk.snooze(id, until, false, false).await
        }
        Act::SetPriority { .. } => {
            desk.set_priority(id, domain::Priority::Emergency).await
        }
        Act::Note { text, .. } => desk.add_note(Some(id), text).await,
        other => panic!("{other:?} has a story of its own"),
    };
    done.unwrap_or_else(|refused| panic!("{act:?}: {refused:?}"));
}

/// All that a person sees of a request.
async fn seen(you: &Desktop, id: RequestId) -> String {
    let close = you.desk.look_at(id).await.expect("it is known");
    let Entry { section, judged, pending, snooze_end, .. } = close.entry;
    let shown = (section, &judged.owners, judged.priority, &judged.life);
    let notes = close.notes.len();
    format!("{shown:?} {pending:?} {snooze_end:?} {notes}")
}

#[tokio::test]
async fn what_is_taken_back_leaves_everything_as_before() {
    for at in 0..acts(0).len() {
        let house = House::at("2026-11-20 14:00");
        let you = house.desktop("You").await;
        house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
        house.pass(seconds(2)).await;
        let id = you.id("Tour");
        let act = acts(id.0).swap_remove(at);
        assert!(matches!(back(&act), Back::AsBefore), "{act:?}");
        let before = seen(&you, id).await;
        does(&you, id, &act).await;
        house.pass(seconds(1)).await;
        assert_ne!(seen(&you, id).await, before, "{act:?} does something");
        you.desk.undo(Some(id)).await.expect("it can be taken back");
        house.pass(seconds(15)).await;
        assert_eq!(seen(&you, id).await, before, "{act:?}");
        house.close([you]).await;
    }
}

#[test]
fn what_cannot_be_taken_back_says_why() {
    for act in [Act::ReadNow, Act::Undo { request: None }] {
        let Back::Not(why) = back(&act) else { panic!("{act:?}") };
        assert!(!why.is_empty());
    }
    let reply = Act::Reply { request: 1, text: String::new(), sure: false };
    let Back::ToldIn(story) = back(&reply) else { panic!("{reply:?}") };
    assert!(story.contains("reply"));
}
