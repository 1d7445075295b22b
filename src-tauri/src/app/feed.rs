//! What flows between the engine and the surfaces.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use contract::{Act, Aim, Clock, Command, Snapshot, SnoozeUntil};
use domain::{Button, Clock as _, NoticeId};
use engine::{Answer, SystemClock};
use tauri::{AppHandle, Emitter};
use tokio::sync::{mpsc, watch};

use super::life::End;
use crate::answers::Clerk;
use crate::notice::Click;
use crate::tray::{Host, Tray, TrayView};

/// The tray is changed at most this often.
const TRAY: Duration = Duration::from_secs(1);
/// The window is told at most this often.
const WINDOW: Duration = Duration::from_millis(50);
/// The tray's words depend on the hour, so it is looked at even when nothing
/// has changed.
const LOOK: Duration = Duration::from_secs(30);
/// A snooze from a notification, in minutes.
const SNOOZE: i64 = 15;

/// Shows every change in the tray. What has not changed wakes nobody, unless
/// it was told of: a press ticks its line whatever comes of it.
pub(super) async fn tray(
    tray: Tray,
    clerk: Clerk,
    mut changed: watch::Receiver<u64>,
) {
    let clock = SystemClock::new();
    let mut shown = None;
    let mut told = true;
    loop {
        let snapshot = clerk.glance();
        let mut lasts = lasts(&snapshot);
        let mut view = TrayView::from(&snapshot);
        if clerk.rings() {
            // Nobody tells that the test alarm is over.
            (view, lasts) = (view.alarmed(), TRAY);
        }
        if told || shown.as_ref() != Some(&view) {
            if let Err(error) = tray.apply(view.clone()) {
                tracing::warn!(%error, "The tray could not be reached.");
            }
            shown = Some(view);
            clock.sleep(TRAY).await;
        }
        told = tokio::select! {
            gone = changed.changed() => match gone {
                Ok(()) => true,
                Err(_) => return,
            },
            () = clock.sleep(lasts) => false,
        };
    }
}

/// How long the tray stays true if nothing changes: until a clock turns.
fn lasts(snapshot: &Snapshot) -> Duration {
    let turns = snapshot.rows.iter().flat_map(|row| {
        let Clock { starts, first_warning, second_warning, due, bands, .. } =
            &row.clock;
        let turns = [*starts, *first_warning, *second_warning, *due];
        turns.into_iter().chain(bands.iter().map(|band| Some(band.until)))
    });
    let next = turns.flatten().filter(|at| snapshot.now < *at).min();
    next.and_then(|at| (at - snapshot.now).to_std().ok())
        .map_or(LOOK, |left| left.clamp(TRAY, LOOK))
}

/// Knows whether a panel takes the icon, and tells the user when none does.
pub(super) async fn panel(clerk: Clerk, taken: Arc<AtomicBool>) {
    let Ok(mut host) = Host::connect().await else { return };
    loop {
        let now = host.takes_icons().await;
        taken.store(now.is_ok(), Ordering::Relaxed);
        clerk.lacks(now.err());
        host.changes().await;
    }
}

/// Tells the window of every change.
pub(super) async fn window(app: AppHandle, mut changed: watch::Receiver<u64>) {
    let clock = SystemClock::new();
    while changed.changed().await.is_ok() {
        let revision = *changed.borrow_and_update();
        let told = app.emit(
            "changed",
            serde_json::json!({
                "revision": revision
            }),
        );
        if let Err(error) = told {
            tracing::debug!(%error, "No window was told.");
        }
        clock.sleep(WINDOW).await;
    }
}

/// Does what is chosen in the tray menu.
pub(super) async fn commands(
    mut presses: mpsc::Receiver<Command>,
    clerk: Clerk,
) {
    while let Some(command) = presses.recv().await {
        perform(&clerk, command).await;
    }
}

/// Does what is pressed on a notification.
pub(super) async fn clicks(mut clicks: mpsc::Receiver<Click>, clerk: Clerk) {
    while let Some(click) = clicks.recv().await {
        if click.id == NoticeId::Test {
            clerk.heard().await;
        } else {
            perform(&clerk, meaning(&click)).await;
        }
    }
}

/// Opens the form for a call whenever its keys are pressed.
pub(super) async fn calls(mut calls: mpsc::Receiver<()>, clerk: Clerk) {
    clerk.takes_keys().await;
    while calls.recv().await.is_some() {
        perform(&clerk, Command::Raise(Aim::call())).await;
    }
}

/// A refusal is said where the user will look next: in the window's foot, and
/// in the log.
async fn perform(clerk: &Clerk, command: Command) {
    let signs_in = matches!(command, Command::SignIn { .. });
    let Err(failure) = clerk.answer(command).await else { return };
    tracing::warn!("{}", failure.message);
    clerk.say(&failure);
    if signs_in {
        // Whoever pressed waits for a browser that does not come, so the
        // sentence comes to them.
        let _ = clerk.answer(Command::Raise(Aim::default())).await;
    }
}

/// What a button of a notification does.
fn meaning(click: &Click) -> Command {
    let request = match &click.id {
        NoticeId::Request { id } => Some(id.0),
        NoticeId::Source { .. }
        | NoticeId::Digest
        | NoticeId::Ledger
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
        (Button::Reply, Some(request)) => {
            Command::Raise(Aim::reply_to(request))
        }
        (Button::SignIn | Button::Visit, _) => at_source(click),
        (Button::Open | Button::Hear, _)
        | (Button::Claim | Button::Snooze | Button::Reply, None) => {
            Command::Raise(Aim::at(request))
        }
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

/// Answers the lines of the socket.
pub(super) fn answers(clerk: &Clerk) -> Answer {
    let clerk = clerk.clone();
    Arc::new(move |line| {
        let clerk = clerk.clone();
        Box::pin(async move { clerk.line(&line).await })
    })
}

/// Ends in order when the system asks for it.
pub(super) async fn signals(
    asked: impl Future<Output = ()>,
    quit: mpsc::Sender<End>,
) {
    asked.await;
    // A full queue means that it is ending already.
    let _ = quit.try_send(End::Asked);
}

/// Waits until the system asks for the end. It is heard from the call on, not
/// only from the first wait: whoever is asked while it starts ends in order.
#[cfg(unix)]
pub(super) fn stop_asked() -> impl Future<Output = ()> + Send + 'static {
    use tokio::signal::unix::{SignalKind, signal};
    let kinds = [
        SignalKind::terminate(),
        SignalKind::hangup(),
        SignalKind::interrupt(),
    ];
    let heard = kinds.map(signal);
    async move {
        let [Ok(mut term), Ok(mut hup), Ok(mut int)] = heard else { return };
        tokio::select! {
            _ = term.recv() => {}
            _ = hup.recv() => {}
            _ = int.recv() => {}
        }
    }
}

/// Waits until the system asks for the end.
#[cfg(not(unix))]
pub(super) async fn stop_asked() {
    let _ = tokio::signal::ctrl_c().await;
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
    fn the_reply_button_opens_the_reply_box_and_not_only_the_request() {
        let reply = Command::Raise(Aim::reply_to(7));
        assert_eq!(meaning(&click(Button::Reply)), reply);
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
