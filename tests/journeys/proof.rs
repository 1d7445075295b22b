//! The proof that nothing leaves the desktop of somebody who reads along but
//! the wish to pair: over every act there is, and not over the surfaces.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use contract::Act;
use domain::RequestId;
use domain::practice::Guess;
use engine::{Refused, SnoozeUntil};

use super::acts::every;
use crate::support::house::{Desktop, House, minutes, seconds};

/// So many acts, one after the other.
const ACTS: usize = 100_000;
/// One act in so many may be private: those are written down.
const PRIVATE: u64 = 25;

/// Dice that fall the same at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides).expect("a small number")
    }
}

/// Whether an act stays with whoever does it. A new act does not compile
/// until somebody has said so.
fn stays(act: &Act) -> bool {
    match act {
        Act::Claim { .. }
        | Act::Together { .. }
        | Act::TakeOver { .. }
        | Act::Release { .. }
        | Act::Reply { .. }
        | Act::Close { .. }
        | Act::Dismiss { .. }
        | Act::BringBack { .. }
        | Act::Snooze { .. }
        | Act::Wake { .. }
        | Act::WaitOnThem { .. }
        | Act::NotThanks { .. }
        | Act::SetPriority { .. }
        | Act::SetDue { .. }
        | Act::Kept { .. }
        | Act::Log { .. }
        | Act::Spoke { .. }
        | Act::Split { .. }
        | Act::ThisAnswers { .. }
        | Act::CloseIssue { .. }
        | Act::Label { .. }
        | Act::Evergreen { .. }
        | Act::OpenIssue { .. }
        | Act::Pair { .. }
        | Act::SendHandoff
        | Act::Accept { .. }
        | Act::SendAgain { .. }
        | Act::ItIsThere { .. } => false,
        Act::Undo { .. }
        | Act::Open { .. }
        | Act::Quiet { .. }
        | Act::Ring { .. }
        | Act::ReadNow
        | Act::SearchElsewhere
        | Act::CopyLink { .. }
        | Act::CopyPractice { .. }
        | Act::Note { .. }
        | Act::EditNote { .. }
        | Act::DeleteNote { .. }
        | Act::OpenNote { .. }
        | Act::Practise { .. }
        | Act::DiscardPractice { .. }
        | Act::Alarms { .. }
        | Act::AnswerForm { .. }
        | Act::HandOver
        | Act::TickJob { .. }
        | Act::CopyHandoff { .. }
        | Act::Tick { .. } => true,
    }
}

/// Does an act as every surface does. What only opens or copies something
/// on this computer has no way to a source at all.
async fn does(lena: &Desktop, act: &Act, id: RequestId) -> Result<(), Refused> {
    let (desk, words) = (&lena.desk, "Hub 9");
    let until = SnoozeUntil::After(TimeDelta::minutes(5));
    let guesses = [
        Guess::Claim,
        Guess::Reply { text: words.to_owned() },
        Guess::Tag { tag: words.to_owned() },
    ];
    let at = lena.picture().now + TimeDelta::hours(1);
    match act {
        Act::Claim { quiet, .. } => desk.claim(id, *quiet, None).await,
        Act::Together { .. } => desk.together(id).await,
        Act::TakeOver { .. } => desk.take_over(id).await,
        Act::Release { .. } => desk.release(id).await,
        Act::Reply { .. } => desk.reply(id, words, true, true).await,
        Act::Close { .. } => desk.close(id, true).await,
        Act::Dismiss { .. } => desk.dismiss(id, true).await,
        Act::BringBack { .. } => desk.bring_back(id).await,
        Act::Snooze { .. } => desk.snooze(id, until, false, true).await,
        Act::Wake { .. } => desk.wake(id).await,
        Act::WaitOnThem { .. } => desk.wait_on_them(id).await,
        Act::NotThanks { .. } => desk.not_thanks(id).await,
        Act::SetPriority { .. } => {
            desk.set_priority(id, domain::Priority::Normal).await
        }
        Act::SetDue { .. } => desk.set_due(id, at, words).await,
        Act::Kept { .. } => desk.keep_promise(id).await,
        Act::Log { .. } => {
            desk.log_call(("Dirk", words), None, false, None).await
        }
        Act::Spoke { .. } => desk.spoke(id).await,
        Act::Split { .. } => desk.split(id).await,
        Act::ThisAnswers { .. } => desk.this_answers(id, None).await,
        Act::CloseIssue { .. } => desk.close_issue(id, true).await,
        Act::Label { label, on, .. } => {
            desk.label(id, (label, *on), true).await
        }
        Act::Evergreen { on, .. } => desk.evergreen(id, *on, true).await,
        Act::OpenIssue { .. } => {
            desk.open_issue(id, None, (None, None), true).await
        }
        Act::SendAgain { .. } => desk.send_again(id, None).await,
        Act::ItIsThere { .. } => desk.it_is_there(id, None).await,
        Act::Undo { .. } => desk.undo(Some(id)).await,
        Act::Quiet { on } => desk.quiet(*on).await,
        Act::Ring { on } => desk.ring(*on).await,
        Act::Note { .. } => desk.add_note(Some(id), words).await,
        Act::EditNote { note, .. } => desk.edit_note(*note, words).await,
        Act::DeleteNote { note } => desk.delete_note(*note).await,
        Act::Practise { .. } => {
            for guess in guesses {
                desk.practise(id, guess).await?;
            }
            desk.type_in(id, words).await?;
            return Ok(());
        }
        Act::DiscardPractice { .. } => desk.discard_practice(id).await,
        Act::Pair { .. } => desk.pair(id, None, true).await,
        Act::Alarms { on } => desk.alarms(*on).await,
        Act::Tick { item, done } => desk.tick(item, *done).await,
        Act::TickJob { job, done } => desk.tick_job(job, *done).await,
        Act::AnswerForm { question, text } => {
            desk.answer_form(question, text).await
        }
        Act::HandOver => return desk.hand_over().await.map(drop),
        Act::SendHandoff => desk.send_handoff(true).await,
        Act::Accept { message } => {
            let message = domain::ExternalId::new(message.as_str());
            desk.accept(&message, true).await
        }
        Act::ReadNow
        | Act::Open { .. }
        | Act::OpenNote { .. }
        | Act::SearchElsewhere
        | Act::CopyLink { .. }
        | Act::CopyPractice { .. }
        | Act::CopyHandoff { .. } => desk.read_now(),
    }
    .map(drop)
}

