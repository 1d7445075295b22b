//! The thread, its links and its explanation.

use domain::picture::{PendingVerb, Stage};
use domain::{Block as Said, File, Inline as Piece, Text};

use super::desk::{Desk, at};
use super::team::post;
use crate::view::links::host;
use crate::view::{detail, explain, link};
use crate::{Block, Inline, MessageLine, Side};

fn asked() -> Desk {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
    desk
}

fn thread(desk: &Desk) -> Vec<MessageLine> {
    detail(&desk.picture(), &desk.close()).thread
}

fn last(desk: &Desk) -> MessageLine {
    thread(desk).pop().expect("a message")
}

#[test]
fn who_is_called_like_a_teammate_and_is_none_is_shown_as_another() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#tours", "16:19:30", "\u{410}na Ruiz", "Which tour?");
    let seen = detail(&desk.picture(), &desk.close());
    let shown = "\u{410}na Ruiz (outside)";
    assert_eq!(seen.row.requester, shown);
    assert_eq!(seen.thread[0].author, shown);
    assert_eq!(seen.reply_to, format!("to {shown} in #tours"));
}

#[test]
fn everybody_stands_on_their_side() {
    let mut desk = asked();
    desk.says("16:20:00", "Ana Ruiz", "Looking.");
    desk.says("16:21:00", "Mika Berg", "Me too.");
    desk.says("16:22:00", "Bugsnag", "1 event");
    let sides: Vec<_> =
        thread(&desk).into_iter().map(|m| (m.author, m.side)).collect();
    let expected = [
        ("Maya Chen", Side::Asking),
        ("Ana Ruiz", Side::Team),
        ("You", Side::Me),
        ("Bugsnag", Side::Machine),
    ];
    assert_eq!(sides, expected.map(|(name, side)| (name.to_owned(), side)));
}

#[test]
fn a_teammate_who_asks_is_on_the_asking_side() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#tours", "16:19:30", "Kofi Addo", "Can somebody restart it?");
    assert_eq!(last(&desk).side, Side::Asking);
}

#[test]
fn a_reply_on_its_way_stands_in_the_thread() {
    let mut desk = asked();
    desk.sends("16:41:22", PendingVerb::Reply, Stage::Sending);
    desk.sent().text = Some("It is the time zone.".to_owned());
    desk.sent().undo_until = Some(at("16:41:27"));
    assert_eq!(last(&desk).status.as_deref(), Some("sending, undo"));
    desk.now = at("16:41:27");
    assert_eq!(last(&desk).status.as_deref(), Some("sending"));
    let words = |status: &MessageLine| status.status.clone();
    desk.sent().stage = Stage::Held;
    assert_eq!(
        words(&last(&desk)).as_deref(),
        Some("Not sent: the thread moved on")
    );
    desk.sent().stage = Stage::Unknown;
    desk.sent().words = "Slack did not answer in time.".to_owned();
    assert_eq!(
        words(&last(&desk)).as_deref(),
        Some("It may be there: Slack did not answer in time.")
    );
}

#[test]
fn a_message_says_what_was_made_of_it() {
    let mut desk = asked();
    desk.says("16:22:42", "Ana Ruiz", "It is the time zone.");
    assert_eq!(
        last(&desk).remark.as_deref(),
        Some("This message stopped the clock, 3 min 12 s")
    );
    desk.says("16:30:00", "Maya Chen", "thanks!");
    assert_eq!(last(&desk).remark.as_deref(), Some("Read as thanks"));
    desk.says("16:31:00", "Maya Chen", "One more thing");
    assert_eq!(last(&desk).remark, None);
    let late = desk.thread().messages.last_mut().expect("a message");
    late.seen = at("16:40:00");
    assert_eq!(last(&desk).remark.as_deref(), Some("Seen 16:40"));
}

#[test]
fn what_was_deleted_is_a_gap() {
    let mut desk = asked();
    desk.says("16:30:00", "Maya Chen", "My password is hunter2");
    desk.gone("16:31:00", "1-2");
    let gone = last(&desk);
    assert!(gone.deleted && gone.blocks.is_empty());
}

#[test]
fn a_disguise_reaches_neither_name_nor_file() {
    let mut desk = asked();
    let mut hostile = post("Maya Chen", "see\u{202e} this");
    hostile.author.name = "May\u{200b}a\nChen".to_owned();
    hostile.files =
        vec![File { name: "a\u{202e}gpj.exe".to_owned(), bytes: Some(3) }];
    desk.says_with("16:30:00", hostile);
    let line = last(&desk);
    assert_eq!(line.author, "Maya Chen");
    assert_eq!(line.files[0].name, "agpj.exe");
}

fn linked(desk: &mut Desk, time: &str, links: &[(&str, &str)]) {
    let mut said = post("Maya Chen", "");
    let inlines = links
        .iter()
        .map(|(text, url)| Piece::Link {
            text: (*text).to_owned(),
            url: (*url).to_owned(),
        })
        .collect();
    said.text = Text { blocks: vec![Said::Paragraph { inlines }] };
    desk.says_with(time, said);
}

