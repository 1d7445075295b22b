//! When the clock starts and what stops it.

use crate::world::*;
use crate::{Bots, Counts, Internal, Life, Outcome, Priority, Verdict, What};

fn verdict(story: &Story) -> Verdict {
    story.seen_at("17:59").verdict.unwrap()
}

#[test]
fn the_clock_starts_at_the_message_and_not_when_it_was_seen() {
    let mut late = Story::asks("10:00", "dirk", "@dev911 prod is down");
    late.thread.messages[0].seen = at("10:04");
    assert_eq!(late.due_at("10:04"), Some(at("10:10")));
    let steps = late.seen_at("10:04").steps;
    assert!(steps[0].words.contains("seen 4 min later"), "{steps:?}");
}

#[test]
fn the_first_answer_of_any_teammate_stops_it() {
    let story = Story::asks("10:00", "dirk", "labels do not print @oncall")
        .says("10:10", "noor", "Restart the printer.");
    let verdict = verdict(&story);
    assert_eq!(verdict.outcome, Outcome::Met);
    assert_eq!(verdict.by, Some(key("noor")));
    assert!(verdict.off_duty, "and it is flagged");
    assert_eq!(verdict.took_ms, mins(10).num_milliseconds());
    assert_eq!(story.due_at("10:11"), None);
}

#[test]
fn the_requester_bots_and_private_notes_stop_nothing() {
    let mut note = post("ana", "He means the Fehmarn line.");
    note.private = true;
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .says("10:01", "dirk", "anybody?")
        .says("10:02", "bugsnag", "Thanks for posting!")
        .says("10:03", "maya", "same here")
        .hears(&posted(("n", "1"), at("10:04"), note), "10:04");
    assert_eq!(story.due_at("10:05"), Some(at("10:30")));
    assert_eq!(story.seen_at("10:05").verdict, None);
}

#[test]
fn an_answer_at_the_deadline_is_in_time_and_one_later_is_late() {
    let ask = || Story::asks("10:00", "dirk", "help @dev911");
    let met = ask().says("10:10", "ana", "Here.");
    assert_eq!(verdict(&met).outcome, Outcome::Met);
    let missed = ask().says("10:10:01", "ana", "Here.");
    assert_eq!(verdict(&missed).outcome, Outcome::Missed);
    assert_eq!(verdict(&missed).late_ms, 1000);
}

#[test]
fn an_answer_that_is_read_late_counts_from_when_it_was_given() {
    let story = Story::asks("10:00", "dirk", "help @dev911").says_seen(
        "10:02",
        ("ana", "Here."),
        "10:15",
    );
    let verdict = verdict(&story);
    assert_eq!(verdict.outcome, Outcome::Met);
    assert_eq!((verdict.answered, verdict.seen), (at("10:02"), at("10:15")));
}

#[test]
fn outside_the_hours_the_clock_waits_for_the_opening() {
    let story = Story::asks("07:00", "dirk", "help @oncall");
    let deadline = story.seen_at("07:01").deadline.unwrap();
    assert_eq!(deadline.runs_from, at("09:00"));
    assert_eq!(deadline.due, at("09:30"));
    let early = story.says("08:30", "ana", "Up early.");
    assert_eq!(verdict(&early).took_ms, 0, "met at 0");
}

#[test]
fn next_business_day_ends_tomorrow_whenever_it_came_today() {
    for time in ["06:00", "10:00", "20:00"] {
        let story = Story::asks(time, "dirk", "a question");
        let due = story.due_at("20:30");
        assert_eq!(due, Some(on("2026-11-18", "18:00")), "{time}");
    }
}

#[test]
fn the_row_looks_imminent_from_its_first_warning_or_for_days_its_second() {
    let urgent = Story::asks("10:00", "dirk", "help @oncall");
    let deadline = urgent.seen_at("10:00").deadline.unwrap();
    assert_eq!(deadline.first_warning, at("10:18"));
    assert_eq!(deadline.second_warning, at("10:24"));
    assert_eq!(deadline.imminent, at("10:18"));
    let normal = Story::asks("10:00", "dirk", "a question");
    let deadline = normal.seen_at("10:00").deadline.unwrap();
    assert_eq!(deadline.imminent, on("2026-11-18", "17:00"));
}

#[test]
fn a_final_verdict_is_not_written_anew_by_rules_or_priorities() {
    let story = Story::asks("10:00", "dirk", "a question").says(
        "10:20",
        "ana",
        "An answer.",
    );
    let before = verdict(&story);
    let after = story
        .ruled(|rules| {
            rules.version = "v2".to_owned();
            rules.levels[2] = level(Priority::Normal, minutes(5));
        })
        .does("10:30", What::Priority { priority: Priority::Emergency })
        .says("10:40", "dirk", "and @dev911 again");
    assert_eq!(verdict(&after), before);
}

