//! A shift is handed over among three desktops and a colleague who has none.

mod three;

use serde_json::{Value, json};

use self::three::{
    ARCHIVE, ASKED, CHANNEL, HUB, TOUR, Three, number, owners, page, shows,
};
use crate::support::hotseat::{Hotseat, in_the_end};
use crate::support::slack::{Post, WITHIN_MS};

#[tokio::test(flavor = "multi_thread")]
async fn a_shift_is_handed_over_from_the_first_note_to_the_last_mark() {
    let mut team = Three::at_their_desks().await;
    let asked = team.three_ask().await;
    what_is_missing_is_said(&team.alice).await;
    team.the_shift_ends_soon().await;
    let letter = everything_is_written(&team.alice).await;

    it_is_sent_through_a_crash(&mut team).await;
    it_stands_as_it_was_shown(&team, &letter, &asked).await;
    bob_accepts(&team).await;
    carol_only_reads(&team).await;
    team.slack_breaks().await;
    by_hand(&team, team.reply(HUB).await["ts"].clone()).await;
    team.the_next_shift_begins().await;
    somebody_copies_it(&team).await;
    team.slack_is_mended().await;

    for (desk, bob) in team.all().into_iter().zip(["Bob", "You", "Bob"]) {
        everybody_has_theirs(desk, bob).await;
    }
    assert_eq!(team.accepted(TOUR).await, ["bob"]);
    assert_eq!(team.accepted(HUB).await, ["mika"]);
    assert!(team.accepted(ARCHIVE).await.is_empty());
    for (desk, bob) in team.all().into_iter().zip(["Bob", "you", "Bob"]) {
        the_last_shift_is_kept(desk, bob).await;
    }
    nothing_was_sent_since(&team).await;
}

/// Two of three have a note, and the form has no answer.
async fn what_is_missing_is_said(alice: &Hotseat) {
    for (gist, note) in [(TOUR, "Cleo sends the log."), (HUB, "New roll.")] {
        let id = number(alice, gist).await;
        assert_eq!(alice.verb(&["claim", &id]).await.code, 0);
        assert_eq!(alice.verb(&["note", &id, note]).await.code, 0);
    }
    let said = alice.verb(&["handoff", "send", "--yes"]).await;
    assert_eq!(said.code, 4, "{said:?}");
    let error = &said.json["error"];
    assert_eq!(error["message"], "It waits for a note and an answer.");
}

/// The rest is written; what will be sent is shown before.
async fn everything_is_written(alice: &Hotseat) -> Vec<Value> {
    let id = number(alice, ARCHIVE).await;
    let noted = alice.verb(&["note", &id, "Nothing to add."]).await;
    assert_eq!(noted.code, 0, "{noted:?}");
    let answered = alice.verb(&["handoff", "answer", "1", "None."]).await;
    assert_eq!(answered.code, 0, "{answered:?}");
    let shown = alice.verb(&["handoff"]).await;
    assert_eq!(shown.data()["title"], "Handoff to Bob and Mika");
    shown.data()["letter"].as_array().expect("its messages").clone()
}

/// The power fails when the second of three replies stands at Slack and
/// nobody has said so yet.
async fn it_is_sent_through_a_crash(team: &mut Three) {
    let hold = json!({
        "method": "chat.postMessage", "who": "alice", "skip": 2,
        "after": true, "do": "hold", "name": "answer",
    });
    team.slack.order("faults", hold).await;
    let sends = team.alice.verb(&["handoff", "send", "--yes"]);
    let power_fails = async {
        let waits =
            [("name", "answer"), ("at_least", "1"), ("within_ms", WITHIN_MS)];
        let held = team.slack.ask("gate", &waits).await;
        assert_eq!(held["met"], true, "{held}");
        team.alice.pull_the_plug();
    };
    tokio::join!(sends, power_fails);
    team.alice.kill();
    assert_eq!(team.thread().await.len(), 3);
    team.slack.forget("faults").await;
    team.alice.start(&["run", "--headless"]).await;
    in_the_end("all of the thread", async || {
        let page = page(&team.alice).await?;
        let sent = page["sent"].as_str()?;
        sent.ends_with("of 3 accepted.").then_some(())
    })
    .await;
    let posts = team.slack.calls("chat.postMessage").await;
    assert_eq!(posts.len(), 4, "none was so much as tried twice");
}

async fn it_stands_as_it_was_shown(
    team: &Three,
    letter: &[Value],
    asked: &[Post],
) {
    let thread = team.thread().await;
    let texts: Vec<&Value> = thread.iter().map(|it| &it["text"]).collect();
    assert_eq!(texts, letter.iter().collect::<Vec<_>>());
    let root = &thread[0]["ts"];
    assert!(thread[1..].iter().all(|it| it["thread_ts"] == *root));
    for ((_, gist), post) in ASKED.into_iter().zip(asked) {
        let reply = team.reply(gist).await["text"].to_string();
        let link = format!("/p{}", post.ts.replace('.', ""));
        assert!(reply.contains(&link), "{link}: {reply}");
    }
    for (gist, note) in [(TOUR, "Cleo sends"), (ARCHIVE, "Nothing to add")] {
        let reply = team.reply(gist).await["text"].to_string();
        assert!(reply.contains(&format!("Note: {note}")), "{reply}");
    }
}