#[tokio::test]
async fn a_hundred_thousand_acts_of_an_observer_leave_nothing_behind() {
    let house = House::at("2026-11-20 14:00");
    let lena = house.desktop("Lena").await;
    let ana = house.desktop("Ana").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    let tours = house.world.posts("Maya", "backend", "All tours are gone");
    house.world.posts("Kim", "support", "Where are the reports?");
    house.pass(seconds(3)).await;
    house.world.marks("Mika", &ask, "eyes");
    house.world.replies("Ana", &tours, "Back in 30 min.");
    house.pass(seconds(40)).await;
    let before = house.world.everything();
    let mut ids = ["Tour", "All", "Where"].map(|it| lena.id(it)).to_vec();
    ids.push(RequestId(4711));
    let (private, public): (Vec<Act>, Vec<Act>) =
        every(1).into_iter().partition(stays);
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut asked = 0;
    for n in 0..ACTS {
        let acts = if dice.roll(PRIVATE) == 0 { &private } else { &public };
        let act = &acts[dice.roll(acts.len() as u64)];
        let id = ids[dice.roll(ids.len() as u64)];
        let done = does(&lena, act, id).await;
        if matches!(act, Act::Pair { .. }) {
            asked += usize::from(done.is_ok());
        } else if !stays(act) {
            let Err(Refused::No(words, _)) = &done else {
                panic!("{act:?} on {id}: {done:?}");
            };
            assert!(words.contains("observ"), "{act:?}: {words}");
        }
        if n % 10_000 == 0 {
            house.pass(seconds(1)).await;
        }
    }
    house.pass(minutes(1)).await;
    let told = house.world.directs();
    assert!(asked >= 3 && (3..10).contains(&told.len()), "{asked}, {told:?}");
    let wish = |(_, words): &(String, String)| words.starts_with("May I pair");
    assert!(told.iter().all(wish), "{told:?}");
    let writes = house.world.writes();
    assert_eq!(writes, told.len(), "nothing else was written to a source");
    assert_eq!(house.world.everything(), before, "nobody wrote anything");
    assert_eq!(house.world.on_mark(&ask, "eyes"), ["Mika"], "nor marked");
    assert_eq!(ana.owners("Tour"), ["Mika"], "and Ana sees none of it");
    house.close([lena, ana]).await;
}

fn rust_files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The files of a room in which one of some words stands.
fn naming(room: &str, words: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join(room), &mut files);
    assert!(files.len() > 10, "{room} is read");
    let mut named: Vec<String> = files
        .iter()
        .filter(|file| !file.to_string_lossy().contains("tests"))
        .filter(|file| {
            let text = fs::read_to_string(file).expect("a file");
            words.iter().any(|word| text.contains(word))
        })
        .map(|file| {
            file.strip_prefix(root).expect("ours").display().to_string()
        })
        .collect();
    named.sort();
    named
}

/// Window, tray, notices, command line and socket stand in the shell. What
/// delivers is not theirs to name: they have the desk, and the desk has the
/// gate.
#[test]
fn no_surface_has_another_way_out_than_the_desk() {
    let shell = "src-tauri/src";
    let ways =
        [".perform(", "store::Errand", "Permit", "store::Write", "Deed::"];
    assert_eq!(naming(shell, &ways), Vec::<String>::new());
    let engine = "src-tauri/crates/engine/src";
    assert_eq!(
        naming(engine, &[".perform("]),
        ["src-tauri/crates/engine/src/deliver.rs"],
        "one corridor delivers"
    );
    assert_eq!(
        naming(engine, &["write.send("]),
        [
            "src-tauri/crates/engine/src/deliver/race.rs",
            "src-tauri/crates/engine/src/desk.rs",
            "src-tauri/crates/engine/src/desk/passing_on.rs",
            "src-tauri/crates/engine/src/desk/undoing.rs",
        ],
        "and what it delivers was put there by the desk, or takes back a \
         mark of its own"
    );
}
