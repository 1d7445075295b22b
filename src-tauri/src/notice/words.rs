//! Turns a notice into what the desktop's notification server is sent.

use domain::text::{clean, clean_line, shorten};
use domain::{Button, Loudness, Notice, NoticeId};
use notify_rust::{Hint, Notification, Timeout, Urgency};

/// The longest title.
const TITLE: usize = 160;

/// The longest body.
const BODY: usize = 600;

/// The key of the press on the bubble itself, as the specification has it.
const BUBBLE: &str = "default";

/// What the server can do that changes what it is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Abilities {
    /// It draws buttons and tells when they are pressed.
    pub(super) buttons: bool,
    /// It reads the body as markup.
    pub(super) markup: bool,
}

impl Abilities {
    /// Reads what the server says of itself.
    pub(super) fn of(said: &[String]) -> Abilities {
        let has = |ability| said.iter().any(|one| one == ability);
        Abilities { buttons: has("actions"), markup: has("body-markup") }
    }
}

/// Writes a notice onto a bubble, whatever stood there before.
pub(super) fn write(
    bubble: &mut Notification,
    notice: &Notice,
    product: &str,
    can: Abilities,
) {
    let body = shorten(clean(&notice.body).trim(), BODY);
    let body = if can.markup { escape(&body) } else { body };
    let mut fresh = Notification::new();
    fresh
        .appname(product)
        .icon("hotseat")
        .summary(&shorten(&clean_line(&notice.title), TITLE))
        .body(&body)
        .urgency(urgency(notice.loudness))
        .timeout(timeout(notice.loudness))
        // Hotseat makes its own sounds.
        .hint(Hint::SuppressSound(true))
        .hint(Hint::DesktopEntry("Hotseat".to_owned()))
        .hint(Hint::Category(category(&notice.id).to_owned()));
    if can.buttons {
        fresh.action(BUBBLE, "Open");
        for (button, label) in notice.buttons.iter().take(3) {
            fresh.action(key(*button), &clean_line(label));
        }
    }
    *bubble = fresh;
}

/// A body for whatever server reads it: markup that shows nothing but words.
pub(super) fn plain(words: &str) -> String {
    escape(&shorten(clean(words).trim(), BODY))
}

fn urgency(loudness: Loudness) -> Urgency {
    match loudness {
        Loudness::Critical => Urgency::Critical,
        Loudness::Bubble | Loudness::Sound => Urgency::Normal,
    }
}

fn timeout(loudness: Loudness) -> Timeout {
    match loudness {
        Loudness::Critical => Timeout::Never,
        Loudness::Bubble | Loudness::Sound => Timeout::Default,
    }
}

fn category(id: &NoticeId) -> &'static str {
    match id {
        NoticeId::Request { .. } | NoticeId::Digest => "im.received",
        NoticeId::Source { .. } => "network",
        NoticeId::Ledger
        | NoticeId::Preflight
        | NoticeId::Handoff
        | NoticeId::Test => "device",
    }
}

fn key(button: Button) -> &'static str {
    match button {
        Button::Claim => "claim",
        Button::Snooze => "snooze",
        Button::Open => "open",
        Button::Reply => "reply",
        Button::Together => "together",
        Button::SignIn => "sign-in",
        Button::Visit => "visit",
        Button::Hear => "hear",
    }
}

/// The button behind a key that came back from the desktop.
pub(super) fn button(key: &str) -> Option<Button> {
    Some(match key {
        "claim" => Button::Claim,
        "snooze" => Button::Snooze,
        "open" | BUBBLE => Button::Open,
        "reply" => Button::Reply,
        "together" => Button::Together,
        "sign-in" => Button::SignIn,
        "visit" => Button::Visit,
        "hear" => Button::Hear,
        _ => return None,
    })
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use domain::{Chime, Priority, RequestId, Tones};

    use super::*;

    const ALL: Abilities = Abilities { buttons: true, markup: true };

    fn notice() -> Notice {
        Notice {
            id: NoticeId::Request { id: RequestId(7) },
            title: "New: <b>a\u{202e}</b>\nb".to_owned(),
            body: "1 < 2 & <img src=x>\u{7}".to_owned(),
            buttons: vec![
                (Button::Claim, "I'm on it".to_owned()),
                (Button::Open, "Open".to_owned()),
            ],
            loudness: Loudness::Sound,
            chime: Chime { priority: Priority::Urgent, tones: Tones::One },
        }
    }

    fn written(notice: &Notice, can: Abilities) -> Notification {
        let mut bubble = Notification::new();
        write(&mut bubble, notice, "Hotseat", can);
        bubble
    }

    #[test]
    fn markup_in_foreign_text_reaches_no_server_that_reads_it() {
        let bubble = written(&notice(), ALL);
        assert_eq!(bubble.body, "1 &lt; 2 &amp; &lt;img src=x&gt;");
        assert_eq!(bubble.summary, "New: <b>a</b> b", "titles have no markup");
    }

    #[test]
    fn a_server_that_reads_no_markup_gets_the_words_as_they_are() {
        let bubble = written(&notice(), Abilities { markup: false, ..ALL });
        assert_eq!(bubble.body, "1 < 2 & <img src=x>");
    }

    #[test]
    fn the_bubble_opens_and_its_buttons_stand_in_order() {
        let bubble = written(&notice(), ALL);
        assert_eq!(
            bubble.actions,
            ["default", "Open", "claim", "I'm on it", "open", "Open"]
        );
    }

    #[test]
    fn a_server_without_buttons_gets_none() {
        let can = Abilities { buttons: false, ..ALL };
        assert!(written(&notice(), can).actions.is_empty());
    }

    #[test]
    fn every_button_comes_back_from_its_key() {
        for wanted in [
            Button::Claim,
            Button::Snooze,
            Button::Open,
            Button::Reply,
            Button::Together,
            Button::SignIn,
            Button::Visit,
            Button::Hear,
        ] {
            assert_eq!(button(key(wanted)), Some(wanted));
        }
        assert_eq!(button("default"), Some(Button::Open));
        assert_eq!(button("anything"), None);
    }

    #[test]
    fn only_what_is_critical_is_sent_as_critical_and_stays() {
        let calm = written(&notice(), ALL);
        assert!(calm.hints.contains(&Hint::Urgency(Urgency::Normal)));
        let loud = Notice { loudness: Loudness::Critical, ..notice() };
        let loud = written(&loud, ALL);
        assert!(loud.hints.contains(&Hint::Urgency(Urgency::Critical)));
        assert_eq!(loud.timeout, Timeout::Never);
    }

    #[test]
    fn what_a_bubble_said_before_is_gone() {
        let mut bubble = written(&notice(), ALL);
        let next = Notice { buttons: Vec::new(), ..notice() };
        write(&mut bubble, &next, "Hotseat", ALL);
        assert_eq!(bubble.actions, ["default", "Open"]);
    }
}