/// What a desktop is handed, once all of it has been read.
async fn arrived(desk: &Hotseat) -> Vec<Value> {
    desk.read_now().await;
    in_the_end("three that are handed over", async || {
        let page = page(desk).await?;
        let items = page["arriving"]["items"].as_array()?;
        (items.len() == 3).then(|| items.clone())
    })
    .await
}

async fn bob_accepts(team: &Three) {
    let items = arrived(&team.bob).await;
    let at = items.iter().position(|item| item["gist"] == TOUR);
    let place = (at.expect("it is handed over") + 1).to_string();
    let said = team.bob.verb(&["handoff", "accept", &place]).await;
    assert_eq!(said.code, 0, "{said:?}");
    in_the_end("his mark", async || {
        (team.accepted(TOUR).await == ["bob"]).then_some(())
    })
    .await;
}

async fn carol_only_reads(team: &Three) {
    arrived(&team.carol).await;
    for verb in [["accept", "2"], ["send", "--yes"]] {
        let said = team.carol.verb(&[&["handoff"], &verb[..]].concat()).await;
        assert_eq!(said.code, 4, "{said:?}");
        let words = said.json["error"]["message"].to_string();
        assert!(words.contains("You are observing"), "{words}");
    }
    for method in ["chat.postMessage", "reactions.add"] {
        let calls = team.slack.calls(method).await;
        assert!(calls.iter().all(|call| call["who"] != "carol"), "{calls:?}");
    }
}

/// Mika has no Hotseat.
async fn by_hand(team: &Three, ts: Value) {
    let mark = json!({
        "channel": CHANNEL, "ts": ts, "as": "mika",
        "name": "white_check_mark",
    });
    team.slack.order("react", mark).await;
}

/// A customer posts the summary, and in the thread itself the reply that
/// nobody has accepted, with all that Hotseat has put on them.
async fn somebody_copies_it(team: &Three) {
    let (root, reply) = (&team.thread().await[0], team.reply(ARCHIVE).await);
    let copy = async |of: &Value, under: Option<&Value>| {
        let note = &of["metadata"];
        assert_eq!(note["event_type"], "hotseat_action", "{of}");
        let post = json!({
            "channel": CHANNEL, "as": "dirk", "text": of["text"],
            "metadata": note, "thread_ts": under,
        });
        json!(team.slack.post(post).await.ts)
    };
    copy(root, None).await;
    by_hand(team, copy(&reply, Some(&root["ts"])).await).await;
}

/// Bob has what he accepted, Mika what she marked, and nobody the rest. The
/// copy is one more request.
async fn everybody_has_theirs(desk: &Hotseat, bob: &str) {
    let marked = |rows: &[Value]| owners(rows).get(HUB) == Some(&"Mika");
    let all = |rows: &[Value]| rows.len() == 4 && marked(rows);
    shows(desk, "Mika's mark and the copy", all).await;
    let rows = desk.verb(&["list"]).await.data()["rows"].clone();
    let rows = rows.as_array().expect("rows");
    let owners = owners(rows);
    assert_eq!(owners.len(), 4, "{owners:?}");
    assert_eq!(owners[TOUR], bob);
    assert_eq!(owners[ARCHIVE], "Not accepted");
    let copy = owners.iter().find(|(gist, _)| gist.starts_with("Handoff"));
    assert_eq!(copy.expect("somebody asks").1, &"Nobody");
    let page = desk.verb(&["handoff"]).await;
    assert_eq!(page.data()["handed"], Value::Null, "a new shift");
}

/// Who was on, the numbers, and the handoff as it was sent and accepted.
async fn the_last_shift_is_kept(desk: &Hotseat, bob: &str) {
    let said = desk.verb(&["handoff", "--shift", "last"]).await;
    let page = said.data();
    assert_eq!(page["over"], true);
    let under = page["under"].as_str().expect("words");
    assert!(under.contains("It was handed over"), "{under}");
    assert_eq!(
        page["numbers"][0],
        json!({ "label": "Requests", "value": "3" })
    );
    let sent = page["sent"].as_str().expect("words");
    assert!(sent.contains(" #handoffs "), "{sent}");
    assert!(sent.ends_with("2 of 3 accepted."), "{sent}");
    let open = page["open"].as_array().expect("requests");
    assert_eq!(open.len(), 3);
    for (gist, note, passed) in [
        (TOUR, "Cleo sends the log.", format!("Accepted by {bob}")),
        (HUB, "New roll.", "Accepted by Mika".to_owned()),
        (ARCHIVE, "Nothing to add.", "Nobody accepted it".to_owned()),
    ] {
        let line = open.iter().find(|line| line["gist"] == gist);
        let line = line.unwrap_or_else(|| panic!("{gist}: {page}"));
        assert_eq!(
            (&line["note"], &line["passed"]),
            (&json!(note), &json!(passed))
        );
    }
}

/// Nobody who comes back sends anything once more.
async fn nothing_was_sent_since(team: &Three) {
    for method in ["chat.postMessage", "reactions.add", "reactions.remove"] {
        let calls = team.slack.calls(method).await;
        assert!(calls.is_empty(), "{calls:?}");
    }
    let rebuilt = team.alice.verb(&["rebuild"]).await;
    assert_eq!(rebuilt.data()["mended"], json!([]), "{rebuilt:?}");
}
