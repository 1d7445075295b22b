//! Which acts are offered to whom.

use domain::direct::PassedOn;
use domain::picture::{PendingVerb, Stage};
use domain::practice::{Guess, Practice};
use domain::{Duty, ExternalId, OffDuty, PersonKey, PlaceId, Role};

use super::desk::{Desk, at};
use super::team::post;
use crate::view::duty::duty;
use crate::view::{self, detail};
use crate::{Act, Detail, Verb};

pub(super) fn read(desk: &Desk) -> Detail {
    detail(&desk.picture(), &desk.close())
}

pub(super) fn labels(verbs: &[Verb]) -> String {
    let line = |v: &Verb| {
        let star = if v.primary { "*" } else { "" };
        format!("{}{star} ({})", v.label, v.key)
    };
    verbs.iter().map(line).collect::<Vec<_>>().join(", ")
}

/// The verbs before the ones that only fold away.
fn first(desk: &Desk, n: usize) -> String {
    labels(&read(desk).verbs[..n])
}

pub(super) fn asked(now: &str) -> Desk {
    let mut desk = Desk::at(now);
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
    desk
}

#[test]
fn what_nobody_has_is_offered_with_the_claim_first() {
    assert_eq!(
        labels(&read(&asked("16:41:25")).verbs),
        "I'm on it* (C), Reply (R), Snooze (S), Done (E), Not a request (X), \
         Claim quietly (Shift C), Worth reading for newcomers (. W), Make it an emergency (. 1), Make it normal \
         (. 3), Note (N), Copy link (Y), Open in Slack (O)"
    );
}

#[test]
fn where_a_claim_says_nothing_it_is_quiet_already() {
    let mut desk = asked("16:41:25");
    desk.rules.claim_says = None;
    let verbs = labels(&read(&desk).verbs);
    assert!(verbs.starts_with("Claim* (C), Reply (R)"), "{verbs}");
    assert!(!verbs.contains("quietly"), "{verbs}");
}

#[test]
fn what_is_mine_can_be_given_back() {
    let mut desk = asked("16:41:25");
    desk.marks("16:40:00", "eyes", &["Mika Berg"]);
    assert_eq!(first(&desk, 2), "Release (C), Reply (R)");
}

#[test]
fn who_answered_first_has_it_and_can_give_it_back() {
    let mut desk = asked("16:41:25");
    desk.says("16:30:00", "Mika Berg", "It is the time zone.");
    desk.says("16:35:00", "Maya Chen", "Still wrong in May");
    assert_eq!(first(&desk, 2), "Release (C), Reply (R)");
}

#[test]
fn a_colleague_is_joined_and_only_a_silent_one_is_relieved() {
    let mut desk = asked("16:41:25");
    desk.marks("16:40:00", "eyes", &["Ana Ruiz"]);
    assert_eq!(first(&desk, 1), "Together with Ana (C)");
    desk.now = at("17:11:00");
    assert_eq!(first(&desk, 1), "Take over from Ana* (C)");
}

#[test]
fn an_observer_is_offered_nothing_that_writes() {
    let mut desk = asked("16:41:25");
    desk.sits(Some("noor"), Role::Observer);
    let seen = read(&desk);
    assert_eq!(
        labels(&seen.verbs),
        "Practise a claim (C), Practise a reply (R), Ask to pair (P), Note \
         (N), Copy link (Y), Keep it as the first step (. F), Keep it as the \
         tag (. T), Guess: an emergency (. 1), Guess: urgent (. 2), Guess: \
         normal (. 3), Open in Slack (O)",
        "what is private is theirs, and they may ask to pair"
    );
    assert_eq!((seen.snoozes.len(), seen.reply_effect), (0, None));
}

