//! How a source that reads over HTTP bears what a server or a network can do
//! to it.

use chrono::TimeDelta;
use domain::{ExternalId, Fault};
use serde_json::Value;

use super::line::{ENDLESS, Line, Trouble};
use super::stage::End;
use super::wired::{Behind, Wired};
use super::{Stage, Voice, World};

const SECOND: TimeDelta = TimeDelta::seconds(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);
/// So many calls a minute are no hammering.
const CALM: usize = 12;
/// Of an endless answer no more is taken in than this, with what lies in the
/// buffers of the network.
const MOST: usize = 32 << 20;

fn status(status: u16) -> Trouble {
    Trouble::Answer(status, String::new(), b"{}".to_vec())
}

fn said(body: &[u8]) -> Trouble {
    Trouble::Answer(200, String::new(), body.to_vec())
}

/// Something is asked while the line has a trouble; says what was told of
/// it. In the end, when it is mended, everything is known and nothing was
/// told twice.
async fn endured(world: &Behind<'_>, trouble: Trouble) -> Vec<Fault> {
    let stage = Stage::set(world).await;
    stage.listen(MINUTE).await;
    world.line.lay(trouble.clone());
    let root = world.post(Voice::Requester, "anybody there?").await;
    stage.pass(SECOND).await;
    let end = stage.listened(MINUTE * 5, None).await;
    let calls = world.line.mend().calls;
    assert!(calls <= 5 * CALM, "{calls} calls within it: {trouble:?}");
    let mut told = stage.troubles();
    if let End::Broke(fault) = end {
        told.push(fault);
    }
    known_at_last(world, &stage, &root).await;
    told
}

async fn known_at_last(
    world: &Behind<'_>,
    stage: &Stage<'_>,
    root: &ExternalId,
) {
    stage.pass(MINUTE * 5).await;
    stage.listen(MINUTE * 10).await;
    let ledger = stage.ledger();
    assert_eq!(ledger.standing(root), world.standing(root).await);
    assert!(ledger.repeated().is_empty());
}

/// A refusal is told in words, the server is left in peace, and once it has
/// passed what came meanwhile is read.
pub async fn a_refusal_is_told_and_passes(world: &dyn Wired) {
    let world = Behind::of(world);
    for refused in [401, 403, 404, 409, 410, 500, 502, 503, 504] {
        let told = endured(&world, status(refused)).await;
        let words = told.first().map(ToString::to_string);
        assert!(words.is_some_and(|it| it.len() > 20), "{refused}: silence");
    }
}

/// A sign-in that has ended is told as that, with what to do.
pub async fn an_ended_sign_in_is_told_with_its_remedy(world: &dyn Wired) {
    let (status, body) = world.signed_out();
    let world = Behind::of(world);
    let body = body.as_bytes().to_vec();
    let trouble = Trouble::Answer(status, String::new(), body);
    let told = endured(&world, trouble).await;
    let remedy = |fault: &Fault| {
        let words = fault.to_string();
        matches!(fault, Fault::Unauthorized { .. })
            && words.contains("hotseat accounts add")
    };
    assert!(told.iter().any(remedy), "{told:?}");
}

/// Asked to wait, it waits as long as it was told, and of its own where it
/// was told nothing; then it goes on.
pub async fn a_limit_is_waited_for(world: &dyn Wired) {
    let world = Behind::of(world);
    for (head, wait) in [("Retry-After: 40\r\n", 40), ("", 25)] {
        let stage = Stage::set(&world).await;
        stage.listen(MINUTE).await;
        let limit = Trouble::Answer(429, head.to_owned(), b"{}".to_vec());
        world.line.lay(limit);
        let root = world.post(Voice::Requester, "help").await;
        let end = stage.listened(SECOND * (wait - 1), None).await;
        let calls = world.line.mend().calls;
        assert!((1..=3).contains(&calls), "{head:?}: {calls} calls");
        if let End::Broke(fault) = end {
            assert!(matches!(fault, Fault::Limited { .. }), "{fault}");
        }
        known_at_last(&world, &stage, &root).await;
    }
}

/// A line that is cut before the answer or within it is told, and mended it
/// is read on.
pub async fn a_line_that_breaks_is_told_and_mended(world: &dyn Wired) {
    let world = Behind::of(world);
    for trouble in [Trouble::Reset, Trouble::Lost, Trouble::Half] {
        let told = endured(&world, trouble.clone()).await;
        assert!(told.iter().any(Fault::may_pass), "{trouble:?}: {told:?}");
    }
}

/// A server that takes a call and says nothing is given up after a time.
pub async fn a_silent_server_is_given_up(world: &dyn Wired) {
    let world = Behind::of(world);
    let stage = Stage::set(&world).await;
    stage.listen(MINUTE).await;
    world.line.lay(Trouble::Silent);
    let root = world.post(Voice::Requester, "help").await;
    // Where nothing is to come, the clock of the waits runs ahead.
    tokio::time::pause();
    let began = tokio::time::Instant::now();
    let end = stage.listened(MINUTE * 5, None).await;
    let waited = began.elapsed().as_secs();
    tokio::time::resume();
    let given_up = matches!(end, End::Broke(Fault::Unreachable { .. }));
    assert!(given_up || !stage.troubles().is_empty(), "{end:?}");
    assert!((1..=300).contains(&waited), "it waited {waited} s");
    world.line.mend();
    known_at_last(&world, &stage, &root).await;
}

