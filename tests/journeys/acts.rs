//! Every act there is, with what becomes of it when it is taken back.

use contract::{Act, Guess, Priority, SnoozeUntil};

use crate::support::house::at;

/// What becomes of an act when it is taken back.
pub(super) enum Back {
    /// Everything is as before.
    AsBefore,
    /// A story of its own tells it, by its name among all stories.
    ToldIn(&'static str),
    /// It cannot be taken back, because; a story holds that, by its name.
    Not(&'static str, &'static str),
}

/// A new act does not compile until somebody has said how it is taken back.
pub(super) fn back(act: &Act) -> Back {
    use Back::{AsBefore, Not, ToldIn};
    match act {
        Act::Claim { .. }
        | Act::Together { .. }
        | Act::TakeOver { .. }
        | Act::Release { .. }
        | Act::Close { .. }
        | Act::CloseIssue { .. }
        | Act::Label { .. }
        | Act::Evergreen { .. }
        | Act::Dismiss { .. }
        | Act::BringBack { .. }
        | Act::Snooze { .. }
        | Act::Wake { .. }
        | Act::WaitOnThem { .. }
        | Act::NotThanks { .. }
        | Act::SetPriority { .. }
        | Act::SetDue { .. }
        | Act::Kept { .. }
        | Act::Spoke { .. }
        | Act::Split { .. }
        | Act::ThisAnswers { .. }
        | Act::Note { .. }
        | Act::EditNote { .. }
        | Act::DeleteNote { .. } => AsBefore,
        Act::Reply { .. } => ToldIn(
            "journeys::undo::a_reply_waits_five_seconds_and_can_be_taken_\
             back_meanwhile",
        ),
        Act::OpenIssue { .. } => ToldIn(
            "journeys::issues::an_issue_waits_five_seconds_and_can_be_taken_\
             back_meanwhile",
        ),
        Act::Pair { .. } => ToldIn(
            "journeys::directs::a_wish_to_pair_waits_five_seconds_and_can_\
             be_taken_back_meanwhile",
        ),
        Act::Log { .. } => ToldIn(
            "journeys::taken_back::a_call_that_was_written_down_is_gone_\
             again",
        ),
        Act::Practise { .. } => Not(
            "one key deletes what was practised",
            "journeys::practice::of_each_kind_the_newest_guess_stays_and_one_\
             key_deletes_all",
        ),
        Act::DiscardPractice { .. } => Not(
            "what is deleted is gone for good",
            "journeys::for_good::what_was_practised_and_deleted_does_not_\
             come_back",
        ),
        Act::Tick { .. }
        | Act::TickJob { .. }
        | Act::Alarms { .. }
        | Act::Quiet { .. }
        | Act::Ring { .. } => Not(
            "it is its own opposite",
            "journeys::for_good::what_is_its_own_opposite_is_set_back_by_\
             the_same_key",
        ),
        Act::SendAgain { .. } => Not(
            "what is sent may be read at once",
            "journeys::for_good::what_was_sent_again_may_have_been_read",
        ),
        Act::ItIsThere { .. } => Not(
            "it says that something was sent, and that may have been read",
            "journeys::for_good::what_the_user_called_there_is_there_\
             whatever_undo_says",
        ),
        Act::SendHandoff => ToldIn(
            "journeys::passing_on::held::a_handoff_waits_five_seconds_and_\
             can_be_taken_back_meanwhile",
        ),
        Act::Accept { .. } => ToldIn(
            "journeys::passing_on::held::what_was_accepted_is_taken_back_\
             before_and_after_it_went_out",
        ),
        Act::AnswerForm { .. } | Act::HandOver => Not(
            "it can be written anew until the shift ends",
            "journeys::for_good::the_form_is_written_anew_and_handed_over_\
             once_more",
        ),
        Act::Undo { .. } => Not(
            "the act can be done again",
            "journeys::for_good::what_was_taken_back_is_done_again",
        ),
        Act::Open { .. }
        | Act::OpenNote { .. }
        | Act::CopyLink { .. }
        | Act::CopyHandoff { .. }
        | Act::CopyPractice { .. }
        | Act::SearchElsewhere
        | Act::ReadNow => Not(
            "it changes nothing",
            "journeys::for_good::what_changes_nothing_is_not_what_undo_\
             takes_back",
        ),
    }
}

/// Every act there is.
pub(super) fn every(request: i64) -> Vec<Act> {
    let until = SnoozeUntil::Minutes { minutes: 1 };
    let (text, note) = ("Hub 9".to_owned(), 1);
    vec![
        Act::Claim { request, quiet: true, say: None },
        Act::Together { request },
        Act::TakeOver { request },
        Act::Release { request },
        Act::Reply { request, text: text.clone(), sure: false },
        Act::Close { request },
        Act::CloseIssue { request },
        Act::Label { request, label: "bug".to_owned(), on: true },
        Act::Evergreen { request, on: true },
        Act::OpenIssue { request, place: None, title: None, body: None },
        Act::Dismiss { request },
        Act::BringBack { request },
        Act::Snooze { request, until, regardless: false, claim: false },
        Act::Wake { request },
        Act::WaitOnThem { request },
        Act::NotThanks { request },
        Act::SetPriority { request, priority: Priority::Emergency },
        Act::SetDue {
            request,
            at: at("2026-11-20 16:00"),
            why: "they said so".to_owned(),
        },
        Act::Kept { request },
        Act::Log {
            who: "Dirk".to_owned(),
            about: text.clone(),
            at: None,
            spoke: false,
            priority: None,
        },
        Act::Spoke { request },
        Act::Split { request },
        Act::ThisAnswers { request, message: None },
        Act::SendAgain { request, action: None },
        Act::ItIsThere { request, action: None },
        Act::Undo { request: None },
        Act::Open { request, link: None },
        Act::Quiet { on: true },
        Act::Ring { on: true },
        Act::ReadNow,
        Act::SearchElsewhere,
        Act::CopyLink { request },
        Act::Note { request: Some(request), text: text.clone() },
        Act::EditNote { note, text },
        Act::DeleteNote { note },
        Act::OpenNote { note, link: 0 },
        Act::Practise { request, guess: Guess::Claim },
        Act::DiscardPractice { request },
        Act::CopyPractice { request },
        Act::Pair { request, to: None, words: None },
        Act::Alarms { on: true },
        Act::AnswerForm { question: "Risks?".to_owned(), text: "9".to_owned() },
        Act::TickJob { job: "Deploy".to_owned(), done: true },
        Act::HandOver,
        Act::SendHandoff,
        Act::Accept { message: "m00001".to_owned() },
        Act::CopyHandoff { shift: None },
        Act::Tick { item: "Read the playbook".to_owned(), done: true },
    ]
}

/// The word by which an act goes through window and socket.
pub(super) fn word(act: &Act) -> String {
    let said = serde_json::to_value(act).expect("an act is data");
    said["act"].as_str().expect("a word").to_owned()
}
