//! Every act can be taken back, or says why not.

use std::collections::BTreeSet;
use std::process::Command;

use contract::Act;
use domain::RequestId;

use super::acts::{Back, back, every, word};
use crate::support::house::{Desktop, House, minutes, seconds};

/// Everything that has to be so before an act can be done.
async fn set(house: &House, you: &Desktop, act: &Act) -> RequestId {
    let world = &house.world;
    if matches!(act, Act::Spoke { .. }) {
        let call = ("Dirk", "Tour 4711 is stuck");
        let logged = you.desk.log_call(call, None, false, None).await;
        logged.expect("a call");
        house.pass(seconds(40)).await;
        return you.id("Tour");
    }
    let ask = world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let (id, desk) = (you.id("Tour"), &you.desk);
    let ready = match act {
        Act::Release { .. } => desk.claim(id, true, None).await.map(drop),
        Act::BringBack { .. } => desk.dismiss(id, false).await.map(drop),
        Act::Wake { .. } => {
            let until = engine::SnoozeUntil::After(seconds(150));
            desk.snooze(id, until, false, false).await.map(drop)
        }
        Act::WaitOnThem { .. } => {
            desk.reply(id, "Rerouted.", true, true).await.map(drop)
        }
        Act::EditNote { .. } | Act::DeleteNote { .. } => {
            desk.add_note(Some(id), "Hub 8").await.map(drop)
        }
        _ => Ok(()),
    };
    ready.unwrap_or_else(|refused| panic!("{act:?}: {refused:?}"));
    match act {
        Act::Together { .. } => world.marks("Ana", &ask, "eyes"),
        Act::TakeOver { .. } => {
            world.marks("Ana", &ask, "eyes");
            house.pass(minutes(31)).await;
        }
        Act::NotThanks { .. } => {
            world.replies("Ana", &ask, "Rerouted.");
            house.pass(seconds(2)).await;
            world.replies("Dirk", &ask, "thanks!");
        }
        Act::Kept { .. } => {
            drop(world.replies("Ana", &ask, "Back in 30 min."));
        }
        Act::Split { .. } => drop(world.posts("Dirk", "backend", "And 4712")),
        Act::ThisAnswers { .. } => {
            drop(world.posts("Ana", "backend", "Try it once more."));
        }
        _ => {}
    }
    house.pass(seconds(40)).await;
    id
}

async fn does(you: &Desktop, id: RequestId, act: &Act) {
    let desk = &you.desk;
    let note = desk.look_at(id).await.expect("it is known").notes;
    let note = note.first().map(|note| note.id).unwrap_or_default();
    let done = match act {
        Act::Claim { quiet, .. } => desk.claim(id, *quiet, None).await,
        Act::Together { .. } => desk.together(id).await,
        Act::TakeOver { .. } => desk.take_over(id).await,
        Act::Release { .. } => desk.release(id).await,
        Act::Close { .. } => desk.close(id, false).await,
        Act::CloseIssue { .. } => desk.close_issue(id, false).await,
        Act::Label { label, on, .. } => {
            desk.label(id, (label, *on), false).await
        }
        Act::Evergreen { on, .. } => desk.evergreen(id, *on, false).await,
        Act::Dismiss { .. } => desk.dismiss(id, false).await,
        Act::BringBack { .. } => desk.bring_back(id).await,
        Act::Snooze { .. } => {
            let until = engine::SnoozeUntil::After(seconds(60));
            desk.snooze(id, until, false, false).await
        }
        Act::Wake { .. } => desk.wake(id).await,
        Act::WaitOnThem { .. } => desk.wait_on_them(id).await,
        Act::NotThanks { .. } => desk.not_thanks(id).await,
        Act::SetPriority { .. } => {
            desk.set_priority(id, domain::Priority::Emergency).await
        }
        Act::SetDue { at, why, .. } => desk.set_due(id, *at, why).await,
        Act::Kept { .. } => desk.keep_promise(id).await,
        Act::Spoke { .. } => desk.spoke(id).await,
        Act::Split { .. } => desk.split(id).await,
        Act::ThisAnswers { .. } => desk.this_answers(id, None).await,
        Act::Note { text, .. } => desk.add_note(Some(id), text).await,
        Act::EditNote { text, .. } => desk.edit_note(note, text).await,
        Act::DeleteNote { .. } => desk.delete_note(note).await,
        other => panic!("{other:?} has a story of its own"),
    };
    done.unwrap_or_else(|refused| panic!("{act:?}: {refused:?}"));
}