fn pieces(line: MessageLine) -> Vec<Inline> {
    match line.blocks.into_iter().next() {
        Some(Block::Paragraph { inlines }) => inlines,
        other => panic!("a paragraph, not {other:?}"),
    }
}

#[test]
fn links_are_numbered_over_the_whole_thread() {
    let mut desk = asked();
    linked(
        &mut desk,
        "16:20:00",
        &[
            ("ours", "https://ferryline.slack.example/x"),
            ("run me", "javascript:alert(1)"),
        ],
    );
    linked(
        &mut desk,
        "16:21:00",
        &[("https://bank.example", "https://evil.example/login")],
    );
    let close = desk.close();
    assert_eq!(
        link(&close, 0).as_deref(),
        Some("https://ferryline.slack.example/x")
    );
    assert_eq!(link(&close, 1), None, "a script is not opened");
    assert_eq!(link(&close, 2).as_deref(), Some("https://evil.example/login"));
    assert_eq!(link(&close, 3), None);
    let mut lines = thread(&desk);
    assert_eq!(
        pieces(lines.pop().expect("a message")),
        [Inline::Link {
            text: "https://bank.example".to_owned(),
            link: 2,
            host: "evil.example".to_owned(),
        }]
    );
    assert_eq!(
        pieces(lines.pop().expect("a message")),
        [
            Inline::Link {
                text: "ours".to_owned(),
                link: 0,
                host: String::new(),
            },
            Inline::Text { text: "run me (javascript:alert(1))".to_owned() },
        ]
    );
}

/// The host that stands beside a link, if one does.
fn beside(text: &str, url: &str) -> String {
    let mut desk = asked();
    linked(&mut desk, "16:20:00", &[(text, url)]);
    let line = thread(&desk).pop().expect("a message");
    match pieces(line).pop() {
        Some(Inline::Link { host, .. }) => host,
        other => panic!("a link, not {other:?}"),
    }
}

#[test]
fn a_link_says_where_it_leads_unless_its_words_do() {
    let ours = "https://ferryline.slack.example/x";
    let evil = "https://evil.example/login";
    assert_eq!(beside("the guide", ours), "", "the source's own");
    assert_eq!(beside(ours, ours), "");
    assert_eq!(beside("evil.example/login", evil), "", "the words say it");
    for lie in [
        "the guide",
        "https://bank.example",
        "bank.example",
        "https://bank.example/?next=evil.example",
        "https://bank.example evil.example",
        "https://evil.example.bank.example/",
        "https://bаnk.example/evil.example",
    ] {
        assert_eq!(beside(lie, evil), "evil.example", "{lie}");
    }
    let away = "ferryline.slack.example";
    assert_eq!(beside("https://bank.example", ours), away);
    assert_eq!(beside("see bank.example now", ours), away);
}

#[test]
fn only_what_a_reader_and_a_browser_read_alike_is_opened() {
    let opens = |url: &str, as_host: &str| {
        assert_eq!(host(url).as_deref(), Some(as_host), "{url}");
    };
    opens("https://A.example:8443/x?y#z", "a.example");
    opens("http://localhost:3000", "localhost");
    opens("http://127.0.0.1/x", "127.0.0.1");
    opens("http://[::1]:80/", "::1");
    for url in [
        "http://a.example/",
        "https://bank.example@evil.example/",
        "https://bank.example\\@evil.example/",
        "https://b\u{0430}nk.example/",
        "https://a.example :80/",
        "https://a.example:80x/",
        "https:///x",
        "https://",
        "file:///etc/passwd",
        "a.example",
        "",
    ] {
        assert_eq!(host(url), None, "{url}");
    }
}

#[test]
fn an_explanation_counts_the_hours_one_by_one() {
    let mut desk = Desk::at("20 09:10:00");
    desk.ask("#tours", "17:45:00", "Maya Chen", "Revenue report is off");
    let said: Vec<_> = explain(&desk.picture(), &desk.close())
        .into_iter()
        .map(|receipt| receipt.words)
        .collect();
    assert_eq!(
        said,
        [
            "Maya Chen wrote. The clock counts from here; it was seen 2 s later.",
            "First response: 1 business hour from the message.",
            "Urgent, like everything in this channel.",
            "Service level urgent of rules one: priority urgent.",
            "It counts 1 business hour of “office” (Europe/Berlin).",
            "Counted Thu 19 Nov 17:45 to 18:00, 15 min.",
            "Counted 09:00 to 09:45, 45 min.",
            "So the first response is due 09:45.",
        ]
    );
}

#[test]
fn a_settled_deadline_is_counted_by_the_rules_of_its_time() {
    let mut desk = asked();
    desk.says("16:22:42", "Ana Ruiz", "It is the time zone.");
    let counts = |desk: &Desk| {
        explain(&desk.picture(), &desk.close())
            .iter()
            .any(|receipt| receipt.words.starts_with("So the first"))
    };
    assert!(counts(&desk));
    let verdict = desk.close().entry.judged.verdict.clone();
    desk.thread().verdict = verdict;
    desk.rules.levels[1].first_response =
        desk.rules.levels[0].first_response.clone();
    desk.now = at("16:50:00");
    assert!(counts(&desk), "though the rules have changed since");
}