#[test]
fn the_wish_to_pair_is_shown_word_for_word_before_it_leaves() {
    let mut desk = asked("16:41:25");
    desk.sits(Some("noor"), Role::Observer);
    let wish = |desk: &Desk| {
        let mut verbs = read(desk).verbs.into_iter();
        verbs.find(|verb| matches!(verb.act, Act::Pair { .. }))
    };
    let Some(Act::Pair { to: Some(to), words: Some(words), .. }) =
        wish(&desk).map(|verb| verb.act)
    else {
        panic!("they may ask");
    };
    assert_eq!(to, "Mika Berg and Ana Ruiz");
    assert!(words.starts_with("May I pair with you on this one?"), "{words}");
    assert!(words.contains("Maya Chen in #tours"), "{words}");
    desk.rules.duty = Duty::Always { seats: Vec::new() };
    let refused = wish(&desk).and_then(|verb| verb.refused);
    assert!(refused.is_some_and(|words| words.contains("nobody else")));
    desk.sends("16:41:20", PendingVerb::Direct, Stage::Unknown);
    let verbs = labels(&read(&desk).verbs);
    assert!(verbs.contains("It is there* (Shift Y), Send again"), "{verbs}");
}

#[test]
fn what_a_teammate_passed_on_is_offered_to_whoever_answers() {
    let mut desk = asked("16:41:25");
    desk.passed = vec![PassedOn {
        place: PlaceId::new("tours"),
        root: ExternalId::new("1"),
        message: ExternalId::new("2"),
        by: PersonKey::new("noor"),
        at: at("16:30:00"),
        text: "It is the time zone.\u{202e}".to_owned(),
    }];
    let [passed] = read(&desk).passed.try_into().expect("one");
    assert_eq!(passed.by, "Noor");
    assert_eq!(passed.text, "It is the time zone.");
    desk.sits(Some("kofi"), Role::Observer);
    assert!(read(&desk).passed.is_empty());
}

#[test]
fn what_was_practised_is_told_beside_what_the_team_did_once_it_did() {
    let mut desk = asked("16:41:25");
    desk.sits(Some("noor"), Role::Observer);
    let made = |time: &str, guess| Practice {
        request: domain::RequestId(1),
        at: at(time),
        guess,
    };
    let text = "Which report is it? Back in 10 min.".to_owned();
    desk.practice = vec![
        made("16:20:30", Guess::Claim),
        made("16:21:00", Guess::Reply { text }),
    ];
    let seen = read(&desk);
    assert!(seen.practice.iter().all(|it| it.theirs.is_none()));
    let verbs = labels(&seen.verbs);
    assert!(verbs.starts_with("Practise a reply (R), Ask to pair"), "{verbs}");
    assert!(verbs.contains("Copy link (. Y)"), "{verbs}");
    assert!(verbs.contains("Copy what you practised (Y), Discard"), "{verbs}");

    desk.says("16:23:00", "Ana Ruiz", "It is the time zone.");
    let seen = read(&desk);
    assert!(labels(&seen.verbs).contains("Copy for the talk with Ana (Y)"));
    let [claim, reply] = seen.practice.as_slice() else { panic!("two") };
    assert_eq!(claim.yours.after, "1 min");
    assert_eq!(reply.yours.asks, ["Which report is it?"]);
    assert!(reply.yours.says_when.as_deref().unwrap().contains("10 min"));
    let theirs = reply.theirs.as_ref().unwrap();
    assert_eq!((theirs.by.as_str(), theirs.at), ("Ana", Some(at("16:23:00"))));
    assert_eq!(theirs.words, "It is the time zone.");
    assert!(theirs.asks.is_empty() && theirs.says_when.is_none());
    let told = view::practice_text(&desk.picture(), &desk.close());
    assert!(told.contains("Ana (3 min 30 s): It is the time zone."), "{told}");
}

#[test]
fn off_duty_one_looks_instead_of_claiming() {
    let mut desk = asked("16:41:25");
    desk.sits(Some("noor"), Role::OffDuty);
    assert_eq!(first(&desk, 2), "Look at it (C), Reply (R)");
    desk.sends("16:41:20", PendingVerb::Claim, Stage::Sending);
    let seen = read(&desk);
    assert_eq!(seen.verbs[0].label, "Stop looking");
    assert_eq!(seen.row.owner.looking, ["You"]);
    assert!(duty(&desk.picture()).answers);
    desk.rules.off_duty = OffDuty::Help;
    let seen = read(&desk);
    assert!(labels(&seen.verbs).contains("Pass an answer on (R)"));
    assert_eq!(seen.reply_to, "to Mika Berg and Ana Ruiz, not to Maya Chen");
    assert!(!duty(&desk.picture()).answers);
}

