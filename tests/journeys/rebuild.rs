//! Folding the log anew gives what living through it gave.

use chrono::TimeDelta;
use domain::{Done, ExternalId, Outcome, Priority};
use engine::SnoozeUntil;
use proptest::prelude::*;

use crate::support::house::{
    Desktop, House, Mishap, Said, TeamFile, minutes, seconds,
};

/// Something that happens; the numbers choose among what there is.
#[derive(Clone, Debug)]
enum Turn {
    Post(usize, usize, usize),
    Alert(usize),
    Reply(usize, usize, usize),
    Edit(usize, usize),
    Delete(usize),
    Restore(usize),
    Mark(usize, usize, usize),
    Unmark(usize, usize, usize),
    Act(usize, usize),
    Mishap(usize),
    Pass(i64),
    Rules(usize),
    Blind(bool),
    Restart,
    Forget(usize),
}

const WHO: [&str; 7] = ["Dirk", "Maya", "Ana", "Mika", "Noor", "You", "Lena"];
const PLACES: [&str; 2] = ["backend", "support"];
const WORDS: [&str; 7] = [
    "It is stuck",
    "thanks!",
    "Which one is it?",
    "@oncall it blocks us",
    "@dev911 all is down",
    "Looking into it, I'll get back to you here.",
    "I'll be back in 20 min.",
];
const MARKS: [&str; 3] = ["eyes", "white_check_mark", "heart"];

fn turn() -> impl Strategy<Value = Turn> {
    let n = 0..40_usize;
    prop_oneof![
        4 => (0..7_usize, 0..2_usize, 0..7_usize)
            .prop_map(|(a, b, c)| Turn::Post(a, b, c)),
        1 => (0..3_usize).prop_map(Turn::Alert),
        5 => (0..7_usize, n.clone(), 0..7_usize)
            .prop_map(|(a, b, c)| Turn::Reply(a, b, c)),
        2 => (n.clone(), 0..7_usize).prop_map(|(a, b)| Turn::Edit(a, b)),
        1 => n.clone().prop_map(Turn::Delete),
        1 => n.clone().prop_map(Turn::Restore),
        3 => (0..7_usize, n.clone(), 0..3_usize)
            .prop_map(|(a, b, c)| Turn::Mark(a, b, c)),
        2 => (0..7_usize, n.clone(), 0..3_usize)
            .prop_map(|(a, b, c)| Turn::Unmark(a, b, c)),
        5 => (n, 0..18_usize).prop_map(|(a, b)| Turn::Act(a, b)),
        1 => (0..3_usize).prop_map(Turn::Mishap),
        4 => (1..900_i64).prop_map(Turn::Pass),
        1 => (0..3_usize).prop_map(Turn::Rules),
        1 => any::<bool>().prop_map(Turn::Blind),
        1 => Just(Turn::Restart),
        1 => (0..8_usize).prop_map(Turn::Forget),
    ]
}

struct Story {
    house: House,
    you: Desktop,
    said: Vec<ExternalId>,
}

impl Story {
    fn pick(&self, n: usize) -> Option<ExternalId> {
        (!self.said.is_empty()).then(|| self.said[n % self.said.len()].clone())
    }

    async fn play(&mut self, turn: &Turn) {
        let world = &self.house.world;
        match turn {
            Turn::Post(who, place, words) => {
                let said =
                    world.posts(WHO[*who], PLACES[*place], WORDS[*words]);
                self.said.push(said);
            }
            Turn::Alert(n) => {
                let words = format!("Timeout {n}");
                let bot = Said::by("Bugsnag", "alerts", &words).by_bot();
                self.said.push(world.post(bot));
            }
            Turn::Reply(who, to, words) => {
                if let Some(root) = self.pick(*to) {
                    let root = world.root_of(&root);
                    let said = world.replies(WHO[*who], &root, WORDS[*words]);
                    self.said.push(said);
                }
            }
            Turn::Edit(which, words) => {
                if let Some(what) = self.pick(*which) {
                    world.edits(&what, WORDS[*words]);
                }
            }
            Turn::Delete(which) => {
                if let Some(what) = self.pick(*which) {
                    world.deletes(&what);
                }
            }
            Turn::Restore(which) => {
                if let Some(what) = self.pick(*which) {
                    world.restores(&what);
                }
            }
            Turn::Mark(who, which, name) => {
                if let Some(what) = self.pick(*which) {
                    world.marks(WHO[*who], &what, MARKS[*name]);
                }
            }
            Turn::Unmark(who, which, name) => {
                if let Some(what) = self.pick(*which) {
                    world.unmarks(WHO[*who], &what, MARKS[*name]);
                }
            }
            Turn::Act(which, verb) => self.act(*which, *verb).await,
            Turn::Mishap(0) => world.mishap(Mishap::AfterEffect),
            Turn::Mishap(1) => world.mishap(Mishap::Panics),
            Turn::Mishap(_) => world.denies(Some(Done::CannotTell)),
            Turn::Pass(span) => self.house.pass(seconds(*span)).await,
            Turn::Rules(n) => self.house.rules(&rules(*n)),
            Turn::Blind(true) => world.goes_blind(),
            Turn::Blind(false) => world.sees_again(),
            Turn::Restart => {
                self.you.crash().await;
                self.you.start_again().await;
            }
            Turn::Forget(whom) => {
                let whom = WHO.get(*whom).copied().unwrap_or("chat");
                // Whoever has not written yet is not known.
                _ = self.you.desk.forget(whom, true).await;
            }
        }
    }