#[test]
fn an_earlier_answer_may_come_to_light_for_a_short_while_only() {
    let ask = || {
        Story::asks("10:00", "dirk", "help @dev911")
            .says("10:11", "ana", "Here.")
    };
    let soon = ask().says_seen("10:09", ("mika", "Me too."), "10:12");
    assert_eq!(verdict(&soon).outcome, Outcome::Met);
    let later = ask().says_seen("10:09", ("mika", "Me too."), "10:20");
    assert_eq!(verdict(&later).outcome, Outcome::Missed);
}

#[test]
fn an_answer_deleted_at_once_was_none() {
    let story = Story::asks("10:00", "dirk", "help @dev911")
        .says("10:02", "ana", "wrong thread")
        .deletes("10:03", "10:02");
    assert_eq!(story.seen_at("10:03").verdict, None);
    assert_eq!(story.due_at("10:03"), Some(at("10:10")));
}

#[test]
fn a_final_verdict_says_that_its_answer_was_deleted_since() {
    let story = Story::asks("10:00", "dirk", "help @dev911")
        .says("10:02", "ana", "Here.")
        .deletes("10:30", "10:02");
    assert_eq!(verdict(&story).outcome, Outcome::Met);
    let steps = story.seen_at("10:31").steps;
    let said = steps.iter().any(|s| s.words.contains("deleted since"));
    assert!(said, "{steps:?}");
}

#[test]
fn a_claim_lowers_the_alarm_and_the_clock_runs_on() {
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .marks("10:05", &[(EYES, &["ana"])]);
    assert_eq!(story.owners_at("10:06"), ["ana"]);
    assert_eq!(story.due_at("10:06"), Some(at("10:30")));
}

fn claims_count(rules: &mut crate::Rules) {
    rules.levels[1].counts = Counts::Claim;
}

#[test]
fn where_claims_count_a_claim_answers() {
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .ruled(claims_count)
        .marks("10:05", &[(EYES, &["ana"])]);
    assert_eq!(verdict(&story).answered, at("10:05"));
    assert_eq!(story.due_at("10:06"), None);
}

#[test]
fn a_claim_taken_back_at_once_did_not_answer() {
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .ruled(claims_count)
        .marks("10:05", &[(EYES, &["ana"])])
        .marks("10:06", &[]);
    assert_eq!(story.due_at("10:06"), Some(at("10:30")));
    assert_eq!(story.seen_at("10:06").verdict, None);
}

#[test]
fn a_mark_that_came_around_the_deadline_leaves_the_verdict_open() {
    let mut mark = marked("1", at("10:40"), &[(EYES, &["ana"])]);
    mark.since = Some(at("10:25"));
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .ruled(claims_count)
        .hears(&mark, "10:40");
    assert_eq!(verdict(&story).outcome, Outcome::Unsure);
}

#[test]
fn a_teammate_who_asks_is_not_clocked_unless_a_level_says_so() {
    let story = Story::asks("10:00", "noor", "help @oncall");
    assert!(story.seen_at("10:01").internal);
    assert_eq!(story.due_at("10:01"), None);
    let clocked =
        story.ruled(|rules| rules.levels[1].when.internal = Internal::Also);
    assert_eq!(clocked.due_at("10:01"), Some(at("10:30")));
}

#[test]
fn a_teammate_who_asks_is_answered_only_by_another() {
    let ask = Story::asks("10:00", "noor", "help @oncall")
        .ruled(|rules| rules.levels[1].when.internal = Internal::Also)
        .says("10:05", "noor", "still broken");
    assert_eq!(ask.seen_at("10:06").verdict, None);
    let answered = ask.says("10:10", "mika", "On it.");
    assert_eq!(verdict(&answered).by, Some(key("mika")));
}

#[test]
fn a_bot_may_carry_a_persons_words() {
    let mut mail = post("mailbot", "From Dirk: the tour is gone @oncall");
    mail.mirrored = Some(author("dirk"));
    let story = Story::begins(posted(("1", "1"), at("10:00"), mail), "mail");
    let judged = story.seen_at("10:01");
    assert_eq!(judged.requester, "Dirk");
    assert_eq!(judged.life, Life::Open);
    assert_eq!(story.due_at("10:01"), Some(at("10:30")));
    assert_eq!(story.rules.sources[0].places[2].bots, Bots::Mirror);
}

#[test]
fn an_emergency_without_a_level_of_its_own_keeps_the_clock_of_its_place() {
    let story = Story::asks("10:00", "dirk", "help @dev911").ruled(|rules| {
        rules.levels.retain(|l| l.priority() != Some(Priority::Emergency))
    });
    assert_eq!(story.due_at("10:01"), Some(on("2026-11-18", "18:00")));
}