/// All that a person sees of a request, but for the instant of a mark that
/// was set once more.
async fn seen(you: &Desktop, id: RequestId) -> String {
    let close = you.desk.look_at(id).await.expect("it is known");
    let (entry, judged) = (&close.entry, &close.entry.judged);
    let owners: Vec<_> = judged.owners.iter().map(|o| &o.person).collect();
    let notes: Vec<_> = close.notes.iter().map(|note| &note.text).collect();
    let shown = (entry.section, owners, judged.priority, &judged.life);
    let roots = close.thread.roots.len();
    let marks = close.thread.marks.iter();
    let marks: Vec<_> = marks.map(|it| (&it.name, &it.by.name)).collect();
    let (pending, end) = (&entry.pending, entry.snooze_end);
    let times = (judged.deadline.as_ref().map(|d| d.due), &judged.promise);
    format!(
        "{shown:?} {times:?} {pending:?} {end:?} {notes:?} {roots} \
         {marks:?}"
    )
}

#[tokio::test]
async fn what_is_taken_back_leaves_everything_as_before() {
    for act in every(0) {
        if !matches!(back(&act), Back::AsBefore) {
            continue;
        }
        let house = House::at("2026-11-20 14:00");
        let you = house.desktop("You").await;
        let id = set(&house, &you, &act).await;
        let before = seen(&you, id).await;
        does(&you, id, &act).await;
        house.pass(seconds(35)).await;
        assert_ne!(seen(&you, id).await, before, "{act:?} does something");
        you.desk.undo(Some(id)).await.expect("it can be taken back");
        house.pass(seconds(45)).await;
        assert_eq!(seen(&you, id).await, before, "{act:?}");
        assert!(you.rebuild().await.is_empty(), "{act:?}");
        house.close([you]).await;
    }
}

#[tokio::test]
async fn a_call_that_was_written_down_is_gone_again() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let call = ("Dirk", "Tour 4711 is stuck");
    you.desk.log_call(call, None, false, None).await.expect("a call");
    house.pass(seconds(2)).await;
    let id = you.id("Tour");
    you.desk.undo(Some(id)).await.expect("it can be taken back");
    house.pass(seconds(2)).await;
    assert!(you.find("Tour").is_none(), "{:?}", you.queue());
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[test]
fn what_is_told_elsewhere_and_why_something_stays_is_told_there() {
    let program = std::env::current_exe().expect("this program");
    let listed = Command::new(program).arg("--list").output();
    let listed = listed.expect("the names of all stories").stdout;
    let listed = String::from_utf8(listed).expect("words");
    let stories: BTreeSet<&str> =
        listed.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    assert!(stories.len() > 100, "{} stories", stories.len());
    for act in every(0) {
        let (what, story) = match back(&act) {
            Back::AsBefore => continue,
            Back::ToldIn(story) => ("it is taken back", story),
            Back::Not(why, story) => (why, story),
        };
        assert!(stories.contains(story), "{act:?}, {what}: {story}");
    }
}

#[test]
fn every_act_is_among_them() {
    let acts = every(0);
    let words: BTreeSet<String> = acts.iter().map(word).collect();
    let known = include_str!("../../ui/src/contract/Act.ts");
    let known: BTreeSet<String> = known
        .split("\"act\": \"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect();
    assert_eq!(words, known);
}