    async fn act(&self, which: usize, verb: usize) {
        let entries = self.you.picture().entries;
        if entries.is_empty() {
            return;
        }
        let id = entries[which % entries.len()].judged.id;
        let desk = &self.you.desk;
        let later = SnoozeUntil::After(minutes(20));
        // What is refused is refused; the story goes on.
        _ = match verb {
            0 => desk.claim(id, false, None).await,
            1 => desk.claim(id, true, None).await,
            2 => desk.together(id).await,
            3 => desk.release(id).await,
            4 => desk.reply(id, "Rerouted.", true, true).await,
            5 => desk.reply(id, "Which tour?", true, false).await,
            6 => desk.close(id, false).await,
            7 => desk.dismiss(id, true).await,
            8 => desk.snooze(id, later, false, true).await,
            9 => desk.wait_on_them(id).await,
            10 => desk.not_thanks(id).await,
            11 => desk.set_priority(id, Priority::Emergency).await,
            12 => desk.split(id).await,
            13 => {
                let at = self.house.now() + minutes(40);
                desk.set_due(id, at, "They said so").await
            }
            14 => desk.keep_promise(id).await,
            15 => {
                let call = ("Harbour office", "Gate 3 is stuck");
                let spoke = which.is_multiple_of(2);
                desk.log_call(call, None, spoke, None).await
            }
            16 => desk.spoke(id).await,
            _ => desk.undo(None).await,
        };
    }
}

fn rules(n: usize) -> String {
    let team = TeamFile::usual();
    match n {
        0 => team.text(),
        1 => team
            .promising("normal", "1 business hour")
            .also("normal", "next_response = \"20 business min\"")
            .also("urgent", "next_response = \"20 business min\"")
            .also("urgent", "resolution = \"next business day\"")
            .text(),
        _ => team
            .duty("on_duty = [\"you\", \"noor\"]\nobserver = [\"lena\"]")
            .promising("urgent", "10 min round the clock")
            .text(),
    }
}

async fn live(turns: Vec<Turn>) -> Result<(), TestCaseError> {
    let house = House::at("2026-11-20 17:30");
    // Real clocks are finer than the ledger.
    house.pass(TimeDelta::nanoseconds(1_234_567)).await;
    let you = house.desktop_on_disk("You").await;
    let mut story = Story { house, you, said: Vec::new() };
    for turn in &turns {
        story.play(turn).await;
        story.house.pass(seconds(2)).await;
    }
    let before = story.you.queue();
    let mended = story.you.rebuild().await;
    prop_assert!(mended.is_empty(), "{mended:?}");
    prop_assert_eq!(before, story.you.queue());
    story.you.stop().await;
    Ok(())
}

#[tokio::test]
async fn a_claim_that_counted_counts_whoever_sits_there_two_minutes_later() {
    let house = House::at("2026-11-20 17:30");
    let you = house.desktop("You").await;
    let alert = Said::by("Bugsnag", "alerts", "Timeout 0").by_bot();
    let alert = house.world.post(alert);
    house.pass(seconds(2)).await;
    house.world.marks("Ana", &alert, MARKS[0]);
    house.pass(seconds(2)).await;
    // Ana has no seat from now on.
    house.rules(&rules(2));
    house.pass(seconds(60)).await;
    let stands = |you: &Desktop| {
        let judged = you.row("Timeout").judged;
        let answered = judged.verdict.as_ref().map(|word| word.outcome);
        (you.queue(), answered, judged.deadline.clone())
    };
    let soon = stands(&you);
    assert_eq!(soon.1, Some(Outcome::Met), "she was in time");
    assert_eq!(soon.2, None, "and no clock runs again");
    house.pass(seconds(116)).await;
    assert_eq!(stands(&you), soon);
    assert!(you.rebuild().await.is_empty());
    assert_eq!(stands(&you), soon);
    house.close([you]).await;
}

#[test]
fn any_life_can_be_folded_anew() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let config = ProptestConfig {
        cases: cases(),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let lives = prop::collection::vec(turn(), 1..40);
    let mut runner = proptest::test_runner::TestRunner::new(config);
    runner
        .run(&lives, |turns| runtime.block_on(live(turns)))
        .expect("the log and the queue agree");
}

/// More of them when asked for.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(24)
}
