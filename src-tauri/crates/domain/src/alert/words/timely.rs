//! The words of what is due at a time for which nobody can be late.

use super::super::decide::{Whose, whose};
use super::Scene;
use crate::{Button, Deadline, DueKind, Loudness, Notice, Tones};

/// What is told at a time for which nobody can be late.
pub(in crate::alert) fn timely(
    scene: &Scene<'_>,
    deadline: &Deadline,
    loudness: Loudness,
) -> Notice {
    let judged = scene.judged;
    let due = scene.at(deadline.due);
    let gist = scene.gist();
    let whose = whose(judged, scene.moment);
    let passed = deadline.due <= scene.moment.now;
    let (title, body) = match deadline.kind {
        DueKind::Promise => promised(scene, deadline, &due),
        DueKind::Reminder => (
            format!("Nobody has answered: {gist}"),
            format!("Since {}. {}", scene.at(deadline.started), scene.who()),
        ),
        DueKind::Update
        | DueKind::FirstResponse
        | DueKind::NextResponse
        | DueKind::Resolution => {
            let when = if passed { "due since" } else { "due" };
            let since = scene.at(deadline.started);
            let last = format!("The last word is from {since}.");
            (
                format!("Update {when} {due}: {gist}"),
                format!("{} {last}", scene.holder()),
            )
        }
    };
    let buttons: &[Button] = match whose {
        Whose::Mine => &[Button::Reply, Button::Open],
        Whose::Nobodys => &[Button::Claim, Button::Open],
        Whose::Teammates => &[Button::Open],
    };
    let notice = scene.notice(title, body, buttons, loudness);
    Notice { chime: scene.chime(Tones::Two), ..notice }
}

fn promised(
    scene: &Scene<'_>,
    deadline: &Deadline,
    due: &str,
) -> (String, String) {
    let by = scene.judged.promise.as_ref().map(|promise| &promise.by);
    let who = match by {
        Some(by) if Some(by) == scene.moment.me => "You".to_owned(),
        Some(by) => scene.rules.name(by).to_owned(),
        None => "Somebody".to_owned(),
    };
    let since = scene.at(deadline.started);
    let requester = &scene.judged.requester;
    (
        format!("{who} promised {due}: {}", scene.gist()),
        format!("Said {since} to {requester}, nothing since."),
    )
}
