//! What every verb of the command line says to machines.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, PROGRAM, in_the_end};
use crate::support::slack::Slack;
use crate::support::tidy::tidy;
use crate::support::workspace::TeamFile;

/// A Hotseat in which one customer waits.
pub(super) async fn one_request(
    slack: &Slack,
    person: &str,
) -> (Computer, Hotseat, String) {
    let computer = Computer::without_screen().await;
    let team = TeamFile::polling();
    let hotseat = computer.hotseat(slack, person, team).await;
    // Nothing that could open an address is found.
    let mut hotseat = hotseat.with("PATH", "/nowhere");
    hotseat.start(&["run", "--headless"]).await;
    slack.wait_for_calls("conversations.history", person, 1).await;
    slack.says("cleo", "support", "Nobody can log in").await;
    hotseat.read_now().await;
    let row = hotseat.wait_for_row("the request", |_| true).await;
    (computer, hotseat, row["id"].to_string())
}

/// Compares what a verb says with what it said before.
async fn says(hotseat: &Hotseat, name: &str, verb: &[&str]) {
    let said = hotseat.verb(verb).await;
    let envelope = &said.json;
    assert_eq!(envelope["v"], 1, "{said:?}");
    assert_eq!(envelope["ok"], said.code == 0, "{said:?}");
    let home = hotseat.data().parent().expect("a home").display().to_string();
    let text = json!({ "exit": said.code, "said": tidy(envelope) });
    let text = serde_json::to_string_pretty(&text).expect("JSON");
    let text = text.replace(&home, "[home]");
    let text = shortened(&text);
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

/// Whole files in a line are tested elsewhere.
fn shortened(text: &str) -> String {
    let line = |line: &str| match line.char_indices().nth(1500) {
        Some((at, _)) => format!("{}…", &line[..at.min(60)]),
        None => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_verb_about_a_request_keeps_its_word() {
    let slack = Slack::start();
    let (_computer, hotseat, id) = one_request(&slack, "alice").await;
    let id = id.as_str();
    says(&hotseat, "list", &["list"]).await;
    says(&hotseat, "show", &["show", id]).await;
    says(&hotseat, "explain", &["explain", id]).await;
    says(&hotseat, "why", &["why", id]).await;
    says(&hotseat, "open", &["open", id]).await;
    says(&hotseat, "link", &["link", id]).await;
    let answer = &["handoff", "answer", "1", "None."];
    says(&hotseat, "handoff-answer", answer).await;
    says(&hotseat, "handoff-job", &["handoff", "job", "1"]).await;
    says(&hotseat, "handoff-over", &["handoff", "over"]).await;
    let send = &["handoff", "send", "--yes"];
    says(&hotseat, "handoff-send", send).await;
    says(&hotseat, "handoff-arriving", &["handoff", "arriving"]).await;
    says(&hotseat, "handoff-accept", &["handoff", "accept", "1"]).await;
    says(&hotseat, "note", &["note", id, "They use the new app."]).await;
    says(&hotseat, "notes", &["notes", id]).await;
    hands_over(&hotseat).await;
    says(&hotseat, "search", &["search", "log"]).await;
    says(&hotseat, "snooze", &["snooze", id, "1m"]).await;
    says(&hotseat, "wake", &["wake", id]).await;
    says(&hotseat, "priority", &["priority", id, "urgent"]).await;
    says(&hotseat, "undo", &["undo", id]).await;
    says(&hotseat, "claim", &["claim", id, "--quiet"]).await;
    says(&hotseat, "release", &["release", id]).await;
    says(&hotseat, "reply", &["reply", id, "Try the other door."]).await;
    says(&hotseat, "evergreen", &["evergreen", id]).await;
    says(&hotseat, "rejudge", &["rejudge", "--since", "2026-01-01"]).await;
    says(&hotseat, "wait", &["wait", id]).await;
    says(&hotseat, "close", &["close", id]).await;
    says(&hotseat, "dismiss", &["dismiss", id]).await;
    says(&hotseat, "bring-back", &["bring-back", id]).await;
    says(&hotseat, "forget", &["forget", "cleo", "--yes"]).await;
}

/// The text of a handoff lies in a file that nobody else reads.
async fn hands_over(hotseat: &Hotseat) {
    let said = hotseat.verb(&["handoff", "over"]).await;
    assert_eq!(said.code, 0, "{said:?}");
    let lies = hotseat.data().join("handoffs");
    let file = std::fs::read_dir(lies).expect("it is there").next();
    let path = file.expect("one file").expect("it is read").path();
    let text = std::fs::read_to_string(&path).expect("a text");
    assert!(text.contains("They use the new app."), "{text}");
    let printed = hotseat.verb(&["handoff", "--markdown"]).await;
    assert_eq!(printed.data()["text"], text.as_str());
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &path.metadata().expect("it is there").permissions(),
    );
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_verb_about_what_others_did_keeps_its_word() {
    let slack = Slack::start();
    let (_computer, hotseat, id) = one_request(&slack, "alice").await;
    let id = id.as_str();
    // Nothing of this has happened yet, and Slack has no issues.
    says(&hotseat, "close-issue", &["close-issue", id]).await;
    says(&hotseat, "label", &["label", id, "bug"]).await;
    says(&hotseat, "issue", &["issue", id]).await;
    says(&hotseat, "send-again", &["send-again", id]).await;
    says(&hotseat, "it-is-there", &["it-is-there", id]).await;
    says(&hotseat, "this-answers", &["this-answers", id]).await;
    slack.says("cleo", "support", "Nor can the others").await;
    hotseat.read_now().await;
    let joined = async || {
        let shown = hotseat.verb(&["show", id]).await;
        (shown.data()["thread"].as_array()?.len() == 2).then_some(())
    };
    in_the_end("the second message", joined).await;
    says(&hotseat, "split", &["split", id]).await;

    let root = &slack.messages("support").await[0]["ts"];
    let eyes = json!({
        "channel": "support", "as": "bob", "ts": root, "name": "eyes",
    });
    slack.order("react", eyes).await;
    hotseat.read_now().await;
    let his = |row: &Value| row["owner"]["kind"] == "teammate";
    hotseat.wait_for_row("Bob's claim", his).await;
    says(&hotseat, "take-over", &["take-over", id]).await;
    says(&hotseat, "together", &["together", id]).await;

    let thanks = json!({
        "channel": "support", "as": "cleo", "thread_ts": root,
        "text": "thanks!",
    });
    slack.post(thanks).await;
    hotseat.read_now().await;
    in_the_end("her thanks", async || {
        let shown = hotseat.verb(&["show", id]).await;
        let thread = shown.data()["thread"].to_string();
        thread.contains("thanks!").then_some(())
    })
    .await;
    says(&hotseat, "not-thanks", &["not-thanks", id]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_verb_of_somebody_who_reads_along_keeps_its_word() {
    let slack = Slack::start();
    let (_computer, hotseat, id) = one_request(&slack, "carol").await;
    let id = id.as_str();
    let guesses = [
        ("claim", &["practice", "claim", id][..]),
        ("reply", &["practice", "reply", id, "Which door?"]),
        ("tag", &["practice", "tag", id, "bug"]),
        ("priority", &["practice", "priority", id, "urgent"]),
        ("step", &["practice", "step", id, "Try it myself"]),
        ("alarms", &["practice", "alarms", "on"]),
        ("tick", &["practice", "tick", "Read the playbook"]),
        ("discard", &["practice", "discard", id]),
    ];
    for (name, verb) in guesses {
        says(&hotseat, &format!("practice-{name}"), verb).await;
    }
    says(&hotseat, "pair", &["pair", id, "--yes"]).await;
    slack.wait_for_calls("chat.postMessage", "carol", 2).await;
    // What they hold is a matter of the hour: only its form is kept.
    says(&hotseat, "practice-show", &["practice", "show", id]).await;
    for when in ["day", "week"] {
        let said = hotseat.verb(&["practice", when]).await;
        let (page, seen) = (said.data(), &said.data()["seen"]);
        assert_eq!((said.code, seen), (0, &json!(1)), "{page}");
        assert_eq!(page["week"], when == "week");
    }
    let week = ["team", "observe", "alice", "--from", "2026-11-23", "--yes"];
    says(&hotseat, "team-observe", &week).await;
    assert_eq!(
        slack.messages("support").await.len(),
        1,
        "the thread is as it was"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_verb_about_a_time_keeps_its_word() {
    let slack = Slack::start();
    let (_computer, hotseat, id) = one_request(&slack, "alice").await;
    let id = id.as_str();
    says(&hotseat, "sweep", &["sweep"]).await;
    says(&hotseat, "due-set", &["due", "set", id, "23:59", "--why", "Agreed"])
        .await;
    says(&hotseat, "kept", &["kept", id]).await;
    says(&hotseat, "called-back", &["called-back", id]).await;
    says(&hotseat, "log", &["log", "Harbour office", "Gate 3 is stuck"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_other_verb_keeps_its_word() {
    let slack = Slack::start();
    let (_computer, hotseat, _) = one_request(&slack, "alice").await;
    says(&hotseat, "sources", &["sources"]).await;
    says(&hotseat, "sources-history", &["sources", "--history"]).await;
    says(&hotseat, "rebuild", &["rebuild"]).await;
    says(&hotseat, "doctor", &["doctor"]).await;
    says(&hotseat, "preflight", &["preflight"]).await;
    says(&hotseat, "quiet", &["quiet"]).await;
    says(&hotseat, "ring", &["ring", "on"]).await;
    says(&hotseat, "raise", &["raise"]).await;
    says(&hotseat, "sound", &["sound", "--mute", "on"]).await;
    says(&hotseat, "autostart", &["autostart"]).await;
    says(&hotseat, "shortcut", &["shortcut"]).await;
    says(&hotseat, "team-check", &["team", "check"]).await;
    says(&hotseat, "team-reload", &["team", "reload"]).await;
    says(&hotseat, "team-presets", &["team", "presets"]).await;
    says(&hotseat, "team-schema", &["team", "schema"]).await;
    let init = ["team", "init", "support-channel"];
    says(&hotseat, "team-init", &init).await;
    says(&hotseat, "team-add-me", &["team", "add-me"]).await;
    says(&hotseat, "accounts-add", &["accounts", "add", "slack"]).await;
    says(&hotseat, "accounts-list", &["accounts", "list"]).await;
    says(&hotseat, "accounts-test", &["accounts", "test", "slack"]).await;
    let due = ["due", "--priority", "urgent", "--from", "2026-11-20T17:50Z"];
    says(&hotseat, "due", &due).await;
    let week = ["simulate", "--from", "2026-11-23", "--days", "1"];
    says(&hotseat, "simulate", &[&week[..], &["--requests", "2"]].concat())
        .await;
    says(&hotseat, "slack-manifest", &["slack-manifest"]).await;
    says(&hotseat, "completions", &["completions", "bash"]).await;
    says(&hotseat, "man", &["man"]).await;
    let more = ["sources", "add", "slack", "#general", "--yes"];
    says(&hotseat, "sources-add", &more).await;
    says(&hotseat, "accounts-remove", &["accounts", "remove", "slack"]).await;
    says(&hotseat, "quit", &["quit"]).await;
}

/// Verbs that end only when somebody ends them; the engine they start is what
/// all other tests are about. The test alarm has tests of its own.
const LASTING: [&str; 3] = ["run", "demo", "test-alarm"];

/// Verbs whose answer tells the hour, and is compared where it is asked for.
const HOURLY: [&str; 2] = ["practice-day", "practice-week"];

#[test]
fn every_verb_of_the_command_line_has_an_answer_that_is_kept() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/journeys_real/snapshots");
    let mut verbs = Vec::new();
    below(&mut Vec::new(), &mut verbs);
    assert!(verbs.len() > 40, "they were read: {verbs:?}");
    for verb in verbs {
        let file = kept.join(format!("{verb}.snap"));
        let lasts =
            LASTING.contains(&verb.as_str()) || HOURLY.contains(&verb.as_str());
        assert!(lasts || file.exists(), "nobody knows what {verb} says");
    }
}

/// The verbs below a word of the command line, as their help lists them.
fn below(path: &mut Vec<String>, verbs: &mut Vec<String>) {
    let help = Command::new(PROGRAM).args(&*path).arg("--help").output();
    let help = String::from_utf8(help.expect("help").stdout).expect("text");
    let Some((_, list)) = help.split_once("\nCommands:\n") else {
        return verbs.push(path.join("-"));
    };
    let words = list
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next());
    for word in words.filter(|word| *word != "help") {
        path.push(word.to_owned());
        below(path, verbs);
        path.pop();
    }
}
