//! What polling reads of threads.

use chrono::TimeDelta;
use domain::Event;
use serde_json::json;

use super::super::fake::Trouble;
use super::polling::{texts, watched};
use super::world::world;

const SECOND: TimeDelta = TimeDelta::seconds(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);
const HOUR: TimeDelta = TimeDelta::hours(1);

#[tokio::test]
async fn open_threads_that_wait_for_us_are_read_again_every_five_minutes() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    let reply = office.fake.reply("U2JO", root, "it is urgnt");
    let stage = watched(&office).await;
    stage.open(&[root.external()]);
    office.fake.called("conversations.replies");
    stage.pass(SECOND).await;
    office.fake.edit(reply, "it is urgent");
    stage.listen(MINUTE * 11).await;
    assert_eq!(texts(&stage).pop().unwrap(), "it is urgent");
    let reads = office.fake.called("conversations.replies");
    assert_eq!(reads, 3, "at once, after five minutes and after ten");
}

#[tokio::test]
async fn what_somebody_waits_to_see_is_read_again_every_minute() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    let stage = watched(&office).await;
    stage.open(&[root.external()]);
    stage.watch();
    stage.listen(SECOND * 5).await;
    office.fake.called("conversations.replies");
    stage.listen(MINUTE * 5).await;
    assert_eq!(office.fake.called("conversations.replies"), 5);
}

#[tokio::test]
async fn a_thread_is_read_when_its_root_shows_another_last_answer() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    let stage = watched(&office).await;
    office.fake.called("conversations.replies");
    stage.listen(MINUTE).await;
    assert_eq!(office.fake.called("conversations.replies"), 0);
    office.fake.reply("U1ANA", root, "what is it?");
    stage.listen(MINUTE).await;
    assert_eq!(office.fake.called("conversations.replies"), 1);
    assert_eq!(texts(&stage), ["help", "what is it?"]);
}

#[tokio::test]
async fn a_thread_that_is_found_is_told_whole() {
    let office = world().await;
    let stage = watched(&office).await;
    let root = office.fake.post("U2JO", "help");
    office.fake.reply("U1ANA", root, "done");
    stage.pass(SECOND).await;
    stage.listen(SECOND * 20).await;
    assert_eq!(texts(&stage), ["help", "done"]);
    let came = stage.ledger().came;
    assert_eq!(came[0].batch, came[1].batch, "nobody is rung for it");
}

#[tokio::test]
async fn a_root_whose_answers_may_not_be_read_yet_is_told_without_them() {
    let office = world().await;
    let stage = watched(&office).await;
    let root = office.fake.post("U2JO", "help");
    office.fake.reply("U2JO", root, "anybody?");
    let limited = Trouble::Limited(60);
    office.fake.trouble("conversations.replies", limited);
    stage.pass(SECOND).await;
    stage.listen(SECOND * 20).await;
    assert_eq!(texts(&stage), ["help"]);
    stage.listen(MINUTE * 2).await;
    assert_eq!(texts(&stage), ["help", "anybody?"]);
}

#[tokio::test]
async fn a_reply_sent_to_the_channel_brings_back_a_thread_out_of_sight() {
    let office = world().await;
    let old = office.fake.post("U2JO", "very old");
    office.fake.at(office.fake.now() + TimeDelta::days(40));
    let stage = watched(&office).await;
    assert_eq!(texts(&stage), [""; 0], "it lies before the horizon");
    office.fake.put(json!({
        "user": "U2JO", "text": "still broken",
        "subtype": "thread_broadcast", "thread_ts": old.to_string(),
    }));
    stage.pass(SECOND).await;
    stage.listen(SECOND * 20).await;
    assert_eq!(texts(&stage), ["very old", "still broken"]);
}

#[tokio::test]
async fn marks_on_an_answer_are_told_with_the_root_of_its_thread() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    let reply = office.fake.reply("U1ANA", root, "done");
    let stage = watched(&office).await;
    stage.open(&[root.external()]);
    let told = stage.ledger().came.len();
    office.fake.react("U2JO", reply, "white_check_mark");
    stage.listen(MINUTE * 6).await;
    office.fake.unreact("U2JO", reply, "white_check_mark");
    stage.listen(MINUTE * 6).await;
    let came = stage.ledger().came;
    let [set, taken] = &came[told..] else { panic!("{came:?}") };
    for (came, on) in [(set, 1), (taken, 0)] {
        assert_eq!(came.activity.external, reply.external());
        assert_eq!(came.activity.root, root.external());
        let Event::Marks { marks } = &came.activity.event else {
            panic!("{came:?}");
        };
        assert_eq!(marks.len(), on);
    }
}

#[tokio::test]
async fn an_answer_in_a_closed_thread_is_read_once_an_hour_for_its_edits() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    let reply = office.fake.reply("U1ANA", root, "use the old form");
    let stage = watched(&office).await;
    office.fake.called("conversations.replies");
    stage.pass(SECOND).await;
    office.fake.edit(reply, "use the new form");
    stage.listen(HOUR - MINUTE).await;
    assert_eq!(office.fake.called("conversations.replies"), 0);
    stage.listen(HOUR + MINUTE * 2).await;
    assert_eq!(texts(&stage).pop().unwrap(), "use the new form");
    stage.listen(HOUR * 24).await;
    office.fake.called("conversations.replies");
    stage.listen(HOUR * 3).await;
    let reads = office.fake.called("conversations.replies");
    assert_eq!(reads, 0, "nothing was said for a day");
}
