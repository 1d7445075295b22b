//! Messages outside of the thread that may be answers.

use domain::{Activity, Event, ExternalId, What};

use super::desk::{Desk, at};
use super::team::{author, post};
use crate::Act;
use crate::view::detail;

fn asked() -> Desk {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
    desk
}

/// Ana posts outside of the thread.
fn offered(desk: &mut Desk, time: &str, words: &str) {
    let thread = desk.thread();
    let id = ExternalId::new(format!("aside {time}"));
    let mut post = post("Ana Ruiz", words);
    post.author = author("Ana Ruiz");
    let activity = Activity {
        place: thread.place.clone(),
        external: id.clone(),
        root: id,
        at: at(time),
        event: Event::Post { post },
        since: None,
    };
    assert!(thread.offer(&activity, at(time)), "it is news");
}

#[test]
fn what_may_be_an_answer_is_offered_with_a_key() {
    let mut desk = asked();
    offered(&mut desk, "16:30:00", "Try it again.");
    offered(&mut desk, "16:35:00", "It is the time zone.");
    let page = detail(&desk.picture(), &desk.close());
    let words: Vec<_> =
        page.offers.iter().map(|o| (o.by.as_str(), &*o.words)).collect();
    assert_eq!(
        words,
        [("Ana", "Try it again."), ("Ana", "It is the time zone.")]
    );
    assert_eq!(page.thread.len(), 1, "neither stands in the thread");
    let newest = page.verbs.iter().find(|verb| verb.key == ". A");
    let newest = newest.expect("an offer has a key");
    assert_eq!(
        newest.label,
        "Ana answered: \u{201c}It is the time zone.\u{201d}"
    );
    let message = Some("aside 16:35:00".to_owned());
    assert_eq!(newest.act, Act::ThisAnswers { request: 1, message });

    let message = ExternalId::new("aside 16:35:00");
    desk.did("16:40:00", What::ThisAnswers { message });
    let page = detail(&desk.picture(), &desk.close());
    let remark = page.thread[1].remark.as_deref().expect("a remark");
    assert!(remark.starts_with("An answer outside of the thread, only here"));
    assert!(page.verbs.iter().all(|verb| verb.key != ". A"));
}
