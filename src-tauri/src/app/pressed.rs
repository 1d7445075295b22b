//! What is meant by a press on a notification.

use contract::{Act, Aim, Command, SnoozeUntil};
use domain::{Button, NoticeId};

use crate::notice::Click;

/// A snooze from a notification, in minutes.
const SNOOZE: i64 = 15;

/// What a button of a notification does.
pub(super) fn meaning(click: &Click) -> Command {
    let request = match &click.id {
        NoticeId::Request { id } => Some(id.0),
        NoticeId::Source { .. }
        | NoticeId::Digest
        | NoticeId::Ledger
        | NoticeId::Preflight
        | NoticeId::Handoff
        | NoticeId::Test => None,
    };
    let doing = |act| Command::Do { act, at_once: false };
    match (click.button, request) {
        (Button::Claim, Some(request)) => {
            doing(Act::Claim { request, quiet: false, say: None })
        }
        (Button::Snooze, Some(request)) => doing(Act::Snooze {
            request,
            until: SnoozeUntil::Minutes { minutes: SNOOZE },
            regardless: false,
            claim: true,
        }),
        (Button::Together, Some(request)) => doing(Act::Together { request }),
        (Button::Reply, Some(request)) => {
            Command::Raise(Aim::reply_to(request))
        }
        (Button::Visit, Some(request)) => {
            doing(Act::Open { request, link: None })
        }
        (Button::SignIn | Button::Visit, _) => at_source(click),
        (Button::Open, None) => Command::Raise(aimed_at(&click.id)),
        (Button::Open | Button::Hear, _)
        | (
            Button::Claim | Button::Snooze | Button::Reply | Button::Together,
            None,
        ) => Command::Raise(Aim::at(request)),
    }
}

/// What of the window belongs to a bubble that is about no request.
fn aimed_at(id: &NoticeId) -> Aim {
    match id {
        NoticeId::Preflight => Aim::preflight(),
        NoticeId::Handoff => Aim::handoff(),
        NoticeId::Request { .. }
        | NoticeId::Source { .. }
        | NoticeId::Digest
        | NoticeId::Ledger
        | NoticeId::Test => Aim::default(),
    }
}

/// What a button does that is about a source.
fn at_source(click: &Click) -> Command {
    match (&click.id, click.button) {
        (NoticeId::Source { key }, Button::SignIn) => {
            Command::SignIn { source: key.clone() }
        }
        (NoticeId::Source { key }, Button::Visit) => {
            Command::OpenSource { source: key.clone() }
        }
        _ => Command::Raise(Aim::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::RequestId;

    fn click(button: Button) -> Click {
        Click { id: NoticeId::Request { id: RequestId(7) }, button }
    }

    #[test]
    fn the_first_button_of_a_bubble_claims() {
        assert_eq!(
            meaning(&click(Button::Claim)),
            Command::Do {
                act: Act::Claim { request: 7, quiet: false, say: None },
                at_once: false,
            }
        );
    }

    #[test]
    fn a_button_without_a_request_opens_the_window() {
        let digest = Click { id: NoticeId::Digest, button: Button::Open };
        assert_eq!(meaning(&digest), Command::Raise(Aim::default()));
    }

    #[test]
    fn the_bubbles_of_a_shift_open_what_they_are_about() {
        let open = |id| meaning(&Click { id, button: Button::Open });
        let raise = |aim| Command::Raise(aim);
        assert_eq!(open(NoticeId::Preflight), raise(Aim::preflight()));
        assert_eq!(open(NoticeId::Handoff), raise(Aim::handoff()));
    }

    #[test]
    fn the_reply_button_opens_the_reply_box_and_not_only_the_request() {
        let reply = Command::Raise(Aim::reply_to(7));
        assert_eq!(meaning(&click(Button::Reply)), reply);
    }

    #[test]
    fn a_silent_colleague_is_joined_from_the_bubble() {
        let joins = Act::Together { request: 7 };
        assert_eq!(
            meaning(&click(Button::Together)),
            Command::Do { act: joins, at_once: false }
        );
    }

    #[test]
    fn what_cannot_be_seen_here_is_opened_where_it_was_asked() {
        let act = Act::Open { request: 7, link: None };
        let opens = Command::Do { act, at_once: false };
        assert_eq!(meaning(&click(Button::Visit)), opens);
    }

    #[test]
    fn the_buttons_of_a_blind_source_lead_to_it() {
        let id = NoticeId::Source { key: "slack".to_owned() };
        let source = "slack".to_owned();
        let blind = |button| Click { id: id.clone(), button };
        assert_eq!(
            meaning(&blind(Button::SignIn)),
            Command::SignIn { source: source.clone() }
        );
        assert_eq!(
            meaning(&blind(Button::Visit)),
            Command::OpenSource { source }
        );
    }
}
