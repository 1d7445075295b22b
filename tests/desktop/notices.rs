//! Bubbles on a desktop whose notification server we play.

use std::collections::HashSet;

use domain::{
    Button, Chime, Loudness, NotShown, Notice, NoticeId, Notifier, Priority,
    RequestId, Tones,
};
use hotseat_shell::notice::{Click, Desktop, Server};
use tokio::sync::mpsc::{self, Receiver};

use crate::support::notifications::Notifications;
use crate::support::patience::eventually;
use crate::support::story::{alone, soon, stopwatch};

fn request(id: i64) -> NoticeId {
    NoticeId::Request { id: RequestId(id) }
}

fn notice(id: NoticeId, title: &str) -> Notice {
    Notice {
        id,
        title: title.to_owned(),
        body: "Dirk Vos waits in Slack.".to_owned(),
        buttons: vec![
            (Button::Claim, "I'm on it".to_owned()),
            (Button::Open, "Open".to_owned()),
        ],
        loudness: Loudness::Sound,
        chime: Chime { priority: Priority::Urgent, tones: Tones::One },
    }
}

fn desktop() -> (Desktop, Receiver<Click>) {
    let (clicks, pressed) = mpsc::channel(32);
    (Desktop::start("Hotseat", clicks), pressed)
}

async fn next(pressed: &mut Receiver<Click>) -> Click {
    soon("a press", pressed.recv()).await.expect("the desktop lives")
}

#[test]
fn a_notice_is_shown_with_its_buttons_and_without_a_sound() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        let (desktop, _) = desktop();
        desktop.show(&notice(request(1), "New: a & b")).await.unwrap();

        let shown = server.wait_for(|shown| shown.app == "Hotseat").await;
        assert_eq!(shown.title, "New: a & b");
        assert_eq!(shown.buttons(), ["I'm on it", "Open"]);
        assert_eq!(shown.urgency, 1);
        assert_eq!(shown.hints["suppress-sound"], "true");
        assert_eq!(shown.hints["category"], "im.received");
    });
}

#[test]
fn a_request_has_one_bubble_that_is_replaced() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        let (desktop, _) = desktop();
        desktop.show(&notice(request(1), "New")).await.unwrap();
        desktop.show(&notice(request(2), "Another")).await.unwrap();
        desktop.show(&notice(request(1), "Answer by 16:43")).await.unwrap();

        let titles: Vec<_> =
            server.open().into_iter().map(|shown| shown.title).collect();
        assert_eq!(titles, ["Answer by 16:43", "Another"]);
        let shown = server.shown();
        assert_eq!(shown[2].replaces, shown[0].id);
        assert_eq!(
            shown[2].sender, shown[0].sender,
            "a bubble stays with the connection that opened it"
        );
    });
}

#[test]
fn a_press_names_the_request_and_the_button() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        let (desktop, mut pressed) = desktop();
        desktop.show(&notice(request(1), "One")).await.unwrap();
        desktop.show(&notice(request(2), "Two")).await.unwrap();
        let shown = server.shown();

        server.press_label(&shown[1], "I'm on it").await;
        let click = Click { id: request(2), button: Button::Claim };
        assert_eq!(next(&mut pressed).await, click);

        server.press(&shown[0], "default").await;
        let click = Click { id: request(1), button: Button::Open };
        assert_eq!(next(&mut pressed).await, click);
        assert!(pressed.try_recv().is_err(), "each press counts once");
    });
}

#[test]
fn a_press_that_only_the_sender_is_told_of_counts() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        server.tell_sender_only();
        let (desktop, mut pressed) = desktop();
        desktop.show(&notice(request(1), "One")).await.unwrap();
        // The second is shown when the first has long been listened to.
        desktop.show(&notice(request(2), "Two")).await.unwrap();
        desktop.server().await;

        let click = Click { id: request(1), button: Button::Claim };
        // On a busy computer nobody may listen to it yet.
        let heard = eventually("a press", async || {
            server.press(&server.shown()[0], "claim").await;
            pressed.try_recv().ok()
        });
        assert_eq!(heard.await, click);
    });
}

#[test]
fn a_press_before_the_bubble_is_quite_there_is_not_lost() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        server.press_at_once("claim");
        let (desktop, mut pressed) = desktop();
        for id in 1..=20 {
            desktop.show(&notice(request(id), "New")).await.unwrap();
            let click = Click { id: request(id), button: Button::Claim };
            assert_eq!(next(&mut pressed).await, click);
        }
        assert!(pressed.try_recv().is_err(), "each press counts once");
    });
}

#[test]
fn a_replaced_bubble_can_still_be_pressed() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        let (desktop, mut pressed) = desktop();
        for title in ["New", "Answer by 16:43", "Overdue since 16:43"] {
            desktop.show(&notice(request(1), title)).await.unwrap();
        }
        server.press(&server.open()[0], "claim").await;
        let click = Click { id: request(1), button: Button::Claim };
        assert_eq!(next(&mut pressed).await, click);
    });
}

