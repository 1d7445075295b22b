//! What waits for whoever comes on duty.

use super::decide::{Whose, loudness, whose};
use super::words::{self, Scene};
use super::{Alert, AlertKind, Hush, Moment};
use crate::queue::snooze_end;
use crate::{Judged, Life, Role, Rules};

/// What is told of a request that waited when this user's shift began, as
/// part of one digest: its arrival was for somebody else.
#[must_use]
pub fn before_shift(
    judged: &Judged,
    rules: &Rules,
    moment: &Moment<'_>,
) -> Option<Alert> {
    let scene = Scene { judged, rules, moment };
    let first = match moment.role {
        Role::Responder => true,
        Role::Fallback => !moment.responder_seated,
        Role::Secondary | Role::Observer | Role::OffDuty => false,
    };
    let waits = judged.life == Life::Open && judged.unanswered.is_some();
    let nobodys = whose(judged, moment) == Whose::Nobodys;
    let sleeps =
        snooze_end(judged, moment.me).is_some_and(|end| moment.now < end);
    if !first || !waits || !nobodys || sleeps {
        return None;
    }
    let news = judged.news.as_ref()?;
    Some(Alert {
        key: format!("shift:{}", moment.now.timestamp_millis()),
        kind: AlertKind::Arrival,
        request: Some(judged.id),
        due: judged.asked,
        notice: words::news(&scene, news, loudness(&scene, false)),
        hushed: Some(Hush::Before),
        repeat: false,
    })
}
