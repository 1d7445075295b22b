//! What flows between the engine and the surfaces.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use contract::{Aim, Clock, Command, Snapshot};
use domain::{Clock as _, NoticeId};
use engine::{Answer, SystemClock, until_look};
use tauri::{AppHandle, Emitter};
use tokio::sync::{mpsc, watch};

use super::life::End;
use super::pressed::meaning;
use crate::answers::Clerk;
use crate::notice::Click;
use crate::tray::{Host, Tray, TrayView};

/// The tray is changed at most this often.
const TRAY: Duration = Duration::from_secs(1);
/// The window is told at most this often.
const WINDOW: Duration = Duration::from_millis(50);

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
        if let Some(keys) = clerk.called_by() {
            view = view.called_by(&keys);
        }
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
            lasts = lasts.saturating_sub(TRAY).max(TRAY);
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

/// How long the tray stays true if nothing changes: until a clock turns. Its
/// words depend on the hour, so it is looked at now and then all the same.
fn lasts(snapshot: &Snapshot) -> Duration {
    let look = until_look(snapshot.now).max(TRAY);
    let turns = snapshot.rows.iter().flat_map(|row| {
        let Clock { starts, first_warning, second_warning, due, bands, .. } =
            &row.clock;
        let turns = [*starts, *first_warning, *second_warning, *due];
        turns.into_iter().chain(bands.iter().map(|band| Some(band.until)))
    });
    let next = turns.flatten().filter(|at| snapshot.now < *at).min();
    next.and_then(|at| (at - snapshot.now).to_std().ok())
        .map_or(look, |left| left.clamp(TRAY, look))
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

/// Tells how everything stands whenever a shift of this user's has begun.
pub(super) async fn shifts(clerk: Clerk, mut changed: watch::Receiver<u64>) {
    loop {
        if let Err(failure) = clerk.tell_begun().await {
            tracing::warn!("{}", failure.message);
        }
        if changed.changed().await.is_err() {
            return;
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