/// What cannot be understood is told, and taken for no news.
pub async fn what_is_no_answer_is_told_as_that(world: &dyn Wired) {
    let world = Behind::of(world);
    let deep = "[".repeat(100_000);
    let answers: [&[u8]; 9] = [
        b"",
        b"null",
        b"\"text\"",
        b"[{\"number\":1,\"ti",
        b"{\"ok\":true,\"messages\":[{\"ts",
        b"[1,null,\"x\"]",
        b"<html>Sign in to the network</html>",
        b"\xff\xfe{}",
        deep.as_bytes(),
    ];
    for answer in answers {
        let told = endured(&world, said(answer)).await;
        let start = answer.get(..20).unwrap_or(answer);
        assert!(!told.is_empty(), "{}", String::from_utf8_lossy(start));
    }
}

/// Nobody is followed to another address, and no token travels there.
pub async fn a_redirect_elsewhere_is_not_followed(world: &dyn Wired) {
    let elsewhere = Line::to(&world.address());
    elsewhere.lay(said(b"[]"));
    let world = Behind::of(world);
    for redirect in [301, 302, 303, 307, 308] {
        let to = format!("Location: {}/api/v3/user\r\n", elsewhere.address());
        let trouble = Trouble::Answer(redirect, to, Vec::new());
        let told = endured(&world, trouble).await;
        assert!(!told.is_empty(), "{redirect}: silence");
    }
    assert_eq!(elsewhere.mend().calls, 0, "nobody was to be followed");
}

/// An answer without an end is refused early, whether it tells its length or
/// not.
pub async fn an_endless_answer_is_refused_early(world: &dyn Wired) {
    let world = Behind::of(world);
    for told in [true, false] {
        let stage = Stage::set(&world).await;
        stage.listen(MINUTE).await;
        world.line.lay_at(1, Trouble::Endless { told });
        let root = world.post(Voice::Requester, "help").await;
        stage.pass(SECOND).await;
        let end = stage.listened(MINUTE, None).await;
        let broke = matches!(end, End::Broke(Fault::Garbled { .. }));
        assert!(broke || !stage.troubles().is_empty(), "{end:?}");
        let sent = world.line.mend().sent;
        assert!(sent < MOST, "{} of {ENDLESS} bytes were taken in", sent);
        known_at_last(&world, &stage, &root).await;
    }
}

/// Lists that hold everything twice or the other way round tell the same.
pub async fn lists_in_disorder_tell_the_same(world: &dyn Wired) {
    let doubled: fn(&mut Vec<Value>) = |list| list.extend(list.clone());
    let turned: fn(&mut Vec<Value>) = |list| list.reverse();
    let world = Behind::of(world);
    for twist in [doubled, turned] {
        let stage = Stage::set(&world).await;
        let old = world.post(Voice::Requester, "an old one").await;
        world.reply(Voice::Teammate, &old, "answered").await;
        stage.pass(MINUTE).await;
        world.line.lay(Trouble::Twisted(twist));
        stage.listen(MINUTE).await;
        let first = world.post(Voice::Requester, "a first one").await;
        stage.pass(MINUTE * 6).await;
        let second = world.post(Voice::Requester, "a second one").await;
        world.reply(Voice::Teammate, &first, "looking").await;
        world.reply(Voice::Requester, &first, "thank you").await;
        world.mark(Voice::Teammate, &second, "eyes").await;
        stage.open(&[old.clone(), first.clone(), second.clone()]);
        stage.listen(MINUTE * 3).await;
        world.line.mend();
        stage.listen(MINUTE * 7).await;
        let ledger = stage.ledger();
        for root in [&old, &first, &second] {
            assert_eq!(ledger.standing(root), world.standing(root).await);
        }
        assert!(ledger.repeated().is_empty(), "{:#?}", ledger.repeated());
    }
}

/// Where the two clocks differ nothing is lost, and by how much is told.
pub async fn a_clock_that_differs_is_told(world: &dyn Wired) {
    for seconds in [90, -90, 7200, -7200] {
        let world = Behind::ahead(world, SECOND * seconds);
        let stage = Stage::set(&world).await;
        stage.listen(MINUTE).await;
        let root = world.post(Voice::Requester, "help").await;
        world.mark(Voice::Teammate, &root, "eyes").await;
        stage.pass(SECOND).await;
        stage.listen(MINUTE).await;
        let (ledger, source) = (stage.ledger(), world.source());
        assert_eq!(ledger.standing(&root), world.standing(&root).await);
        let told = stage.offset().unwrap_or_default();
        let off = (told + i64::from(seconds) * 1000).abs();
        assert!(off < 5000, "our clock is {seconds} s ahead, told: {told} ms");
        let probed = source.probe(stage.now()).await;
        let probed = probed.ok().and_then(|probe| probe.offset_ms);
        let close = probed.is_some_and(|it| (it - told).abs() < 5000);
        assert!(close, "{probed:?} and {told}");
    }
}