#[test]
fn it_is_their_turn_only_once_they_were_answered() {
    let mut desk = asked("16:41:25");
    assert!(!labels(&read(&desk).verbs).contains("Waiting on them"));
    desk.says("16:30:00", "Ana Ruiz", "It is the time zone.");
    assert!(labels(&read(&desk).verbs).contains("Waiting on them (I)"));
}

#[test]
fn what_was_read_as_thanks_can_be_a_question() {
    let mut desk = asked("16:41:25");
    desk.says("16:30:00", "Ana Ruiz", "It is the time zone.");
    desk.says("16:31:00", "Maya Chen", "Thanks a lot");
    assert!(labels(&read(&desk).verbs).contains("Not a thank-you (U)"));
}

#[test]
fn what_may_have_arrived_is_the_users_to_decide() {
    let mut desk = asked("16:41:25");
    desk.sends("16:40:00", PendingVerb::Reply, Stage::Unknown);
    assert_eq!(first(&desk, 2), "It is there* (Shift Y), Send again (Shift R)");
    let mut desk = asked("16:41:25");
    desk.sends("16:40:00", PendingVerb::Reply, Stage::Held);
    assert_eq!(first(&desk, 1), "Send it now (Shift R)");
    assert!(labels(&read(&desk).verbs).contains("Undo (Z)"));
}

#[test]
fn where_several_wait_for_a_decision_each_is_named() {
    let mut desk = asked("16:41:25");
    desk.sends("16:40:00", PendingVerb::Reply, Stage::Held);
    desk.sends("16:40:10", PendingVerb::Reply, Stage::Unknown);
    desk.sent().id = "2".to_owned();
    let verbs = read(&desk).verbs;
    let named: Vec<(&str, Option<&str>)> = verbs
        .iter()
        .filter_map(|verb| match &verb.act {
            Act::SendAgain { action, .. } | Act::ItIsThere { action, .. } => {
                Some((verb.key.as_str(), action.as_deref()))
            }
            _ => None,
        })
        .collect();
    let keys =
        [("Shift R", Some("1")), ("Shift Y", Some("2")), ("", Some("2"))];
    assert_eq!(named, keys);
}

#[test]
fn a_role_that_has_just_changed_refuses_for_a_moment() {
    let desk = asked("16:41:25");
    let mut picture = desk.picture();
    picture.hands_off_until = Some(at("16:41:27"));
    let seen = detail(&picture, &desk.close());
    let refused = |v: &&Verb| v.refused.is_some();
    assert_eq!(
        seen.verbs.iter().filter(refused).count(),
        seen.verbs.len() - 3,
        "all but opening it, its link and a note"
    );
}

#[test]
fn the_reply_box_says_what_sending_does() {
    let mut desk = asked("16:41:25");
    let seen = read(&desk);
    assert_eq!(seen.reply_to, "to Maya Chen in #tours");
    assert_eq!(seen.reply_effect.as_deref(), Some("Stops the clock"));
    desk.ask("#tours", "16:20:00", "Kofi Addo", "Can somebody restart it?");
    assert_eq!(
        read(&desk).reply_effect.as_deref(),
        Some("A teammate asks, and everyone in #tours can read the answer")
    );
}

#[test]
fn an_alert_that_is_over_and_claimed_is_offered_for_closing() {
    let mut desk = Desk::at("16:41:25");
    let alert = |resolved| domain::AlertKey { key: "a".to_owned(), resolved };
    let mut fired = post("Bugsnag", "NoMethodError, 214 times");
    fired.alert = Some(alert(false));
    desk.ask_with("#tours", "16:30:00", "Bugsnag", fired);
    desk.marks("16:31:00", "eyes", &["Ana Ruiz"]);
    let mut over = post("Bugsnag", "Resolved");
    over.alert = Some(alert(true));
    desk.says_with("16:33:00", over);
    let seen = read(&desk);
    assert_eq!(seen.clock_lead, "Resolved by itself 16:33, close it?");
    assert_eq!(seen.row.clock.word.as_deref(), Some("resolved"));
    assert_eq!(first(&desk, 1), "Done* (E)");
}