#[test]
fn foreign_markup_is_shown_and_not_obeyed() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        let (desktop, _) = desktop();
        let body = "<img src='http://x/'> & <b>bold\u{202e}</b>".to_owned();
        let hostile = Notice { body, ..notice(request(1), "New") };
        desktop.show(&hostile).await.unwrap();
        assert_eq!(
            server.shown()[0].body,
            "&lt;img src='http://x/'&gt; &amp; &lt;b&gt;bold&lt;/b&gt;"
        );
    });
}

#[test]
fn a_server_without_buttons_or_markup_gets_plain_words() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        server.abilities(&["body"]);
        let (desktop, _) = desktop();
        let body = "1 < 2".to_owned();
        desktop
            .show(&Notice { body, ..notice(request(1), "New") })
            .await
            .unwrap();
        assert_eq!(server.shown()[0].body, "1 < 2");
        assert!(server.shown()[0].actions.is_empty());
    });
}

#[test]
fn production_down_is_sent_as_critical() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        let (desktop, _) = desktop();
        let loudness = Loudness::Critical;
        let loud = Notice { loudness, ..notice(request(1), "Down") };
        desktop.show(&loud).await.unwrap();
        assert_eq!(server.shown()[0].urgency, 2);
    });
}

#[test]
fn a_desktop_without_a_server_says_so_at_once_and_one_that_comes_is_used() {
    alone(|bus| async move {
        let (desktop, _) = desktop();
        let begun = stopwatch();
        let refused = desktop.show(&notice(request(1), "New")).await;
        assert!(begun.elapsed().as_secs() < 3);
        let Err(NotShown(why)) = refused else { panic!("{refused:?}") };
        assert!(why.contains("nothing on this desktop"), "{why}");
        assert!(matches!(desktop.server().await, Server::Missing(_)));

        let server = Notifications::start(&bus).await;
        desktop.show(&notice(request(1), "New")).await.unwrap();
        assert_eq!(server.open().len(), 1);
    });
}

#[test]
fn a_restarted_server_is_used_and_its_numbers_are_not_confused() {
    alone(|bus| async move {
        let mut server = Notifications::start(&bus).await;
        let (desktop, mut pressed) = desktop();
        desktop.show(&notice(request(1), "One")).await.unwrap();
        server.restart().await;
        desktop.show(&notice(request(2), "Two")).await.unwrap();
        let two = server.wait_for(|shown| shown.title == "Two").await;
        assert_eq!(two.replaces, 0, "the old number is another's now");

        server.press(&two, "claim").await;
        let click = Click { id: request(2), button: Button::Claim };
        assert_eq!(next(&mut pressed).await, click);
    });
}

#[test]
fn what_is_withdrawn_disappears_and_can_come_back() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        let (desktop, _) = desktop();
        desktop.show(&notice(request(1), "New")).await.unwrap();
        desktop.withdraw(&request(1)).await;
        assert_eq!(server.withdrawn(), [1]);
        assert!(server.open().is_empty());
        desktop.withdraw(&request(9)).await;
        assert_eq!(server.withdrawn(), [1], "what is not shown is not closed");
        desktop.show(&notice(request(1), "Again")).await.unwrap();
        assert_eq!(server.open()[0].title, "Again");
    });
}

#[test]
fn a_bubble_that_was_wiped_away_is_shown_again_when_there_is_news() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        let (desktop, mut pressed) = desktop();
        desktop.show(&notice(request(1), "New")).await.unwrap();
        server.dismiss(&server.open()[0]).await;
        assert!(server.open().is_empty());

        desktop.show(&notice(request(1), "Overdue")).await.unwrap();
        server.press(&server.open()[0], "claim").await;
        let click = Click { id: request(1), button: Button::Claim };
        assert_eq!(next(&mut pressed).await, click);
    });
}

#[test]
fn fifty_bubbles_need_no_fifty_connections() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        let (desktop, _) = desktop();
        let before = threads();
        for id in 1..=50 {
            desktop.show(&notice(request(id), "New")).await.unwrap();
        }
        let shown = server.wait_for_count(50).await;
        let senders: HashSet<_> =
            shown.iter().map(|shown| shown.sender.as_str()).collect();
        assert!(senders.len() <= 8, "{} connections", senders.len());
        let more = threads().saturating_sub(before);
        assert!(more <= 16, "{more} threads more");
    });
}

#[test]
fn the_server_introduces_itself_to_the_doctor() {
    alone(|bus| async move {
        let server = Notifications::start(&bus).await;
        server.abilities(&["actions"]);
        let (desktop, _) = desktop();
        let there = Server::There {
            name: "Noticeboard".to_owned(),
            version: "1.0".to_owned(),
            abilities: vec!["actions".to_owned()],
            inhibited: None,
        };
        assert_eq!(desktop.server().await, there);
    });
}

fn threads() -> usize {
    std::fs::read_dir("/proc/self/task").expect("our threads").count()
}
